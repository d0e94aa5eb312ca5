import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import type { Head } from '../../kernel/log/standing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';

/** A head as the heads file tells it; `root` in hex. */
export interface KnownHead {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** The file of the newest head of a jurisdiction's log, beside the key that signs. */
export const headFile = (jurisdiction: number): string => `heads-${jurisdiction}.json`;

/** The newest head that was ever signed with the keys in this directory; kept beside them, outside the data directory. */
export const knownHead = (keys: KeyDirectory, jurisdiction: number): KnownHead | undefined => {
  const text = keys.readText(headFile(jurisdiction));
  return text === undefined ? undefined : (JSON.parse(text) as KnownHead); // written by us, durably
};

/** Durable when it resolves. */
export const rememberHead = (keys: KeyDirectory, jurisdiction: number, origin: string, { size, root }: Head): Promise<void> =>
  keys.writeText(headFile(jurisdiction), `${JSON.stringify({ origin, size, root: toHex(root) })}\n`);

/** The same as a tree. */
export const headOf = ({ size, root }: KnownHead): Head => ({ size, root: fromHex(root) });
