import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { atWallTime } from '../../../kernel/calendar/zone.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';

/** The hours of a day, `HH:00`: nobody warns by the minute, and who warns from now on says no hour at all. */
export const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

const at = (day: Json | undefined, time: Json | undefined, zone: string): Instant | undefined => {
  const date = typeof day === 'string' ? parsePlainDate(day) : undefined;
  const hour = typeof time === 'string' ? HOURS.indexOf(time) : -1;
  return date === undefined || hour < 0 ? undefined : atWallTime(date, hour * 60, zone);
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
