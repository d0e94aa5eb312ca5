import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { getCadence } from '../../../kernel/recurrence/cadence.ts';
import { toTerms } from '../../../kernel/programme/programme.ts';
import { exampleTerms } from '../../../policy/programme.ts';
import { eachWeekOf, isOnWall, isWeekly, weeksOf, type Dated } from './calendar.ts';
import { chosenSpan, spansUntil } from './span.ts';

const day = getPlainDate;
const dated = (key: string, last: string): Dated => ({ key, window: { first: day(last), last: day(last), provisional: null }, times: 1 });
const span = { id: 'x', from: day('2026-09-01'), to: day('2026-09-20') };

describe('the weeks of a span', () => {
  it('go from Monday to Sunday, from the one in which it begins to the one in which it ends', () => {
    expect(weeksOf(span, [], []).map(({ nth, from, to }) => [nth, from, to])).toEqual([
      [1, '2026-08-31', '2026-09-06'],
      [2, '2026-09-07', '2026-09-13'],
      [3, '2026-09-14', '2026-09-20'],
    ]);
  });

  it('have what ends in them, by day and then by name, and their holidays', () => {
    const weeks = weeksOf(
      span,
      [dated('b', '2026-09-13'), dated('a', '2026-09-13'), dated('c', '2026-09-07'), dated('d', '2026-09-21')],
      [{ id: 'half', from: day('2026-09-12'), to: day('2026-09-15') }],
    );
    expect(weeks.map(({ due }) => due.map(({ key }) => key))).toEqual([[], ['c', 'a', 'b'], []]);
    expect(weeks.map(({ holidays }) => holidays.map(({ id }) => id))).toEqual([[], ['half'], ['half']]);
  });

  it('lose nothing and double nothing over a year', () => {
    const year = { id: 'y', from: day('2026-01-01'), to: day('2026-12-31') };
    const all = Array.from({ length: 12 }, (_, i) => dated(`m${i}`, `2026-${String(i + 1).padStart(2, '0')}-28`));
    const weeks = weeksOf(year, all, []);
    expect(weeks.flatMap(({ due }) => due.map(({ key }) => key)).toSorted()).toEqual(all.map(({ key }) => key).toSorted());
    expect(weeks.length).toBe(53);
    for (const [i, week] of weeks.entries()) expect([week.nth, new Date(`${week.from}T00:00:00Z`).getUTCDay()]).toEqual([i + 1, 1]);
  });
});

describe('what comes back each week', () => {
  it('is said once, from its first day in the span to its last', () => {
    const week = (key: string, first: string, last: string): Dated => ({
      key,
      window: { first: day(first), last: day(last), provisional: null },
      times: 2,
    });
    expect(
      eachWeekOf(span, [
        week('a', '2026-09-07', '2026-09-13'),
        week('a', '2026-08-31', '2026-09-06'),
        week('b', '2026-09-14', '2026-09-27'),
      ]),
    ).toEqual([
      { key: 'a', times: 2, from: '2026-09-01', to: '2026-09-13' },
      { key: 'b', times: 2, from: '2026-09-14', to: '2026-09-20' },
    ]);
    expect(['week', '2 times a week', 'week while term', '2 weeks', 'month'].map((text) => isWeekly(getCadence(text)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('what stands on a wall', () => {
  it('comes back each week or more seldom, or hangs on a term, a holiday or a season', () => {
    const on = (text: string): boolean => isOnWall(getCadence(text));
    for (const text of [
      'week',
      '2 weeks',
      'week while term',
      'month by 20',
      'term',
      'before term',
      'before holiday',
      'first 14 days of term',
      'after month by 5',
    ])
      expect([text, on(text)]).toEqual([text, true]);
    for (const text of [
      'day',
      'open day',
      'working day by 14:00',
      '2 hours while open',
      'meal',
      'night',
      'before each trip',
      '15 days since last',
      'week while incident',
    ])
      expect([text, on(text)]).toEqual([text, false]);
  });
});

describe('the spans of which coverage is told', () => {
  const terms = toTerms(exampleTerms());

  it('are the terms that have begun and their years, the newest first; the term of today is the one that is shown', () => {
    const spans = spansUntil(terms, day('2026-11-23'));
    expect(spans.map(({ id }) => id)).toEqual(['2026-2027-1', '2025-2026-2', '2026', '2025-2026-1', '2025']);
    expect(chosenSpan(spans, undefined, day('2026-11-23')).id).toBe('2026-2027-1');
    expect(chosenSpan(spans, '2025', day('2026-11-23'))).toMatchObject({ kind: 'year', from: '2025-01-01', to: '2025-12-31' });
    expect(chosenSpan(spans, 'nobody', day('2026-11-23')).id).toBe('2026-2027-1');
  });

  it('are the year where no terms are published, and between two terms', () => {
    expect(spansUntil(null, day('2026-11-23')).map(({ id }) => id)).toEqual(['2026']);
    expect(chosenSpan(spansUntil(terms, day('2026-08-10')), undefined, day('2026-08-10')).id).toBe('2026');
    // Whoever plans sees terms that lie ahead, and first the one of today, else the next one.
    // The year of today is there whatever begins soon, and is the one where there are no terms.
    expect(spansUntil(null, day('2026-11-23'), 200).map(({ id }) => id)).toEqual(['2027', '2026']);
    expect(chosenSpan(spansUntil(null, day('2026-11-23'), 200), undefined, day('2026-11-23')).id).toBe('2026');
    const ahead = spansUntil(terms, day('2026-11-23'), 190);
    expect(chosenSpan(ahead, undefined, day('2026-11-23')).id).toBe('2026-2027-1');
    expect(chosenSpan(ahead, undefined, day('2026-08-10')).id).toBe('2026-2027-1');
  });
});
