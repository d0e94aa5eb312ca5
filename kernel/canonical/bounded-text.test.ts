import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composed,
  composedSecret,
  decomposedWords,
  foldForms,
  foldTyped,
  foldWord,
  isAtMost,
  isBlank,
  MARKS_IN_A_ROW_MAX,
  typedAccount,
  typedDigits,
  typedPhone,
  unsafeMarkAt,
} from './bounded-text.ts';

const MEGABYTE = 1_048_576;
/** Marks of two classes in the order that costs most. */
const worst = (length: number): string => `a${'\u0300'.repeat(length / 2)}${'\u0316'.repeat(length / 2)}`;

describe('text that is normalised is bounded first', () => {
  it('so a megabyte of marks is folded at once, whichever way', () => {
    // Before, 60,000 pairs took 17 seconds; the limit tells a square from a line, not a fast machine from a slow one.
    const text = worst(MEGABYTE);
    const from = performance.now();
    for (const fold of [foldForms, composed, composedSecret, decomposedWords, foldTyped, foldWord, typedDigits, typedPhone, typedAccount])
      fold(text);
    expect(performance.now() - from).toBeLessThan(5000);
  });

  it('and a run ends where no script writes on', () => {
    expect(unsafeMarkAt(`ab${'\u0301'.repeat(MARKS_IN_A_ROW_MAX)}c`)).toBeUndefined();
    expect(unsafeMarkAt(`ab${'\u0301'.repeat(MARKS_IN_A_ROW_MAX + 1)}c`)).toBe(2 + MARKS_IN_A_ROW_MAX + 1);
    expect(foldForms(`a${'\u0316'.repeat(40)}`)).toBe(`a${'\u0316'.repeat(MARKS_IN_A_ROW_MAX)}`);
  });

  it('where every sign that normalisation could move counts as a mark', () => {
    // A sign can be moved when it changes places with a mark of the class 230 before it or of the class 1 behind it.
    const missed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const sign = String.fromCodePoint(code);
      const first = String.fromCodePoint(foldForms(sign).codePointAt(0) ?? 0x20);
      const moves =
        foldForms(`b\u0301${first}`) !== `b\u0301${foldForms(first)}` || foldForms(`b${first}\u0334`) !== `b${foldForms(first)}\u0334`;
      if (moves && /\p{M}/u.test(first) && unsafeMarkAt(sign.repeat(MARKS_IN_A_ROW_MAX + 1)) === undefined) missed.push(code.toString(16));
    }
    expect(missed).toEqual([]);
  });

  it('and its length is told without looking at all of it', () => {
    expect([isAtMost('井'.repeat(3), 3), isAtMost('😀'.repeat(3), 3), isAtMost('😀'.repeat(4), 3)]).toEqual([true, true, false]);
    expect([composedSecret('a'.repeat(256)), composedSecret('a'.repeat(257))]).toEqual(['a'.repeat(256), undefined]);
  });
});

describe('what people type is folded once', () => {
  it.each([
    '123456',
    '１２３４５６',
    '١٢٣٤٥٦',
    '۱۲۳۴۵۶',
    '१२३४५६',
    '༡༢༣༤༥༦',
    '𝟏𝟐𝟑𝟒𝟓𝟔',
    '123 456',
    '123-456',
    '123–456',
    '123\u3000456',
    '123456\u200b',
    '\u202a123456\u202c',
    '12345６',
  ])('so %j is six digits', (typed) => {
    expect(typedDigits(typed)).toBe('123456');
  });

  it.each(['12345é', 'ab🚧cd', '１２３x', '', '²'.repeat(0), '1'.repeat(257)])('but %j is none', (typed) => {
    expect(typedDigits(typed)).toBeUndefined();
  });

  it.each(['138-0013-8000', '１３８００１３８０００', '138　0013　8000', '138\u00a00013\u00a08000', '\u202a138 0013 8000\u202c'])(
    'and %j is a telephone number',
    (typed) => {
      expect(typedPhone(typed)).toBe('13800138000');
    },
  );

  it('a plus sign and brackets of an area code included', () => {
    expect([typedPhone('＋86 138'), typedPhone('（0571）88001100')]).toEqual(['+86138', '057188001100']);
  });

  it('names of accounts come in full width and with the ideographic full stop', () => {
    expect(['ｗａｔｅｒ．ｈａｎｄｌｅｒ', 'Water。Handler', ' water.handler\u200b'].map(typedAccount)).toEqual(
      Array(3).fill('water.handler'),
    );
  });

  it('and a word is the same with the quotes, spaces and selectors that a telephone adds', () => {
    const [first, ...others] = ["it's a ☎ day", 'It’s a ☎️ day', 'it‘s  a☎day', 'ｉｔ＇ｓ　ａ　☎　ｄａｙ', 'its a\u200b ☎ day!'].map(
      foldWord,
    );
    expect(new Set(others)).toEqual(new Set([first]));
    expect(foldWord('老槐树下')).not.toBe(foldWord('老槐树上'));
  });

  it('is stable: folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const fold of [foldTyped, (it: string) => foldWord(it) ?? '']) expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('what shows nothing', () => {
  it.each(['', ' ', '\u200b', '\u3164', '\u2800', '\u115f', '\u202e', '\ufeff', '\u{e0041}', '\u00ad\u2060 \u3000'])('is %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });
  it.each(['.', '井', '☎️', '👩‍👩‍👦'])('is not %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});
