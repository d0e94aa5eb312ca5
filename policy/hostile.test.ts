import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { MATTER } from '../kernel/matter/vocabulary.ts';
import { CIRCULAR } from '../features/circulars/domain/vocabulary.ts';
import { CONFERENCE } from '../features/conferences/domain/vocabulary.ts';
import { CONSULTATION } from '../features/consultations/domain/vocabulary.ts';
import { HAZARD } from '../features/hazards/domain/vocabulary.ts';
import { DRILL, INCIDENT } from '../features/incidents/domain/vocabulary.ts';
import { readPackOf } from './load.ts';

type Tree = { [key: string]: unknown };

const text = readFileSync(join(import.meta.dirname, 'petition-2022', 'policy.yaml'), 'utf8');
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A sound pack with one field changed: `rule.field.inner`, or a field of the pack; undefined takes it out. */
const changed = (at: string, value: unknown): string => {
  const pack: unknown = parse(text);
  const steps = at.startsWith('petition.') ? [at.split('/')[0] ?? '', ...at.split('/').slice(1)] : at.split('/');
  let place: unknown = pack;
  if (steps[0]?.startsWith('petition.') && isTree(pack) && Array.isArray(pack['rules'])) {
    const id = steps.shift();
    place = pack['rules'].find((rule: unknown) => isTree(rule) && rule['id'] === id);
  }
  const last = steps.pop() ?? '';
  for (const step of steps) place = isTree(place) ? place[step] : undefined;
  if (!isTree(place)) throw new Error(`nothing at ${at}`);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return stringify(pack);
};

const codesOf = (source: string): readonly string[] => {
  const loaded = readPackOf([MATTER, HAZARD, INCIDENT, DRILL, CONFERENCE, CONSULTATION, CIRCULAR], source);
  return 'pack' in loaded ? [] : loaded.problems.map((problem) => problem.code);
};

const FOLDER = join(import.meta.dirname, 'hostile');
/** What somebody who owns the configuration might try, a file each: what it is in the first line, the code that stops it in the second. */
const tricks = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    const [tried, code] = [/^# Tried: (.+)\.$/m.exec(source)?.[1], /^# refused: ([a-z_.]+)$/m.exec(source)?.[1]];
    return { name, source, tried: tried ?? name, code };
  });

describe('the corpus of hostile packs (G2)', () => {
  it('holds at least a hundred files, and each says what it tries and by which code it is refused', () => {
    process.stdout.write(`hostile packs: ${tricks.length} files, ${new Set(tricks.map((it) => it.code)).size} codes\n`);
    expect(tricks.length).toBeGreaterThanOrEqual(100);
    expect(tricks.filter((it) => it.code === undefined).map((it) => it.name)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code', ({ source, code }) => {
    expect(codesOf(source)).toContain(code);
  });
});

describe('a pack that tries', () => {
  it('to owe nothing at filing is refused', () => {
    const pack = parse(text) as { rules: { id: string }[] }; // our own file, whose shape the schema holds
    pack.rules = pack.rules.filter((rule) => rule.id === 'petition.decide');
    expect(codesOf(stringify(pack))).toContain('policy.nothing_owed');
  });

  it('to be no YAML, or to name a key twice, is refused', () => {
    expect(codesOf('id: [')).toEqual(['policy.file.not_yaml']);
    expect(codesOf(`${text}\nid: other\n`)).toEqual(['policy.file.not_yaml']);
    expect(codesOf('')).not.toEqual([]);
    expect(codesOf('just words')).toEqual(['policy.value.invalid']);
  });

  it('to unfold without end, or to be huge, is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`),
    ].join('\n');
    expect(codesOf(bomb)).toEqual(['policy.file.not_yaml']);
    expect(codesOf(`# ${'x'.repeat(300_000)}`)).toEqual(['policy.file.too_large']);
  });

  it('nothing is let through', () => {
    expect(codesOf(text)).toEqual([]);
    expect(codesOf(changed('version', 2))).toEqual([]);
  });
});
