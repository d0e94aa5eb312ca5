import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTODIANS, paperKey } from '../../test/support/custodians.ts';
import { sealingPorts as ports } from '../../engine/keys/sealing.ts';
import { BOX_BYTES, boxKey, CHECK_BYTES, openBox, openShare, sealName, SHARE_BYTES, shareCheck, shareOf, type SealedBox } from './box.ts';
import { custodiansOf, mayOpen } from './custodians.ts';
import { openWith, sealTo } from './hpke.ts';

const AT = { jurisdiction: 1, matter: 'ABCDEFGH', custodians: 'ab'.repeat(32) };
const IDS = custodiansOf(CUSTODIANS).map((it) => it.id);
const NAME = { name: '王小明', contact: '138 0000 0000 “家”\\' };
const seal = (it = NAME) => sealName(ports, CUSTODIANS, AT, it);

/** What the custodian of a paper gets out of a stored box. */
const released = (stored: SealedBox, ids: readonly string[], at = AT): ReadonlyMap<string, Uint8Array> =>
  new Map(
    ids.flatMap((id) => {
      const share = shareOf(stored, CUSTODIANS, id);
      const plain = share && openShare(ports, paperKey(id), at, id, share.sealed);
      return plain ? [[id, plain] as const] : [];
    }),
  );

describe('a sealed name', () => {
  it('is opened by an outside share with a quorum of inside ones, and by no other of the 32 subsets', async () => {
    const stored = await seal();
    const opened: string[][] = [];
    for (let mask = 0; mask < 2 ** IDS.length; mask += 1) {
      const some = IDS.filter((_id, i) => (mask >> i) & 1);
      const key = await boxKey(ports.sharing, CUSTODIANS, released(stored, some));
      const name = key && openBox(ports, key, AT, stored.box);
      expect(name !== undefined).toBe(mayOpen(CUSTODIANS, some));
      if (name) expect(name).toEqual(NAME);
      if (name) opened.push(some);
    }
    expect(opened.length).toBe(12);
  });

  it('is not opened by fewer shares, even put together without the rule', async () => {
    const stored = await seal();
    const shares = released(stored, IDS);
    const all = IDS.flatMap((id) => shares.get(id) ?? []);
    const xor = (a: Uint8Array, b: Uint8Array) => a.map((byte, i) => byte ^ (b[i] ?? 0));
    const two = [shares.get('university'), shares.get('union')].filter((it) => it !== undefined);
    const inside = await ports.sharing.combine(two);
    // Each share by itself, every pair, and the inside secret without the outside share.
    const guesses = [...all, ...all.flatMap((a) => all.map((b) => xor(a, b))), inside].map((it) => it.slice(0, 32));
    expect(guesses.filter((key) => openBox(ports, key, AT, stored.box) !== undefined)).toEqual([]);
  });

  it('is as large with a name as without, whatever the name', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => text.isWellFormed() && !/\p{Cc}/u.test(text)),
        fc.string({ maxLength: 200 }),
        async (name, contact) => {
          const stored = await seal({ name, contact });
          expect([stored.box.length, stored.shares.length, stored.checks.length]).toEqual([BOX_BYTES, 5 * SHARE_BYTES, 5 * CHECK_BYTES]);
          const key = await boxKey(ports.sharing, CUSTODIANS, released(stored, IDS));
          expect(key && openBox(ports, key, AT, stored.box)).toEqual({ name, contact });
        },
      ),
      { numRuns: 25 },
    ));

  it('shares no byte run with another box of the same name', async () => {
    const [a, b] = [await seal(), await seal()];
    for (const part of ['box', 'shares', 'checks'] as const) {
      const runs = new Set(Array.from({ length: a[part].length - 5 }, (_, i) => Buffer.from(a[part].slice(i, i + 6)).toString('hex')));
      for (let i = 0; i + 6 <= b[part].length; i += 1) expect(runs.has(Buffer.from(b[part].slice(i, i + 6)).toString('hex'))).toBe(false);
    }
  });

  it('does not open in another place, nor when a byte is another', async () => {
    const stored = await seal();
    const key = (await boxKey(ports.sharing, CUSTODIANS, released(stored, IDS))) ?? new Uint8Array(32);
    for (const at of [
      { ...AT, matter: 'ABCDEFGJ' },
      { ...AT, jurisdiction: 2 },
      { ...AT, custodians: 'ac'.repeat(32) },
    ]) {
      expect(openBox(ports, key, at, stored.box)).toBeUndefined();
      expect(released(stored, IDS, at).size).toBe(0);
    }
    for (const i of [0, 12, 500, BOX_BYTES - 1])
      expect(
        openBox(
          ports,
          key,
          AT,
          stored.box.map((byte, at) => (at === i ? byte ^ 1 : byte)),
        ),
      ).toBeUndefined();
  });

  it('says which share is wrong, and knows nobody else', async () => {
    const stored = await seal();
    for (const [id, plain] of released(stored, IDS)) expect(shareCheck(ports, plain)).toEqual(shareOf(stored, CUSTODIANS, id)?.check);
    expect(shareOf(stored, CUSTODIANS, 'somebody')).toBeUndefined();
    const first = shareOf(stored, CUSTODIANS, 'notary')?.sealed ?? new Uint8Array();
    expect(openShare(ports, paperKey('bar'), AT, 'notary', first)).toBeUndefined();
    expect(openShare(ports, paperKey('notary'), AT, 'bar', first)).toBeUndefined();
  });

  it('refuses a name that would not fit rather than cutting it', async () =>
    expect(seal({ name: 'x'.repeat(3000), contact: '' })).rejects.toThrow('two short lines'));
});

describe('a message to a public key', () => {
  const secret = paperKey('notary');
  const info = new TextEncoder().encode('what for');
  const plain = Uint8Array.of(1, 2, 3);
  it('opens with the private key and the same purpose only', () => {
    const sealed = sealTo(ports, ports.sealing.publicKey(secret), info, ports.random(32), plain);
    expect(openWith(ports, secret, info, sealed)).toEqual(plain);
    expect(openWith(ports, paperKey('bar'), info, sealed)).toBeUndefined();
    expect(openWith(ports, secret, new Uint8Array(), sealed)).toBeUndefined();
    expect(openWith(ports, secret, info, sealed.slice(0, 47))).toBeUndefined();
    expect(openWith(ports, secret, info, new Uint8Array(48))).toBeUndefined();
  });
  it('is never sealed to a key on which everybody would agree', () => {
    expect(() => sealTo(ports, new Uint8Array(32), info, ports.random(32), plain)).toThrow('not a public key');
  });
});
