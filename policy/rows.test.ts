import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { getPack } from './load.ts';
import { shared, wants } from '../test/support/wants.ts';

interface Row {
  readonly row: string;
  readonly says: string;
  readonly pack: string;
  readonly rule: string;
  readonly within: string;
  readonly case: string;
  readonly yearly?: true;
}

const HERE = import.meta.dirname;
const { rows, without }: { readonly rows: readonly Row[]; readonly without: readonly string[] } = parse(
  readFileSync(join(HERE, 'rows.yaml'), 'utf8'),
);

/** The notes on the rules lie beside the project where it is developed, and nowhere else. */
const NOTES = shared('rules-grievance.md');

interface Found {
  readonly within: string | null;
  readonly clause: string;
}

const findRule = ({ pack: id, rule, yearly }: Row): Found | undefined => {
  const pack = getPack(id);
  if (yearly) {
    const found = pack.yearly?.find((it) => it.id === rule);
    return found && { within: found.within, clause: found.clause.en };
  }
  const found = pack.rules.find((it) => it.id === rule);
  if (found) return { within: found.within, clause: found.clause.en };
  const longer = pack.rules.find((it) => it.extend?.id === rule)?.extend;
  return longer ? { within: longer.max, clause: longer.clause.en } : undefined;
};

interface Case {
  readonly name: string;
  readonly expect: readonly { readonly rule: string }[];
  readonly expectYears?: readonly { readonly rule: string }[];
}

const casesOf = (pack: string): readonly Case[] => parse(readFileSync(join(HERE, pack, 'cases.yaml'), 'utf8'));

/** What a case must speak of: the rule itself, or the one that is extended. */
const ruleOfCase = ({ pack, rule }: Row): string => getPack(pack).rules.find((it) => it.extend?.id === rule)?.id ?? rule;

const isEncoded = (row: Row): boolean => {
  const found = findRule(row);
  const example = casesOf(row.pack).find((it) => it.name === row.case);
  const told = [...(example?.expect ?? []), ...(example?.expectYears ?? [])].some((it) => it.rule === ruleOfCase(row));
  return found?.within === row.within && found.clause.length > 3 && told;
};

describe('every row of the rules that has a duration', () => {
  it.each(rows.map((row) => [row.row, row] as const))('%s is a rule with that duration, a clause and a worked example', (_, row) => {
    expect(findRule(row)?.within).toBe(row.within);
    expect(casesOf(row.pack).map((it) => it.name)).toContain(row.case);
    expect(isEncoded(row)).toBe(true);
  });

  it('is counted', () => {
    const encoded = rows.filter(isEncoded).length;
    process.stdout.write(`rules with a duration: ${encoded} of ${rows.length} encoded\n`);
    expect(encoded).toBe(rows.length);
    expect(new Set(rows.map((row) => row.row)).size).toBe(rows.length);
  });

  it.runIf(existsSync(NOTES))('stands in the notes, and the notes hold no other row', wants('shared'), () => {
    const notes = readFileSync(NOTES, 'utf8');
    expect(rows.filter((row) => !notes.includes(row.says)).map((row) => row.row)).toEqual([]);
    const ids = [...notes.matchAll(/^\| ((?:petition|med)\.[a-z.]+)(?: \/ ([a-z]+))? \|/gm)].flatMap((found) => {
      const [, id = '', second] = found;
      return second === undefined ? [id] : [id, `${id.slice(0, id.lastIndexOf('.'))}.${second}`];
    });
    const known = [...rows.map((row) => row.row), ...without];
    expect(ids.length).toBeGreaterThan(25);
    expect(ids.filter((id) => !known.includes(id))).toEqual([]);
    expect(without.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
