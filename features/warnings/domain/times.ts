import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { atWallTime } from '../../../kernel/calendar/zone.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** The half hours of a day, `HH:MM`: nobody warns by the minute. */
export const HALF_HOURS: readonly string[] = Array.from({ length: 48 }, (_, i) => `${two(Math.floor(i / 2))}:${i % 2 === 0 ? '00' : '30'}`);

const at = (day: Json | undefined, time: Json | undefined, zone: string): Instant | undefined => {
  const date = typeof day === 'string' ? parsePlainDate(day) : undefined;
  const half = typeof time === 'string' ? HALF_HOURS.indexOf(time) : -1;
  return date === undefined || half < 0 ? undefined : atWallTime(date, half * 30, zone);
};

/** When it begins and ends, from days and times on the clock there. A beginning that is not said is now. Nothing for what cannot be read. */
export const timesOf = (input: JsonObject, now: Instant, zone: string): { readonly begins?: string; readonly ends?: string } => {
  const isNow = input['from_day'] === undefined && input['from_time'] === undefined;
  const [begins, ends] = [isNow ? now : at(input['from_day'], input['from_time'], zone), at(input['until_day'], input['until_time'], zone)];
  return {
    ...(begins === undefined ? {} : { begins: toIso(instant(begins)) }),
    ...(ends === undefined ? {} : { ends: toIso(ends) }),
  };
};
