import { isHash32Hex } from '../canonical/bytes.ts';
import { isJsonObject, isWholeNumber } from '../log/shape.ts';
import type { PublicEvent } from './public-event.ts';

/** A leaf that was signed and published, and whose row is gone: what it stood for is lost here, and its filer can still prove it. */
export interface Orphan {
  /** Place in the log that was rebuilt. */
  readonly index: number;
  /** Leaf hash in hex. */
  readonly hash: string;
}

/** Most orphans that one public event lists; more go into further ones. */
export const ORPHANS_LISTED_MAX = 1000;

/** All leaves that a jurisdiction has said to be orphans, in the order in which it said so. */
export const orphansOf = (events: readonly PublicEvent[]): readonly Orphan[] =>
  events.flatMap(({ type, data }) => {
    const { orphans } = data;
    if (type !== 'log_rebuilt' || !Array.isArray(orphans)) return [];
    return orphans.flatMap((it: unknown): readonly Orphan[] => {
      if (!isJsonObject(it)) return [];
      const { index, hash } = it;
      return isWholeNumber(index) && typeof hash === 'string' && isHash32Hex(hash) ? [{ index, hash }] : [];
    });
  });
