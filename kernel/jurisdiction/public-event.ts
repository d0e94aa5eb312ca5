import { fromIso, toIso, type Instant } from '../calendar/instant.ts';
import { bytesEqual, isHash32Hex } from '../canonical/bytes.ts';
import { canonicalJson } from '../canonical/json.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import type { Hashing } from '../crypto/ports.ts';
import { eventLeaf } from '../leaf/leaf.ts';
import { isJsonObject, isWholeNumber, parseJson } from '../log/shape.ts';
import type { JsonObject } from '../stream/event.ts';

/** What a jurisdiction can do to itself. Closed (G2). */
export const PUBLIC_EVENT_KINDS = [
  'set_up',
  'office_added',
  'transfers_set',
  'definition_published',
  'post_granted',
  'post_refused',
  'post_ended',
  'sign_in_recovered',
  'log_reopened',
  'log_rebuilt',
  'log_key_named',
  'log_key_ended',
  'clock_doubted',
  'clock_even',
  'share_tested',
  'relay_named',
  'figures_published',
  'client_named',
  'client_ended',
  'trouble_opened',
  'trouble_told',
  'trouble_ended',
  'peer_named',
  'peer_ended',
  'quorum_set',
  'checkpoint_printed',
] as const;
export type PublicEventKind = (typeof PUBLIC_EVENT_KINDS)[number];

/** Who did it: somebody with the machine's command line, or a post at the desk. */
export type PublicActor = { readonly kind: 'machine' } | { readonly kind: 'staff'; readonly post: string };

/** A fact about the jurisdiction itself. All of it is public: no name of a person, no word of a filer. */
export interface PublicEvent {
  readonly jurisdiction: number;
  /** Number in the stream, from 0. */
  readonly n: number;
  readonly type: PublicEventKind;
  readonly recordedAt: Instant;
  readonly actor: PublicActor;
  /** Leaf hash (hex) of the event before; null for the first. */
  readonly previous: string | null;
  readonly data: JsonObject;
}

const FORMAT = 'huiyin/public-event/v1';
const VIEW = utf8Encode('huiyin/public/v1\n');

const textOf = (event: PublicEvent): string =>
  canonicalJson({
    format: FORMAT,
    jurisdiction: event.jurisdiction,
    n: event.n,
    type: event.type,
    recordedAt: toIso(event.recordedAt),
    actor: event.actor.kind === 'staff' ? { kind: 'staff', post: event.actor.post } : { kind: 'machine' },
    previous: event.previous,
    data: event.data,
  });

/** The bytes its leaf commits to: RFC 8785 JSON. */
export const publicEventBytes = (event: PublicEvent): Uint8Array => utf8Encode(textOf(event));

const actorOf = (value: unknown): PublicActor | undefined => {
  if (!isJsonObject(value)) return undefined;
  if (value.kind === 'machine') return { kind: 'machine' };
  return value.kind === 'staff' && typeof value.post === 'string' ? { kind: 'staff', post: value.post } : undefined;
};

const instantOf = (value: unknown): Instant | undefined => {
  try {
    return typeof value === 'string' ? fromIso(value) : undefined;
  } catch {
    return undefined; // `fromIso` throws on text that is no instant
  }
};

/** Reads one strictly: writing it again gives the same bytes. Undefined for anything else. */
export const parsePublicEvent = (bytes: Uint8Array): PublicEvent | undefined => {
  const text = parseUtf8(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(value) || value.format !== FORMAT) return undefined;
  const { jurisdiction, n, previous, data } = value;
  const type = PUBLIC_EVENT_KINDS.find((kind) => kind === value.type);
  const [recordedAt, actor] = [instantOf(value.recordedAt), actorOf(value.actor)];
  if (!type || recordedAt === undefined || !actor || !isWholeNumber(jurisdiction, 1) || !isWholeNumber(n) || !isJsonObject(data))
    return undefined;
  if (!(previous === null || (typeof previous === 'string' && isHash32Hex(previous))) || (n === 0) !== (previous === null))
    return undefined;
  const event: PublicEvent = { jurisdiction, n, type, recordedAt, actor, previous, data };
  return bytesEqual(publicEventBytes(event), bytes) ? event : undefined;
};

/**
 * The key that finds and opens the leaves of a jurisdiction's own stream. Everybody can compute it: `origin` is the name that the log
 * had at set-up, which event 0 tells.
 */
export const publicViewKey = (hashing: Hashing, origin: string): Uint8Array => hashing.sha256(VIEW, utf8Encode(origin));

/** The 48 bytes of a public event in the log. */
export const publicLeaf = (hashing: Hashing, view: Uint8Array, n: number, payload: Uint8Array): Uint8Array =>
  eventLeaf(hashing, { view, saltKey: view }, n, payload);
