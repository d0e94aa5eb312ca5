import type { ApiClient } from '../../../engine/place/api-clients.ts';

const HOUR_MS = 3_600_000;
// In memory only, and of programs, not of persons.
const counts = new Map<string, { readonly since: number; used: number }>();

/** Counts a filing of a program; false when it has used up its hour. */
export const takeTurn = (jurisdiction: number, it: ApiClient, now: number): boolean => {
  const key = `${jurisdiction}/${it.client}`;
  const known = counts.get(key);
  const turn = known && now - known.since < HOUR_MS && now >= known.since ? known : { since: now, used: 0 };
  counts.set(key, turn);
  turn.used += 1;
  return turn.used <= it.per_hour;
};
