import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { streamName } from '../../kernel/leaf/payload.ts';
import type { Rows, TableRows } from '../../kernel/stream/table.ts';
import { KEY_COLUMNS } from '../keys/keyring.ts';
import { BLOB_COLUMNS, BLOB_KEY_COLUMNS, EVENT_COLUMNS, type Composed, type Heads } from './compose.ts';
import { insertRows } from './insert.ts';
import { ENTITY, isChangedBy, writeTables } from './tables.ts';
import { statement, type Statement, type Transaction } from './transaction.ts';
import { writeEffects, type Told } from './write-effects.ts';

/** All rows that one or more commands on one matter yield. `fresh` carries what only a new matter has. */
export interface MatterWrite extends Told {
  /** The kind of entity. */
  readonly kind: string;
  readonly pack: string;
  readonly calendar: string;
  readonly composed: readonly Composed[];
  readonly heads: Heads;
  readonly includeBy: Instant;
  readonly rows: Rows;
  /** After which events what lists ask of it may differ. */
  readonly listedBy: readonly string[];
  /** Keys wrapped for an office that had none of this stream; in the order of `KEY_COLUMNS`. */
  readonly keyRows: readonly (readonly unknown[])[];
  /** Ids of texts whose keys are destroyed with what is written, and what else is deleted of it; null: nothing is. */
  readonly forgotten: { readonly texts: readonly string[]; readonly beside: readonly Statement[] } | null;
  /** Rows that are written with a new matter and never again; null for one that is there. */
  readonly fresh: readonly TableRows[] | null;
}

// The ciphertext stays where it is; without its key it is noise.
const FORGET_TEXTS = statement('forget_texts', 'delete from keystore.blob_key where jurisdiction = $1 and blob = any($2)');

/** Destroys the keys of all words of these matters, and what else is to be deleted of them. */
const forget = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  for (const { matter, forgotten } of writes) {
    if (forgotten === null) continue;
    if (forgotten.texts.length > 0) await tx.run(FORGET_TEXTS, [tx.jurisdiction, forgotten.texts.map(fromHex)]);
    for (const sql of forgotten.beside) await tx.run(sql, [tx.jurisdiction, [matter]]);
  }
};

const upsert = (key: string, columns: readonly string[]): string =>
  `on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const STREAM = ['jurisdiction', 'stream', 'matter', 'level', 'office', 'state', 'length', 'head', 'recorded_at'];
const ASSIGNMENT = ['jurisdiction', 'matter', 'level', 'office', 'role', 'since', 'until'];
/** The columns of a row of what is owed, in the order in which it is written. */
export const OBLIGATION = [
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
  write.rows.streams.flatMap((row) => {
    const at = recordedIn(write, row.level);
    const head = write.heads[row.level].hash;
    return at === undefined || head === null
      ? []
      : [[j, streamName(write.matter, row.level), write.matter, row.level, row.office, row.state, row.length, head, toIso(at)]];
  });

const obligationRows = (j: number, write: MatterWrite): (readonly unknown[])[] =>
  write.rows.obligations.map((it) => [
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

/** What has happened: events, their words, and their leaves for the log. */
const writeHistory = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const composed = writes.flatMap((it) => it.composed.map((one) => ({ ...one, includeBy: toIso(it.includeBy) })));
  const leaves = composed.flatMap(({ leaves: some, includeBy }) => some.map(({ leaf, hash }) => [tx.jurisdiction, hash, leaf, includeBy]));
  await insertRows(
    tx,
    'event',
    EVENT_COLUMNS,
    composed.flatMap((it) => it.eventRows),
  );
  await insertRows(
    tx,
    'blob',
    BLOB_COLUMNS,
    composed.flatMap((it) => it.blobRows),
  );
  await insertRows(
    tx,
    'keystore.blob_key',
    BLOB_KEY_COLUMNS,
    composed.flatMap((it) => it.blobKeyRows),
  );
  await insertRows(tx, 'log_queue', ['jurisdiction', 'hash', 'leaf', 'include_by'], leaves);
};

/** What follows from it. A new matter's rows cannot be there yet; an older one's are replaced. */
const writeProjections = async (tx: Transaction, writes: readonly MatterWrite[], isNew: boolean): Promise<void> => {
  const j = tx.jurisdiction;
  const on = (key: string, columns: readonly string[]): string => (isNew ? '' : upsert(key, columns));
  const assignments = writes.flatMap((it) =>
    it.rows.assignments.map((row) => [j, it.matter, row.level, row.office, row.role, row.since, row.until]),
  );
  const obligations = writes.flatMap((it) => obligationRows(j, it));
  const keys = writes.flatMap((it) => it.keyRows);
  await insertRows(tx, 'keystore.matter_key', KEY_COLUMNS, keys, on('jurisdiction, matter, epoch, level', KEY_COLUMNS.slice(4)));
  await insertRows(
    tx,
    'stream',
    STREAM,
    writes.flatMap((it) => streamRows(j, it)),
    on('jurisdiction, stream', STREAM.slice(4)),
  );
  await insertRows(tx, 'assignment', ASSIGNMENT, assignments, on('jurisdiction, matter, level, office, since', ['role', 'until']));
  await insertRows(tx, 'obligation', OBLIGATION, obligations, on('jurisdiction, matter, rule, started_by', OBLIGATION.slice(4)));
};

/** The row of an entity; `since` stays as it was first written, whichever event it is written again for. */
const entityRows = ({ matter, kind, pack, calendar, composed, rows }: MatterWrite): TableRows => {
  const first = composed[0]?.events[0];
  if (!first) throw new Error('the row of an entity is written with an event');
  return { spec: ENTITY, rows: [{ entity: matter, kind, pack, calendar, since: toIso(first.recordedAt), ...rows.listed }] };
};

/** Writes everything of some matters (each at most once in the list) inside the caller's transaction. */
export const writeMatters = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const fresh = writes.filter((write) => write.fresh !== null);
  const older = writes.filter((write) => write.fresh === null);
  await writeTables(
    tx,
    fresh.map((it) => entityRows(it)),
    true,
  );
  await writeTables(
    tx,
    fresh.flatMap((it) => [...it.rows.tables, ...(it.fresh ?? [])]),
    true,
  );
  await writeHistory(tx, writes);
  await forget(tx, writes);
  await writeEffects(tx, writes);
  await writeProjections(tx, fresh, true);
  await writeProjections(tx, older, false);
  await writeTables(
    tx,
    older.flatMap((it) => [
      ...(typesOf(it).some((type) => it.listedBy.includes(type)) ? [entityRows(it)] : []),
      ...it.rows.tables.filter(({ spec }) => isChangedBy(spec, typesOf(it))),
    ]),
    false,
  );
};

const typesOf = ({ composed }: MatterWrite): readonly string[] => composed.flatMap((it) => it.events.map((event) => event.type));
