import { parseBase64 } from '../canonical/base64.ts';
import { isHash32Hex } from '../canonical/bytes.ts';
import { readLogKey } from '../canonical/names.ts';
import type { JsonObject, Level } from '../stream/event.ts';
import { LEAF_BYTES } from './leaf.ts';
import { NOTE_CHARACTERS_MAX } from '../log/note.ts';
import { EVENT_NUMBER_MAX, isLevel, isMatterNumber, PAYLOAD_BYTES_MAX } from './payload.ts';
import { hasOnly, isJsonObject, isWholeNumber, parseJson, readList } from '../log/shape.ts';
import { isKeyName } from '../log/vkey.ts';

const FORMAT = 'huiyin/bundle/v1';
/** Limits on what we read: far above what one matter holds, below what a reader's machine minds. */
export const BUNDLE_CHARACTERS_MAX = 33_554_432;
const EVENTS_MAX = 10_000;
const TEXTS_MAX = 20_000;
const PROOF_HASHES_MAX = 64;
const HASH_BYTES = 32;

/** One event as a filer keeps it. */
export interface BundleEvent {
  /** Null while it is withheld: an internal note before closing (G18). Its leaf still holds its place in the stream. */
  readonly payload: Uint8Array | null;
  readonly level: Level;
  readonly n: number;
  readonly leaf: Uint8Array;
  /** Place in the log, and proof against the bundle's checkpoint; null before its tick. */
  readonly place: { readonly index: number; readonly proof: readonly Uint8Array[] } | null;
  /** Internal events only: what opens this one leaf, and what opens the names of its texts. */
  readonly salt: Uint8Array | null;
  readonly blobKey: Uint8Array | null;
}

/** The digest of one day, with its leaf. */
export interface BundleAccess {
  readonly payload: Uint8Array;
  readonly leaf: Uint8Array;
  readonly place: BundleEvent['place'];
}

/** What a filer keeps of a matter: enough to prove it without us. */
export interface Bundle {
  readonly kind: 'bundle';
  readonly origin: string;
  readonly matter: string;
  /** The newest log key. */
  readonly logKey: Uint8Array;
  /** All log keys, by epoch; more than one where the code was replaced. */
  readonly logKeys: readonly Uint8Array[];
  readonly jurisdiction: number;
  readonly events: readonly BundleEvent[];
  readonly texts: ReadonlyMap<string, string>;
  /** Digests of who opened the matter on which day, from the first one on. */
  readonly accesses: readonly BundleAccess[];
  readonly checkpoint: string | null;
  readonly promise: string | null;
}

/** The answer to a filing, as the server gave it: a promise about one leaf. */
export interface FilingAnswer {
  readonly kind: 'answer';
  readonly matter: string;
  readonly logKey: Uint8Array;
  readonly leaf: Uint8Array;
  readonly promise: string;
}

const sized = (value: unknown, length: number): Uint8Array | undefined => {
  const bytes = typeof value === 'string' && value.length < 2 * length + 4 ? parseBase64(value) : undefined;
  return bytes?.length === length ? bytes : undefined;
};

const placeOf = (index: unknown, proof: unknown): BundleEvent['place'] | undefined => {
  if (index === null && proof === null) return null;
  const hashes = readList(proof, (hash) => sized(hash, HASH_BYTES), PROOF_HASHES_MAX);
  return isWholeNumber(index) && hashes !== undefined ? { index, proof: hashes } : undefined;
};

const payloadOf = (value: unknown): Uint8Array | null | undefined => {
  if (value === null) return null;
  const bytes = typeof value === 'string' && value.length < 2 * PAYLOAD_BYTES_MAX ? parseBase64(value) : undefined;
  return bytes !== undefined && bytes.length <= PAYLOAD_BYTES_MAX ? bytes : undefined;
};

const optional = (value: JsonObject, name: string): Uint8Array | null | undefined =>
  Object.hasOwn(value, name) ? sized(value[name], HASH_BYTES) : null;

