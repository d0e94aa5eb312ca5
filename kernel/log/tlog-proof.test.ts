import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTlogProof, parseTlogProof, tlogProofText } from './tlog-proof.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a tlog-proof', () => {
  it('is written as C2SP has it', () => {
    const one = new Uint8Array(32).fill(1);
    const text = tlogProofText({
      index: 5,
      hashes: [one],
      checkpoint: 'example.com/log\n6\nroot\n\n— sig\n',
      extra: Uint8Array.of(1, 2, 3),
    });
    expect(text).toBe(
      `c2sp.org/tlog-proof@v1\nextra AQID\nindex 5\n${Buffer.from(one).toString('base64')}\n\nexample.com/log\n6\nroot\n\n— sig\n`,
    );
    expect(tlogProofText({ index: 0, hashes: [], checkpoint: 'checkpoint\n', extra: null })).toBe(
      'c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n',
    );
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(hash, { maxLength: 20 }), fc.option(fc.uint8Array({ maxLength: 60 })), (index, hashes, extra) => {
        const proof = { index, hashes, checkpoint: 'a\n1\nb\n\n— c\n', extra };
        expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
      }),
    );
  });

  it.each([
    ['no head', 'index 0\n\ncheckpoint\n'],
    ['another version', 'c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n'],
    ['nothing else', 'c2sp.org/tlog-proof@v1\n'],
    ['no number', 'c2sp.org/tlog-proof@v1\nindex one\n\ncheckpoint\n'],
    ['a number with a zero before', 'c2sp.org/tlog-proof@v1\nindex 01\n\ncheckpoint\n'],
    ['a negative number', 'c2sp.org/tlog-proof@v1\nindex -1\n\ncheckpoint\n'],
    ['a number beyond exact integers', 'c2sp.org/tlog-proof@v1\nindex 9999999999999999\n\ncheckpoint\n'],
    ['extra that is no base64', 'c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\ncheckpoint\n'],
    ['extra after the index', 'c2sp.org/tlog-proof@v1\nindex 0\nextra AQID\n\ncheckpoint\n'],
    ['a short hash', 'c2sp.org/tlog-proof@v1\nindex 0\nAQID\n\ncheckpoint\n'],
    ['more hashes than any tree has', `c2sp.org/tlog-proof@v1\nindex 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}\ncheckpoint\n`],
  ])('is none with %s', (_, text) => {
    expect(parseTlogProof(text)).toBeUndefined();
  });

  it('is told from a bundle by its first line', () => {
    expect([isTlogProof('c2sp.org/tlog-proof@v1\n'), isTlogProof('{"format":""}')]).toEqual([true, false]);
  });
});
