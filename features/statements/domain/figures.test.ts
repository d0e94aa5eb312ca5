import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { addDays, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { dayRows, GRADES, hazards, SOURCES, type HazardOnDay } from '../../hazards/public.ts';
import { BY_GRADE, BY_SOURCE, countFigures, FIGURES, readFigures, type Figures } from './figures.ts';
import type { Period } from './period.ts';

const { fold } = hazards.staff;
const EVENTS = hazards.vocabulary.events;
type HazardState = ReturnType<typeof fold>;
const ZONE = 'Asia/Shanghai';
const FIRST = getPlainDate('2026-06-20');
const PERIOD: Period = { unit: 'quarter', from: getPlainDate('2026-07-01'), to: getPlainDate('2026-09-30') };
const OFFICES = ['housing', 'water'];

/** A day and hour of summer and autumn 2026: before, in and after the quarter. */
const when = fc.record({ days: fc.integer({ min: 0, max: 120 }), minutes: fc.integer({ min: 0, max: 1439 }) });
const day = fc.integer({ min: 0, max: 130 }).map((days): string => addDays(FIRST, days));
const office = fc.constantFrom(...OFFICES);
const data: fc.Arbitrary<JsonObject> = fc.record({
  lead: office,
  office,
  grade: fc.constantFrom(...GRADES),
  source: fc.constantFrom(...SOURCES),
  by: day,
  until: day,
  stops: fc.constantFrom('place', 'thing'),
});

/** Any history that begins with a finding, in the order of its times, whether a post could have lived it or not. */
const history: fc.Arbitrary<readonly StreamEvent[]> = fc
  .array(fc.tuple(when, fc.constantFrom(...EVENTS.filter((type) => type !== 'found')), data), { minLength: 1, maxLength: 14 })
  .map((some) =>
    some
      .map(([{ days, minutes }, type, said]) => ({ at: instant(startOfDay(addDays(FIRST, days), ZONE) + minutes * 60_000), type, said }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, type, said }, n): StreamEvent => ({
        type: n === 0 ? 'found' : type,
        v: 1,
        level: 0,
        n,
        recordedAt: at,
        actor: { kind: 'staff', post: 'housing.head', office: 'housing' },
        visibility: 'open',
        policy: '',
        calendar: '',
        data: said,
      })),
  );

/** What the store gives for an office and a period: of each hazard the newest row by the last day. */
const onLastDay = (matter: string, events: readonly StreamEvent[], by: string): readonly HazardOnDay[] => {
  const states = events.map((_, i) => fold(events.slice(0, i + 1)));
  const row = dayRows(matter, events, states, ZONE).findLast(({ since }) => since <= PERIOD.to);
  const first = events[0];
  if (!row || !first || row.lead !== by) return [];
  if (row.done_on !== null && row.done_on < PERIOD.from && !row.stopped && !row.listed) return [];
  return [{ ...row, source: String(first.data['source']), found_on: dateIn(first.recordedAt, ZONE) }];
};

type Counts = { -readonly [figure in keyof Figures]: number };

/** The same from the events alone: every hazard folded up to midnight of the last day, and looked at one by one. */
const naive = (all: readonly (readonly StreamEvent[])[], by: string): Figures => {
  const figures = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Counts; // one for each of the list
  const midnight = startOfDay(addDays(PERIOD.to, 1), ZONE);
  const dayOf = (at: HazardState['foundAt']): PlainDate | null => (at === null ? null : dateIn(at, ZONE));
  for (const events of all) {
    const state = fold(events.filter((event) => event.recordedAt < midnight));
    if (state.lead !== by) continue;
    const found = dayOf(state.foundAt) ?? '';
    if (found >= PERIOD.from) {
      figures.found += 1;
      figures[state.grade === null ? 'found_ungraded' : (`found_${state.grade}` as const)] += 1;
      figures[`found_${SOURCES.find((one) => one === state.source) ?? 'unsaid'}`] += 1;
    }
    const saidMended = dayOf(state.mendedAt);
    const wasMendedAtOnce = state.acceptedAt === null && (state.stage === 'mended_at_once' || state.delistedAt !== null);
    const certain = state.acceptedAt !== null ? dayOf(state.acceptedAt) : wasMendedAtOnce ? saidMended : null;
    const late = state.by !== null && state.by < (saidMended ?? PERIOD.to);
    if (certain === null) figures[late ? 'open_late' : 'open_in_time'] += 1;
    else if (certain >= PERIOD.from) figures[late ? 'mended_late' : 'mended_in_time'] += 1;
    if (state.granted > 0 && (certain === null || certain >= PERIOD.from)) figures.extended += 1;
    if (state.stopped !== null) figures.out_of_use += 1;
    if (state.listing && !state.listing.declined && state.listing.endedAt === null) figures.listed += 1;
  }
  return figures;
};

const counted = (all: readonly (readonly StreamEvent[])[], by: string): Figures =>
  countFigures(
    all.flatMap((events, i) => onLastDay(`H${i}`, events, by)),
    PERIOD,
  );

const sum = (figures: Figures, some: readonly (keyof Figures)[]): number => some.reduce((total, figure) => total + figures[figure], 0);

describe('the figures of a quarter', () => {
  it('are those that a count of every hazard, folded to midnight of the last day, comes to', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (all) => {
        for (const by of OFFICES) expect(counted(all, by)).toEqual(naive(all, by));
      }),
      { numRuns: 400 },
    );
  });

  it('are not changed by anything that is recorded after the last day', () => {
    const midnight = startOfDay(addDays(PERIOD.to, 1), ZONE);
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), (all) => {
        const then = all.map((events) => events.filter((event) => event.recordedAt < midnight)).filter((events) => events.length > 0);
        for (const by of OFFICES) expect(counted(all, by)).toEqual(counted(then, by));
      }),
      { numRuns: 200 },
    );
  });

  it('count what was found once by its grade and once by its source', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (all) => {
        for (const by of OFFICES) {
          const figures = counted(all, by);
          expect([sum(figures, BY_GRADE), sum(figures, BY_SOURCE)]).toEqual([figures.found, figures.found]);
        }
      }),
    );
  });

  it('count a hazard for one office only: the one that ordered it on the last day', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (all) => {
        const both = OFFICES.reduce((total, by) => total + sum(counted(all, by), ['open_in_time', 'open_late']), 0);
        const midnight = startOfDay(addDays(PERIOD.to, 1), ZONE);
        const open = all
          .map((events) => fold(events.filter((event) => event.recordedAt < midnight)))
          .filter((state) => state.lead !== null && state.acceptedAt === null)
          .filter(({ stage, delistedAt, mendedAt }) => !(mendedAt !== null && (stage === 'mended_at_once' || delistedAt !== null)));
        expect(both).toBe(open.length);
      }),
    );
  });

  it('are read from an event whole or not at all', () => {
    const whole = counted([], 'housing');
    expect(readFigures({ ...whole })).toEqual(whole);
    const { found: _, ...less } = whole;
    for (const value of [undefined, null, 3, [], {}, { ...less }, { ...whole, found: '3' }, { ...whole, found: 1.5 }])
      expect(readFigures(value)).toBeUndefined();
  });
});
