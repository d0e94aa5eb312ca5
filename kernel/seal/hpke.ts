import { concatBytes, u32be } from '../canonical/bytes.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Hashing, Sealing } from '../crypto/ports.ts';

/** RFC 9180, base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export interface Hpke {
  readonly hashing: Hashing;
  readonly sealing: Sealing;
}

/** Bytes that a sealed message is longer than the plain one: the encapsulated key and the tag. */
export const HPKE_OVERHEAD_BYTES = 48;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const NONE = new Uint8Array();

const u16be = (value: number): Uint8Array => u32be(value).slice(2);
const VERSION = utf8Encode('HPKE-v1');
// RFC 9180, 7: kem 0x0020, kdf 0x0001, aead 0x0002.
const KEM_SUITE = concatBytes(utf8Encode('KEM'), u16be(0x0020));
const SUITE = concatBytes(utf8Encode('HPKE'), u16be(0x0020), u16be(0x0001), u16be(0x0002));
const BASE_MODE = 0;

/** RFC 9180, 4: LabeledExtract. */
const extract = (hashing: Hashing, suite: Uint8Array, salt: Uint8Array, label: string, secret: Uint8Array): Uint8Array =>
  hashing.hmac(salt, VERSION, suite, utf8Encode(label), secret);

/** RFC 9180, 4: LabeledExpand, for at most one block of SHA-256. */
const expand = (hashing: Hashing, suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  hashing.hmac(key, u16be(length), VERSION, suite, utf8Encode(label), info, Uint8Array.of(1)).slice(0, length);

// An empty salt is a key of zeros (RFC 5869, 2.2); some runtimes take no empty key.
const ZEROS = new Uint8Array(KEY_BYTES);

const scheduleOf = ({ hashing }: Hpke, dh: Uint8Array, kemContext: Uint8Array, info: Uint8Array) => {
  const shared = expand(hashing, KEM_SUITE, extract(hashing, KEM_SUITE, ZEROS, 'eae_prk', dh), 'shared_secret', kemContext, KEY_BYTES);
  const context = concatBytes(
    Uint8Array.of(BASE_MODE),
    extract(hashing, SUITE, ZEROS, 'psk_id_hash', NONE),
    extract(hashing, SUITE, ZEROS, 'info_hash', info),
  );
  const secret = extract(hashing, SUITE, shared, 'secret', NONE);
  return {
    key: expand(hashing, SUITE, secret, 'key', context, KEY_BYTES),
    nonce: expand(hashing, SUITE, secret, 'base_nonce', context, NONCE_BYTES),
  };
};

/**
 * Seals a message to a public key; `ephemeral` is 32 fresh random bytes. `info` says what it is for and is bound to it.
 * Throws for a public key of low order: such a key is refused long before (`checkCustodians`).
 */
export const sealTo = (hpke: Hpke, publicKey: Uint8Array, info: Uint8Array, ephemeral: Uint8Array, plain: Uint8Array): Uint8Array => {
  const encapsulated = hpke.sealing.publicKey(ephemeral);
  const dh = hpke.sealing.agree(ephemeral, publicKey);
  if (!dh) throw new Error('not a public key that a message can be sealed to');
  const { key, nonce } = scheduleOf(hpke, dh, concatBytes(encapsulated, publicKey), info);
  return concatBytes(encapsulated, hpke.sealing.seal(key, nonce, NONE, plain));
};

/** The inverse of `sealTo`; undefined with another key or info, or when a byte is another. */
export const openWith = (hpke: Hpke, privateKey: Uint8Array, info: Uint8Array, sealed: Uint8Array): Uint8Array | undefined => {
  if (sealed.length < HPKE_OVERHEAD_BYTES) return undefined;
  const encapsulated = sealed.slice(0, KEY_BYTES);
  const dh = hpke.sealing.agree(privateKey, encapsulated);
  if (!dh) return undefined;
  const { key, nonce } = scheduleOf(hpke, dh, concatBytes(encapsulated, hpke.sealing.publicKey(privateKey)), info);
  return hpke.sealing.open(key, nonce, NONE, sealed.slice(KEY_BYTES));
};
