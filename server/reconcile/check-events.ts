import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { blobId, blobKey, eventLeaf, internalKey, viewKey } from '../../kernel/leaf/leaf.ts';
import { parsePayload, streamName, type EventPayload } from '../../kernel/leaf/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { Level } from '../../kernel/stream/event.ts';
import { isFileField } from '../../kernel/stream/files.ts';
import type { OpenedMatter } from '../../engine/keys/keyring.ts';
import { openPayload, openText, whole } from '../../engine/keys/content.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { Finding } from './finding.ts';

export interface FullEventRow {
  readonly jurisdiction: number;
  readonly stream: string;
  readonly version: number;
  readonly matter: string;
  readonly level: Level;
  readonly type: string;
  readonly v: number;
  readonly recorded_at: number;
  readonly occurred_on: string | null;
  readonly actor: string;
  readonly actor_post: string | null;
  readonly actor_office: string | null;
  readonly visibility: string;
  readonly pack: Buffer;
  readonly calendar: Buffer;
  readonly key_epoch: number;
  readonly payload: Buffer;
  readonly leaf: Buffer;
}

export interface BlobRow {
  readonly blob: Buffer;
  readonly chunk: number;
  readonly matter: string;
  readonly size: number;
  readonly bytes: Buffer;
  /** The text's own key; null when it is gone. */
  readonly wrapped: Buffer | null;
}

/** When an event of a matter said last that all of before is gone; -1 when none did. */
export const lastErasure = (payloads: readonly EventPayload[]): number =>
  Math.max(-1, ...payloads.filter((payload) => payload.type === 'erased').map((payload) => payload.recordedAt));

const nameOf = (row: FullEventRow): string => `event ${row.stream}/${row.version}`;

/** Everything an event's columns say stands in its payload, too. */
const columnsOf = (
  payload: EventPayload,
): { readonly [column in keyof Omit<FullEventRow, 'jurisdiction' | 'payload' | 'leaf'>]: unknown } => ({
  stream: streamName(payload.matter, payload.level),
  version: payload.n,
  matter: payload.matter,
  level: payload.level,
  type: payload.type,
  v: payload.v,
  recorded_at: payload.recordedAt,
  occurred_on: payload.occurredOn,
  actor: payload.actor.kind,
  actor_post: payload.actor.kind === 'staff' ? payload.actor.post : null,
  actor_office: payload.actor.kind === 'staff' ? payload.actor.office : null,
  visibility: payload.visibility,
  pack: payload.policy,
  calendar: payload.calendar,
  key_epoch: payload.keyEpoch,
});

const shown = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('hex') : value);

const compareColumns = (row: FullEventRow, payload: EventPayload): readonly Finding[] =>
  Object.entries(columnsOf(payload))
    // The keys are the row's own columns.
    .filter(([column, expected]) => shown(row[column as keyof FullEventRow]) !== expected)
    .map(([column]) => ({ code: 'event_column', where: nameOf(row), what: column }));

/** The view key that was in force when the event was written. */
const viewKeyOf = (payload: EventPayload, keys: OpenedMatter): Uint8Array =>
  viewKey(hashing, keys.logs[payload.keyEpoch] ?? new Uint8Array(), payload.level);

/** The key that the names of an event's texts and files are made with. */
export const saltKeyOf = (payload: EventPayload, keys: OpenedMatter): Uint8Array =>
  payload.visibility === 'internal' ? internalKey(hashing, keys.internal, payload.level) : viewKeyOf(payload, keys);

/** What the chunks of a text say; undefined when a byte of them or of their key is not as it was written. */
const contentOf = (chunks: readonly BlobRow[], key: Uint8Array | undefined, jurisdiction: number): Uint8Array | undefined =>
  whole(() => {
    const none = new Uint8Array(); // opens nothing
    const open = ({ blob, chunk, wrapped, bytes }: BlobRow) => openText(key ?? none, { jurisdiction, blob, chunk }, wrapped ?? none, bytes);
    return new Uint8Array(Buffer.concat(chunks.map(open)));
  });

/** The row with its payload in plain bytes; undefined when the seal does not hold. */
const opened = (row: FullEventRow, keys: OpenedMatter): FullEventRow | undefined => {
  const key = keys.contents[row.level];
  const payload = key && whole(() => openPayload(key, row.jurisdiction, row.stream, row.version, row.payload));
  return payload && { ...row, payload };
};

