import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap, wrap, wrapUnderWrappingKey } from './wrap.ts';

const key = randomBytes(32);

/** As values were wrapped before each label had a key of its own. */
const wrapBefore = (label: string, plain: Uint8Array, with_ = key, version = 1): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', with_, nonce);
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([Buffer.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

describe('a wrapped value', () => {
  it('opens under its key and label, and under no other; no byte of it can be changed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.string(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (plain, label, at, flip, root) => {
          const wrapped = (root ? wrapUnderWrappingKey : wrap)(key, label, plain);
          expect(new Uint8Array(unwrap(key, label, wrapped))).toEqual(plain);
          expect(() => unwrap(key, `${label}.`, wrapped)).toThrow();
          expect(() => unwrap(randomBytes(32), label, wrapped)).toThrow();
          const changed = Buffer.from(wrapped);
          changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ flip;
          expect(() => unwrap(key, label, changed)).toThrow();
          expect(() => unwrap(key, label, wrapped.subarray(0, at % wrapped.length))).toThrow();
        },
      ),
    );
  });

  it('under the wrapping key is under a key of its label alone, which is what HMAC-SHA-256 makes of it', () => {
    expect([wrap(key, 'a', Buffer.of(1))[0], wrapUnderWrappingKey(key, 'a', Buffer.of(1))[0]]).toEqual([1, 2]);
    const own = createHmac('sha256', key).update('huiyin/wrap/v2\0totp of somebody').digest();
    expect(unwrap(key, 'totp of somebody', wrapBefore('totp of somebody', Buffer.from('x'), own, 2)).toString()).toBe('x');
    // Under the key itself it is no value of this form.
    expect(() => unwrap(key, 'totp of somebody', wrapBefore('totp of somebody', Buffer.from('x'), key, 2))).toThrow();
  });

  it('of an earlier build still opens', () => {
    expect(unwrap(key, 'totp of somebody', wrapBefore('totp of somebody', Buffer.from('x'))).toString()).toBe('x');
    expect(() => unwrap(key, 'totp of somebody', wrapBefore('totp of somebody', Buffer.from('x'), key, 3))).toThrow('not a wrapped value');
  });
});
