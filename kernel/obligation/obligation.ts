import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Level } from '../stream/event.ts';
import type { Within } from '../policy/pack.ts';
import type { Words } from '../policy/vocabulary.ts';
import type { MatterWords } from '../matter/vocabulary.ts';

/** Names one event of a matter: its stream's level and its number there. */
export interface EventRef {
  readonly level: Level;
  readonly n: number;
}

/**
 * - `pending`: opens by time itself if what it waits for does not happen; its dates are already known.
 * - `running`; `met` in time; `met_late`; `overdue`: a duty past its end, still owed.
 * - `lapsed`: a right not used in time. `stopped`: a withdrawal is in effect.
 * - `not_needed`: what it waited for cannot happen any more, or its start was voided or regraded away.
 */
export type ObligationStatus = 'pending' | 'running' | 'met' | 'met_late' | 'overdue' | 'lapsed' | 'stopped' | 'not_needed';

/** Who owes what to whom by when; `rule` names the pack's rule that says so. */
export interface Obligation<W extends Words = MatterWords> {
  readonly rule: string;
  readonly kind: W['duty'];
  readonly nature: 'duty' | 'right';
  readonly ownRule: boolean;
  readonly owedBy: W['party'];
  readonly owedTo: W['party'];
  /** The stream in which it is shown: a duty's in that of who owes it, a right's in that of what gave it. */
  readonly level: Level;
  /** The event it started from; where it starts from another obligation's end, the event that one started from. */
  readonly startedBy: EventRef;
  /** The rule whose breach or end starts it; null when an event does. (rule, breachOf, startedBy) is unique. */
  readonly breachOf: string | null;
  /** The day it counts from; while pending, the day it would. */
  readonly from: PlainDate;
  readonly fromAt: Instant;
  readonly within: Within | null;
  /** The last day (or instant, for hours and minutes); null for a right without an end. */
  readonly due: PlainDate | Instant | null;
  /** The first instant at which it is late. */
  readonly breachAt: Instant | null;
  readonly provisional: boolean;
  readonly extendedBy: EventRef | null;
  readonly status: ObligationStatus;
  readonly metBy: EventRef | null;
  readonly metOn: PlainDate | null;
  /** When a withdrawal stops it, or stopped it; an overdue duty stays overdue. */
  readonly stopsAt: Instant | null;
}

/** Whether it waits for somebody now. */
export const isOpen = (obligation: Obligation<Words>, asOf: Instant): boolean =>
  obligation.status === 'running' || (obligation.status === 'overdue' && !(obligation.stopsAt !== null && obligation.stopsAt <= asOf));
