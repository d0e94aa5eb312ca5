import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import { blobId, blobKey, eventLeaf, internalKey, viewKey } from '../../kernel/log/leaf.ts';
import { payloadBytes, streamName, type BlobRef } from '../../kernel/log/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { Level, MatterEvent, NewEvent } from '../../kernel/matter/event.ts';

/** The keys of one matter, unwrapped. */
export interface MatterKeys {
  readonly epoch: number;
  /** Content (used from the next format version on; made from the first filing). */
  readonly doc: Uint8Array;
  /** The receipt's log key, 16 bytes: finds and opens every leaf of the matter. */
  readonly log: Uint8Array;
  readonly internal: Uint8Array;
}

/** How far a stream is. */
export interface Head {
  readonly length: number;
  /** Leaf hash of the newest event, null before the first. */
  readonly hash: Uint8Array | null;
}
export type Heads = { readonly [level in Level]: Head };
export const NO_HEADS: Heads = { 0: { length: 0, hash: null }, 1: { length: 0, hash: null }, 2: { length: 0, hash: null } };

/** The place an event is written to. */
export interface Binding {
  readonly jurisdiction: number;
  readonly matter: string;
  readonly pack: string;
  readonly calendar: string;
  readonly recordedAt: Instant;
}

export interface Composed {
  readonly events: readonly MatterEvent[];
  readonly heads: Heads;
  /** Values in the order of `EVENT_COLUMNS`, `BLOB_COLUMNS`. */
  readonly eventRows: readonly (readonly unknown[])[];
  readonly blobRows: readonly (readonly unknown[])[];
  /** Leaves with their hashes, in order. */
  readonly leaves: readonly { readonly leaf: Uint8Array; readonly hash: Uint8Array }[];
}

export const EVENT_COLUMNS = [
  'jurisdiction',
  'stream',
  'version',
  'matter',
  'level',
  'type',
  'v',
  'recorded_at',
  'occurred_on',
  'actor',
  'actor_post',
  'actor_office',
  'visibility',
  'pack',
  'calendar',
  'key_epoch',
  'payload',
  'leaf',
] as const;
export const BLOB_COLUMNS = ['jurisdiction', 'blob', 'chunk', 'matter', 'size', 'bytes'] as const;

const PAYLOAD_VERSION = 1;

const streamKeys = (hashing: Hashing, keys: MatterKeys, event: NewEvent) => {
  const view = viewKey(hashing, keys.log, event.level);
  return { view, saltKey: event.visibility === 'internal' ? internalKey(hashing, keys.internal, event.level) : view };
};

const numbered = (event: NewEvent, n: number, at: Binding): MatterEvent => ({
  type: event.type,
  v: PAYLOAD_VERSION,
  level: event.level,
  n,
  recordedAt: at.recordedAt,
  actor: event.actor,
  visibility: event.visibility,
  policy: at.pack,
  calendar: at.calendar,
  data: event.data,
  ...(event.occurredOn === undefined ? {} : { occurredOn: event.occurredOn }),
});

const eventRow = (event: MatterEvent, at: Binding, keys: MatterKeys, payload: Uint8Array, leaf: Uint8Array): readonly unknown[] => [
  at.jurisdiction,
  streamName(at.matter, event.level),
  event.n,
  at.matter,
  event.level,
  event.type,
  event.v,
  toIso(event.recordedAt),
  event.occurredOn ?? null,
  event.actor.kind,
  event.actor.kind === 'staff' ? event.actor.post : null,
  event.actor.kind === 'staff' ? event.actor.office : null,
  event.visibility,
  fromHex(event.policy),
  fromHex(event.calendar),
  keys.epoch,
  payload,
  leaf,
];

/** Turns decided events into rows, leaves and blobs. Pure: everything random is in the keys. */
export const composeEvents = (hashing: Hashing, keys: MatterKeys, at: Binding, heads: Heads, decided: readonly NewEvent[]): Composed => {
  const now: { [level in Level]: Head } = { ...heads };
  const events: MatterEvent[] = [];
  const [eventRows, blobRows, leaves]: [(readonly unknown[])[], (readonly unknown[])[], Composed['leaves'][number][]] = [[], [], []];
  for (const draft of decided) {
    const { length: n, hash: previous } = now[draft.level];
    const event = numbered(draft, n, at);
    const { view, saltKey } = streamKeys(hashing, keys, draft);
    const texts: { [field: string]: BlobRef } = {};
    for (const [field, text] of Object.entries(draft.texts)) {
      const bytes = utf8Encode(text);
      const blob = blobId(hashing, blobKey(hashing, saltKey), n, field, bytes);
      texts[field] = { blob: toHex(blob), size: bytes.length };
      blobRows.push([at.jurisdiction, blob, 0, at.matter, bytes.length, bytes]);
    }
    const payload = payloadBytes({
      ...event,
      jurisdiction: at.jurisdiction,
      matter: at.matter,
      occurredOn: event.occurredOn ?? null,
      keyEpoch: keys.epoch,
      previous: previous === null ? null : toHex(previous),
      texts,
    });
    const leaf = eventLeaf(hashing, { view, saltKey }, n, payload);
    const hash = hashLeaf(hashing, leaf);
    now[draft.level] = { length: n + 1, hash };
    events.push(event);
    eventRows.push(eventRow(event, at, keys, payload, leaf));
    leaves.push({ leaf, hash });
  }
  return { events, heads: now, eventRows, blobRows, leaves };
};
