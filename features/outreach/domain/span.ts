import { addDays, getPlainDate, yearOf, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { DaySpan, Terms } from '../../../kernel/recurrence/surroundings.ts';

/** Whole days over which coverage is told: a published term, or a calendar year. */
export interface Span extends DaySpan {
  readonly kind: 'term' | 'year';
}

const yearSpan = (year: number): Span => ({
  id: String(year),
  kind: 'year',
  from: getPlainDate(`${year}-01-01`),
  to: getPlainDate(`${year}-12-31`),
});

/** How far back coverage can be asked for. */
const BACK_DAYS = 3 * 366;

/**
 * The spans that have begun, or begin within so many days, the newest first: the terms as they are published, and the calendar years of them. The
 * year that today lies in, and that of the last of those days, are always among them.
 */
export const spansUntil = (terms: Terms | null, today: PlainDate, ahead = 0): readonly Span[] => {
  const until = addDays(today, ahead);
  const begun = (terms?.terms ?? []).filter((it) => it.from <= until && it.to >= addDays(today, -BACK_DAYS));
  const years = [...new Set([yearOf(today), yearOf(until), ...begun.map((it) => yearOf(it.from))])];
  return [...begun.map((it): Span => ({ ...it, kind: 'term' })), ...years.map(yearSpan)].toSorted((a, b) =>
    a.from === b.from ? (a.kind === 'term' ? -1 : 1) : a.from < b.from ? 1 : -1,
  );
};

/** The span that is asked for, or the one that today lies in: a term before a year; between two terms the next one, where it is among them. */
export const chosenSpan = (spans: readonly Span[], id: string | undefined, today: PlainDate): Span =>
  spans.find((it) => it.id === id) ??
  spans.find((it) => it.kind === 'term' && it.from <= today && it.to >= today) ??
  spans.findLast((it) => it.kind === 'term' && it.from > today) ??
  spans.find((it) => it.kind === 'year' && it.from <= today && it.to >= today) ??
  yearSpan(yearOf(today));
