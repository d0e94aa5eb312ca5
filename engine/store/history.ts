import { hashLeaf } from '../../kernel/log/tree.ts';
import { parsePayload, streamName, type EventPayload } from '../../kernel/leaf/payload.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { Level, NewStreamEvent, StreamEvent } from '../../kernel/stream/event.ts';
import { openPayload, type ContentKeys } from '../keys/content.ts';
import { mapInRounds } from '../rounds.ts';
import { NO_HEADS, type Binding, type Composed, type Heads } from './compose.ts';
import { statement, type Transaction } from './transaction.ts';

export interface EventRow {
  readonly stream: string;
  readonly version: number;
  readonly matter: string;
  readonly level: Level;
  /** The plain bytes, once a history has been read. */
  readonly payload: Buffer;
  readonly leaf: Buffer;
}

/** Everything the store knows of one matter, without its words. */
export interface History {
  readonly matter: string;
  /** The kind of entity. */
  readonly kind: string;
  readonly pack: string;
  readonly calendar: string;
  readonly events: readonly StreamEvent[];
  readonly payloads: readonly EventPayload[];
  readonly rows: readonly EventRow[];
  readonly heads: Heads;
}

/** What the row of an entity tells without any key. */
export interface MatterRow {
  readonly matter: string;
  /** The kind of entity. */
  readonly kind: string;
  readonly pack: Buffer;
  readonly calendar: Buffer;
}

const LOCK_MATTERS = statement<MatterRow>(
  'lock_matters',
  'select entity as matter, kind, pack, calendar from entity where jurisdiction = $1 and entity = any($2) order by entity for update',
);
const READ_MATTERS = statement<MatterRow>(
  'read_matters',
  'select entity as matter, kind, pack, calendar from entity where jurisdiction = $1 and entity = any($2)',
);
const READ_EVENTS = statement<EventRow>(
  'read_events',
  'select stream, version, matter, level, payload, leaf from event where jurisdiction = $1 and stream = any($2) order by stream, version',
);
/** The event a payload tells. */
export const eventOf = (payload: EventPayload): StreamEvent => ({
  type: payload.type,
  v: payload.v,
  level: payload.level,
  n: payload.n,
  recordedAt: payload.recordedAt,
  actor: payload.actor,
  visibility: payload.visibility,
  policy: payload.policy,
  calendar: payload.calendar,
  data: payload.data,
  ...(payload.occurredOn === null ? {} : { occurredOn: payload.occurredOn }),
});

const payloadOf = (row: EventRow): EventPayload => {
  const parsed = parsePayload(row.payload);
  if (!parsed.ok) throw new Error(`the payload of ${row.stream}/${row.version} is damaged`);
  return parsed.payload;
};

const headsOf = (hashing: Hashing, rows: readonly EventRow[]): Heads => {
  const heads = { ...NO_HEADS };
  for (const row of rows) heads[row.level] = { length: row.version + 1, hash: hashLeaf(hashing, row.leaf) };
  return heads;
};

/** Finds the rows of matters; with `lock` they stay locked (in one order) until the transaction ends. */
export const findMatters = (tx: Transaction, matters: readonly string[], lock: boolean): Promise<readonly MatterRow[]> =>
  tx.run(lock ? LOCK_MATTERS : READ_MATTERS, [tx.jurisdiction, matters]);

/** Reads matters as far as the keys open them: streams without a key are as if they were not there. Throws when a matter is damaged. */
export const readHistories = async (
  tx: Transaction,
  hashing: Hashing,
  found: readonly MatterRow[],
  keys: ReadonlyMap<string, ContentKeys>,
): Promise<ReadonlyMap<string, History>> => {
  const opened = found.flatMap((row) => (keys.has(row.matter) ? [{ row, contents: keys.get(row.matter) ?? [] }] : []));
  // Never shown as a matter that is not there.
  for (const { row, contents } of opened) if (contents.length === 0) throw new Error(`the keys of matter ${row.matter} are damaged`);
  if (opened.length === 0) return new Map();
  const streams = opened.flatMap(({ row, contents }) => contents.map((_key, level) => `${row.matter}.${level}`));
  const sealed = Map.groupBy(await tx.run(READ_EVENTS, [tx.jurisdiction, streams]), (event) => event.matter);
  const histories = new Map<string, History>();
  for (const { row, contents } of opened) {
    const read = await mapInRounds(sealed.get(row.matter) ?? [], (event) => {
      const key = contents[event.level] ?? new Uint8Array();
      const plain = { ...event, payload: openPayload(key, tx.jurisdiction, event.stream, event.version, event.payload) };
      return { row: plain, payload: payloadOf(plain) };
    });
    const rows = read.map((it) => it.row);
    const payloads = read.map((it) => it.payload);
    histories.set(row.matter, {
      matter: row.matter,
      kind: row.kind,
      pack: row.pack.toString('hex'),
      calendar: row.calendar.toString('hex'),
      events: payloads.map(eventOf),
      payloads,
      rows,
      heads: headsOf(hashing, rows),
    });
  }
  return histories;
};

/** Something new as it would be read back once it is written. */
export const historyOf = (kind: string, { matter, pack, calendar }: Binding, { events, plain, leaves, heads }: Composed): History => ({
  matter,
  kind,
  pack,
  calendar,
  events,
  payloads: plain.map((it) => it.payload),
  rows: plain.map(({ payload, bytes }, i) => ({
    stream: streamName(matter, payload.level),
    version: payload.n,
    matter,
    level: payload.level,
    payload: Buffer.from(bytes),
    leaf: Buffer.from(leaves[i]?.leaf ?? []),
  })),
  heads,
});

/** The words of what was composed, by the names of their blobs. */
export const textsOf = ({ plain }: Composed, decided: readonly NewStreamEvent[]): ReadonlyMap<string, string> =>
  new Map(
    plain.flatMap(({ payload }, i) =>
      Object.entries(decided[i]?.texts ?? {}).map(([name, text]) => [payload.texts[name]?.blob ?? '', text] as const),
    ),
  );
