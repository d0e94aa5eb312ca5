import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashing } from '../../verifier/testing/ports.ts';
import { concatBytes, toHex } from '../canonical/bytes.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import { blobId, blobKey, eventLeaf, internalKey, leafBytes, leafCommitment, leafSalt, leafTag, padLeaf, viewKey } from './leaf.ts';

const hmac = (key: Uint8Array, ...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
const sha = (...parts: (string | Uint8Array)[]): Buffer => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();

const logKey = new Uint8Array(16).fill(7);
const intKey = new Uint8Array(32).fill(9);
const payload = utf8Encode('{"n":1}');

describe('leaf of an event', () => {
  const view = viewKey(hashing, logKey, 1);

  it('is built from the log key exactly as the published recipe says', () => {
    expect(toHex(view)).toBe(hmac(logKey, 'huiyin/view/v1', Uint8Array.of(1)).toString('hex'));
    const tag = hmac(view, 'tag', Uint8Array.of(0, 0, 1, 2)).subarray(0, 16);
    const salt = hmac(view, 'salt', Uint8Array.of(0, 0, 1, 2));
    const commitment = sha('huiyin/leaf/v1\n', salt, sha(payload));
    const leaf = eventLeaf(hashing, { view, saltKey: view }, 258, payload);
    expect(leaf).toHaveLength(48);
    expect(toHex(leaf)).toBe(toHex(concatBytes(tag, commitment)));
  });

  it('of an internal event is found by the view key but opened only by the internal key', () => {
    const internal = internalKey(hashing, intKey, 1);
    const leaf = eventLeaf(hashing, { view, saltKey: internal }, 0, payload);
    expect(toHex(leaf.slice(0, 16))).toBe(toHex(leafTag(hashing, view, 0)));
    expect(toHex(leaf.slice(16))).toBe(toHex(leafCommitment(hashing, leafSalt(hashing, internal, 0), payload)));
    expect(toHex(leaf.slice(16))).not.toBe(toHex(leafCommitment(hashing, leafSalt(hashing, view, 0), payload)));
  });

  it('shares no tag with another stream of the same matter or another number', () => {
    const tags = ([0, 1, 2] as const).flatMap((level) => [0, 1, 2].map((n) => toHex(leafTag(hashing, viewKey(hashing, logKey, level), n))));
    expect(new Set(tags).size).toBe(9);
  });

  it('is refused with parts of the wrong size', () => {
    expect(() => leafBytes(new Uint8Array(15), new Uint8Array(33))).toThrow();
    expect(() => leafBytes(new Uint8Array(16), new Uint8Array(31))).toThrow();
    expect(() => leafCommitment(hashing, new Uint8Array(16), payload)).toThrow();
    expect(() => leafTag(hashing, view, 2 ** 32)).toThrow();
  });
});

describe('pad leaf', () => {
  it('is a function of pad key and place, so an auditor can tell it from an event', () => {
    const key = new Uint8Array(32).fill(3);
    const place = Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0);
    const expected = Buffer.concat([hmac(key, 'pad-tag', place).subarray(0, 16), hmac(key, 'pad', place)]);
    expect(toHex(padLeaf(hashing, key, 256))).toBe(expected.toString('hex'));
  });
});

describe('blob id', () => {
  it('depends on key, event number, field and content, and follows the published recipe', () => {
    const key = blobKey(hashing, viewKey(hashing, logKey, 0));
    const id = blobId(hashing, key, 3, 'subject', utf8Encode('井盖'));
    const expected = hmac(hmac(viewKey(hashing, logKey, 0), 'blob'), Uint8Array.of(0, 0, 0, 3), 'subject', Uint8Array.of(0), sha('井盖'));
    expect(toHex(id)).toBe(expected.toString('hex'));
    const others = [
      blobId(hashing, blobKey(hashing, intKey), 3, 'subject', utf8Encode('井盖')),
      blobId(hashing, key, 4, 'subject', utf8Encode('井盖')),
      blobId(hashing, key, 3, 'details', utf8Encode('井盖')),
      blobId(hashing, key, 3, 'subject', utf8Encode('井盖。')),
    ].map(toHex);
    expect(new Set([...others, toHex(id)]).size).toBe(5);
  });
});
