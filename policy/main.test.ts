import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyCommand } from './main.ts';

const run = (...args: readonly string[]): { code: number; out: string; err: string } => {
  const out: string[] = [];
  const err: string[] = [];
  const files: Record<string, string> = {
    'good.yaml': readFileSync(join(import.meta.dirname, 'petition-2022', 'policy.yaml'), 'utf8'),
    'bad.yaml': 'id: x-1\nescort: true\n',
  };
  const code = policyCommand(args, { out: (line) => void out.push(line), err: (line) => void err.push(line), read: (path) => files[path] });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

describe('policy check', () => {
  it('says that a sound pack is sound, with its hash', () => {
    const { code, out } = run('check', 'good.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/^good\.yaml: petition-2022 version 1, 23 rules, no problem found; [0-9a-f]{64}$/);
  });

  it('names every problem with its code and its place, one a line', () => {
    const { code, out } = run('check', 'bad.yaml');
    expect(code).toBe(1);
    expect(out).toContain('bad.yaml: policy.field.unknown / additionalProperty="escort"');
    expect(JSON.parse(run('check', 'bad.yaml', '--json').out)).toMatchObject({ ok: false, hash: null });
  });

  it('tells a file that is not there from a pack that is wrong', () => {
    expect(run('check', 'none.yaml')).toMatchObject({ code: 2, out: '' });
    expect(run('check')).toMatchObject({ code: 2 });
    expect(run('check', 'good.yaml', '--quiet').err).toContain('usage_wrong');
  });
});

describe('policy explain', () => {
  it('gives the rows as JSON, with these fields and no other', () => {
    const rows: Record<string, unknown>[] = JSON.parse(run('explain', 'petition-2022', '--filed', '2026-09-28', '--json').out);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'clause', 'owedBy', 'owedTo', 'startsOn', 'from', 'within', 'due', 'provisional', 'branch']);
    }
    expect(rows[0]).toEqual({
      id: 'petition.bureau.route',
      clause: '信访工作条例 第二十二条',
      owedBy: 'office',
      owedTo: 'filer',
      startsOn: 'filed',
      from: '2026-09-28',
      within: '15 days',
      due: '2026-10-13',
      provisional: false,
      branch: null,
    });
  });

  it('speaks both languages and marks provisional dates', () => {
    expect(run('explain', 'petition-2022', '--filed', '2026-09-28').out).toContain('2027-01-13 *');
    expect(run('explain', 'petition-2022', '--filed', '2026-09-28', '--lang', 'zh-CN').out).toContain('书面答复您');
  });

  it.each([
    [['nowhere', '--filed', '2026-09-28'], 'pack_unknown'],
    [['petition-2022', '--filed', '2026-02-30'], 'date_invalid'],
    [['petition-2022', '--filed', '28.9.2026'], 'date_invalid'],
    [['petition-2022', '--filed', '9999-12-31'], 'date_out_of_range'],
    [['petition-2022', '--filed', '2026-09-28', '--lang', 'fr'], 'lang_unknown'],
    [['petition-2022'], 'usage_wrong'],
    [['petition-2022', '--filed'], 'usage_wrong'],
  ])('%j is answered with %s', (args, code) => {
    const answer = run('explain', ...args);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toContain(code);
  });
});
