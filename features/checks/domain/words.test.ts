import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXT_MAX_CODE_POINTS } from '../../../kernel/stream/text.ts';
import { packWords, unpackWords, WORDS } from './words.ts';

const said = fc.dictionary(fc.string({ minLength: 1, maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 500 }), { maxKeys: 120 });

describe('the words of a record', () => {
  it('come out as they went in, in texts that are none too long', () => {
    fc.assert(
      fc.property(said, (words) => {
        const texts = packWords(words) ?? {};
        expect(Object.keys(texts).every((name) => Object.hasOwn(WORDS, name))).toBe(true);
        for (const text of Object.values(texts)) expect(Array.from(text).length).toBeLessThanOrEqual(TEXT_MAX_CODE_POINTS);
        expect(unpackWords(texts)).toEqual({ ...words });
      }),
    );
  });

  it('of a form of three hundred questions with all the words that it takes find room; more than a record holds is said, never dropped', () => {
    const full = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`question_${i}`, '漏'.repeat(500)]));
    expect(unpackWords(packWords(full) ?? {})).toEqual(full);
    const more = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`question_${i}`, '漏'.repeat(500)]));
    expect(packWords(more)).toBeUndefined();
  });

  it('of a record that was made before stand in one text', () => {
    expect(unpackWords({ words: '{"a":"漏水"}' })).toEqual({ a: '漏水' });
    expect(unpackWords({})).toEqual({});
  });
});
