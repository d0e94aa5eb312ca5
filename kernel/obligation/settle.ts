import type { Instant } from '../calendar/instant.ts';
import type { Words } from '../policy/vocabulary.ts';
import type { Fact, Moment } from './history.ts';
import type { Obligation, ObligationStatus } from './obligation.ts';

/** An office's act counts at the later of its two times, a filer's at the earlier. */
export const momentOfMeeting = (fact: Fact, isOutside: boolean): Moment => (isOutside ? fact.early : fact.late);

/** An office's time starts at the earlier of the two, a filer's window at the later. */
export const momentOfStart = (fact: Fact, isOutside: boolean): Moment => (isOutside ? fact.late : fact.early);

/** What of an obligation is known before its status is. */
export type Unsettled = Omit<Obligation<Words>, 'status' | 'metBy' | 'metOn' | 'stopsAt'>;

/** What settles it. */
export interface Circumstances {
  /** Owed by somebody outside the offices: a filer's right. */
  readonly isOutside: boolean;
  /** The event that meets it. */
  readonly met: Fact | null;
  /** True where it cannot come to it any more. */
  readonly cancelled: boolean;
  /** True where something that has not happened yet could still start it at `fromAt`. */
  readonly waits: boolean;
  readonly withdrawnFrom: Instant | null;
  readonly asOf: Instant;
}

const byTime = (obligation: Unsettled, stopsAt: Instant | null, given: Circumstances): ObligationStatus => {
  const { breachAt } = obligation;
  if (stopsAt !== null && stopsAt <= given.asOf && (breachAt === null || stopsAt < breachAt)) return 'stopped';
  if (given.waits && given.asOf < obligation.fromAt) return 'pending';
  if (breachAt === null || given.asOf < breachAt) return 'running';
  return obligation.nature === 'duty' ? 'overdue' : 'lapsed';
};

/** Gives an obligation its status at `asOf`. */
export const settle = (obligation: Unsettled, given: Circumstances): Obligation<Words> => {
  const open = { metBy: null, metOn: null, stopsAt: null };
  if (given.cancelled) return { ...obligation, ...open, status: 'not_needed' };
  if (given.met !== null) {
    const moment = momentOfMeeting(given.met, given.isOutside);
    const inTime = obligation.breachAt === null || moment.at < obligation.breachAt;
    return { ...obligation, status: inTime ? 'met' : 'met_late', metBy: given.met.ref, metOn: moment.on, stopsAt: null };
  }
  const stops = !given.isOutside && given.withdrawnFrom !== null && obligation.fromAt < given.withdrawnFrom;
  const stopsAt = stops ? given.withdrawnFrom : null;
  return { ...obligation, ...open, stopsAt, status: byTime(obligation, stopsAt, given) };
};