const eventOf = (value: unknown): BundleEvent | undefined => {
  if (!isJsonObject(value) || !hasOnly(value, ['payload', 'level', 'n', 'leaf', 'index', 'proof'], ['salt', 'blobKey'])) return undefined;
  const { level, n } = value;
  const payload = payloadOf(value.payload);
  const leaf = sized(value.leaf, LEAF_BYTES);
  const place = placeOf(value.index, value.proof);
  const [salt, blobKey] = [optional(value, 'salt'), optional(value, 'blobKey')];
  if (payload === undefined || leaf === undefined || place === undefined || salt === undefined || blobKey === undefined) return undefined;
  if (!isLevel(level) || !isWholeNumber(n, 0, EVENT_NUMBER_MAX)) return undefined;
  return { payload, level, n, leaf, place, salt, blobKey };
};

const textsOf = (value: unknown): ReadonlyMap<string, string> | undefined => {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => isHash32Hex(entry[0]) && typeof entry[1] === 'string' && entry[1].isWellFormed(),
  );
  return entries.length === Object.keys(value).length && entries.length <= TEXTS_MAX ? new Map(entries) : undefined;
};

const accessOf = (value: unknown): BundleAccess | undefined => {
  if (!isJsonObject(value) || !hasOnly(value, ['payload', 'leaf', 'index', 'proof'])) return undefined;
  const payload = payloadOf(value.payload);
  const leaf = sized(value.leaf, LEAF_BYTES);
  const place = placeOf(value.index, value.proof);
  return payload && leaf && place !== undefined ? { payload, leaf, place } : undefined;
};

const isNoteOrNull = (value: unknown): value is string | null => value === null || isNoteText(value);
const isNoteText = (value: unknown): value is string => typeof value === 'string' && value.length <= NOTE_CHARACTERS_MAX;

const isOrigin = (value: unknown): value is string => typeof value === 'string' && value.length <= 255 && isKeyName(value);

const FIELDS = ['format', 'origin', 'matter', 'logKey', 'jurisdiction', 'events', 'texts', 'checkpoint', 'promise'];
const LOG_KEYS_MAX = 100;

const keyOf = (value: unknown): Uint8Array | undefined => (typeof value === 'string' ? readLogKey(value) : undefined);

const bundleOf = (value: JsonObject): Bundle | undefined => {
  const { origin, matter, jurisdiction, checkpoint, promise } = value;
  if (!hasOnly(value, FIELDS, ['earlierLogKeys', 'accesses'])) return undefined;
  const logKey = keyOf(value.logKey);
  const earlier = value.earlierLogKeys === undefined ? [] : readList(value.earlierLogKeys, keyOf, LOG_KEYS_MAX, 1);
  const texts = textsOf(value.texts);
  const accesses = value.accesses === undefined ? [] : readList(value.accesses, accessOf, EVENTS_MAX);
  const events = readList(value.events, eventOf, EVENTS_MAX, 1);
  if (!logKey || !earlier || !texts || !accesses || !events) return undefined;
  if (!isOrigin(origin) || !isMatterNumber(matter) || !isWholeNumber(jurisdiction)) return undefined;
  if (!isNoteOrNull(checkpoint) || !isNoteOrNull(promise)) return undefined;
  // A place in the log means nothing without the checkpoint it is proved against.
  if (checkpoint === null && [...events, ...accesses].some(({ place }) => place !== null)) return undefined;
  return {
    kind: 'bundle',
    origin,
    matter,
    logKey,
    logKeys: [...earlier, logKey],
    jurisdiction,
    events,
    texts,
    accesses,
    checkpoint,
    promise,
  };
};

const answerOf = (value: JsonObject): FilingAnswer | undefined => {
  if (!hasOnly(value, ['number', 'code', 'logKey', 'leaf', 'promise', 'stages'])) return undefined;
  const { number: matter, code, promise } = value;
  const logKey = keyOf(value.logKey);
  const leaf = sized(value.leaf, LEAF_BYTES);
  if (logKey === undefined || leaf === undefined || !isMatterNumber(matter) || typeof code !== 'string' || !isNoteText(promise))
    return undefined;
  return { kind: 'answer', matter, logKey, leaf, promise };
};

/** Reads a bundle, or the server's answer to a filing; undefined when malformed, too large or with an unknown field. */
export const parseBundle = (text: string): Bundle | FilingAnswer | undefined => {
  const value = text.length <= BUNDLE_CHARACTERS_MAX ? parseJson(text) : undefined;
  if (!isJsonObject(value)) return undefined;
  if (value.format === FORMAT) return bundleOf(value);
  return Object.hasOwn(value, 'format') ? undefined : answerOf(value);
};
