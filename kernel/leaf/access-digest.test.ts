import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashing } from '../../engine/keys/hashing.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import { digestBytes, digestLeaf, parseDigest, type AccessDigest } from './access-digest.ts';

const DIGEST: AccessDigest = {
  jurisdiction: 1,
  matter: 'K7QM4X2D',
  n: 1,
  day: getPlainDate('2026-09-28'),
  keyEpoch: 0,
  previous: 'ab'.repeat(32),
  reads: [
    { post: 'housing.handler', hours: [2, 3, 23] },
    { post: 'letters.desk', hours: [0] },
  ],
};
const text = new TextDecoder().decode(digestBytes(DIGEST));
const read = (changed: string) => parseDigest(utf8Encode(changed));

describe('a digest of who opened a matter on a day', () => {
  it('is read back as it was written, and its bytes are canonical', () => {
    expect(parseDigest(digestBytes(DIGEST))).toEqual(DIGEST);
    const first = { ...DIGEST, n: 0, previous: null };
    expect(parseDigest(digestBytes(first))).toEqual(first);
    expect(text).toBe(
      `{"day":"2026-09-28","format":"huiyin/access/v1","jurisdiction":1,"keyEpoch":0,"matter":"K7QM4X2D","n":1,"previous":"${'ab'.repeat(32)}","reads":[{"hours":[2,3,23],"post":"housing.handler"},{"hours":[0],"post":"letters.desk"}]}`,
    );
  });

  it.each([
    ['another format', text.replace('access/v1', 'access/v2')],
    ['no day', text.replace('2026-09-28', '2026-02-30')],
    ['a number that is none', text.replace('"n":1', '"n":-1')],
    ['a first one with one before it', text.replace('"n":1', '"n":0')],
    ['a later one with none before it', text.replace(`"${'ab'.repeat(32)}"`, 'null')],
    ['a previous that is no hash', text.replace('ab'.repeat(32), 'ab'.repeat(31))],
    ['a previous that is a number', text.replace(`"${'ab'.repeat(32)}"`, '7')],
    ['no matter', text.replace('K7QM4X2D', 'K7QM4X2')],
    ['jurisdiction 0', text.replace('"jurisdiction":1', '"jurisdiction":0')],
    ['a key epoch that is none', text.replace('"keyEpoch":0', '"keyEpoch":-1')],
    ['an hour that is none', text.replace('23', '24')],
    ['a read without hours', text.replace('[0]', '[]')],
    ['hours that are no list', text.replace('[0]', '0')],
    ['a post that is none', text.replace('"letters.desk"', '5')],
    ['a read that is none', text.replace('{"hours":[0],"post":"letters.desk"}', 'null')],
    ['no reads', text.replace(/"reads":\[.*\]/, '"reads":[]')],
    ['reads that are no list', text.replace(/"reads":\[.*\]/, '"reads":5')],
    ['a field too many', text.replace('{"day"', '{"a":1,"day"')],
    ['another order', text.replace('"n":1,', '').replace('{"day"', '{"n":1,"day"')],
    ['a space', `${text} `],
    ['a day that is a number', text.replace('"2026-09-28"', '20260928')],
    ['no object', '[]'],
    ['no JSON', 'x'],
  ])('%s is not read', (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(read(changed)).toBeUndefined();
  });

  it('bytes that are no text are not read', () => expect(parseDigest(Uint8Array.of(0xff))).toBeUndefined());

  it('has a leaf that only the log key finds, and that commits to every byte', () => {
    const key = new Uint8Array(16).fill(7);
    const bytes = digestBytes(DIGEST);
    const leaf = digestLeaf(hashing, key, 1, bytes);
    expect(leaf.length).toBe(48);
    expect(digestLeaf(hashing, key, 1, bytes)).toEqual(leaf);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(50), (other, n) => {
        if (n !== 1) expect(digestLeaf(hashing, key, n, bytes).slice(0, 16)).not.toEqual(leaf.slice(0, 16));
        if (other.some((byte) => byte !== 7)) expect(digestLeaf(hashing, other, 1, bytes).slice(0, 16)).not.toEqual(leaf.slice(0, 16));
      }),
    );
    expect(digestLeaf(hashing, key, 1, utf8Encode(`${text} `)).slice(16)).not.toEqual(leaf.slice(16));
  });
});
