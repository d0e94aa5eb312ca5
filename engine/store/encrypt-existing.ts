import { Client, Pool, type PoolConfig } from 'pg';
import { parsePayload } from '../../kernel/leaf/payload.ts';
import { KEY_COLUMNS, openFirstForm, openKeyring, type StreamOffice } from '../keys/keyring.ts';
import { contentKey, sealPayload, sealText } from '../keys/content.ts';
import { quietly } from './pools.ts';
import { BLOB_KEY_COLUMNS, type MatterKeys } from './compose.ts';
import { insertRows } from './insert.ts';
import { listJurisdictions } from './list-jurisdictions.ts';
import { inJurisdiction, statement, type Transaction } from './transaction.ts';

interface FirstKeys {
  readonly matter: string;
  readonly epoch: number;
  readonly doc: Buffer;
  readonly log: Buffer;
  readonly internal: Buffer;
}
interface PlainEvent {
  readonly stream: string;
  readonly version: number;
  readonly level: 0 | 1 | 2;
  readonly matter: string;
  readonly payload: Buffer;
}
interface PlainBlob {
  readonly blob: Buffer;
  readonly chunk: number;
  readonly matter: string;
  readonly bytes: Buffer;
}

const LOCK = 7_246_002; // of our own, as in migrate.ts: two processes may start at once
const BATCH = 100; // matters of one transaction

// A row of before has no office. `for update`: whoever waited sees what the other has done.
const UNSEALED = statement<FirstKeys>(
  'unsealed_keys',
  'select matter, epoch, doc, log, internal from keystore.matter_key where jurisdiction = $1 and office is null order by matter, epoch limit $2 for update',
);
const EVENTS = statement<PlainEvent>(
  'unsealed_events',
  'select stream, version, level, matter, payload from event where jurisdiction = $1 and matter = any($2)',
);
const BLOBS = statement<PlainBlob>(
  'unsealed_blobs',
  'select blob, chunk, matter, bytes from blob where jurisdiction = $1 and matter = any($2)',
);
const STREAMS = statement<StreamOffice & { matter: string }>(
  'unsealed_streams',
  'select matter, level, office from stream where jurisdiction = $1 and matter = any($2)',
);
const SEAL_EVENTS = statement(
  'seal_events',
  'update event e set payload = s.payload from unnest($2::text[], $3::integer[], $4::bytea[]) s (stream, version, payload) where e.jurisdiction = $1 and e.stream = s.stream and e.version = s.version',
);
const SEAL_BLOBS = statement(
  'seal_blobs',
  'update blob b set bytes = s.bytes from unnest($2::bytea[], $3::integer[], $4::bytea[]) s (blob, chunk, bytes) where b.jurisdiction = $1 and b.blob = s.blob and b.chunk = s.chunk',
);
const COUNT = statement<{ left: number }>(
  'count_unsealed',
  'select count(*) as left from keystore.matter_key where jurisdiction = $1 and office is null',
);

/** Which stream brought a text: its key is wrapped under that stream's. */
const levelsOf = (events: readonly PlainEvent[]): ReadonlyMap<string, 0 | 1 | 2> =>
  new Map(
    events.flatMap((event) => {
      const parsed = parsePayload(event.payload);
      if (!parsed.ok) throw new Error(`the payload of ${event.stream}/${event.version} is damaged: run reconcile of the version before`);
      return Object.values(parsed.payload.texts).map((ref) => [ref.blob, event.level] as const);
    }),
  );

const sealEvents = (tx: Transaction, keys: ReadonlyMap<string, MatterKeys>, events: readonly PlainEvent[]): Promise<unknown> => {
  const sealed = events.flatMap(({ matter, stream, version, level, payload }) => {
    const doc = keys.get(matter)?.doc;
    return doc ? [{ stream, version, payload: sealPayload(contentKey(doc, level), tx.jurisdiction, stream, version, payload) }] : [];
  });
  return tx.run(SEAL_EVENTS, [
    tx.jurisdiction,
    sealed.map((it) => it.stream),
    sealed.map((it) => it.version),
    sealed.map((it) => it.payload),
  ]);
};

