import { bytesEqual, isHash32Hex } from '../canonical/bytes.ts';
import { canonicalJson } from '../canonical/json.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Hashing } from '../crypto/ports.ts';
import { eventLeaf } from './leaf.ts';
import { isMatterNumber } from './payload.ts';
import { isJsonObject, isWholeNumber, parseJson } from '../log/shape.ts';

const FORMAT = 'huiyin/access/v1';
const VIEW = utf8Encode('huiyin/access-view/v1');

/** A post that opened the matter on a day, in which hours (UTC, 0 to 23). */
export interface DayRead {
  readonly post: string;
  readonly hours: readonly number[];
}

/** Who opened a matter on one day: one leaf a matter and day on which it was opened (design 4). */
export interface AccessDigest {
  readonly jurisdiction: number;
  readonly matter: string;
  /** Number among the digests of the matter, from 0. */
  readonly n: number;
  readonly day: PlainDate;
  /** Which of the matter's log keys finds the leaf. */
  readonly keyEpoch: number;
  /** Leaf hash (hex) of the digest before; null for the first. */
  readonly previous: string | null;
  /** Ordered by post. */
  readonly reads: readonly DayRead[];
}

/** The bytes the leaf commits to: RFC 8785 JSON. */
export const digestBytes = (it: AccessDigest): Uint8Array =>
  utf8Encode(
    canonicalJson({
      format: FORMAT,
      jurisdiction: it.jurisdiction,
      matter: it.matter,
      n: it.n,
      day: it.day,
      keyEpoch: it.keyEpoch,
      previous: it.previous,
      reads: it.reads.map(({ post, hours }) => ({ post, hours: [...hours] })),
    }),
  );

const readOf = (value: unknown): DayRead | undefined => {
  if (!isJsonObject(value) || typeof value.post !== 'string' || !Array.isArray(value.hours)) return undefined;
  const hours = value.hours.filter((hour): hour is number => isWholeNumber(hour, 0, 23));
  return hours.length === value.hours.length && hours.length > 0 ? { post: value.post, hours } : undefined;
};

/** Reads one strictly: writing it again gives the same bytes. Undefined for anything else. */
export const parseDigest = (bytes: Uint8Array): AccessDigest | undefined => {
  const text = parseUtf8(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(value) || value.format !== FORMAT || !Array.isArray(value.reads)) return undefined;
  const { jurisdiction, matter, n, keyEpoch, previous } = value;
  const day = typeof value.day === 'string' ? parsePlainDate(value.day) : undefined;
  const reads = value.reads.map(readOf).filter((it) => it !== undefined);
  if (day === undefined || reads.length !== value.reads.length || reads.length === 0) return undefined;
  if (!isWholeNumber(jurisdiction, 1) || !isMatterNumber(matter) || !isWholeNumber(n) || !isWholeNumber(keyEpoch)) return undefined;
  if (!(previous === null || (typeof previous === 'string' && isHash32Hex(previous))) || (n === 0) !== (previous === null))
    return undefined;
  const digest: AccessDigest = { jurisdiction, matter, n, day, keyEpoch, previous, reads };
  return bytesEqual(digestBytes(digest), bytes) ? digest : undefined;
};

/** What finds and opens the digests of a matter, from its log key. */
export const accessViewKey = (hashing: Hashing, logKey: Uint8Array): Uint8Array => hashing.hmac(logKey, VIEW);

/** The 48 bytes of a digest in the log, found and opened by the log key. It stands in no stream, so no office counts it (G6). */
export const digestLeaf = (hashing: Hashing, logKey: Uint8Array, n: number, payload: Uint8Array): Uint8Array => {
  const view = accessViewKey(hashing, logKey);
  return eventLeaf(hashing, { view, saltKey: view }, n, payload);
};
