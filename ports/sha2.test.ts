import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../kernel/canonical/bytes.ts';
import { hmacSha256, sha256, sha512 } from './sha2.ts';

const node = (name: string, bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex');

describe('the hashes of the static page', () => {
  it('are those of Node for every length around their blocks', () => {
    for (let length = 0; length <= 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255);
      expect([toHex(sha256(bytes)), toHex(sha512(bytes))], String(length)).toEqual([node('sha256', bytes), node('sha512', bytes)]);
    }
  });
  it('are those of Node for any bytes and any key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), fc.uint8Array({ maxLength: 200 }), (bytes, key) => {
        expect(toHex(sha256(bytes))).toBe(node('sha256', bytes));
        expect(toHex(sha512(bytes))).toBe(node('sha512', bytes));
        expect(toHex(hmacSha256(key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'));
      }),
      { numRuns: 60 },
    );
  });
});
