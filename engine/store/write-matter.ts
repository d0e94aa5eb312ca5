import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { streamName } from '../../kernel/log/payload.ts';
import type { EventKind } from '../../kernel/stream/event.ts';
import type { SealedBox } from '../../kernel/seal/box.ts';
import type { Bell } from '../../features/grievances/domain/bells.ts';
import { hashing } from '../keys/hashing.ts';
import { KEY_COLUMNS } from '../keys/keyring.ts';
import { BLOB_COLUMNS, BLOB_KEY_COLUMNS, EVENT_COLUMNS, type Composed, type Heads } from './compose.ts';
import { insertRows } from './insert.ts';
import { statement, type Transaction } from './transaction.ts';
import { writeNews, type NewsOf } from './write-news.ts';
import { writeHooks, writeRequests, type RequestOf } from './write-requests.ts';

/** All rows that one or more commands on one matter yield. `fresh` carries what only a new matter has. */
export interface MatterWrite extends NewsOf, RequestOf {
  readonly pack: string;
  readonly calendar: string;
  readonly composed: readonly Composed[];
  readonly heads: Heads;
  readonly includeBy: Instant;
  /** Offices to tell that their list has something new; only those that asked to be told. */
  readonly bells: readonly Bell[];
  /** Keys wrapped for an office that had none of this stream; in the order of `KEY_COLUMNS`. */
  readonly keyRows: readonly (readonly unknown[])[];
  /** Ids of texts whose keys are destroyed with what is written, with the shares of the name; null: nothing is. */
  readonly forgotten: readonly string[] | null;
  readonly fresh: { readonly importKey: Uint8Array | null; readonly sealed: FreshBox | null; readonly relay: Uint8Array | null } | null;
}

/** The sealed box of a new matter, where custodians are named. */
export interface FreshBox extends SealedBox {
  /** Hash (hex) of the set. */
  readonly custodians: string;
}

// The ciphertext stays where it is; without its key it is noise.
const FORGET_TEXTS = statement('forget_texts', 'delete from keystore.blob_key where jurisdiction = $1 and blob = any($2)');
const FORGET_NAMES = [
  statement('forget_box_shares', 'delete from keystore.box_share where jurisdiction = $1 and matter = any($2)'),
  statement('forget_released_shares', 'delete from keystore.released_share where jurisdiction = $1 and matter = any($2)'),
  statement('forget_opened_boxes', 'delete from keystore.opened_box where jurisdiction = $1 and matter = any($2)'),
  statement('forget_relay_boxes', 'delete from keystore.relay_box where jurisdiction = $1 and matter = any($2)'),
] as const;

/** Destroys the keys of all words of these matters, what opens their names, and where somebody would be told. */
const forget = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const gone = writes.filter((write) => write.forgotten !== null);
  if (gone.length === 0) return;
  const texts = gone.flatMap((write) => write.forgotten ?? []).map(fromHex);
  if (texts.length > 0) await tx.run(FORGET_TEXTS, [tx.jurisdiction, texts]);
  for (const sql of FORGET_NAMES) await tx.run(sql, [tx.jurisdiction, gone.map((write) => write.matter)]);
};

const SET_ABOUT = statement('set_matter_about', 'update matter set place_code = $3, trouble = $4 where jurisdiction = $1 and matter = $2');
const ABOUT: readonly EventKind[] = ['located', 'linked', 'unlinked', 'voided'];

/** What a matter is about, where a step has said so. */
const writeAbout = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  for (const { matter, composed, projection, fresh } of writes)
    if (fresh === null && composed.some((it) => it.events.some((event) => ABOUT.includes(event.type))))
      await tx.run(SET_ABOUT, [tx.jurisdiction, matter, projection.matter.place_code, projection.matter.trouble]);
};

