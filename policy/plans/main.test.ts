import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmergencyPlan, planCheck, planExplain } from './main.ts';

const FILES: { readonly [name: string]: string } = {
  'good.yaml': join(import.meta.dirname, 'township/plan.yaml'),
  'bad.yaml': join(import.meta.dirname, '../hostile-plans/a-crowd.yaml'),
};

const run = (command: typeof planCheck, file: string, options: object = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  const read = (path: string): string | undefined => (FILES[path] === undefined ? undefined : readFileSync(FILES[path], 'utf8'));
  const code = command(file, options, { out: (line) => void out.push(line), err: (line) => void err.push(line), read });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

describe('huiyin plan check', () => {
  it('names a sound plan with its hash', () => {
    expect(run(planCheck, 'good.yaml')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^good\.yaml: township version 1, 5 groups, 9 tasks, 4 teams, no problem found; [0-9a-f]{64}$/),
    });
  });

  it('names every problem by code, place and sentence, in either language', () => {
    expect(run(planCheck, 'bad.yaml')).toMatchObject({
      code: 1,
      out: 'bad.yaml: plan.kind.unknown /kinds/0 kind="mass_incident": what can happen is a closed list; there is none for people who come together, petition, strike, worship or speak.',
    });
    expect(run(planCheck, 'bad.yaml', { lang: 'zh-CN' }).out).toContain('没有聚集');
    expect(JSON.parse(run(planCheck, 'bad.yaml', { json: true }).out)).toMatchObject({ ok: false, hash: null });
  });

  it('says that there is no such file, and no such language', () => {
    expect(run(planCheck, 'none.yaml').code).toBe(2);
    expect(run(planCheck, 'good.yaml', { lang: 'la' }).code).toBe(2);
  });
});

describe('huiyin plan explain', () => {
  it('puts calls and tasks on one line of minutes, as if nobody answered', () => {
    const lines = run(planExplain, 'school').out.split('\n');
    expect(lines[0]).toBe('   0  call school boarding-school/leader + school boarding-school/dormitory (one answer is enough)');
    expect(lines).toContain('   3  call school.head (one answer is enough)');
    expect(lines).toContain('   8  call school.inspector + school.duty (Safety team of the school) (each has to answer)');
    expect(lines).toContain('  23  with no answer at all, school.head has been told of every step by minute 23');
    expect(lines.at(-1)).toBe('8 tasks, 4 calls.');
    const minutes = lines.slice(0, -1).map((line) => Number(line.slice(0, 4)));
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(JSON.parse(run(planExplain, 'good.yaml', { json: true }).out)).toHaveLength(9 + 5);
  });

  it('says of a team through which post and until when it is called, in either language', () => {
    const calls = (lang: string): string =>
      (JSON.parse(run(planExplain, 'good.yaml', { json: true, lang }).out) as readonly { what: string }[])
        .map(({ what }) => what)
        .join('\n');
    expect(calls('en')).toContain(
      'town.handler (Fire squad of the township) + town.desk + town.mediator (Emergency volunteers, until 2027-12-31)',
    );
    expect(calls('zh-CN')).toContain('town.mediator（应急志愿者队，到2027-12-31为止）');
  });

  it('explains no plan that is not there or may not be published', () => {
    for (const name of ['nowhere', 'bad.yaml'])
      expect(run(planExplain, name)).toMatchObject({ code: 2, err: expect.stringContaining(name) });
    expect(openEmergencyPlan('hospital', { err: () => undefined })?.id).toBe('hospital');
  });
});
