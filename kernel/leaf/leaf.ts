import { concatBytes, u32be, u64be } from '../canonical/bytes.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Hashing } from '../crypto/ports.ts';
import type { Level } from '../stream/event.ts';

/** Bytes of a leaf: tag and commitment. */
export const LEAF_BYTES = 48;
const TAG_BYTES = 16;
const SALT_BYTES = 32;

const label = (text: string): Uint8Array => utf8Encode(text);
const VIEW = label('huiyin/view/v1');
const INTERNAL = label('huiyin/int/v1');
const TAG = label('tag');
const SALT = label('salt');
const BLOB = label('blob');
const LEAF = label('huiyin/leaf/v1\n');
const PAD_TAG = label('pad-tag');
const PAD = label('pad');

/** The view key of one stream of a matter, from the receipt's log key: finds and opens its leaves. */
export const viewKey = (hashing: Hashing, logKey: Uint8Array, level: Level): Uint8Array => hashing.hmac(logKey, VIEW, Uint8Array.of(level));

/** The key of a stream's internal events, from the matter's internal key. */
export const internalKey = (hashing: Hashing, matterInternalKey: Uint8Array, level: Level): Uint8Array =>
  hashing.hmac(matterInternalKey, INTERNAL, Uint8Array.of(level));

/** The tag of event `n` of a stream; always from the stream's view key, internal events included. */
export const leafTag = (hashing: Hashing, streamViewKey: Uint8Array, n: number): Uint8Array =>
  hashing.hmac(streamViewKey, TAG, u32be(n)).slice(0, TAG_BYTES);

/** The salt of event `n`: from the view key when it is open, from the internal key when it is internal. */
export const leafSalt = (hashing: Hashing, key: Uint8Array, n: number): Uint8Array => hashing.hmac(key, SALT, u32be(n));

/** Commits to a payload without telling anything about it to those who lack the salt. */
export const leafCommitment = (hashing: Hashing, salt: Uint8Array, payload: Uint8Array): Uint8Array => {
  if (salt.length !== SALT_BYTES) throw new Error(`a salt has 32 bytes, not ${salt.length}`);
  return hashing.sha256(LEAF, salt, hashing.sha256(payload));
};

/** The 48 public bytes of an event. */
export const leafBytes = (tag: Uint8Array, commitment: Uint8Array): Uint8Array => {
  const leaf = concatBytes(tag, commitment);
  if (tag.length !== TAG_BYTES || leaf.length !== LEAF_BYTES) throw new Error(`a leaf has 16 + 32 bytes, not ${leaf.length}`);
  return leaf;
};

/** The leaf of an event in one step. `saltKey` is the view key, or the internal key for internal events. */
export const eventLeaf = (
  hashing: Hashing,
  keys: { readonly view: Uint8Array; readonly saltKey: Uint8Array },
  n: number,
  payload: Uint8Array,
): Uint8Array => leafBytes(leafTag(hashing, keys.view, n), leafCommitment(hashing, leafSalt(hashing, keys.saltKey, n), payload));

/** The leaf that fills place `index` of a tick; whoever holds the pad key can prove that it is a pad. */
export const padLeaf = (hashing: Hashing, padKey: Uint8Array, index: number): Uint8Array =>
  leafBytes(hashing.hmac(padKey, PAD_TAG, u64be(index)).slice(0, TAG_BYTES), hashing.hmac(padKey, PAD, u64be(index)));

/** The key of a stream's blob ids, from its view key or its internal key. */
export const blobKey = (hashing: Hashing, key: Uint8Array): Uint8Array => hashing.hmac(key, BLOB);

/** The name of a text or file whose SHA-256 is at hand. */
export const blobIdOfHash = (hashing: Hashing, streamBlobKey: Uint8Array, n: number, field: string, sha256: Uint8Array): Uint8Array =>
  hashing.hmac(streamBlobKey, u32be(n), utf8Encode(field), Uint8Array.of(0), sha256);

/** The name of a text or file: tells nothing without the key, and two equal contents share no name (G10). */
export const blobId = (hashing: Hashing, streamBlobKey: Uint8Array, n: number, field: string, content: Uint8Array): Uint8Array =>
  blobIdOfHash(hashing, streamBlobKey, n, field, hashing.sha256(content));
