import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAPER_KINDS, PLACEHOLDERS } from '../kernel/policy/papers.ts';
import { builtInPapers, paperText, readPapers } from './papers.ts';

const FOLDER = join(import.meta.dirname, 'hostile-papers');

describe('the words of papers that come with the program', () => {
  it('word every kind in both languages, and may be published as they are', () => {
    expect(Object.keys(builtInPapers().kinds).toSorted()).toEqual([...PAPER_KINDS].toSorted());
  });

  it('stand in for the kinds that an office has not worded', () => {
    const loaded = readPapers(
      readFileSync(join(import.meta.dirname, 'papers/papers.yaml'), 'utf8').replace('zh-CN: "书面答复"', 'zh-CN: "答复书"'),
    );
    if (!('texts' in loaded)) throw new Error('refused');
    const own = { ...loaded.texts, kinds: { reply: paperText(loaded.texts, 'reply') } };
    expect(paperText(own, 'reply').title['zh-CN']).toBe('答复书');
    expect(paperText(own, 'review')).toEqual(paperText(null, 'review'));
  });

  it('can be filled with nothing that says who somebody is', () => {
    expect([...PLACEHOLDERS]).toEqual(['receipt', 'office', 'filed', 'day']);
  });
});

describe('a set of words that tries a trick', () => {
  const files = readdirSync(FOLDER);

  it.each(files)('%s is refused with its code', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const code = /^# refused: (\S+)$/m.exec(text)?.[1];
    const loaded = readPapers(text);
    expect('problems' in loaded ? [...new Set(loaded.problems.map((it) => it.code))] : []).toEqual([code]);
  });

  it('is refused when it is no set of words at all, or too large', () => {
    const codes = (text: string) => {
      const loaded = readPapers(text);
      return 'problems' in loaded ? loaded.problems.map((it) => it.code) : [];
    };
    expect(codes('- a')).toEqual(['papers.value.invalid']);
    expect(codes('id: A b\nversion: 0\noffices: 1\nkinds: 2')).toEqual(Array.from({ length: 4 }, () => 'papers.value.invalid'));
    expect(codes('id: a\nversion: 1')).toEqual(['papers.field.missing']);
    expect(codes('id: a\nversion: 1\nkinds: { reply: 1 }\noffices: { "A B": { zh-CN: 甲, en: A } }')).toEqual([
      'papers.value.invalid',
      'papers.value.invalid',
    ]);
    expect(codes(`# ${'x'.repeat(200_000)}`)).toEqual(['papers.file.too_large']);
  });
});
