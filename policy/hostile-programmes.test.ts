import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCadence } from '../kernel/recurrence/cadence.ts';
import { sentenceOf } from './programme-sentences.ts';
import { exampleTerms, findProgramme, programmeIds, readProgramme, readTerms } from './programme.ts';

const FOLDER = join(import.meta.dirname, 'hostile-programmes');

const codesOf = (source: string, isTerms = false): readonly string[] => {
  const loaded = isTerms ? readTerms(source) : readProgramme(source);
  return 'problems' in loaded ? loaded.problems.map((problem) => problem.code) : [];
};

/** What somebody who writes programmes might try, a file each: what it is in the first line, the code that stops it in the second. */
const tricks = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    const [tried, code] = [/^# Tried: (.+)\.$/m.exec(source)?.[1], /^# refused: ([a-z_.]+)$/m.exec(source)?.[1] ?? ''];
    return { source, tried: tried ?? name, code };
  });

describe('the corpus of hostile programmes and terms (G2)', () => {
  it('holds at least twenty files, and each says what it tries and by which code it is refused', () => {
    process.stdout.write(`hostile programmes: ${tricks.length} files, ${new Set(tricks.map((it) => it.code)).size} codes\n`);
    expect(tricks.length).toBeGreaterThanOrEqual(20);
    expect(tricks.filter((it) => it.code === '').map((it) => it.tried)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code, and by nothing that has nothing to do with it', ({ source, code }) => {
    const codes = codesOf(source, code.startsWith('terms.'));
    expect(codes).toContain(code);
    expect(codes.length).toBeLessThanOrEqual(3);
  });

  it('each code has a sentence in both languages', () => {
    for (const code of new Set(tricks.map((it) => it.code))) {
      expect([code, sentenceOf(code, 'zh-CN')]).not.toEqual([code, code]);
      expect([code, sentenceOf(code)]).not.toEqual([code, code]);
    }
  });

  it('lets every programme and the terms that come with the program through', () => {
    expect(programmeIds().length).toBeGreaterThanOrEqual(11);
    for (const id of programmeIds()) expect(findProgramme(id)?.id).toBe(id);
    expect(findProgramme('nothing')).toBeUndefined();
    expect(exampleTerms().terms.length).toBeGreaterThan(3);
  });
});

describe('the how-to', () => {
  it('names cadences that there are, and each kind of them', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/how-to/programmes.md'), 'utf8');
    const table = page.slice(page.indexOf('## How often'), page.indexOf('## Terms'));
    const named = table.split('\n').flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map((it) => it[1] ?? ''));
    const examples = named.filter((text) => !['every', 'heating', 'forest'].includes(text));
    expect(examples.length).toBeGreaterThan(40);
    expect(examples.filter((text) => parseCadence(text) === undefined)).toEqual([]);
    expect(new Set(examples.map((text) => parseCadence(text)?.kind))).toEqual(
      new Set(['bucket', 'after', 'opening', 'hours', 'closing', 'night', 'meal', 'use', 'since', 'before', 'dated']),
    );
  });
});

describe('a file that is no programme', () => {
  const text = readFileSync(join(import.meta.dirname, 'programmes/canteen/programme.yaml'), 'utf8');

  it('is refused: no YAML, a key twice, too large, no object', () => {
    expect(codesOf('id: [')).toEqual(['programme.file.not_yaml']);
    expect(codesOf(`${text}\nid: other\n`)).toEqual(['programme.file.not_yaml']);
    expect(codesOf(`# ${'x'.repeat(262_144)}`)).toEqual(['programme.file.too_large']);
    expect(codesOf('just words')).toEqual(['programme.value.invalid']);
    expect(codesOf('[]', true)).toEqual(['terms.value.invalid']);
  });

  it('is refused for each field that is missing, and for nothing where none is', () => {
    const whole = parse(text) as { rules: Record<string, unknown>[] } & Record<string, unknown>; // our own file
    expect(codesOf(JSON.stringify(whole))).toEqual([]);
    for (const field of ['id', 'version', 'title', 'calendar', 'rules'])
      expect(codesOf(JSON.stringify({ ...whole, [field]: undefined })).length).toBeGreaterThan(0);
    const [first, ...rest] = whole.rules;
    for (const field of ['id', 'label', 'clause', 'ownRule', 'about', 'classes', 'every', 'doneBy', 'owedBy', 'owedTo'])
      expect([field, codesOf(JSON.stringify({ ...whole, rules: [{ ...first, [field]: undefined }, ...rest] })).length > 0]).toEqual([
        field,
        true,
      ]);
    // What nobody has to say has a default.
    const loaded = readProgramme(JSON.stringify({ ...whole, arrives: undefined }));
    expect(
      'programme' in loaded && [loaded.programme.arrives, loaded.programme.rules[0]?.nilNeedsList, loaded.programme.rules[0]?.late],
    ).toEqual(['24 hours', true, null]);
  });
});
