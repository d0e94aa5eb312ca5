import { describe, expect, it } from 'vitest';
import { hashing, strict, testKey } from '../../verifier/testing/ports.ts';
import { strictVerifying } from './ed25519-strict.ts';
import { GROUP_ORDER } from './edwards.ts';

const { publicKey, signing } = testKey(3);
const message = hashing.sha256();
const signature = signing.sign(message);
/** A runtime that accepts whatever it is asked. */
const lax = strictVerifying({ verify: () => true });
const withScalar = (scalar: bigint): Uint8Array =>
  signature.map((byte, at) => (at < 32 ? byte : Number((scalar >> BigInt(8 * (at - 32))) & 255n)));

describe('whatever the runtime accepts', () => {
  it('a true signature is accepted, each time it is asked', () => {
    for (let times = 0; times < 3; times += 1) expect(strict.verify(publicKey, message, signature)).toBe(true);
    expect(lax.verify(publicKey, message, signature)).toBe(true);
    expect(lax.strict).toBe(true);
  });

  it('a key or a signature of another length is refused', () => {
    expect(lax.verify(publicKey.slice(1), message, signature)).toBe(false);
    expect(lax.verify(Uint8Array.of(...publicKey, 0), message, signature)).toBe(false);
    expect(lax.verify(publicKey, message, Uint8Array.of(...signature, 0))).toBe(false);
    expect(lax.verify(publicKey, message, signature.slice(1))).toBe(false);
  });

  it('a scalar is accepted below the order of the group and not from it on', () => {
    expect([GROUP_ORDER - 1n, GROUP_ORDER, GROUP_ORDER + 1n].map((scalar) => lax.verify(publicKey, message, withScalar(scalar)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a key of small order is refused, each time it is asked', () => {
    const identity = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0));
    for (let times = 0; times < 2; times += 1) expect(lax.verify(identity, message, signature)).toBe(false);
  });

  it('an R of small order is refused', () => {
    const small = signature.map((byte, at) => (at === 0 ? 1 : at < 32 ? 0 : byte));
    expect(lax.verify(publicKey, message, small)).toBe(false);
  });
});
