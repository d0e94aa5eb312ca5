import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { streamName } from '../../kernel/log/payload.ts';
import type { Projection } from '../../features/grievances/domain/project.ts';
import { BLOB_COLUMNS, EVENT_COLUMNS, type Composed, type Heads } from './compose.ts';
import { insertRows } from './insert.ts';
import type { Transaction } from './transaction.ts';

/** All rows that one or more commands on one matter yield. `fresh` carries what only a new matter has. */
export interface MatterWrite {
  readonly matter: string;
  readonly pack: string;
  readonly calendar: string;
  readonly recordedAt: Instant;
  readonly composed: readonly Composed[];
  readonly heads: Heads;
  readonly projection: Projection;
  readonly includeBy: Instant;
  readonly fresh: { readonly keyRow: readonly unknown[]; readonly importKey: Uint8Array | null } | null;
}

const upsert = (key: string, columns: readonly string[]): string =>
  `on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const MATTER = ['jurisdiction', 'matter', 'kind', 'pack', 'calendar', 'lang', 'filed_on'];
const STREAM = ['jurisdiction', 'stream', 'matter', 'level', 'office', 'state', 'length', 'head', 'recorded_at'];
const ASSIGNMENT = ['jurisdiction', 'matter', 'level', 'office', 'role', 'since', 'until'];
const OBLIGATION = [
  'jurisdiction',
  'matter',
  'rule',
  'started_by',
  'level',
  'nature',
  'owed_by',
  'owed_to',
  'office',
  'status',
  'starts_at',
  'due_on',
  'due_at',
  'stops_at',
  'provisional',
  'met_by',
];

/** A stream keeps the time of its own newest event: what happens above leaves no trace in a row below (G6). */
const recordedIn = (write: MatterWrite, level: number): Instant | undefined =>
  write.composed.flatMap((it) => it.events).findLast((event) => event.level === level)?.recordedAt;

const streamRows = (j: number, write: MatterWrite): (readonly unknown[])[] =>
  write.projection.streams.flatMap((row) => {
    const at = recordedIn(write, row.level);
    const head = write.heads[row.level].hash;
    return at === undefined || head === null
      ? []
      : [[j, streamName(write.matter, row.level), write.matter, row.level, row.office, row.state, row.length, head, toIso(at)]];
  });

const obligationRows = (j: number, write: MatterWrite): (readonly unknown[])[] =>
  write.projection.obligations.map((it) => [
    j,
    write.matter,
    it.rule,
    it.started_by,
    it.level,
    it.nature,
    it.owed_by,
    it.owed_to,
    it.office,
    it.status,
    it.starts_at,
    it.due_on,
    it.due_at,
    it.stops_at,
    it.provisional,
    it.met_by,
  ]);

/** Writes everything of some matters (each at most once in the list) inside the caller's transaction. */
export const writeMatters = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const j = tx.jurisdiction;
  const fresh = writes.filter((write) => write.fresh !== null);
  const changed = writes.filter((write) => write.fresh === null);
  await insertRows(
    tx,
    'matter',
    MATTER,
    fresh.map((it) => [
      j,
      it.matter,
      'grievance',
      fromHex(it.pack),
      fromHex(it.calendar),
      it.projection.matter.lang,
      it.projection.matter.filed_on,
    ]),
  );
  await insertRows(
    tx,
    'keystore.matter_key',
    ['jurisdiction', 'matter', 'epoch', 'doc', 'log', 'internal'],
    fresh.map((it) => it.fresh?.keyRow ?? []),
  );
  await insertRows(
    tx,
    'receipt',
    ['jurisdiction', 'receipt', 'matter', 'nth'],
    fresh.flatMap((it) => it.projection.receipts.map((row) => [j, fromHex(row.receipt), it.matter, row.nth])),
  );
  await insertRows(
    tx,
    'import_key',
    ['jurisdiction', 'key', 'matter'],
    fresh.flatMap((it) => (it.fresh?.importKey ? [[j, it.fresh.importKey, it.matter]] : [])),
  );
  await insertRows(
    tx,
    'event',
    EVENT_COLUMNS,
    writes.flatMap((it) => it.composed.flatMap((one) => one.eventRows)),
  );
  await insertRows(
    tx,
    'blob',
    BLOB_COLUMNS,
    writes.flatMap((it) => it.composed.flatMap((one) => one.blobRows)),
  );
  await insertRows(
    tx,
    'log_queue',
    ['jurisdiction', 'hash', 'leaf', 'include_by'],
    writes.flatMap((it) => it.composed.flatMap((one) => one.leaves.map(({ leaf, hash }) => [j, hash, leaf, toIso(it.includeBy)]))),
  );
  for (const [some, suffix] of [
    [fresh, ''],
    [changed, 'upsert'],
  ] as const) {
    const on = (key: string, columns: readonly string[]): string => (suffix === '' ? '' : upsert(key, columns));
    await insertRows(
      tx,
      'stream',
      STREAM,
      some.flatMap((it) => streamRows(j, it)),
      on('jurisdiction, stream', STREAM.slice(4)),
    );
    await insertRows(
      tx,
      'assignment',
      ASSIGNMENT,
      some.flatMap((it) => it.projection.assignments.map((row) => [j, it.matter, row.level, row.office, row.role, row.since, row.until])),
      on('jurisdiction, matter, level, office, since', ['role', 'until']),
    );
    await insertRows(
      tx,
      'obligation',
      OBLIGATION,
      some.flatMap((it) => obligationRows(j, it)),
      on('jurisdiction, matter, rule, started_by', OBLIGATION.slice(4)),
    );
  }
};
