import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import { blobId, blobKey, eventLeaf, internalKey, viewKey } from '../../kernel/leaf/leaf.ts';
import { payloadBytes, streamName, type BlobRef, type EventPayload } from '../../kernel/leaf/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { Level, NewStreamEvent, StreamEvent } from '../../kernel/stream/event.ts';
import { filesOf } from '../../kernel/stream/files.ts';
import { contentKey, sealFile, sealPayload, sealText } from '../keys/content.ts';

/** The keys of one matter, unwrapped. */
export interface MatterKeys {
  /** Place of `log` among `logs`: a new code brings a new one (G7). */
  readonly epoch: number;
  /** Content: the keys of payloads and texts come from it, one a level. */
  readonly doc: Uint8Array;
  /** The receipt's log key, 16 bytes: finds and opens the leaves of the matter from its epoch on. */
  readonly log: Uint8Array;
  /** All log keys there have been, by epoch. */
  readonly logs: readonly Uint8Array[];
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
  readonly events: readonly StreamEvent[];
  readonly heads: Heads;
  /** Values in the order of `EVENT_COLUMNS`, `BLOB_COLUMNS`, `BLOB_KEY_COLUMNS`; payloads and texts are sealed. */
  readonly eventRows: readonly (readonly unknown[])[];
  readonly blobRows: readonly (readonly unknown[])[];
  readonly blobKeyRows: readonly (readonly unknown[])[];
  /** What the rows hold sealed, as it is read back. */
  readonly plain: readonly { readonly payload: EventPayload; readonly bytes: Uint8Array }[];
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
export const BLOB_KEY_COLUMNS = ['jurisdiction', 'blob', 'wrapped'] as const;

const PAYLOAD_VERSION = 1;

type Row = readonly unknown[];

const streamKeys = (hashing: Hashing, keys: MatterKeys, event: NewStreamEvent) => {
  const view = viewKey(hashing, keys.log, event.level);
  return { view, saltKey: event.visibility === 'internal' ? internalKey(hashing, keys.internal, event.level) : view };
};

const numbered = (event: NewStreamEvent, n: number, at: Binding): StreamEvent => ({
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

const eventRow = (event: StreamEvent, at: Binding, epoch: number, sealed: Uint8Array, leaf: Uint8Array): readonly unknown[] => [
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
  epoch,
  sealed,
  leaf,
];

interface Blobs {
  readonly refs: { readonly [field: string]: BlobRef };
  readonly rows: readonly Row[];
  readonly keyRows: readonly Row[];
}

interface Sealing {
  readonly hashing: Hashing;
  readonly at: Binding;
  readonly n: number;
  /** Of the stream's blob ids. */
  readonly idKey: Uint8Array;
  readonly content: Uint8Array;
}

const sealTexts = ({ hashing, at, n, idKey, content }: Sealing, texts: NewStreamEvent['texts']): Blobs => {
  const [refs, rows, keyRows]: [{ [field: string]: BlobRef }, Row[], Row[]] = [{}, [], []];
  for (const [field, text] of Object.entries(texts)) {
    const bytes = utf8Encode(text);
    const blob = blobId(hashing, idKey, n, field, bytes);
    refs[field] = { blob: toHex(blob), size: bytes.length };
    const sealed = sealText(content, { jurisdiction: at.jurisdiction, blob, chunk: 0 }, bytes);
    rows.push([at.jurisdiction, blob, 0, at.matter, bytes.length, sealed.bytes]);
    keyRows.push([at.jurisdiction, blob, sealed.wrapped]);
  }
  return { refs, rows, keyRows };
};

/** The size of a file stands in the sealed event alone; its rows say 0 (G10). */
const sealFiles = ({ hashing, at, n, idKey, content }: Sealing, draft: NewStreamEvent, files: readonly Uint8Array[]): Blobs => {
  const [refs, rows, keyRows]: [{ [field: string]: BlobRef }, Row[], Row[]] = [{}, [], []];
  for (const [i, { field, size }] of filesOf(draft.data).entries()) {
    const bytes = files[i];
    if (bytes?.length !== size) throw new Error('an event tells of a file that was not brought');
    const blob = blobId(hashing, idKey, n, field, bytes);
    refs[field] = { blob: toHex(blob), size };
    const sealed = sealFile(content, { jurisdiction: at.jurisdiction, blob }, bytes);
    rows.push(...sealed.chunks.map((chunk, number) => [at.jurisdiction, blob, number, at.matter, 0, chunk]));
    keyRows.push([at.jurisdiction, blob, sealed.wrapped]);
  }
  return { refs, rows, keyRows };
};

/**
 * Turns decided events into rows, leaves and blobs. The leaves commit to the plain bytes; the rows hold them sealed, under fresh nonces.
 * `files` are the bytes of the one event among them whose data tells of files.
 */
export const composeEvents = (
  hashing: Hashing,
  keys: MatterKeys,
  at: Binding,
  heads: Heads,
  decided: readonly NewStreamEvent[],
  files: readonly Uint8Array[] = [],
): Composed => {
  const now: { [level in Level]: Head } = { ...heads };
  const events: StreamEvent[] = [];
  const [eventRows, blobRows, blobKeyRows]: [Row[], Row[], Row[]] = [[], [], []];
  const leaves: Composed['leaves'][number][] = [];
  const plain: Composed['plain'][number][] = [];
  const contents = new Map<Level, Uint8Array>();
  for (const draft of decided) {
    const { length: n, hash: previous } = now[draft.level];
    const event = numbered(draft, n, at);
    const { view, saltKey } = streamKeys(hashing, keys, draft);
    const content = contents.get(draft.level) ?? contentKey(keys.doc, draft.level);
    contents.set(draft.level, content);
    const sealing = { hashing, at, n, idKey: blobKey(hashing, saltKey), content };
    const blobs = [sealTexts(sealing, draft.texts), sealFiles(sealing, draft, files)];
    for (const it of blobs) {
      blobRows.push(...it.rows);
      blobKeyRows.push(...it.keyRows);
    }
    const payload: EventPayload = {
      ...event,
      jurisdiction: at.jurisdiction,
      matter: at.matter,
      occurredOn: event.occurredOn ?? null,
      keyEpoch: keys.epoch,
      previous: previous === null ? null : toHex(previous),
      texts: Object.fromEntries(blobs.flatMap((it) => Object.entries(it.refs))),
    };
    const bytes = payloadBytes(payload);
    plain.push({ payload, bytes });
    const leaf = eventLeaf(hashing, { view, saltKey }, n, bytes);
    const hash = hashLeaf(hashing, leaf);
    now[draft.level] = { length: n + 1, hash };
    events.push(event);
    const sealed = sealPayload(content, at.jurisdiction, streamName(at.matter, event.level), n, bytes);
    eventRows.push(eventRow(event, at, keys.epoch, sealed, leaf));
    leaves.push({ leaf, hash });
  }
  return { events, heads: now, eventRows, blobRows, blobKeyRows, plain, leaves };
};
