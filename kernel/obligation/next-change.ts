import type { Instant } from '../calendar/instant.ts';
import type { Words } from '../policy/vocabulary.ts';
import type { Obligation } from './obligation.ts';

const changesOf = (obligation: Obligation<Words>): readonly (Instant | null)[] => {
  switch (obligation.status) {
    case 'pending':
      return [obligation.fromAt, obligation.breachAt, obligation.stopsAt];
    case 'running':
      return [obligation.breachAt, obligation.stopsAt];
    case 'overdue':
      return [obligation.stopsAt];
    case 'met':
    case 'met_late':
    case 'lapsed':
    case 'stopped':
    case 'not_needed':
      return [];
  }
};

/** The earliest instant after `asOf` at which a status changes by time alone; null when none does. */
export const nextChangeAt = (obligations: readonly Obligation<Words>[], asOf: Instant): Instant | null => {
  const later = obligations.flatMap(changesOf).filter((at): at is Instant => at !== null && at > asOf);
  return later.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
};
