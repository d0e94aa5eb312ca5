import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSubject } from '../kernel/policy/subjects.ts';
import { findPack } from './load.ts';
import { countySubjects, readSubjects } from './subjects.ts';

const FOLDER = join(import.meta.dirname, 'hostile-subjects');

const codesOf = (text: string): readonly string[] => {
  const loaded = readSubjects(text);
  return 'set' in loaded ? [] : [...new Set(loaded.problems.map((it) => it.code))];
};

describe('the subjects of the demo county', () => {
  const set = countySubjects();

  it('are about twenty, each judged by a pack that can be filed under', () => {
    expect(set.subjects.length).toBeGreaterThanOrEqual(20);
    for (const subject of set.subjects) expect(findPack(subject.pack)?.offered).toBe(true);
  });

  it('tell other programs of things and places only: no help, no proposal, no office', () => {
    const told = set.subjects.filter((it) => it.open311);
    expect(told.length).toBeGreaterThan(5);
    for (const subject of told) {
      expect(subject.place).toBe('needed');
      expect(['grievance', 'hazard_report']).toContain(findPack(subject.pack)?.kind);
    }
  });

  it('are found by their ids', () => {
    expect(findSubject(set, 'pension.payment')?.pack).toBe('help');
    expect(findSubject(set, 'nothing.here')).toBeUndefined();
    expect(findSubject(null, 'pension.payment')).toBeUndefined();
  });
});

describe('a list of subjects that tries a trick (G3, G19)', () => {
  const tricks = readdirSync(FOLDER).map((name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    return { tried: /^# Tried: (.+)\.$/m.exec(source)?.[1] ?? name, code: /^# refused: ([a-z0-9_.]+)$/m.exec(source)?.[1], source };
  });

  it('is one of at least twenty, each of which says what it tries and by which code it is refused', () => {
    process.stdout.write(`hostile subjects: ${tricks.length} files, ${new Set(tricks.map((it) => it.code)).size} codes\n`);
    expect(tricks.length).toBeGreaterThanOrEqual(20);
    expect(tricks.filter((it) => it.code === undefined)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code', ({ source, code }) => {
    expect(codesOf(source)).toContain(code);
  });

  it('is refused when a value has another shape, or the file is too large', () => {
    expect(codesOf(`# ${'x'.repeat(300_000)}`)).toEqual(['subjects.file.too_large']);
    expect(codesOf('id: A b\nversion: 0\ngroups: { a: 1 }\nsubjects: [1]')).toContain('subjects.value.invalid');
    const one =
      'id: t1\nversion: 1\ngroups: { a1: { zh-CN: 甲, en: A } }\nsubjects: [{ id: a1.b1, label: 1, pack: A, office: A, place: x, keywords: { zh-CN: 1, en: [2] }, open311: 1 }]';
    expect(codesOf(one)).toEqual(['subjects.value.invalid']);
    expect(codesOf('id: t1\nversion: 1')).toContain('subjects.field.missing');
    expect(codesOf(one.replace('keywords: { zh-CN: 1, en: [2] }', 'keywords: 3'))).toContain('subjects.value.invalid');
  });
});
