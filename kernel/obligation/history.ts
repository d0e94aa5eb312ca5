import { startOfDay, dateIn } from '../calendar/zone.ts';
import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { StreamEvent } from '../stream/event.ts';
import type { EventRef } from './obligation.ts';

/** A point of one of the two times: the day, and the instant for hours and minutes. */
export interface Moment {
  readonly on: PlainDate;
  readonly at: Instant;
}

/** An event with both its times in the jurisdiction's zone. */
export interface Fact {
  readonly event: StreamEvent;
  readonly ref: EventRef;
  /** Position in the history, over all streams. */
  readonly index: number;
  readonly recorded: Moment;
  /** The earlier of the recorded and the stated day. */
  readonly early: Moment;
  /** The later of the two. */
  readonly late: Moment;
  readonly voided: boolean;
}

const keyOf = (level: unknown, n: unknown): string => `${String(level)}/${String(n)}`;

/** A filer's event is never voided, and a voiding is not voided in turn: it is filed again. */
const voidedKeys = (events: readonly StreamEvent[]): ReadonlySet<string> => {
  const voidable = new Set<string>();
  const voided = new Set<string>();
  for (const event of events) {
    // A step is struck out in its own stream: nobody reaches into another office's.
    const target = keyOf(event.level, event.data['n']);
    if (event.type === 'voided' && event.actor.kind !== 'filer' && voidable.has(target)) voided.add(target);
    if (event.type !== 'voided' && event.actor.kind !== 'filer') voidable.add(keyOf(event.level, event.n));
  }
  return voided;
};

const toFact = (event: StreamEvent, index: number, voided: ReadonlySet<string>, calendar: Calendar): Fact => {
  const recorded = { on: dateIn(event.recordedAt, calendar.zone), at: event.recordedAt };
  const stated =
    event.occurredOn === undefined || event.occurredOn === recorded.on
      ? recorded
      : { on: event.occurredOn, at: startOfDay(event.occurredOn, calendar.zone) };
  const [early, late] = stated.on < recorded.on ? [stated, recorded] : [recorded, stated];
  const ref = { level: event.level, n: event.n };
  return { event, ref, index, recorded, early, late, voided: voided.has(keyOf(event.level, event.n)) };
};

/** All events in the order they were recorded, over all streams given. */
export const readHistory = (events: readonly StreamEvent[], calendar: Calendar): readonly Fact[] => {
  const ordered = events.toSorted((a, b) => a.recordedAt - b.recordedAt);
  const voided = voidedKeys(ordered);
  return ordered.map((event, index) => toFact(event, index, voided, calendar));
};
