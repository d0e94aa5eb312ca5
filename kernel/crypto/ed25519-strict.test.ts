import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleHashing, nobleVerifying } from '../../ports/noble.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { pageVerifying } from '../../ports/page.ts';
import { testKey } from '../../verifier/testing/ports.ts';
import { hasVectors, vectorJson } from '../../verifier/testing/vectors.ts';
import { fromHex } from '../canonical/bytes.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import { strictVerifying } from './ed25519-strict.ts';
import { isPrimeOrderEncoding, isReducedEncoding } from './edwards.ts';
import type { Verifying } from './ports.ts';
import { wants } from '../../test/support/wants.ts';

interface Vector {
  readonly number: number;
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

const node = strictVerifying(nodeVerifying);
const noble = strictVerifying(nobleVerifying);
/** What the static page computes with. */
const page = strictVerifying(pageVerifying);
/** Node without its word that it is cofactorless: the order of R is computed. */
const nodeInFull = strictVerifying({ verify: nodeVerifying.verify });
const judge = ({ key, sig, msg }: Vector, verifying: Pick<Verifying, 'verify'>): boolean =>
  verifying.verify(fromHex(key), utf8Encode(msg), fromHex(sig));
const LOW_ORDER = /^low_order|^non_canonical/;

describe.runIf(hasVectors)('914 published edge cases of Ed25519', wants('vectors'), () => {
  const vectors = hasVectors ? vectorJson<readonly Vector[]>('ed25519-cctv.json') : [];

  it('divide the runtimes when they are asked plainly', () => {
    expect(vectors).toHaveLength(914);
    expect(vectors.filter((v) => judge(v, nodeVerifying) !== judge(v, nobleVerifying)).length).toBeGreaterThan(0);
  });

  it('are answered alike by every runtime under the strict rule', () => {
    for (const v of vectors) {
      const answer = judge(v, nodeInFull);
      expect([v.number, judge(v, node), judge(v, noble), judge(v, page)]).toEqual([v.number, answer, answer, answer]);
    }
  });

  it('are accepted only without a component of small order, and then by every runtime plainly, too', () => {
    const accepted = vectors.filter((v) => judge(v, node));
    expect(accepted.length).toBeGreaterThan(0);
    for (const v of accepted) {
      expect((v.flags ?? []).filter((flag) => LOW_ORDER.test(flag))).toEqual([]);
      expect(judge(v, nodeVerifying) && judge(v, nobleVerifying)).toBe(true);
    }
    const sound = vectors.filter((v) => !(v.flags ?? []).some((flag) => LOW_ORDER.test(flag)));
    expect(sound.filter((v) => judge(v, nodeVerifying) && !judge(v, node))).toEqual([]);
  });
});

describe('strict verification', () => {
  const { publicKey, signing } = testKey(5);

  it('accepts what an honest key signed, in every runtime, and nothing changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat(63), (message, at) => {
        const signature = signing.sign(message);
        expect([node, noble, nodeInFull, page].map((v) => v.verify(publicKey, message, signature))).toEqual([true, true, true, true]);
        const changed = signature.map((byte, place) => (place === at ? byte ^ 4 : byte));
        expect([node, noble, nodeInFull, page].map((v) => v.verify(publicKey, message, changed))).toEqual([false, false, false, false]);
      }),
      { numRuns: 20 },
    );
  });

  it('answers false, not an error, for keys and signatures of another size', () => {
    const signature = signing.sign(utf8Encode('a'));
    for (const some of [node, noble, page, pageVerifying]) {
      expect(some.verify(publicKey.slice(1), utf8Encode('a'), signature)).toBe(false);
      expect(some.verify(publicKey, utf8Encode('a'), signature.slice(1))).toBe(false);
      expect(some.verify(new Uint8Array(), utf8Encode('a'), new Uint8Array())).toBe(false);
    }
  });

  it('keeps answering after it has met more keys than it remembers', () => {
    const accepting = strictVerifying({ verify: () => true, cofactorless: true });
    const message = utf8Encode('a');
    for (let n = 0; n < 1100; n += 1)
      accepting.verify(
        Uint8Array.from({ length: 32 }, (_, at) => (at < 2 ? (n >> (8 * at)) & 255 : 255)),
        message,
        signing.sign(message),
      );
    expect(node.verify(publicKey, message, signing.sign(message))).toBe(true);
  });
});

describe('encodings of points', () => {
  const hex = (text: string): Uint8Array => fromHex(text);
  const zeros = '00'.repeat(30);

  it.each([
    ['the identity', `01${zeros}00`],
    ['the identity with the sign bit', `01${zeros}80`],
    ['the identity written as p + 1', `ee${'ff'.repeat(30)}7f`],
    ['the point of order two', `ec${'ff'.repeat(30)}7f`],
    ['a point of order four', `00${zeros}00`],
    ['a point of order eight', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['y equal to p', `ed${'ff'.repeat(30)}7f`],
    ['no point of the curve', `02${zeros}00`],
    ['31 bytes', `58${zeros}`],
  ])('%s is refused', (_, text) => expect(isPrimeOrderEncoding(hex(text))).toBe(false));

  it.each([`01${zeros}00`, `01${zeros}80`, `ec${'ff'.repeat(30)}7f`, `ed${'ff'.repeat(30)}7f`, `58${zeros}`])(
    '%s is refused without arithmetic',
    (text) => {
      expect(isReducedEncoding(hex(text))).toBe(false);
    },
  );

  it('the base point is accepted', () => {
    expect(isPrimeOrderEncoding(hex(`58${'66'.repeat(31)}`))).toBe(true);
    expect(isReducedEncoding(hex(`58${'66'.repeat(31)}`))).toBe(true);
  });
});

describe('hashing', () => {
  it('is the same in every runtime, in one part or several', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 200 }), (key, data) => {
        const parts = [data.slice(0, 3), data.slice(3)];
        expect(nobleHashing.sha256(...parts)).toEqual(nodeHashing.sha256(data));
        expect(nobleHashing.hmac(key, ...parts)).toEqual(nodeHashing.hmac(key, data));
      }),
    );
    expect(nobleHashing.sha256()).toEqual(nodeHashing.sha256());
  });
});
