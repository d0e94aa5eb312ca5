import { concatBytes, fromHex, u32be } from '../canonical/bytes.ts';
import { canonicalJson } from '../canonical/json.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import { isJsonObject, parseJson } from '../log/shape.ts';
import { custodiansOf, type CustodianSet } from './custodians.ts';
import { HPKE_OVERHEAD_BYTES, openWith, sealTo, type Hpke } from './hpke.ts';

/** What a filer may leave under seal. Both empty for a filing without a name; its box is as large. */
export interface SealedName {
  readonly name: string;
  readonly contact: string;
}

/** Where a box lies: bound to it, so that one copied to another matter does not open there. */
export interface BoxPlace {
  readonly jurisdiction: number;
  readonly matter: string;
  /** Hash (hex) of the custodian set that it was sealed under. */
  readonly custodians: string;
}

/** A box as it is stored. */
export interface SealedBox {
  /** Nonce, ciphertext, tag: always `BOX_BYTES`. */
  readonly box: Uint8Array;
  /** A share for each custodian, in the order of `custodiansOf`, each `SHARE_BYTES`. */
  readonly shares: Uint8Array;
  /** SHA-256 of each plain share, so that a wrong one is refused at once. */
  readonly checks: Uint8Array;
}

/** Shamir's sharing of a secret over GF(256): any `quorum` of `count` shares give it back, fewer tell nothing. */
export interface Sharing {
  readonly split: (secret: Uint8Array, count: number, quorum: number) => Promise<readonly Uint8Array[]>;
  readonly combine: (shares: readonly Uint8Array[]) => Promise<Uint8Array>;
}

export type Random = (count: number) => Uint8Array;

/** 200 code points of four bytes in each of the two fields, escapes included, fit. */
const PLAIN_BYTES = 2048;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const BOX_BYTES = NONCE_BYTES + PLAIN_BYTES + TAG_BYTES;
const KEY_BYTES = 32;
const SHARE_PLAIN_BYTES = 33; // Shamir adds its x; the outside share is filled up to the same size
export const SHARE_BYTES = SHARE_PLAIN_BYTES + HPKE_OVERHEAD_BYTES;
export const CHECK_BYTES = 32;

const placeText = (at: BoxPlace): string => `${at.jurisdiction}/${at.matter}/${at.custodians}`;
const boxLabel = (at: BoxPlace): Uint8Array => utf8Encode(`huiyin/box/v1/${placeText(at)}`);
const SHARE = utf8Encode('huiyin/share/v1\n');

/** What a share is sealed for. */
export const shareInfo = (at: BoxPlace, custodian: string): Uint8Array => utf8Encode(`huiyin/share/v1/${placeText(at)}/${custodian}`);

/** What a box holds about a share. */
export const shareCheck = (hpke: Hpke, share: Uint8Array): Uint8Array => hpke.hashing.sha256(SHARE, share);

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0));

const padded = (it: SealedName): Uint8Array => {
  const text = utf8Encode(canonicalJson({ contact: it.contact, name: it.name }));
  if (text.length > PLAIN_BYTES - 4) throw new Error('a name and a contact are two short lines');
  return concatBytes(u32be(text.length), text, new Uint8Array(PLAIN_BYTES - 4 - text.length));
};

const nameOf = (plain: Uint8Array): SealedName | undefined => {
  const length = plain.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = length <= PLAIN_BYTES - 4 ? parseUtf8(plain.slice(4, 4 + length)) : undefined;
  const value = text === undefined ? undefined : parseJson(text);
  return isJsonObject(value) && typeof value.name === 'string' && typeof value.contact === 'string'
    ? { name: value.name, contact: value.contact }
    : undefined;
};

/**
 * Seals a name under a key of its own that nobody keeps: one part of it goes to the outside custodians, the other is shared among the
 * inside ones. `set` must have passed `checkCustodians`.
 */
export const sealName = async (
  hpke: Hpke & { readonly sharing: Sharing; readonly random: Random },
  set: CustodianSet,
  at: BoxPlace,
  it: SealedName,
): Promise<SealedBox> => {
  const [key, outside, nonce] = [hpke.random(KEY_BYTES), hpke.random(KEY_BYTES), hpke.random(NONCE_BYTES)];
  const inside = await hpke.sharing.split(new Uint8Array(xor(key, outside)), set.inside.length, set.quorum);
  const plain = [...set.outside.map(() => concatBytes(outside, Uint8Array.of(0))), ...inside];
  const shares = custodiansOf(set).map((custodian, i) => {
    const share = plain[i];
    if (share?.length !== SHARE_PLAIN_BYTES) throw new Error('a share has 33 bytes');
    return sealTo(hpke, fromHex(custodian.key), shareInfo(at, custodian.id), hpke.random(KEY_BYTES), share);
  });
  return {
    box: concatBytes(nonce, hpke.sealing.seal(key, nonce, boxLabel(at), padded(it))),
    shares: concatBytes(...shares),
    checks: concatBytes(...plain.map((share) => shareCheck(hpke, share))),
  };
};

/** The sealed share of one custodian and the check of its plain bytes; undefined for somebody who holds none. */
export const shareOf = (
  stored: Pick<SealedBox, 'shares' | 'checks'>,
  set: CustodianSet,
  custodian: string,
): { readonly sealed: Uint8Array; readonly check: Uint8Array } | undefined => {
  const at = custodiansOf(set).findIndex((it) => it.id === custodian);
  return at < 0
    ? undefined
    : {
        sealed: stored.shares.slice(at * SHARE_BYTES, (at + 1) * SHARE_BYTES),
        check: stored.checks.slice(at * CHECK_BYTES, (at + 1) * CHECK_BYTES),
      };
};

/** A custodian opens the own share; undefined with another key, or for another matter. */
export const openShare = (
  hpke: Hpke,
  privateKey: Uint8Array,
  at: BoxPlace,
  custodian: string,
  sealed: Uint8Array,
): Uint8Array | undefined => openWith(hpke, privateKey, shareInfo(at, custodian), sealed);

/** The key of a box, from shares that custodians released; undefined without an outside one and a quorum of inside ones. */
export const boxKey = async (
  sharing: Sharing,
  set: CustodianSet,
  released: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array | undefined> => {
  const outside = set.outside.map((it) => released.get(it.id)).find((share) => share !== undefined);
  const inside = set.inside.map((it) => released.get(it.id)).filter((share) => share !== undefined);
  if (!outside || inside.length < set.quorum) return undefined;
  return xor(await sharing.combine(inside.map((share) => new Uint8Array(share))), outside);
};

/** Opens a box; undefined when the key, the place or a byte is another. */
export const openBox = (hpke: Hpke, key: Uint8Array, at: BoxPlace, box: Uint8Array): SealedName | undefined => {
  const plain = hpke.sealing.open(key, box.slice(0, NONCE_BYTES), boxLabel(at), box.slice(NONCE_BYTES));
  return plain && nameOf(plain);
};
