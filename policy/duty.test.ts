import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dutyCommand } from './duty-main.ts';
import { dutySentenceOf } from './duty-sentences.ts';
import { findPlan, planIds, readPlan } from './duty.ts';

const FOLDER = join(import.meta.dirname, 'hostile-duty');
const codesOf = (source: string): readonly string[] => {
  const loaded = readPlan(source);
  return 'problems' in loaded ? loaded.problems.map((problem) => problem.code) : [];
};

/** What somebody who writes a duty plan might try, a file each: what it is in the first line, the code that stops it in the second. */
const tricks = readdirSync(FOLDER).map((name) => {
  const source = readFileSync(join(FOLDER, name), 'utf8');
  const [tried, code] = [/^# Tried: (.+)\.$/m.exec(source)?.[1], /^# refused: ([a-z_.]+)$/m.exec(source)?.[1] ?? ''];
  return { name, source, tried: tried ?? name, code };
});

describe('the corpus of hostile duty plans (G2)', () => {
  it('holds at least forty files, and each says what it tries and by which code it is refused', () => {
    expect(tricks.length).toBeGreaterThanOrEqual(40);
    expect(tricks.filter((it) => it.code === '').map((it) => it.name)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code, and by nothing that has nothing to do with it', ({ source, code }) => {
    const codes = codesOf(source);
    expect(codes).toContain(code);
    expect(codes.length).toBeLessThanOrEqual(2);
    for (const lang of ['zh-CN', 'en'] as const) expect(dutySentenceOf(code, lang)).not.toBe(code);
  });

  it('lets every plan that comes with the program through, and each has its sources', () => {
    expect(planIds()).toEqual(['boarding-school', 'fire-control', 'township']);
    for (const id of planIds())
      expect([id, findPlan(id)?.id, readdirSync(join(import.meta.dirname, 'duty', id))]).toEqual([id, id, ['plan.yaml', 'sources.md']]);
    expect(findPlan('nothing')).toBeUndefined();
  });
});

describe('a file that is no duty plan', () => {
  const text = readFileSync(join(import.meta.dirname, 'duty/township/plan.yaml'), 'utf8');

  it('is refused: no YAML, a key twice, too large, no object', () => {
    expect(codesOf('id: [')).toEqual(['duty.file.not_yaml']);
    expect(codesOf(`${text}\nid: other\n`)).toEqual(['duty.file.not_yaml']);
    expect(codesOf(`# ${'x'.repeat(262_144)}`)).toEqual(['duty.file.too_large']);
    expect(codesOf('just words')).toEqual(['duty.value.invalid']);
  });

  it('is refused for each field that is missing, and for nothing where none is', () => {
    const whole = parse(text) as { [field: string]: unknown }; // our own file
    expect(codesOf(JSON.stringify(whole))).toEqual([]);
    for (const field of Object.keys(whole))
      expect([field, codesOf(JSON.stringify({ ...whole, [field]: undefined })).length > 0]).toEqual([field, true]);
    for (const odd of [null, 7, 'x', [], {}, [null]])
      for (const field of Object.keys(whole)) {
        const codes = codesOf(JSON.stringify({ ...whole, [field]: odd }));
        const isFine = (field === 'version' || field === 'restHours') && odd === 7;
        expect([field, odd, codes.length > 0 || isFine || (field === 'source' && odd === 'x') || field === 'publishDaysBefore']).toEqual([
          field,
          odd,
          true,
        ]);
      }
  });
});

const run = (...args: readonly string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const read = (path: string): string | undefined =>
    path === 'bad.yaml'
      ? tricks.find(({ name }) => name.startsWith('around'))?.source
      : path === 'good.yaml'
        ? readFileSync(join(import.meta.dirname, 'duty/township/plan.yaml'), 'utf8')
        : undefined;
  const code = dutyCommand(args, { out: (line) => void out.push(line), err: (line) => void err.push(line), read });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

describe('huiyin duty', () => {
  it('checks a file, and names every problem by code, place and sentence', () => {
    expect(run('check', 'good.yaml').out).toMatch(/^good\.yaml: township version 1, 2 shifts, no problem found; [0-9a-f]{64}$/);
    expect(run('check', 'bad.yaml')).toMatchObject({
      code: 1,
      out: 'bad.yaml: duty.cover.gap /cover at="04:00": there is a time at which somebody is promised and no shift is held.',
    });
    expect(JSON.parse(run('check', 'bad.yaml', '--json').out)).toMatchObject({ ok: false, hash: null });
    expect(run('check', 'none.yaml').code).toBe(2);
    expect(run('draw').code).toBe(2);
  });

  it('explains the shifts of some days on the clock there, days off and receptions among them', () => {
    const said = run('explain', 'township', '--from', '2026-10-07', '--to', '2026-10-10').out.split('\n');
    expect(said).toEqual(
      [
        '2026-10-07 08:00 – 2026-10-08 08:00  Day off · 4 seats · day off',
        '2026-10-08 08:00 – 2026-10-09 08:00  Working day · 4 seats · reception 09:00–11:30',
        '2026-10-09 08:00 – 2026-10-10 08:00  Working day · 4 seats · reception 09:00–11:30',
        // A Saturday that is worked in exchange.
        '2026-10-10 08:00 – 2026-10-11 08:00  Working day · 4 seats · reception 09:00–11:30',
        '4 shifts, 96 hours.',
      ].map((line) => expect.stringContaining(line)),
    );
    expect(JSON.parse(run('explain', 'fire-control', '--from', '2026-10-07', '--to', '2026-10-07', '--json').out)).toHaveLength(3);
  });

  it('guesses no year and no term that is not loaded', () => {
    expect(run('explain', 'township', '--from', '2027-06-01', '--to', '2027-06-02')).toMatchObject({
      code: 1,
      err: expect.stringContaining('year_not_loaded'),
    });
    expect(run('explain', 'boarding-school', '--from', '2026-10-01', '--to', '2026-10-02', '--terms', 'none')).toMatchObject({
      code: 1,
      err: expect.stringContaining('term_not_loaded'),
    });
    expect(run('explain', 'township', '--from', '2026-10-02', '--to', '2026-10-01').code).toBe(2);
    expect(run('explain', 'nowhere', '--from', '2026-10-01', '--to', '2026-10-01').code).toBe(2);
  });
});
