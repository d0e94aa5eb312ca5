import { parsePlainDate, toEpochDay } from '../calendar/plain-date.ts';
import { instant, type Instant } from '../calendar/instant.ts';
import { wallTime } from '../calendar/zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})([-+])(\d{2}):(\d{2})$/;

/** A moment as CAP writes it (3.2.1, `sent`): with its offset, to the second; that of Greenwich is -00:00 and never Z. */
export const capTime = (at: Instant, zone: string): string => {
  const { date, hour, minute, second } = wallTime(at, zone);
  const wall = toEpochDay(date) * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000;
  const offset = Math.round((wall - Math.floor(at / 1000) * 1000) / MINUTE_MS);
  const [sign, far] = [offset > 0 ? '+' : '-', Math.abs(offset)];
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${sign}${two(Math.floor(far / 60))}:${two(far % 60)}`;
};

/** The instant that a time of CAP names; undefined where it is none: another form, or a day or hour that no calendar has. */
export const capInstant = (text: string): Instant | undefined => {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const [, date = '', hour = '', minute = '', second = '', sign, hours = '', minutes = ''] = found;
  const day = parsePlainDate(date);
  const isReal = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && Number(minutes) < 60;
  const offset = Number(hours) * 60 + Number(minutes);
  if (day === undefined || !isReal || offset > 14 * 60) return undefined;
  const wall = toEpochDay(day) * DAY_MS + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  return instant(wall - (sign === '+' ? offset : -offset) * MINUTE_MS);
};
