import { randomBytes } from './random.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Level } from '../../kernel/matter/event.ts';
import { hashing } from './hashing.ts';
import { unwrap, wrap } from './wrap.ts';

/** Content keys of one matter by level; a reader who may not open a stream has none for it. */
export type ContentKeys = readonly Uint8Array[];

/** Where a stored text lies. */
export interface TextPlace {
  readonly jurisdiction: number;
  /** The blob id. */
  readonly blob: Uint8Array;
  readonly chunk: number;
}

const DOC = utf8Encode('huiyin/doc/v1');
const TEXT_KEY_BYTES = 32;

/** The key of the payloads and texts of one stream: a step upward is under another key than what the office below reads. */
export const contentKey = (doc: Uint8Array, level: Level): Uint8Array => hashing.hmac(doc, DOC, Uint8Array.of(level));

const payloadLabel = (jurisdiction: number, stream: string, version: number): string =>
  `huiyin/payload/v1/${jurisdiction}/${stream}/${version}`;
const idOf = (blob: Uint8Array): string => Buffer.from(blob).toString('hex');
const textLabel = (at: TextPlace): string => `huiyin/blob/v1/${at.jurisdiction}/${idOf(at.blob)}/${at.chunk}`;
const textKeyLabel = (at: TextPlace): string => `huiyin/blob-key/v1/${at.jurisdiction}/${idOf(at.blob)}`;

/** What `event.payload` holds. */
export const sealPayload = (key: Uint8Array, jurisdiction: number, stream: string, version: number, payload: Uint8Array): Buffer =>
  wrap(key, payloadLabel(jurisdiction, stream, version), payload);

/** The inverse of `sealPayload`; throws when a byte, the place or the key is another. */
export const openPayload = (key: Uint8Array, jurisdiction: number, stream: string, version: number, sealed: Uint8Array): Buffer =>
  unwrap(key, payloadLabel(jurisdiction, stream, version), sealed);

/** A text under a random key of its own: what `blob.bytes` and `keystore.blob_key.wrapped` hold. */
export const sealText = (key: Uint8Array, at: TextPlace, text: Uint8Array): { readonly bytes: Buffer; readonly wrapped: Buffer } => {
  const own = randomBytes(TEXT_KEY_BYTES);
  return { bytes: wrap(own, textLabel(at), text), wrapped: wrap(key, textKeyLabel(at), own) };
};

/** The inverse of `sealText`; throws when a byte, the place or the key is another. */
export const openText = (key: Uint8Array, at: TextPlace, wrapped: Uint8Array, bytes: Uint8Array): Buffer =>
  unwrap(unwrap(key, textKeyLabel(at), wrapped), textLabel(at), bytes);

/** What was sealed, or undefined where a byte is not as it was written. */
export const whole = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch {
    return undefined; // said by `reconcile`
  }
};
