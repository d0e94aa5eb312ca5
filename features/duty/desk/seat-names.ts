import { wallTime } from '../../../kernel/calendar/zone.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { inLang, spaceIn } from '../../../kernel/language/languages.ts';
import type { DutyPlan, ShiftRule } from '../../../kernel/roster/plan.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { roleName } from '../../../portal/role-words.ts';
import { planOf } from '../server/plans.ts';

/** What is asked of a seat to name it. */
export interface Named {
  readonly office: string;
  readonly plan: string;
  readonly seat: string;
}

const ruleOf = (plan: DutyPlan | undefined, seat: string): ShiftRule | undefined =>
  plan?.shifts.find(({ id }) => id === seat.split('.')[1]);

/** What a shift is called in its plan; its id where the plan has no such shift any more. */
export const shiftName = (it: Jurisdiction, { office, plan, seat }: Named, lang: Lang): string => {
  const rule = ruleOf(planOf(it, office, plan)?.plan, seat);
  return rule ? inLang(rule.label, lang) : (seat.split('.')[1] ?? seat);
};

/** What a seat is called in its plan. */
export const seatName = (it: Jurisdiction, { office, plan, seat }: Named, lang: Lang): string => {
  const [, , id, nth = '1'] = seat.split('.');
  const rule = ruleOf(planOf(it, office, plan)?.plan, seat)?.seats.find((one) => one.id === id);
  const label = rule ? inLang(rule.label, lang) : (id ?? seat);
  return rule && rule.count > 1 ? `${label}${spaceIn(lang)}${nth}` : label;
};

/** The function of a post in words, where its office is said already. */
export const postRole = (post: string, lang: Lang): string => {
  const role = ROLES.find((one) => one === post.split('.')[1]);
  return role ? roleName(role, lang) : post;
};

/** Seats in the order in which their plan has them: shift by shift, the leader where the plan says so. */
export const inPlanOrder = <T extends Named & { readonly begins: Instant }>(it: Jurisdiction, rows: readonly T[]): readonly T[] => {
  const place = (row: T): number => {
    const seats = ruleOf(planOf(it, row.office, row.plan)?.plan, row.seat)?.seats ?? [];
    return seats.findIndex(({ id }) => id === row.seat.split('.')[2]);
  };
  return rows.toSorted((a, b) => a.begins - b.begins || place(a) - place(b) || (a.seat < b.seat ? -1 : 1));
};

const two = (n: number): string => String(n).padStart(2, '0');

/** A time on the clock there, `08:00`. */
export const clockTime = (at: Instant, zone: string): string => {
  const { hour, minute } = wallTime(at, zone);
  return `${two(hour)}:${two(minute)}`;
};

/** A day and a time there. */
export const dayAndTime = (at: Instant, zone: string, lang: Lang): string => {
  const { date } = wallTime(at, zone);
  return `${dayInWords(date, lang, date)} ${clockTime(at, zone)}`;
};

/** From when to when: the day is said once where it is one. */
export const spanText = (from: Instant, to: Instant, zone: string, lang: Lang): string => {
  const isOneDay = wallTime(from, zone).date === wallTime(to, zone).date;
  return `${dayAndTime(from, zone, lang)}–${isOneDay ? clockTime(to, zone) : dayAndTime(to, zone, lang)}`;
};
