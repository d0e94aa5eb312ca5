import type { KeyDirectory } from './keys/key-directory.ts';
import type { Pools, Reach } from './store/pools.ts';

/** A database that is migrated and reachable, with the keys that belong to it. */
export interface Installation {
  readonly pools: Pools;
  readonly keys: KeyDirectory;
  readonly reach: Reach;
  readonly dataDirectory: string;
  /** The jurisdictions there are. */
  jurisdictions(): Promise<readonly number[]>;
  /** Starts the embedded server again whenever it ends by itself, until `close`; does nothing where the database is one of your own. */
  keepDatabase(said: (line: string) => void): void;
  /** Closes the pools, and the embedded server where there is one that nobody else uses. */
  close(): Promise<void>;
}
