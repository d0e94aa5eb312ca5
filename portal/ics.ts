import { addDays, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { toIso, type Instant } from '../kernel/calendar/instant.ts';

interface Common {
  /** Unique and without a secret: calendars copy it to other machines. */
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
}

/** One day to remember. */
export interface CalendarEntry extends Common {
  readonly day: PlainDate;
}

/** A span of time, as a calendar that is fed gets it again and again. */
export interface CalendarSpan extends Common {
  readonly from: Instant;
  readonly to: Instant;
  /** Counts its changes: of two with one UID the higher holds. */
  readonly sequence: number;
  /** It was there and is no more. */
  readonly cancelled: boolean;
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
/** RFC 5545, 3.3.5, form 2. */
const stampOf = (at: Instant): string => toIso(at).replace(/[-:]|\.\d+/g, '');

const timesOf = (entry: CalendarEntry | CalendarSpan): readonly string[] =>
  'day' in entry
    ? // DTEND of a whole day is the next one (RFC 5545, 3.6.1).
      [`DTSTART;VALUE=DATE:${dateOf(entry.day)}`, `DTEND;VALUE=DATE:${dateOf(addDays(entry.day, 1))}`]
    : [
        `DTSTART:${stampOf(entry.from)}`,
        `DTEND:${stampOf(entry.to)}`,
        `SEQUENCE:${entry.sequence}`,
        `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      ];

/** An iCalendar file (RFC 5545). */
export const icsFile = (name: string, entries: readonly (CalendarEntry | CalendarSpan)[], at: Instant): string =>
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
      `DTSTAMP:${stampOf(at)}`,
      ...timesOf(entry),
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
