import type { Calendar } from '../calendar/calendar.ts';
import { dueAfter, type StartPoint } from '../calendar/due.ts';
import { instant, type Instant } from '../calendar/instant.ts';
import { dateIn } from '../calendar/zone.ts';
import type { MatterEvent } from '../matter/event.ts';
import type { Obligation } from '../obligation/obligation.ts';
import { obligations } from '../obligation/obligations.ts';
import { DAY_PROMISED, DAY_SET, type Pack, type Rule, type Start } from './pack.ts';
import { MATTER } from '../matter/vocabulary.ts';

/** One reason why a matter may not be taken over to another pack or calendar. */
export interface Worse {
  readonly rule: string;
  readonly why: 'duty_later' | 'window_shorter' | 'gone' | 'owed_by_other';
}

/** A definition a matter can be bound to. */
export interface Binding {
  readonly pack: Pack;
  readonly calendar: Calendar;
}

/** What may still be acted on; what is over cannot get worse. */
const LIVE: readonly Obligation['status'][] = ['pending', 'running', 'overdue'];

const keyOf = (one: Obligation): string => `${one.rule} ${one.breachOf} ${one.startedBy.level}/${one.startedBy.n}`;

/** Absent ends are later than every date. */
const end = (one: Obligation): number => one.breachAt ?? Infinity;

const compareRunning = (before: Obligation, after: Obligation | undefined): Worse['why'] | null => {
  if (after === undefined || after.nature !== before.nature || !LIVE.includes(after.status)) return 'gone';
  if (after.owedBy !== before.owedBy || after.owedTo !== before.owedTo) return 'owed_by_other';
  if (before.owedBy !== 'filer') return end(after) > end(before) ? 'duty_later' : null;
  return end(after) < end(before) || after.fromAt > before.fromAt ? 'window_shorter' : null;
};

const startText = (start: Start): string => {
  if ('event' in start) return `${start.event} ${start.notice}`;
  return 'breachOf' in start ? start.breachOf.toSorted().join(' ') : `${start.endOf} ${start.orEvent}`;
};

/** When a period that starts at one and the same point is over at the latest, extensions included. */
const latestEnd = (rule: Rule, start: StartPoint, calendar: Calendar): number => {
  if (rule.within === null) return Infinity;
  // A promise and a task with a date end on their own day, whatever the pack.
  if (rule.within === DAY_PROMISED || rule.within === DAY_SET) return start.at;
  const base = dueAfter(start, rule.within, rule.counting, calendar);
  if (rule.extend === null || typeof base.due !== 'string') return base.breachAt;
  let last = base;
  for (let used = 0; used < rule.extend.times; used += 1) {
    last = dueAfter({ on: dateIn(instant(last.breachAt - 1), calendar.zone), at: last.breachAt }, rule.extend.max, rule.counting, calendar);
  }
  return last.breachAt;
};

/** Rules are compared from the same start, so that stages still to come cannot be taken away either. */
const compareRule = (before: Rule, from: Binding, to: Binding, start: StartPoint): Worse['why'] | null => {
  const after = to.pack.rules.find((rule) => rule.id === before.id);
  if (
    after === undefined ||
    after.nature !== before.nature ||
    startText(after.start) !== startText(before.start) ||
    after.when?.grade !== before.when?.grade
  )
    return 'gone';
  if (after.owedBy !== before.owedBy || after.owedTo !== before.owedTo) return 'owed_by_other';
  const [was, becomes] = [latestEnd(before, start, from.calendar), latestEnd(after, start, to.calendar)];
  if (before.owedBy !== 'filer') return becomes > was ? 'duty_later' : null;
  return becomes < was ? 'window_shorter' : null;
};

/**
 * Rebinding is allowed only where no due date of an office gets later, no window of the filer shorter, and no right is
 * gone: computed for every obligation that is alive and for every rule of the old pack. Empty when nothing gets worse.
 */
export const findWorse = (from: Binding, to: Binding, events: readonly MatterEvent[], asOf: Instant): readonly Worse[] => {
  const after = new Map(obligations(MATTER, events, to.pack, to.calendar, asOf).map((one) => [keyOf(one), one]));
  const running = obligations(MATTER, events, from.pack, from.calendar, asOf)
    .filter((one) => LIVE.includes(one.status))
    .map((one) => ({ rule: one.rule, why: compareRunning(one, after.get(keyOf(one))) }));
  const start = { on: dateIn(asOf, from.calendar.zone), at: asOf };
  const ahead = from.pack.rules.map((rule) => ({ rule: rule.id, why: compareRule(rule, from, to, start) }));
  const found = new Map<string, Worse>();
  for (const { rule, why } of [...running, ...ahead]) if (why !== null) found.set(`${rule} ${why}`, { rule, why });
  return [...found.values()];
};
