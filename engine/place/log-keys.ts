import type { Instant } from '../../kernel/calendar/instant.ts';
import { logKeysOf, type NamedLogKeys } from '../../kernel/jurisdiction/log-keys.ts';
import type { PublicActor } from '../../kernel/jurisdiction/public-event.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { Transaction } from '../store/transaction.ts';
import { appendPublic, lockStream, readPublicStream } from './public-stream.ts';

const MACHINE: PublicActor = { kind: 'machine' };

/** Why a key is not replaced. Nothing was recorded then. */
export type RotationFault =
  /** A key is being replaced already: finish that first. */
  | 'rotation_open'
  | 'rotation_none'
  /** The process that signs holds no key that is not named yet. */
  | 'no_new_key';

/** What the public record says of the keys now. */
export const readLogKeysNamed = async (tx: Transaction): Promise<NamedLogKeys> => logKeysOf((await readPublicStream(tx)).events);

const isOpen = ({ log, promise }: NamedLogKeys): boolean => log.length > 1 || promise.length > 1;

/** The keys of a record that names none yet: it says first which ones there were. */
const begin = (named: NamedLogKeys, own: { readonly log: string; readonly promise: string }): readonly JsonObject[] =>
  named.log.length === 0 ? [{ keys: { ...own } }] : [];

/** Names a new key beside the one that signs. From the next tick both sign. `make` gives the new keys once it is certain that they are wanted. */
export const nameLogKey = async (
  tx: Transaction,
  own: { readonly log: string; readonly promise: string },
  make: (named: NamedLogKeys) => Promise<{ readonly log: string; readonly promise?: string } | undefined>,
  now: Instant,
): Promise<RotationFault | NamedLogKeys> => {
  await lockStream(tx);
  const named = await readLogKeysNamed(tx);
  if (isOpen(named)) return 'rotation_open';
  const made = await make(named);
  if (!made) return 'no_new_key';
  const data = [...begin(named, own), { keys: { log: made.log, ...(made.promise === undefined ? {} : { promise: made.promise }) } }];
  await appendPublic(
    tx,
    data.map((it) => ({ type: 'log_key_named' as const, actor: MACHINE, data: it })),
    now,
  );
  return readLogKeysNamed(tx);
};

/** Ends the older of two keys: it signs no more. What it signed stays true. Gives the keys that have ended. */
export const endLogKey = async (
  tx: Transaction,
  now: Instant,
): Promise<RotationFault | { readonly log?: string; readonly promise?: string }> => {
  await lockStream(tx);
  const named = await readLogKeysNamed(tx);
  if (!isOpen(named)) return 'rotation_none';
  const keys = {
    ...(named.log.length > 1 && named.log[0] !== undefined ? { log: named.log[0] } : {}),
    ...(named.promise.length > 1 && named.promise[0] !== undefined ? { promise: named.promise[0] } : {}),
  };
  await appendPublic(tx, [{ type: 'log_key_ended', actor: MACHINE, data: { keys } }], now);
  return keys;
};
