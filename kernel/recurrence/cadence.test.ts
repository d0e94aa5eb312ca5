import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCadence, isOfNothing, monthDayIn, parseCadence, parseClock } from './cadence.ts';

describe('the grammar of every:', () => {
  it.each([
    ['day', { kind: 'bucket', unit: 'day', times: 1, by: null, during: null }],
    ['3 times a day', { kind: 'bucket', unit: 'day', times: 3, by: null, during: null }],
    ['2 times an open day', { kind: 'bucket', unit: 'open day', times: 2, by: null, during: null }],
    ['day by 14:00', { kind: 'bucket', unit: 'day', times: 1, by: { at: 840 }, during: null }],
    ['week by friday', { kind: 'bucket', unit: 'week', times: 1, by: { weekday: 5 }, during: null }],
    ['month by 20', { kind: 'bucket', unit: 'month', times: 1, by: { dayOfMonth: 20 }, during: null }],
    ['year by 07-20', { kind: 'bucket', unit: 'year', times: 1, by: { monthDay: '07-20' }, during: null }],
    ['2 times a term', { kind: 'bucket', unit: 'term', times: 2, by: null, during: null }],
    ['school year', { kind: 'bucket', unit: 'school year', times: 1, by: null, during: null }],
    ['day while season flood', { kind: 'bucket', unit: 'day', times: 1, by: null, during: { season: 'flood' } }],
    ['2 times a day while incident', { kind: 'bucket', unit: 'day', times: 2, by: null, during: 'incident' }],
    ['2 hours', { kind: 'hours', hours: 2, during: 'always', closing: false }],
    ['2 hours while open', { kind: 'hours', hours: 2, during: 'open', closing: false }],
    ['2 hours while open and at closing', { kind: 'hours', hours: 2, during: 'open', closing: true }],
    ['2 hours at night', { kind: 'hours', hours: 2, during: 'night', closing: false }],
    ['4 hours while incident', { kind: 'hours', hours: 4, during: 'incident', closing: false }],
    ['closing', { kind: 'closing' }],
    ['2 times a night', { kind: 'night', times: 2 }],
    ['meal', { kind: 'meal' }],
    ['before each trip', { kind: 'use', use: 'trip', side: 'before' }],
    ['after each trip', { kind: 'use', use: 'trip', side: 'after' }],
    ['15 days since last', { kind: 'since', days: 15 }],
    ['week while term', { kind: 'bucket', unit: 'week', times: 1, by: null, during: 'term' }],
    ['first 14 days of term', { kind: 'opening', days: 14 }],
    ['before term', { kind: 'before', what: 'term', days: 14 }],
    ['7 days before term', { kind: 'before', what: 'term', days: 7 }],
    ['before holiday', { kind: 'before', what: 'holiday', days: 7 }],
    ['before season flood', { kind: 'before', what: { season: 'flood' }, days: 30 }],
    ['48 hours before planned_cut', { kind: 'dated', dated: 'planned_cut', count: 48, unit: 'hours' }],
    ['1 month before inspection_due', { kind: 'dated', dated: 'inspection_due', count: 1, unit: 'months' }],
    ['90 working days before closing_down', { kind: 'dated', dated: 'closing_down', count: 90, unit: 'working days' }],
    ['after quarter by 15', { kind: 'after', unit: 'quarter', by: { dayOfMonth: 15 } }],
    ['after year by 01-31', { kind: 'after', unit: 'year', by: { monthDay: '01-31' } }],
  ])('reads %s', (text, cadence) => {
    expect(parseCadence(text)).toEqual(cadence);
  });

  it.each([
    '',
    'daily',
    'Day',
    'days',
    'every day',
    '0 hours while open',
    '13 hours while open',
    '25 times a day',
    '0 times a day',
    '1.5 hours',
    '-1 days since last',
    '401 days since last',
    'day by 24:30',
    'day by 00:00',
    'week by funday',
    'month by 32',
    'month by 0',
    'year by 02-30',
    'quarter by 15',
    'term by 10',
    'day while season mourning',
    'day by 14:00 while incident',
    'before congress',
    '91 days before term',
    'first 91 days of term',
    'first 0 days of term',
    'term while term',
    'school year while term',
    'week by friday while term',
    '2 hours while term',
    '2 weeks before planned_cut',
    '48 hours before petition',
    'before each visit',
    'after term by 15',
    '2 hours while closed',
    'meal while open',
  ])('does not read %j', (text) => {
    expect(parseCadence(text)).toBeUndefined();
    expect(() => getCadence(text)).toThrow('not a cadence');
  });

  it('is total: any text is a cadence or none', () => {
    const words = fc.constantFrom(
      'day',
      'while',
      'open',
      'season',
      'by',
      '2',
      '0',
      'times',
      'a',
      'before',
      'each',
      'hours',
      'last',
      '24:00',
    );
    fc.assert(fc.property(fc.array(words, { maxLength: 7 }), (parts) => void parseCadence(parts.join(' '))));
    fc.assert(fc.property(fc.string(), (text) => void parseCadence(text)));
  });

  it('tells an interval of nothing from what it cannot read', () => {
    expect(['0 hours while open', '00 times a day', '0 days since last'].map(isOfNothing)).toEqual([true, true, true]);
    expect(['10 hours', 'day', ''].map(isOfNothing)).toEqual([false, false, false]);
  });

  it('reads clocks and days of a year', () => {
    expect(['00:00', '07:30', '23:59', '24:00', '24:01', '7:30'].map(parseClock)).toEqual([0, 450, 1439, 1440, undefined, undefined]);
    expect([monthDayIn(2026, '02-29'), monthDayIn(2028, '02-29')]).toEqual(['2026-02-28', '2028-02-29']);
    expect(() => monthDayIn(2026, '13-01')).toThrow('not a day');
  });
});
