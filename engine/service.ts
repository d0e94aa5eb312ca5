import { join } from 'node:path';
import { instant, type Instant } from '../kernel/calendar/instant.ts';
import type { Door } from '../kernel/door/door.ts';
import { openLane, type Lane } from './store/lane.ts';
import type { Pools } from './store/pools.ts';
import { inJurisdiction, type Transaction } from './store/transaction.ts';
import { findJurisdiction, type Jurisdiction } from './place/read.ts';
import { openBroker, type KeyBroker } from './keys/broker.ts';
import { hashing } from './keys/hashing.ts';
import type { KeyDirectory } from './keys/key-directory.ts';
import type { HeadSigner } from './log/head-signer.ts';
import { openSigner } from './log/open-signer.ts';
import { readLogKeys, type LogKeys } from './log/signer.ts';
import { openTileStore, type TileStore } from './log/tile-store.ts';
import { openOwnWitness } from './witness/own-witness.ts';
import type { Witness } from './witness/witness.ts';

/** One jurisdiction as this process serves it: what every feature's server part works with. */
export interface Service {
  readonly id: number;
  readonly pools: Pools;
  readonly keys: KeyDirectory;
  readonly wrappingKey: Uint8Array;
  readonly broker: KeyBroker;
  /** As the public record names them now. */
  readonly logKeys: LogKeys;
  /** Whoever holds the key that signs the log. */
  readonly signer: HeadSigner;
  readonly store: TileStore;
  /** Cosigns the logs of peers. */
  readonly witness: Witness;
  readonly lane: Lane;
  /** The same for what time alone records; under the sweeper's database role. */
  readonly sweepLane: Lane;
  readonly clock: () => Instant;
  readonly includeBy: (at: Instant) => Instant;
  readonly tickMs: number;
  /** What this installation says of itself where it is an independent door; null everywhere else. */
  readonly door: Door | null;
  /** Rules and offices; read again when older than a few seconds, since another process may have changed them. */
  jurisdiction(how?: 'fresh'): Promise<Jurisdiction>;
  /** The same as it was read last, however long ago: for what must be said when the database does not answer. */
  known(): Jurisdiction;
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface ServiceOptions {
  readonly id: number;
  readonly pools: Pools;
  readonly keys: KeyDirectory;
  readonly dataDirectory: string;
  readonly clock: () => Instant;
  readonly tickMs: number;
  readonly door?: Door;
  /** Where another one than that of this machine signs. */
  readonly signer?: HeadSigner;
}

const FRESH_MS = 5000;

/** Opens a jurisdiction that has been set up; throws when it has not. */
export const openService = async ({ id, pools, keys, dataDirectory, clock, tickMs, door, signer }: ServiceOptions): Promise<Service> => {
  const read = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => inJurisdiction(pools.app, id, work);
  /** `since`: the reading that it comes from, counted as they began. */
  let cached: { readonly at: number; readonly since: number; readonly value: Jurisdiction } | undefined;
  let begun = 0;
  let logKeys: LogKeys | undefined;
  const keysNow = (it: Jurisdiction): LogKeys | undefined => {
    try {
      return readLogKeys(keys, id, it.origin, it.logKeys);
    } catch {
      return undefined; // at the start this is an error, below
    }
  };
  const readPlace = async (): Promise<Jurisdiction> => {
    begun += 1;
    const since = begun;
    const value = await read((tx) => findJurisdiction(tx, clock()));
    if (!value) throw new Error(`jurisdiction ${id} is not set up`);
    // A key that is replaced counts without a restart. A record that was changed behind our back stops nobody from filing: reconcile names it.
    if (JSON.stringify(value.logKeys) !== JSON.stringify(cached?.value.logKeys)) logKeys = keysNow(value) ?? logKeys;
    // One that began earlier and ends later knows less than what is kept.
    if (cached === undefined || cached.since < since) cached = { at: performance.now(), since, value };
    return value;
  };
  let reading: Promise<Jurisdiction> | undefined;
  const jurisdiction = async (how?: 'fresh'): Promise<Jurisdiction> => {
    // What somebody has just written is not in what another one began to read before.
    if (how === 'fresh') return readPlace();
    if (cached && performance.now() - cached.at < FRESH_MS) return cached.value;
    // However many come when it has grown old, it is read once.
    reading ??= readPlace().finally(() => (reading = undefined));
    return reading;
  };
  const first = await jurisdiction();
  const { origin } = first;
  logKeys ??= readLogKeys(keys, id, origin, first.logKeys);
  const wrappingKey = keys.secret('wrap');
  const broker = openBroker(wrappingKey);
  // Three ticks and a margin: one may just have started, one may be slow, and the machine may restart.
  const includeBy = (at: Instant): Instant => instant(at + 3 * tickMs + 10_000);
  const lane = (pool: Pools['app']): Lane => openLane({ pool, jurisdiction: id, hashing, broker, clock, includeBy });
  return {
    id,
    pools,
    keys,
    wrappingKey,
    broker,
    get logKeys() {
      if (!logKeys) throw new Error('the keys of the log were not read');
      return logKeys;
    },
    signer: signer ?? openSigner(keys, id),
    store: openTileStore(join(dataDirectory, 'log', String(id))),
    witness: openOwnWitness(keys, id, origin),
    lane: lane(pools.app),
    sweepLane: lane(pools.sweeper),
    clock,
    includeBy,
    tickMs,
    door: door ?? null,
    jurisdiction,
    known: () => cached?.value ?? first,
    read,
  };
};
