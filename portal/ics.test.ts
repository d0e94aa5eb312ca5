import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { getPlainDate } from '../kernel/calendar/plain-date.ts';
import { fromIso } from '../kernel/calendar/instant.ts';
import { icsFile } from './ics.ts';

const at = fromIso('2026-09-28T02:03:04.005Z');
const one = (summary: string) =>
  icsFile('回音', [{ uid: 'a@huiyin', day: getPlainDate('2026-12-31'), summary, description: '第一行\n第二行' }], at);
const unfolded = (text: string) => text.replace(/\r\n /g, '');

describe('the calendar file', () => {
  it('holds whole days, the last of the year too', () => {
    const text = one('答复');
    expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(text).toContain('DTSTAMP:20260928T020304Z\r\n');
    expect(text).toContain('DESCRIPTION:第一行\\n第二行\r\n');
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('escapes what has a meaning in the format', () => {
    expect(unfolded(one('a;b,c\\d'))).toContain('SUMMARY:a\\;b\\,c\\\\d\r\n');
  });

  it('has every kind of line end of a text as one sign, so that no text begins a line of its own', () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const text = unfolded(one(`a${end}BEGIN:VALARM`));
      expect(text, JSON.stringify(end)).toContain('SUMMARY:a\\nBEGIN:VALARM\r\n');
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('folds at 75 octets, never inside a character, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => !/[\r\n]/.test(text)),
        (summary) => {
          const text = one(summary);
          expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
          const line = unfolded(text)
            .split('\r\n')
            .find((it) => it.startsWith('SUMMARY:'));
          expect(line?.slice(8).replace(/\\([\\;,])/g, '$1')).toBe(summary);
        },
      ),
    );
  });
});
