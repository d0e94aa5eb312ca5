import { closeOf, dueAfter, type Due, type Span } from '../calendar/due.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, addMonths, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { getPeriod } from '../calendar/within.ts';
import { startOfDay } from '../calendar/zone.ts';
import type { Json, Level, StreamEvent } from '../stream/event.ts';
import type { Extension, Rule } from '../policy/pack.ts';
import type { Words } from '../policy/vocabulary.ts';
import { pausedSpans, type Pauses } from './pause.ts';
import type { Fact, Moment } from './history.ts';
import type { EventRef } from './obligation.ts';

/** The end of a rule's period as it stands after extensions and days left out. */
export interface Deadline extends Due {
  readonly extendedBy: EventRef | null;
}

const toDate = (value: Json | undefined): PlainDate | undefined => (typeof value === 'string' ? parsePlainDate(value) : undefined);

/** A hearing counts as held only up to the day it was recorded: nobody stops a clock ahead. */
const spanOf = (fact: Fact, start: PlainDate): Span | undefined => {
  const from = toDate(fact.event.data['from']);
  const to = toDate(fact.event.data['to']);
  if (from === undefined || to === undefined) return undefined;
  const first = from > start ? from : addDays(start, 1);
  const last = to < fact.recorded.on ? to : fact.recorded.on;
  return first <= last ? { from: first, to: last } : undefined;
};

const isDay = (due: Due['due']): due is PlainDate => typeof due === 'string';

const extendTo = (base: Due, until: PlainDate, extension: Extension<Words>, rule: Rule<Words>, calendar: Calendar): Due => {
  if (!isDay(base.due)) return base;
  const longest = dueAfter({ on: base.due, at: startOfDay(base.due, calendar.zone) }, extension.max, rule.counting, calendar);
  if (until <= base.due || !isDay(longest.due)) return base;
  return until < longest.due ? closeOf({ date: until, provisional: false }, calendar) : longest;
};

/**
 * Where a period ends that is counted so. Only events of the duty's own stream that were recorded and held before it was late move it, and
 * only in the two ways a pack allows: days left out, and one extension bounded from the unextended end. Beside them, whoever is owed may ask
 * that it rests for a while (`pause.ts`), from whatever stream.
 */
const lastDay = (
  rule: Rule<Words>,
  counted: (spans: readonly Span[]) => Due,
  start: Moment,
  later: readonly Fact[],
  level: Level,
  calendar: Calendar,
  pauses: Pauses | null,
): Deadline => {
  const held: Span[] = [];
  let spans: readonly Span[] = held;
  let base = counted(spans);
  let end = base;
  let extension: { readonly until: PlainDate; readonly ref: EventRef } | null = null;
  let used = 0;
  for (const [i, fact] of later.entries()) {
    if (fact.late.at >= end.breachAt) continue;
    const rests = pauses?.changedBy(fact) === true;
    if (fact.event.level !== level && !rests) continue;
    if (rests) {
      // Nothing else has happened since: whoever is owed asked for it, and may end it before its time.
      spans = [...held, ...pausedSpans(pauses, later.slice(0, i + 1), start.on)];
    } else if (rule.excludes.includes(fact.event.type)) {
      const span = spanOf(fact, start.on);
      if (span) {
        held.push(span);
        spans = [...held, ...(pauses === null ? [] : pausedSpans(pauses, later.slice(0, i), start.on))];
      }
    } else if (rule.extend !== null && fact.event.type === rule.extend.by && used < rule.extend.times) {
      const until = toDate(fact.event.data['until']);
      if (until === undefined) continue;
      used += 1;
      extension = { until, ref: fact.ref };
    } else continue;
    base = counted(spans);
    const longer = extension === null || rule.extend === null ? base : extendTo(base, extension.until, rule.extend, rule, calendar);
    // A confirmed due date never moves earlier by a hearing or an extension either; a pause that ends before its time takes back its own days.
    if (rests || longer.breachAt >= end.breachAt) end = longer;
  }
  return { ...end, extendedBy: extension?.ref ?? null };
};

/** The end of a period that a pack gives. */
export const deadlineOf = (
  rule: Rule<Words>,
  within: string,
  start: Moment,
  later: readonly Fact[],
  level: Level,
  calendar: Calendar,
  pauses: Pauses | null = null,
): Deadline => lastDay(rule, (spans) => dueAfter(start, within, rule.counting, calendar, spans), start, later, level, calendar, pauses);

/** When the duty of a day that was set begins: so long before it as the pack says, and never before the day was set. */
export const beginsAhead = (rule: Rule<Words>, event: StreamEvent, start: Moment, calendar: Calendar): Moment => {
  const by = toDate(event.data['by']);
  if (rule.ahead === undefined || by === undefined) return start;
  const period = getPeriod(rule.ahead);
  const count = 'count' in period ? period.count : 0;
  const on = period.unit === 'months' ? addMonths(by, -count) : addDays(by, -count);
  return on > start.on ? { on, at: startOfDay(on, calendar.zone) } : start;
};

/**
 * The end of a promise or of a task with a date: the day that its event names, or, where it names none, its own. It can be extended where
 * its rule says so.
 */
export const namedDay = (
  rule: Rule<Words>,
  event: StreamEvent | undefined,
  start: Moment,
  later: readonly Fact[],
  level: Level,
  calendar: Calendar,
): Deadline => {
  const named = closeOf({ date: toDate(event?.data['by']) ?? start.on, provisional: false }, calendar);
  return lastDay(rule, () => named, start, later, level, calendar, null);
};