const sealBlobs = async (
  tx: Transaction,
  keys: ReadonlyMap<string, MatterKeys>,
  blobs: readonly PlainBlob[],
  levels: ReadonlyMap<string, 0 | 1 | 2>,
): Promise<void> => {
  // A text of before is one chunk.
  const sealed = blobs.flatMap(({ matter, blob, chunk, bytes }) => {
    const doc = keys.get(matter)?.doc;
    const level = levels.get(blob.toString('hex')) ?? 0;
    return doc ? [{ blob, chunk, ...sealText(contentKey(doc, level), { jurisdiction: tx.jurisdiction, blob, chunk }, bytes) }] : [];
  });
  await tx.run(SEAL_BLOBS, [tx.jurisdiction, sealed.map((it) => it.blob), sealed.map((it) => it.chunk), sealed.map((it) => it.bytes)]);
  await insertRows(
    tx,
    'keystore.blob_key',
    BLOB_KEY_COLUMNS,
    sealed.map((it) => [tx.jurisdiction, it.blob, it.wrapped]),
  );
};

/** One batch of matters, whole or not at all; returns how many. */
const sealBatch = async (tx: Transaction, wrappingKey: Uint8Array): Promise<number> => {
  const rows = await tx.run(UNSEALED, [tx.jurisdiction, BATCH]);
  if (rows.length === 0) return 0;
  const keys = new Map(rows.map((row) => [row.matter, openFirstForm(wrappingKey, tx.jurisdiction, row)] as const));
  const matters = [...keys.keys()];
  const events = await tx.run(EVENTS, [tx.jurisdiction, matters]);
  await sealEvents(tx, keys, events);
  await sealBlobs(tx, keys, await tx.run(BLOBS, [tx.jurisdiction, matters]), levelsOf(events));
  const streams = Map.groupBy(await tx.run(STREAMS, [tx.jurisdiction, matters]), (row) => row.matter);
  const keyring = openKeyring(wrappingKey);
  const wrapped = [...keys].flatMap(([matter, own]) =>
    keyring.wrapFor({ jurisdiction: tx.jurisdiction, matter }, own, streams.get(matter) ?? []),
  );
  const replaced = KEY_COLUMNS.slice(4).map((column) => `${column} = excluded.${column}`);
  const over = `on conflict (jurisdiction, matter, epoch, level) do update set ${replaced.join(', ')} returning matter, level`;
  const written = await insertRows(tx, 'keystore.matter_key', KEY_COLUMNS, wrapped, over);
  // Else the same matters would come again, for ever.
  const missed = matters.filter((matter) => !written.some((row) => row['matter'] === matter && row['level'] === 0));
  if (missed.length > 0) throw new Error(`matter ${missed[0]} has no stream with an office: run reconcile of the version before`);
  return rows.length;
};

const isDone = async (client: Client): Promise<boolean> =>
  (
    await client.query<{ done: boolean }>(
      "select attnotnull as done from pg_attribute where attrelid = 'keystore.matter_key'::regclass and attname = 'office'",
    )
  ).rows[0]?.done ?? false;

const sealAll = async (config: PoolConfig, client: Client, wrappingKey: Uint8Array, say: (line: string) => void): Promise<number> => {
  const pool = quietly(new Pool({ ...config, max: 1 }));
  try {
    let sealed = 0;
    for (const id of await listJurisdictions(client)) {
      let left = (await inJurisdiction(pool, id, (tx) => tx.run(COUNT, [id])))[0]?.left ?? 0;
      while (left > 0) {
        const done = await inJurisdiction(pool, id, (tx) => sealBatch(tx, wrappingKey));
        if (done === 0) break;
        left -= done;
        sealed += done;
        say(`encrypting what an earlier version stored in the clear: ${sealed} matters done, ${left} left\n`);
      }
    }
    return sealed;
  } finally {
    await pool.end();
  }
};

/**
 * Seals what a version before encryption stored in the clear; the leaves stay as they are. Under the migrating connection, since the
 * application may change no event. A kill at any moment leaves whole matters sealed or not; the next start goes on. That
 * `matter_key.office` may no longer be null says that all of it is done, the rewriting of the tables included.
 */
export const encryptExisting = async (
  config: PoolConfig,
  wrappingKey: Uint8Array,
  say: (line: string) => void = (line) => void process.stderr.write(line),
): Promise<number> => {
  const client = new Client(config);
  client.on('error', () => undefined); // said by the next statement
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    if (await isDone(client)) return 0;
    const sealed = await sealAll(config, client, wrappingKey, say);
    // The plain rows are still in the tables' files, dead: written anew, the old files are removed.
    for (const table of ['event', 'blob', 'keystore.matter_key']) await client.query(`vacuum (full) ${table}`);
    // Not everyone who migrates a database of their own may ask for one; it comes by itself later.
    await client.query('checkpoint').catch(() => undefined);
    await client.query('alter table keystore.matter_key alter column office set not null');
    return sealed;
  } finally {
    await client.end();
  }
};
