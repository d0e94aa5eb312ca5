import { hashLeaf } from '../../kernel/log/tree.ts';
import { parsePayload, streamName, type EventPayload } from '../../kernel/log/payload.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { EventKind, Level, MatterEvent } from '../../kernel/matter/event.ts';
import { unwrap } from '../keys/wrap.ts';
import { NO_HEADS, type Heads, type MatterKeys } from './compose.ts';
import { statement, type Transaction } from './transaction.ts';

export interface EventRow {
  readonly stream: string;
  readonly version: number;
  readonly matter: string;
  readonly level: Level;
  readonly payload: Buffer;
  readonly leaf: Buffer;
}

/** Everything the store knows of one matter, without its words. */
export interface History {
  readonly matter: string;
  readonly pack: string;
  readonly calendar: string;
  readonly events: readonly MatterEvent[];
  readonly payloads: readonly EventPayload[];
  readonly rows: readonly EventRow[];
  readonly heads: Heads;
}

interface MatterRow {
  readonly matter: string;
  readonly pack: Buffer;
  readonly calendar: Buffer;
}

const LOCK_MATTERS = statement<MatterRow>(
  'lock_matters',
  'select matter, pack, calendar from matter where jurisdiction = $1 and matter = any($2) order by matter for update',
);
const READ_MATTERS = statement<MatterRow>(
  'read_matters',
  'select matter, pack, calendar from matter where jurisdiction = $1 and matter = any($2)',
);
const READ_EVENTS = statement<EventRow>(
  'read_events',
  'select stream, version, matter, level, payload, leaf from event where jurisdiction = $1 and stream = any($2) order by stream, version',
);
const READ_KEYS = statement<{ matter: string; epoch: number; doc: Buffer; log: Buffer; internal: Buffer }>(
  'read_keys',
  'select matter, epoch, doc, log, internal from keystore.matter_key where jurisdiction = $1 and matter = any($2)',
);

const LEVELS = [0, 1, 2] as const;

/** The event a payload tells. */
export const eventOf = (payload: EventPayload): MatterEvent => ({
  // An old or unknown kind folds to nothing; folds are total.
  type: payload.type as EventKind,
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

/** Reads whole matters; with `lock`, their rows stay locked (in one order) until the transaction ends. */
export const readHistories = async (
  tx: Transaction,
  hashing: Hashing,
  matters: readonly string[],
  lock: boolean,
): Promise<ReadonlyMap<string, History>> => {
  const found = await tx.run(lock ? LOCK_MATTERS : READ_MATTERS, [tx.jurisdiction, matters]);
  if (found.length === 0) return new Map();
  const streams = found.flatMap((row) => LEVELS.map((level) => streamName(row.matter, level)));
  const rows = await tx.run(READ_EVENTS, [tx.jurisdiction, streams]);
  return new Map(
    found.map((row) => {
      const own = rows.filter((event) => event.matter === row.matter);
      const payloads = own.map(payloadOf);
      return [
        row.matter,
        {
          matter: row.matter,
          pack: row.pack.toString('hex'),
          calendar: row.calendar.toString('hex'),
          events: payloads.map(eventOf),
          payloads,
          rows: own,
          heads: headsOf(hashing, own),
        },
      ] as const;
    }),
  );
};

/** What a wrapped key is bound to. */
export const keyLabel = (jurisdiction: number, matter: string, epoch: number, kind: string): string =>
  `huiyin/matter-key/v1/${jurisdiction}/${matter}/${epoch}/${kind}`;

/** Unwraps the newest keys of some matters. */
export const readKeys = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  matters: readonly string[],
): Promise<ReadonlyMap<string, MatterKeys>> => {
  const rows = await tx.run(READ_KEYS, [tx.jurisdiction, matters]);
  const open = (row: (typeof rows)[number], kind: 'doc' | 'log' | 'internal'): Buffer =>
    unwrap(wrappingKey, keyLabel(tx.jurisdiction, row.matter, row.epoch, kind), row[kind]);
  const newest = rows.toSorted((a, b) => a.epoch - b.epoch);
  return new Map(
    newest.map(
      (row) => [row.matter, { epoch: row.epoch, doc: open(row, 'doc'), log: open(row, 'log'), internal: open(row, 'internal') }] as const,
    ),
  );
};