const upsert = (key: string, columns: readonly string[]): string =>
  `on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const MATTER = ['jurisdiction', 'matter', 'kind', 'pack', 'calendar', 'lang', 'filed_on', 'category'];
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

const RECEIPT = ['jurisdiction', 'receipt', 'matter', 'nth', 'kind', 'since', 'ended_at', 'ended_how'];
const receiptRows = (j: number, write: MatterWrite): (readonly unknown[])[] =>
  write.projection.receipts.map((it) => [j, fromHex(it.receipt), write.matter, it.nth, it.kind, it.since, it.ended_at, it.ended_how]);

/** What only a new matter has: its row, its receipts, and for imports the key of the record. */
const writeFresh = async (tx: Transaction, fresh: readonly MatterWrite[]): Promise<void> => {
  const j = tx.jurisdiction;
  const matters = fresh.map(({ matter, pack, calendar, projection }) => {
    const { kind, lang, filed_on, category } = projection.matter;
    return [j, matter, kind, fromHex(pack), fromHex(calendar), lang, filed_on, category];
  });
  const receipts = fresh.flatMap((it) => receiptRows(j, it));
  const imports = fresh.flatMap((it) => (it.fresh?.importKey ? [[j, it.fresh.importKey, it.matter]] : []));
  await insertRows(tx, 'matter', MATTER, matters);
  await insertRows(tx, 'receipt', RECEIPT, receipts);
  await insertRows(tx, 'import_key', ['jurisdiction', 'key', 'matter'], imports);
  const boxes = fresh.flatMap((it) => (it.fresh?.sealed ? [{ ...it.fresh.sealed, matter: it.matter }] : []));
  await insertRows(
    tx,
    'sealed_box',
    ['jurisdiction', 'matter', 'custodians', 'box', 'checks'],
    boxes.map((it) => [j, it.matter, fromHex(it.custodians), it.box, it.checks]),
  );
  await insertRows(
    tx,
    'keystore.box_share',
    ['jurisdiction', 'matter', 'shares'],
    boxes.map((it) => [j, it.matter, it.shares]),
  );
  const relayed = fresh.flatMap((it) => (it.fresh?.relay ? [[j, it.matter, it.fresh.relay]] : []));
  await insertRows(tx, 'keystore.relay_box', ['jurisdiction', 'matter', 'sealed'], relayed);
};

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

/** Messages leave with their cause or not at all; the key makes each of them one, however often this is tried. */
const writeBells = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const rows = writes.flatMap((it) =>
    it.bells.map(({ office, event, danger }) => {
      const name = JSON.stringify(['huiyin/bell/v1', it.matter, event.level, event.n, office]);
      return [
        tx.jurisdiction,
        hashing.sha256(utf8Encode(name)),
        danger ? 'danger' : 'bell',
        JSON.stringify({ office }),
        toIso(it.recordedAt),
      ];
    }),
  );
  await insertRows(tx, 'outbox', ['jurisdiction', 'dedupe', 'topic', 'message', 'due_at'], rows, 'on conflict do nothing');
};

/** What follows from it. A new matter's rows cannot be there yet; an older one's are replaced. */
const writeProjections = async (tx: Transaction, writes: readonly MatterWrite[], isNew: boolean): Promise<void> => {
  const j = tx.jurisdiction;
  const on = (key: string, columns: readonly string[]): string => (isNew ? '' : upsert(key, columns));
  const assignments = writes.flatMap((it) =>
    it.projection.assignments.map((row) => [j, it.matter, row.level, row.office, row.role, row.since, row.until]),
  );
  const obligations = writes.flatMap((it) => obligationRows(j, it));
  const keys = writes.flatMap((it) => it.keyRows);
  // Of the one receipt that nearly every matter has, nothing changes.
  const receipts = isNew ? [] : writes.filter((it) => it.projection.receipts.length > 1).flatMap((it) => receiptRows(j, it));
  await insertRows(tx, 'receipt', RECEIPT, receipts, upsert('jurisdiction, receipt', RECEIPT.slice(6)));
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

/** Writes everything of some matters (each at most once in the list) inside the caller's transaction. */
export const writeMatters = async (tx: Transaction, writes: readonly MatterWrite[]): Promise<void> => {
  const fresh = writes.filter((write) => write.fresh !== null);
  await writeFresh(tx, fresh);
  await writeHistory(tx, writes);
  await forget(tx, writes);
  await writeBells(tx, writes);
  await writeNews(tx, writes);
  await writeHooks(tx, writes);
  await writeProjections(tx, fresh, true);
  await writeRequests(tx, writes);
  await writeAbout(tx, writes);
  await writeProjections(
    tx,
    writes.filter((write) => write.fresh === null),
    false,
  );
};
