import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { definitionWindows, type Window } from '../../kernel/jurisdiction/definitions.ts';
import {
  parsePublicEvent,
  publicEventBytes,
  publicLeaf,
  publicViewKey,
  type PublicActor,
  type PublicEvent,
  type PublicEventKind,
} from '../../kernel/jurisdiction/public-event.ts';
import { nextTime } from '../../kernel/log/clock.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';

export interface PublicEventRow {
  readonly version: number;
  readonly payload: Buffer;
  readonly leaf: Buffer;
}

/** Where the leaf of a public event stands in the log. */
export interface Logged {
  readonly hash: Buffer;
  /** When the first checkpoint that holds it was published, in this log or one that a restore has closed; null while there is none. */
  readonly at: number | null;
}

/** A public event before it is numbered. */
export interface NewPublicEvent {
  readonly type: PublicEventKind;
  readonly actor: PublicActor;
  readonly data: JsonObject;
}

const READ = statement<PublicEventRow>(
  'read_public_events',
  'select version, payload, leaf from public_event where jurisdiction = $1 order by version',
);
// One writer at a time: the stream is short and seldom written.
const LOCK = statement<{ origin: string }>('lock_jurisdiction', 'select origin from jurisdiction where jurisdiction = $1 for update');
// Each restore puts one leaf before all others, so in the log of epoch e a leaf stood as many places further left as epochs followed.
const LOGGED = statement<Logged>(
  'public_events_logged',
  'select l.hash, coalesce((select min(c.at) from closed_checkpoint c, (select count(*) as n from closed_log where jurisdiction = $1) e where c.jurisdiction = $1 and l.idx >= e.n - c.epoch and c.size > l.idx - (e.n - c.epoch)), (select at from log_checkpoint where jurisdiction = $1 and size > l.idx order by size limit 1)) as at from log_leaf l where l.jurisdiction = $1 and l.hash = any($2)',
);

/** Nobody holds a promise on a public event: a day leaves room for a machine that stands still. */
const INCLUDE_MS = 86_400_000;

const eventOf = (row: PublicEventRow): PublicEvent => {
  const event = parsePublicEvent(row.payload);
  if (!event) throw new Error(`public event ${row.version} is damaged: run reconcile`);
  return event;
};

/** The name the log had at set-up; the view key of the stream comes from it. */
export const firstOrigin = (events: readonly PublicEvent[], now: string): string => {
  const told = events[0]?.data['origin'];
  return typeof told === 'string' ? told : now;
};

export const readPublicRows = (tx: Transaction): Promise<readonly PublicEventRow[]> => tx.run(READ, [tx.jurisdiction]);

/** Where these leaves stand in the log, by hash in hex; those that are in none are left out. */
export const findLogged = async (tx: Transaction, hashes: readonly Uint8Array[]): Promise<ReadonlyMap<string, Logged>> =>
  hashes.length === 0
    ? new Map()
    : new Map((await tx.run(LOGGED, [tx.jurisdiction, hashes])).map((row) => [row.hash.toString('hex'), row] as const));

/** The stream, and when each definition in it may be cited. */
export interface PublicStream {
  readonly events: readonly PublicEvent[];
  readonly rows: readonly PublicEventRow[];
  readonly windows: readonly Window[];
  /** By the number of the event; only those that published a definition and are in the log. */
  readonly logged: ReadonlyMap<number, Logged>;
}

/** Reads the stream; throws when an event of it cannot be read. */
export const readPublicStream = async (tx: Transaction): Promise<PublicStream> => {
  const rows = await readPublicRows(tx);
  const events = rows.map(eventOf);
  const hashes = rows.map((row) => hashLeaf(hashing, row.leaf));
  const publishing = events.flatMap((event, i) => (event.type === 'definition_published' ? [hashes[i] ?? new Uint8Array()] : []));
  const byHash = await findLogged(tx, publishing);
  const logged = new Map(
    events.flatMap((event, i) => {
      const found = byHash.get(toHex(hashes[i] ?? new Uint8Array()));
      return found ? [[event.n, found] as const] : [];
    }),
  );
  const inCheckpointAt = (n: number): Instant | null => {
    const at = logged.get(n)?.at;
    return at === null || at === undefined ? null : instant(at);
  };
  return { events, rows, windows: definitionWindows(events, inCheckpointAt), logged };
};

interface Leaf {
  readonly leaf: Uint8Array;
  readonly hash: Uint8Array;
}

/** Holds every other writer of the stream back until the transaction ends, so that what is counted before an event stays true. */
export const lockStream = async (tx: Transaction): Promise<void> => void (await tx.run(LOCK, [tx.jurisdiction]));

/** Adds events to the stream, with their leaves for the log (returned), inside the caller's transaction. */
export const appendPublic = async (tx: Transaction, drafts: readonly NewPublicEvent[], now: Instant): Promise<readonly Leaf[]> => {
  const origin = (await tx.run(LOCK, [tx.jurisdiction]))[0]?.origin;
  if (origin === undefined) throw new Error('there is no jurisdiction yet');
  const before = await readPublicRows(tx);
  const events = before.map(eventOf);
  const last = before.at(-1);
  let previous = last ? toHex(hashLeaf(hashing, last.leaf)) : null;
  const recordedAt = nextTime(events.at(-1)?.recordedAt, now);
  const leaves: Leaf[] = [];
  const rows: unknown[][] = [];
  for (const draft of drafts) {
    const event: PublicEvent = { jurisdiction: tx.jurisdiction, n: events.length, recordedAt, previous, ...draft };
    events.push(event);
    const payload = publicEventBytes(event);
    const leaf = publicLeaf(hashing, publicViewKey(hashing, firstOrigin(events, origin)), event.n, payload);
    const hash = hashLeaf(hashing, leaf);
    rows.push([tx.jurisdiction, event.n, payload, leaf]);
    leaves.push({ leaf, hash });
    previous = toHex(hash);
  }
  const includeBy = toIso(instant(recordedAt + INCLUDE_MS));
  await insertRows(tx, 'public_event', ['jurisdiction', 'version', 'payload', 'leaf'], rows);
  await insertRows(
    tx,
    'log_queue',
    ['jurisdiction', 'hash', 'leaf', 'include_by'],
    leaves.map(({ leaf, hash }) => [tx.jurisdiction, hash, leaf, includeBy]),
  );
  return leaves;
};
