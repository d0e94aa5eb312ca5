import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { said, slotsOfCase, type ProgrammeCase } from '../test/support/recurrence/programme-case.ts';
import { findProgramme, programmeIds } from './programme.ts';

const FOLDER = join(import.meta.dirname, 'programmes');
const casesOf = (id: string): readonly ProgrammeCase[] => parse(readFileSync(join(FOLDER, id, 'cases.yaml'), 'utf8'));
let counted = { cases: 0, expectations: 0 };
afterAll(() => {
  const { cases, expectations } = counted;
  process.stdout.write(`programmes: ${programmeIds().length}, ${cases} worked cases, ${expectations} lists of slots compared\n`);
});

describe.each(programmeIds())('the worked cases of %s', (id) => {
  const cases = casesOf(id);
  const programme = findProgramme(id);

  it('are at least twelve, each with its reasoning, and speak of every rule; the sources are named', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
    for (const example of cases) expect(example.why.length).toBeGreaterThan(10);
    expect(new Set(cases.map((it) => it.name)).size).toBe(cases.length);
    expect(existsSync(join(FOLDER, id, 'sources.md'))).toBe(true);
    const spoken = new Set(cases.flatMap((it) => Object.keys(it.expect)));
    expect(programme?.rules.map((rule) => rule.id).filter((rule) => !spoken.has(rule))).toEqual([]);
    expect([...spoken].filter((rule) => programme?.rules.every((it) => it.id !== rule))).toEqual([]);
  });

  it.each(cases.map((example) => [example.name, example] as const))('%s', (_, example) => {
    if (!programme) throw new Error(`no programme ${id}`);
    const all = slotsOfCase(programme, example);
    for (const [rule, wanted] of Object.entries(example.expect)) {
      expect([rule, all.filter((slot) => slot.rule === rule).map(said)]).toEqual([rule, wanted]);
    }
    counted = { cases: counted.cases + 1, expectations: counted.expectations + Object.keys(example.expect).length };
  });
});
