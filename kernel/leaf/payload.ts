import { fromIso, toIso, type Instant } from '../calendar/instant.ts';
import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { bytesEqual, isHash32Hex } from '../canonical/bytes.ts';
import { canonicalJson } from '../canonical/json.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import type { Actor, JsonObject, Level, Visibility } from '../stream/event.ts';
import { isJsonObject, isWholeNumber, parseJson } from '../log/shape.ts';

const FORMAT = 'huiyin/event/v1';
/** Event numbers enter tags and salts as u32. */
export const EVENT_NUMBER_MAX = 0xffff_ffff;
/** Payloads hold no words, only kinds, dates and ids. */
export const PAYLOAD_BYTES_MAX = 65_536;

/** A text or file of an event: its keyed name and its size in bytes. */
export interface BlobRef {
  readonly blob: string;
  readonly size: number;
}

/** What a leaf commits to. */
export interface EventPayload {
  readonly jurisdiction: number;
  /** The matter's number: 8 Crockford characters. */
  readonly matter: string;
  readonly level: Level;
  readonly n: number;
  /** An event kind. Not narrowed here, so that an old verifier can check a newer log. */
  readonly type: string;
  readonly v: number;
  readonly recordedAt: Instant;
  readonly occurredOn: PlainDate | null;
  readonly actor: Actor;
  readonly visibility: Visibility;
  readonly policy: string;
  readonly calendar: string;
  readonly keyEpoch: number;
  /** Leaf hash (hex) of the event before it in its stream; null for the first. */
  readonly previous: string | null;
  readonly texts: { readonly [field: string]: BlobRef };
  readonly data: JsonObject;
}

export type PayloadParse =
  | { readonly ok: true; readonly payload: EventPayload }
  | { readonly ok: false; readonly reason: 'encoding' | 'shape' | 'not_canonical' };

/** The name of a stream. */
export const streamName = (matter: string, level: Level): string => `${matter}.${level}`;

const actorJson = (actor: Actor): JsonObject =>
  actor.kind === 'staff' ? { kind: actor.kind, office: actor.office, post: actor.post } : { kind: actor.kind };

const textsJson = (texts: EventPayload['texts']): JsonObject =>
  Object.fromEntries(Object.entries(texts).map(([field, { blob, size }]) => [field, { blob, size }]));

/** The bytes a leaf commits to: RFC 8785 JSON. Throws where `parsePayload` would refuse them. */
export const payloadBytes = (payload: EventPayload): Uint8Array => {
  const bytes = written(payload);
  const found = shaped(parseJson(canonicalText(payload)));
  if (found === undefined || bytes.length > PAYLOAD_BYTES_MAX) throw new Error('not a payload by its own rules');
  return bytes;
};

const canonicalText = (payload: EventPayload): string =>
  canonicalJson({
    format: FORMAT,
    jurisdiction: payload.jurisdiction,
    matter: payload.matter,
    stream: streamName(payload.matter, payload.level),
    level: payload.level,
    n: payload.n,
    type: payload.type,
    v: payload.v,
    recordedAt: toIso(payload.recordedAt),
    occurredOn: payload.occurredOn,
    actor: actorJson(payload.actor),
    visibility: payload.visibility,
    policy: payload.policy,
    calendar: payload.calendar,
    keyEpoch: payload.keyEpoch,
    previous: payload.previous,
    texts: textsJson(payload.texts),
    data: payload.data,
  });

const written = (payload: EventPayload): Uint8Array => utf8Encode(canonicalText(payload));

/** Reads a payload strictly: writing it again must give the same bytes, so no field is unknown, doubled or reordered. */
export const parsePayload = (bytes: Uint8Array): PayloadParse => {
  const text = bytes.length <= PAYLOAD_BYTES_MAX ? parseUtf8(bytes) : undefined;
  const value = text === undefined ? undefined : parseJson(text);
  if (value === undefined) return { ok: false, reason: 'encoding' };
  const payload = shaped(value);
  if (payload === undefined) return { ok: false, reason: 'shape' };
  try {
    return bytesEqual(written(payload), bytes) ? { ok: true, payload } : { ok: false, reason: 'not_canonical' };
  } catch {
    return { ok: false, reason: 'not_canonical' }; // a lone surrogate, an infinite number or too deep a nesting in `data`
  }
};

const shaped = (value: unknown): EventPayload | undefined => {
  if (!isJsonObject(value) || value.format !== FORMAT) return undefined;
  const { jurisdiction, matter, level, n, type, v, visibility, policy, calendar, keyEpoch, previous, data } = value;
  const recordedAt = instantOf(value.recordedAt);
  const occurredOn = value.occurredOn === null ? null : dateOf(value.occurredOn);
  const actor = actorOf(value.actor);
  const texts = textsOf(value.texts);
  if (recordedAt === undefined || occurredOn === undefined || actor === undefined || texts === undefined) return undefined;
  if (!isWholeNumber(jurisdiction) || !isMatterNumber(matter) || !isLevel(level) || !isWholeNumber(n, 0, EVENT_NUMBER_MAX))
    return undefined;
  if (!isName(type) || !isWholeNumber(v, 1) || !isVisibility(visibility) || !isHash(policy) || !isHash(calendar)) return undefined;
  if (!isWholeNumber(keyEpoch) || !(previous === null || isHash(previous)) || !isJsonObject(data)) return undefined;
  if ((n === 0) !== (previous === null)) return undefined; // the first event of a stream has none before it, every other has one
  return {
    jurisdiction,
    matter,
    level,
    n,
    type,
    v,
    recordedAt,
    occurredOn,
    actor,
    visibility,
    policy,
    calendar,
    keyEpoch,
    previous,
    texts,
    data,
  };
};

/** A matter's number: 8 Crockford characters in canonical form. */
export const isMatterNumber = (value: unknown): value is string => typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]{8}$/.test(value);

/** Level of a stream: 0 for the office, 1 and 2 for the offices above. */
export const isLevel = (value: unknown): value is Level => value === 0 || value === 1 || value === 2;

const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(value);

const isVisibility = (value: unknown): value is Visibility => value === 'open' || value === 'internal';

const isHash = (value: unknown): value is string => typeof value === 'string' && isHash32Hex(value);

const instantOf = (value: unknown): Instant | undefined => {
  try {
    return typeof value === 'string' ? fromIso(value) : undefined;
  } catch {
    return undefined; // `fromIso` throws on text that is no instant
  }
};

const dateOf = (value: unknown): PlainDate | undefined => (typeof value === 'string' ? parsePlainDate(value) : undefined);

const actorOf = (value: unknown): Actor | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { kind, post, office } = value;
  if (kind === 'filer' || kind === 'system') return { kind };
  if (kind === 'staff' && typeof post === 'string' && typeof office === 'string') return { kind, post, office };
  return undefined;
};

const FIELD = /^[a-z][A-Za-z0-9_]{0,63}$/;

const textsOf = (value: unknown): EventPayload['texts'] | undefined => {
  if (!isJsonObject(value)) return undefined;
  const texts: [string, BlobRef][] = [];
  for (const [field, ref] of Object.entries(value)) {
    if (!FIELD.test(field) || !isJsonObject(ref) || !isHash(ref.blob) || !isWholeNumber(ref.size)) return undefined;
    texts.push([field, { blob: ref.blob, size: ref.size }]);
  }
  return Object.fromEntries(texts);
};
