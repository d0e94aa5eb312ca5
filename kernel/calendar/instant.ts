import { fromEpochDay, toEpochDay, type PlainDate } from './plain-date.ts';

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __brand: 'Instant' };

/** Takes whole milliseconds since the epoch; throws on anything else. */
export const instant = (ms: number): Instant => {
  if (!Number.isSafeInteger(ms)) throw new Error(`not an instant: ${ms}`);
  return ms as Instant; // checked above
};

/** An instant so many milliseconds later. */
export const addMs = (at: Instant, ms: number): Instant => instant(at + ms);

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;
const DAY_MS = 86_400_000;

/** Writes an instant as `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export const toIso = (at: Instant): string => {
  const day = Math.floor(at / DAY_MS);
  const ms = at - day * DAY_MS;
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const time = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${fromEpochDay(day)}T${time.map((part) => pad(part, 2)).join(':')}.${pad(ms % 1000, 3)}Z`;
};

/** Reads what `toIso` writes; undefined for anything else. */
export const parseIso = (text: string): Instant | undefined => {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [h, m, s, ms] = found.slice(2).map(Number) as [number, number, number, number]; // four groups of digits
  const at = instant(toEpochDay(found[1] as PlainDate) * DAY_MS + h * 3_600_000 + m * 60_000 + s * 1000 + ms); // shape checked; next line checks the rest
  return toIso(at) === text ? at : undefined;
};

/** Reads what `toIso` writes, and nothing else; throws otherwise. */
export const fromIso = (text: string): Instant => {
  const at = parseIso(text);
  if (at === undefined) throw new Error(`not an instant: ${text}`);
  return at;
};
