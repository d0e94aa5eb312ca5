import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { parseUtf8, utf8Encode } from '../../kernel/canonical/utf8.ts';
import { peersOf, witnessesOf, type NamedWitness } from '../../kernel/jurisdiction/peers.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { consistencyProof } from '../../kernel/log/tree.ts';
import { addSignatures } from '../../kernel/log/witness.ts';
import { inJurisdiction, statement, type Transaction } from '../store/transaction.ts';
import { readPublicRows } from '../place/public-stream.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';
import { askForHeads } from './ask-heads.ts';
import { readEpoch, readLines, readStandings } from './cosignatures.ts';
import { diskReader, lockLogState } from './publish.ts';
import { requestCosignature, WITNESS_MS, type Asked } from './request-cosignature.ts';

const NEWEST = statement<{ size: number; note: string }>(
  'newest_published_checkpoint',
  'select c.size, c.note from log_checkpoint c, log_state s where c.jurisdiction = $1 and s.jurisdiction = $1 and c.size = s.published',
);
// What was stored never runs back, whatever the clock does.
const STORE = statement(
  'store_cosignature',
  'insert into cosignature (jurisdiction, epoch, size, vkey, line, at) values ($1, $2, $3, $4, $5, greatest($6::timestamptz, (select at from cosignature where jurisdiction = $1 and epoch = $2 and vkey = $4 order by size desc limit 1))) on conflict do nothing',
);

interface Open {
  readonly epoch: number;
  readonly size: number;
  readonly message: string;
  readonly asked: readonly (NamedWitness & { readonly oldSize: number })[];
}

/** Who has not signed the newest published checkpoint yet; undefined where everybody has, or nobody is named. */
const readOpen = async (tx: Transaction): Promise<Open | undefined> => {
  const witnesses = witnessesOf(peersOf((await readPublicRows(tx)).flatMap(({ payload }) => parsePublicEvent(payload) ?? [])));
  const newest = witnesses.length === 0 ? undefined : (await tx.run(NEWEST, [tx.jurisdiction]))[0];
  if (!newest) return undefined;
  const epoch = await readEpoch(tx);
  const asked = (await readStandings(tx, witnesses))
    .map((witness) => ({ ...witness, oldSize: witness.newest?.size ?? 0 }))
    .filter((witness) => witness.oldSize < newest.size);
  return asked.length === 0 ? undefined : { epoch, size: newest.size, message: newest.note, asked };
};

/** Stores a line and adds it to the checkpoint that is served, unless a newer one is there by now. */
const keep = async (
  tx: Transaction,
  { store }: Service,
  open: Open,
  { key, line }: { readonly key: string; readonly line: string },
  now: Instant,
): Promise<void> => {
  await lockLogState(tx);
  await tx.run(STORE, [tx.jurisdiction, open.epoch, open.size, key, line, toIso(now)]);
  const served = parseUtf8(store.read('checkpoint') ?? new Uint8Array());
  if (served === undefined || parseNote(served)?.text !== parseNote(open.message)?.text) return;
  const all = (await readLines(tx, open.epoch, open.size)).map((row) => row.line);
  await store.write('checkpoint', utf8Encode(addSignatures(served, all)));
  await store.sync();
};

/** What became of asking each witness, by its name here. */
export type AskedAll = ReadonlyMap<string, Asked>;

/**
 * Asks every witness that has not signed the newest published checkpoint, all at once and each for ten seconds at most, outside any
 * transaction. What comes back is verified, stored, and appended to the served checkpoint. A witness that is slow, away or lies costs
 * nothing but its own signature.
 */
export const askWitnesses = async (service: Service, stopped: AbortSignal = new AbortController().signal): Promise<AskedAll> => {
  const inOwn = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => inJurisdiction(service.pools.integrator, service.id, work);
  const open = await inOwn(readOpen);
  if (!open) return new Map();
  const read = diskReader(service.store, open.size);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(WITNESS_MS)]);
  const answers = await Promise.all(
    open.asked.map(async ({ name, key, url, oldSize }) => {
      const asked = await requestCosignature({
        witness: { key, url },
        message: open.message,
        size: open.size,
        oldSize,
        proofFrom: (from) => consistencyProof(hashing, read, from, open.size),
        now: service.clock(),
        signal,
      });
      // Each as it comes: a slow one keeps back no other.
      if (asked.ok) await inOwn((tx) => keep(tx, service, open, { key, line: asked.line }, service.clock()));
      return [name, asked] as const;
    }),
  );
  // A witness that will not sign may know more than was ever published here, or another tree: our own signature proves it, or nothing does.
  if (answers.some(([, asked]) => !asked.ok && (asked.reason === 'ahead_of_us' || asked.reason === 'refused'))) await askForHeads(service);
  return new Map(answers);
};

/** Asks in the background, one round at a time: what is published while one runs is asked for after it. */
export const askInBackground = (service: Service): { readonly ask: () => void; readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  const rounds = async (): Promise<void> => {
    do {
      again = false;
      await askWitnesses(service, stopping.signal).catch((error: unknown) => {
        // As in a loop: no message of the database goes into a log (G9). The next tick asks again.
        process.stderr.write(`witnesses: ${error instanceof Error ? error.constructor.name : 'failed'}\n`);
      });
    } while (again && !stopping.signal.aborted);
    running = undefined;
  };
  return {
    ask: () => {
      again = true;
      running ??= rounds();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
