import { randomBytes } from './random.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Level } from '../../kernel/stream/event.ts';
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

/** A file is sealed in chunks of this many bytes, the last ones filled up: so long is each row of one. */
export const CHUNK_BYTES = 65_536;

/**
 * How many chunks a file of so many bytes is stored in: two steps an octave (1, 2, 3, 4, 6, 8, 12 …), so that the number of rows is one
 * that many other files have, too (G10).
 */
export const chunksOf = (size: number): number => {
  const needed = Math.max(1, Math.ceil(size / CHUNK_BYTES));
  const octave = 2 ** Math.floor(Math.log2(needed));
  return needed === octave ? octave : needed <= octave * 1.5 && octave > 1 ? octave * 1.5 : octave * 2;
};

/** A file under a random key of its own, chunk by chunk, filled up with zeros inside the ciphertext. */
export const sealFile = (
  key: Uint8Array,
  at: Omit<TextPlace, 'chunk'>,
  file: Uint8Array,
): { readonly chunks: readonly Buffer[]; readonly wrapped: Buffer } => {
  const own = randomBytes(TEXT_KEY_BYTES);
  const chunks = Array.from({ length: chunksOf(file.length) }, (_, chunk) => {
    const plain = new Uint8Array(CHUNK_BYTES);
    plain.set(file.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES));
    return wrap(own, textLabel({ ...at, chunk }), plain);
  });
  return { chunks, wrapped: wrap(key, textKeyLabel({ ...at, chunk: 0 }), own) };
};

/** What was sealed, or undefined where a byte is not as it was written. */
export const whole = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch {
    return undefined; // said by `reconcile`
  }
};