/** Texts only: files are looked at chunk by chunk (check-files.ts). */
const checkBlobs = (
  row: FullEventRow,
  payload: EventPayload,
  keys: OpenedMatter,
  blobs: ReadonlyMap<string, readonly BlobRow[]>,
  /** When an event of the matter said that all texts of before are gone; -1 when none did. */
  erasedAt: number,
): readonly Finding[] =>
  Object.entries(payload.texts).flatMap(([field, ref]): readonly Finding[] => {
    if (isFileField(payload.data, field)) return [];
    const chunks = blobs.get(ref.blob);
    if (!chunks) return [{ code: 'blob_missing', where: nameOf(row), what: field }];
    const erased = payload.recordedAt <= erasedAt;
    if (erased && chunks.every((it) => it.wrapped === null)) return [];
    if (chunks.some((it) => it.wrapped === null)) return [{ code: 'key_missing', where: nameOf(row), what: field }];
    // Said to be gone for good, and still there.
    if (payload.recordedAt < erasedAt) return [{ code: 'key_unknown', where: nameOf(row), what: field }];
    const content = contentOf(chunks, keys.contents[payload.level], payload.jurisdiction);
    if (!content) return [{ code: 'blob_changed', where: nameOf(row), what: field }];
    const sound =
      chunks.every((it, i) => it.chunk === i && it.size === ref.size && it.matter === payload.matter) && content.length === ref.size;
    const id = toHex(blobId(hashing, blobKey(hashing, saltKeyOf(payload, keys)), payload.n, field, content));
    return sound && id === ref.blob ? [] : [{ code: 'blob_changed', where: nameOf(row), what: field }];
  });

const checkLeaf = (row: FullEventRow, payload: EventPayload, keys: OpenedMatter): readonly Finding[] => {
  const leaf = eventLeaf(hashing, { view: viewKeyOf(payload, keys), saltKey: saltKeyOf(payload, keys) }, payload.n, row.payload);
  return bytesEqual(leaf, row.leaf) ? [] : [{ code: 'event_leaf', where: nameOf(row), what: 'leaf' }];
};

const checkChain = (row: FullEventRow, payload: EventPayload, before: FullEventRow | undefined): readonly Finding[] => {
  const previous = before?.stream === row.stream ? before : undefined;
  const expected = previous ? toHex(hashLeaf(hashing, previous.leaf)) : null;
  const found: Finding[] = [];
  if (row.version !== (previous ? previous.version + 1 : 0)) found.push({ code: 'event_gap', where: nameOf(row), what: 'version' });
  if (payload.previous !== expected) found.push({ code: 'event_chain', where: nameOf(row), what: 'previous' });
  if (previous && row.recorded_at < previous.recorded_at)
    found.push({ code: 'event_chain', where: nameOf(row), what: toIso(row.recorded_at as Instant) }); // timestamptz is read as whole milliseconds
  return found;
};

/** Checks the events and blobs of one matter; rows in order of stream and version. Returns the payloads that could be read. */
export const checkEvents = (
  rows: readonly FullEventRow[],
  blobs: readonly BlobRow[],
  keys: OpenedMatter,
): { readonly payloads: readonly EventPayload[]; readonly findings: readonly Finding[] } => {
  const byId = Map.groupBy(blobs, (it) => it.blob.toString('hex'));
  const payloads: EventPayload[] = [];
  const readable: FullEventRow[] = [];
  const ofRows = rows.flatMap((stored, i): readonly Finding[] => {
    const row = opened(stored, keys);
    if (!row) return [{ code: 'event_unreadable', where: nameOf(stored), what: 'seal' }];
    const parsed = parsePayload(row.payload);
    if (!parsed.ok) return [{ code: 'event_unreadable', where: nameOf(row), what: parsed.reason }];
    const { payload } = parsed;
    payloads.push(payload);
    readable.push(row);
    return [...compareColumns(row, payload), ...checkChain(row, payload, rows[i - 1]), ...checkLeaf(row, payload, keys)];
  });
  const erasedAt = lastErasure(payloads);
  const ofTexts = readable.flatMap((row, i) => {
    const payload = payloads[i];
    return payload ? checkBlobs(row, payload, keys, byId, erasedAt) : [];
  });
  const known = new Set(payloads.flatMap((payload) => Object.values(payload.texts).map((ref) => ref.blob)));
  const unknown = [...byId.keys()]
    .filter((id) => !known.has(id))
    .map((id): Finding => ({ code: 'blob_unknown', where: `blob ${id.slice(0, 16)}`, what: 'blob' }));
  return { payloads, findings: [...ofRows, ...ofTexts, ...unknown] };
};
