import { addMonths, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';

/** A calendar month, `2026-10`. */
export type Month = string & { readonly __brand: 'Month' };

/** How many months a year's table holds. */
export const WINDOW = 12;

/** The month of a day. */
export const monthOf = (date: PlainDate): Month => date.slice(0, 7) as Month; // the shape of a date

/** Its first day. */
export const firstDayOf = (month: Month): PlainDate => getPlainDate(`${month}-01`);

/** The month so many later; earlier when negative. */
export const plusMonths = (month: Month, count: number): Month => monthOf(addMonths(firstDayOf(month), count));

/** Reads `YYYY-MM`; undefined for anything else. */
export const parseMonth = (text: string): Month | undefined => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined); // the shape checked
