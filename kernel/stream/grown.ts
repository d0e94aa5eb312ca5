import type { StreamEvent } from './event.ts';

const parents = new WeakMap<readonly StreamEvent[], { readonly before: readonly StreamEvent[]; readonly added: readonly StreamEvent[] }>();

/** A history with what was just added to it. Whoever has folded what was there before folds only what is new. */
export const grow = <E extends StreamEvent>(before: readonly E[], added: readonly E[]): readonly E[] => {
  const all = [...before, ...added];
  parents.set(all, { before, added });
  return all;
};

/** What a history was before it grew, and by what; undefined for one that was read whole. */
export const grownFrom = (events: readonly StreamEvent[]) => parents.get(events);
