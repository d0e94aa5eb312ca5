import type { Lang } from '../../../portal/page.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { minuteText } from '../../../kernel/stream/fields.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import type { Window } from '../../../kernel/recurrence/surroundings.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import type { PageRequest } from '../../../portal/page.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isOfDays } from '../../checks/public.ts';

/** The member of staff of a desk page, which never runs without a session. */
export const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

/** When a window ends: with a day, or at a minute. */
export const endOf = (window: Window, zone: string, lang: Lang): string =>
  isOfDays(window) ? dayInWords(dateIn(instant(window.due - 1), zone), lang) : momentInWords(window.due, zone, lang);

/** A minute of the wall clock there: `10:06` on that day, `2026-12-01 09:12` on any other. */
export const minuteOn = (at: Instant, zone: string, day: PlainDate): string => {
  const [date = '', minute = ''] = minuteText(at, zone).split('T');
  return date === day ? minute : `${date} ${minute}`;
};

/** The rules of all programmes, by `programme/rule`. */
export const rulesOf = (it: Jurisdiction): ReadonlyMap<string, ProgrammeRule> =>
  new Map(it.routines.programmes.flatMap(({ programme }) => programme.rules.map((rule) => [`${programme.id}/${rule.id}`, rule] as const)));

/** What a rule is called; its id where nothing says so any more. */
export const ruleName = (rules: ReadonlyMap<string, ProgrammeRule>, key: string, lang: Lang): string => {
  const rule = rules.get(key);
  return rule ? inLang(rule.label, lang) : key;
};
