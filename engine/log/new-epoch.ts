import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { witnessesOf } from '../../kernel/jurisdiction/peers.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { addSignatures } from '../../kernel/log/witness.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { withOwner } from '../store/owner.ts';
import type { Installation } from '../installation.ts';
import { readLogKeysNamed } from '../place/log-keys.ts';
import type { Service } from '../service.ts';
import { witnessNameFile, witnessNameOf } from '../witness/own-witness.ts';
import { readEpoch, readLines } from './cosignatures.ts';
import { headFile, knownHead } from './known-head.ts';
import { beginEpoch, closeLog, newOrigin } from './open-epoch.ts';
import { destroyUnnamed, makeNextKey } from './signer.ts';
import { everyLogKey, fullStanding, outsideFile, walkTree } from './standing.ts';

const LOCK = statement<{ size: number }>('lock_log_to_close', 'select size from log_state where jurisdiction = $1 for update');
const HEAD = statement<{ size: number; note: string }>(
  'head_to_close',
  'select size, note from log_checkpoint where jurisdiction = $1 order by size desc limit 1',
);
const WITNESSED = statement<{ size: number; root: Buffer; note: string }>(
  'witnessed_head_to_close',
  'select c.size, c.root, c.note from log_checkpoint c where c.jurisdiction = $1 and c.size = (select size from cosignature where jurisdiction = $1 and epoch = $2 and vkey = any($3) group by size having count(*) >= $4 order by size desc limit 1)',
);
const KEEP_CHECKPOINTS = statement(
  'close_checkpoints',
  'insert into closed_checkpoint (jurisdiction, epoch, size, root, note, at) select jurisdiction, $2, size, root, note, at from log_checkpoint where jurisdiction = $1',
);
const FORGET_CHECKPOINTS = statement('forget_checkpoints', 'delete from log_checkpoint where jurisdiction = $1');
const FORGET_STATE = statement('forget_log_state', 'delete from log_state where jurisdiction = $1');
// Every place moves by one, and no place may be taken twice on the way.
const AWAY = 4_503_599_627_370_496; // 2^52, beyond any place
const MOVE_AWAY = statement('move_leaves_away', 'update log_leaf set idx = idx + $2 where jurisdiction = $1');
const MOVE_BACK = statement('move_leaves_back', 'update log_leaf set idx = idx - $2 + 1 where jurisdiction = $1');

/** Why an epoch is closed: somebody else has the key, or what is stored contradicts what was signed. */
export const EPOCH_REASONS = ['key_stolen', 'fork'] as const;
export type EpochReason = (typeof EPOCH_REASONS)[number];

/** Why no new epoch is begun. Nothing was changed then. */
export type EpochFault =
  /** Rebuild first: what was signed can still be had. */
  | 'log_behind'
  /** A fork has to be named as one, and what is none is none. */
  | 'log_is_fork'
  | 'log_is_no_fork'
  | 'log_empty';

/** The last head that enough witnesses had signed: nothing before it can be told otherwise by whoever has the key. */
export interface WitnessedHead {
  readonly size: number;
  readonly root: string;
  readonly by: readonly string[];
  readonly note: string;
}

export interface NewEpoch {
  readonly before: { readonly origin: string; readonly keys: readonly string[]; readonly size: number; readonly root: string };
  readonly witnessed: WitnessedHead | null;
  readonly origin: string;
  readonly key: string;
}

const findWitnessed = async (tx: Transaction, service: Service): Promise<WitnessedHead | null> => {
  const { peers, quorum } = await service.jurisdiction();
  const witnesses = witnessesOf(peers);
  const epoch = await readEpoch(tx);
  const keys = witnesses.map(({ key }) => key);
  const row = keys.length === 0 ? undefined : (await tx.run(WITNESSED, [tx.jurisdiction, epoch, keys, Math.max(1, quorum)]))[0];
  const body = row && parseCheckpoint(parseNote(row.note)?.text ?? '');
  if (!row || !body) return null;
  const lines = await readLines(tx, epoch, row.size);
  const by = witnesses.filter(({ key }) => lines.some(({ vkey }) => vkey === key)).map(({ name }) => name);
  const note = addSignatures(
    row.note,
    lines.map(({ line }) => line),
  );
  return { size: row.size, root: toHex(body.root), by, note };
};

