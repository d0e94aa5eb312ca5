import { fromIso, instant, type Instant } from '../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import type { Mapping } from './mapping.ts';

const LOCAL =
  /^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?)?( ?Z|[+-]\d{2}:?\d{2})?$/;

const hourOf = (hour: number, half: string | undefined): number =>
  half === undefined ? hour : hour > 12 || hour === 0 ? 99 : (hour % 12) + (/p/i.test(half) ? 12 : 0);

/** Reads a day or a time of a file: by its own offset where it says one, else by the clocks of the zone. Undefined for anything else. */
export const readLocalTime = (text: string, { zone, dates }: Pick<Mapping, 'zone' | 'dates'>): Instant | undefined => {
  const found = LOCAL.exec(text.trim());
  if (!found) return undefined;
  const [, a = '', b = '', c = '', hour = '0', minute = '0', second = '0', half, offset] = found;
  const [y, m, d] = a.length === 4 ? [a, b, c] : dates === 'mdy' ? [c, a, b] : [c, b, a];
  const day = parsePlainDate(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  const [h, min, s] = [hourOf(Number(hour), half), Number(minute), Number(second)];
  if (day === undefined || h > 23 || min > 59 || s > 59) return undefined;
  const pad = (n: number): string => String(n).padStart(2, '0');
  if (offset !== undefined) {
    const [, sign = '+', oh = '0', om = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(offset) ?? [];
    const shift = (Number(oh) * 60 + Number(om)) * 60_000 * (sign === '-' ? -1 : 1);
    return instant(fromIso(`${day}T${pad(h)}:${pad(min)}:${pad(s)}.000Z`) - shift);
  }
  const at = instant(startOfDay(day, zone) + ((h * 60 + min) * 60 + s) * 1000);
  return dateIn(at, zone) === day ? at : undefined;
};
