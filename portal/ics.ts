import { addDays, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { toIso, type Instant } from '../kernel/calendar/instant.ts';

/** One day to remember. */
export interface CalendarEntry {
  /** Unique and without a secret: calendars copy it to other machines. */
  readonly uid: string;
  readonly day: PlainDate;
  readonly summary: string;
  readonly description: string;
}

const LINE_OCTETS = 75; // RFC 5545, 3.1: without the line break

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (it) => `\\${it}`)
    .replace(/\r\n|\r|\n/g, '\\n');

/** Folds a line at 75 octets, never inside a character (RFC 5545, 3.1). */
const folded = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const width = Buffer.byteLength(character);
    if (octets + width > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += width;
  }
  return [...lines, current].join('\r\n');
};

const dateOf = (day: PlainDate): string => day.replaceAll('-', '');

/** An iCalendar file of all-day entries (RFC 5545). */
export const icsFile = (name: string, entries: readonly CalendarEntry[], at: Instant): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Huiyin//Huiyin//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.uid}`,
      `DTSTAMP:${toIso(at).replace(/[-:]|\.\d+/g, '')}`,
      // DTEND of a whole day is the next one (RFC 5545, 3.6.1).
      `DTSTART;VALUE=DATE:${dateOf(entry.day)}`,
      `DTEND;VALUE=DATE:${dateOf(addDays(entry.day, 1))}`,
      `SUMMARY:${escaped(entry.summary)}`,
      `DESCRIPTION:${escaped(entry.description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