const turnOver = async (tx: Transaction, service: Service, reason: EpochReason, now: Instant): Promise<NewEpoch | EpochFault> => {
  const { origin } = await service.jurisdiction();
  await tx.run(LOCK, [tx.jurisdiction]);
  const held = await walkTree(tx, []);
  const head = (await tx.run(HEAD, [tx.jurisdiction]))[0];
  if (held.size === 0) return 'log_empty';
  const witnessed = await findWitnessed(tx, service);
  const named = await readLogKeysNamed(tx);
  const promise = [...named.ended.promise, ...named.promise];
  const keys = everyLogKey(service, named);
  const epoch = await readEpoch(tx);
  await closeLog(tx, {
    origin,
    vkey: keys.join(' '),
    promiseVkey: (promise.length > 0 ? promise : [formatVkey(service.logKeys.promise.key)]).join(' '),
  });
  await tx.run(KEEP_CHECKPOINTS, [tx.jurisdiction, epoch]);
  await tx.run(FORGET_CHECKPOINTS, [tx.jurisdiction]);
  await tx.run(FORGET_STATE, [tx.jurisdiction]);
  await tx.run(MOVE_AWAY, [tx.jurisdiction, AWAY]);
  await tx.run(MOVE_BACK, [tx.jurisdiction, AWAY]);
  const next = newOrigin(tx.jurisdiction);
  const made = {
    log: makeNextKey(service.keys, tx.jurisdiction, next, 'checkpoint'),
    promise: makeNextKey(service.keys, tx.jurisdiction, next, 'promise'),
  };
  const before = { origin, vkey: keys.join(' '), size: held.size, root: toHex(held.root), head: head?.note ?? null };
  const told = witnessed && { size: witnessed.size, root: witnessed.root, by: [...witnessed.by], head: witnessed.note };
  const data: JsonObject = { origin: next, keys: made, missing: 0, reason, before, witnessed: told };
  await beginEpoch(tx, next, data, now);
  return { before: { origin, keys, size: held.size, root: before.root }, witnessed, origin: next, key: made.log };
};

/**
 * Puts aside what belongs to a closed log, once the database says that it is closed: its heads file, its public files, its keys. Each step
 * can be redone after a kill. Gives the names of the key files that were destroyed.
 */
export const putAside = async (it: Pick<Installation, 'dataDirectory'>, service: Service): Promise<readonly string[]> => {
  const { origin, logKeys } = await service.jurisdiction('fresh');
  const epoch = await service.read(readEpoch);
  const known = knownHead(service.keys, service.id);
  // The log gets another name, its witness does not: the key and what it has signed for others stay.
  const nameFile = witnessNameFile(service.id);
  if (known && known.origin !== origin && service.keys.readText(nameFile) === undefined)
    await service.keys.writeText(nameFile, witnessNameOf(known.origin));
  const files = join(it.dataDirectory, 'log', String(service.id));
  const closed = `${files}-closed-${epoch - 1}`;
  if (existsSync(files) && !existsSync(closed) && service.store.read('checkpoint') !== undefined) renameSync(files, closed);
  for (const name of [outsideFile(service.id), ...(known && known.origin !== origin ? [headFile(service.id)] : [])])
    service.keys.renameText(name, `closed-${epoch - 1}-${name}`);
  return destroyUnnamed(service.keys, service.id, origin, logKeys);
};

/**
 * Closes the log and begins a new one, under a new name and new keys, whose first leaf commits to the last head and to the last witnessed
 * one. All leaves follow in their order. No server may run meanwhile.
 */
export const newEpoch = async (
  it: Pick<Installation, 'reach' | 'dataDirectory'>,
  service: Service,
  reason: EpochReason,
  now: Instant,
): Promise<NewEpoch | EpochFault> => {
  const { standing } = await fullStanding(service);
  if (standing.state === 'BEHIND') return 'log_behind';
  if (standing.state === 'FORK' && reason !== 'fork') return 'log_is_fork';
  if (standing.state === 'OK' && reason === 'fork') return 'log_is_no_fork';
  return withOwner(
    it.reach,
    service.id,
    (tx) => turnOver(tx, service, reason, now),
    (done) => typeof done !== 'string',
  );
};
