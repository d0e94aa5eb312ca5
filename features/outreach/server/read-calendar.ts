import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { getCadence } from '../../../kernel/recurrence/cadence.ts';
import { windows } from '../../../kernel/recurrence/windows.ts';
import { readSiteSlots, rulebookOf, subjectRows } from '../../checks/public.ts';
import { officeDuties } from '../../returns/public.ts';
import { eachWeekOf, isOnWall, isWeekly, weeksOf, type Dated, type EachWeek, type Week } from '../domain/calendar.ts';
import type { Span } from '../domain/span.ts';

/** A calendar of a span: its weeks, and the rules that it speaks of. */
export interface WallCalendar {
  readonly eachWeek: readonly EachWeek[];
  readonly weeks: readonly Week[];
  readonly rules: ReadonlyMap<string, ProgrammeRule>;
}

const rangeOf = ({ from, to }: Span, zone: string) => ({ from: startOfDay(from, zone), to: startOfDay(addDays(to, 1), zone) });

const calendarOf = (it: Jurisdiction, span: Span, due: readonly Dated[], rules: WallCalendar['rules']): WallCalendar => {
  const isEach = ({ key }: Dated): boolean => isWeekly(getCadence(rules.get(key)?.every ?? ''));
  return {
    eachWeek: eachWeekOf(span, due.filter(isEach)),
    weeks: weeksOf(
      span,
      due.filter((one) => !isEach(one)),
      it.routines.terms?.holidays ?? [],
    ),
    rules,
  };
};

/** What is due at a site in a span, week by week, with what hangs on its hours and closures. */
export const calendarOfSite = async (tx: Transaction, it: Jurisdiction, site: string, span: Span, now: Instant): Promise<WallCalendar> => {
  const rows = await subjectRows(tx, [site]);
  const slots =
    (await readSiteSlots(tx, rows, rulebookOf(it), rangeOf(span, it.zone), now, ({ slotRule }) => isOnWall(slotRule.cadence))).get(site) ??
    [];
  const seen = new Set<string>();
  const due = slots.flatMap(({ duty, window, state }): readonly Dated[] => {
    const name = `${duty.key} ${window.id}`;
    if (seen.has(name) || state === 'excused') return [];
    seen.add(name);
    return [{ key: duty.key, window, times: window.times }];
  });
  return calendarOf(it, span, due, new Map(slots.map(({ duty }) => [duty.key, duty.rule])));
};

/** What an office hands in itself in a span, week by week. */
export const calendarOfOffice = (it: Jurisdiction, office: string, span: Span): WallCalendar => {
  const book = rulebookOf(it);
  const range = rangeOf(span, it.zone);
  const given = { calendar: book.calendar, terms: book.terms, hours: [], closures: [], uses: [], dated: [], incidents: [] };
  const duties = officeDuties(office, range.from, book, it.offices).filter(({ slotRule }) => isOnWall(slotRule.cadence));
  const due = duties.flatMap(({ key, slotRule, cover }) =>
    windows(slotRule.cadence, given, cover, range).map((window): Dated => ({ key, window, times: window.times })),
  );
  return calendarOf(it, span, due, new Map(duties.map(({ key, rule }) => [key, rule])));
};
