import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { daysLeft, evolve, fold, initialState, isOpenOn, relationOf } from './state.ts';
import { EVENTS } from './vocabulary.ts';

const made = (type: string, data: JsonObject = {}, n = 0): StreamEvent => ({
  type,
  v: 1,
  level: 0,
  n,
  recordedAt: instant(n),
  actor: { kind: 'staff', post: 'housing.head', office: 'housing' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data,
});
const OPENED = made('consultation_opened', { lead: 'housing', title: '办法', from: '2026-11-23', until: '2026-12-28', questions: 2 });

describe('a consultation, folded', () => {
  it('is open from its first to its last day, both included, unless it is over', () => {
    const state = fold([OPENED, made('period_set', { by: '2026-12-28' }, 1)]);
    const on = (day: string): boolean => isOpenOn(state, getPlainDate(day));
    expect(['2026-11-22', '2026-11-23', '2026-12-28', '2026-12-29'].map(on)).toEqual([false, true, true, false]);
    expect(daysLeft(state, getPlainDate('2026-12-28'))).toBe(1);
    expect(daysLeft(state, getPlainDate('2026-12-29'))).toBe(0);
    const decided = fold([OPENED, made('consultation_decided', { outcome: 'changed' }, 1)]);
    expect(isOpenOn(decided, getPlainDate('2026-12-01'))).toBe(false);
    expect(relationOf(state, 'housing')).toBe('own');
    expect(relationOf(state, 'county')).toBe('other');
  });

  it('answers a group once: a second answer changes nothing', () => {
    const state = fold([
      OPENED,
      made('group_made', { heading: '夜间' }, 1),
      made('group_answered', { group: 1, outcome: 'adopted' }, 2),
      made('group_answered', { group: 1, outcome: 'not_adopted' }, 3),
      made('group_answered', { group: 9, outcome: 'adopted' }, 4),
    ]);
    expect(state.groups).toMatchObject([{ nth: 1, heading: '夜间', answer: { n: 2, outcome: 'adopted', office: 'housing' } }]);
  });

  it('keeps a breach for ever, explained or not', () => {
    const state = fold([
      OPENED,
      made('breach_opened', { breach: 'early', count: 12 }, 1),
      made('breach_opened', { breach: 'who_objects', count: 3 }, 2),
      made('breach_explained', { of: 1 }, 3),
      made('voided', { n: 1 }, 4),
    ]);
    expect(state.breaches).toEqual([{ n: 1, kind: 'early', count: 12, explained: 3 }]);
  });

  it('takes any event without falling, and one that it does not know changes nothing', () => {
    const anything = fc.record({
      type: fc.oneof(fc.constantFrom(...EVENTS), fc.string()),
      data: fc.dictionary(fc.string(), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 20 }), (events) => {
        const state = events.reduce((before, { type, data }, n) => evolve(before, made(type, data as JsonObject, n)), initialState);
        expect(state.breaches.length).toBeLessThanOrEqual(events.length);
        expect(evolve(state, made('who_objected', {}, 99))).toEqual(state);
      }),
    );
  });
});
