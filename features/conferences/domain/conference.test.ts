import { describe, expect, it } from 'vitest';
import { parseIso } from '../../../kernel/calendar/instant.ts';
import { checkAgenda, stuckAfterDays, type Agenda } from '../../../kernel/policy/agenda.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';
import { getPackOf } from '../../../policy/load.ts';
import { fold, lateOn, owedBy, relationOf, toConfirm, undecided } from './state.ts';
import { CONFERENCE, MEETINGS } from './vocabulary.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';

const at = (iso: string) => parseIso(iso) ?? 0;
const event = (n: number, type: string, data: StreamEvent['data'], office = 'county'): StreamEvent =>
  ({
    type,
    v: 1,
    level: 0,
    n,
    actor: { kind: 'staff', post: `${office}.head`, office },
    visibility: 'open',
    data,
    texts: {},
    recordedAt: at(`2026-11-23T0${n % 10}:00:00Z`),
    policy: '',
    calendar: '',
  }) as StreamEvent;

const ITEM = { entity: 'AAAAAAAA', kind: 'matter', why: 'overdue', office: 'housing', since: '2026-11-02' };
const HISTORY: readonly StreamEvent[] = [
  event(0, 'conference_called', { kind: 'weekly', by: '2026-11-23', lead: 'county', office1: 'housing', agenda: [ITEM] }),
  event(1, 'conference_opened', { agenda: [ITEM] }),
  event(2, 'item_decided', { item: 'AAAAAAAA', office: 'housing', by: '2026-11-30' }),
  event(3, 'day_set', { decision: 1, office: 'housing', by: '2026-11-30' }),
  event(4, 'item_decided', { office: 'letters', by: '2026-12-01', public_line: '窗口贴出流程' }),
  event(5, 'day_set', { decision: 2, office: 'letters', by: '2026-12-01' }),
];
const after = (...more: readonly StreamEvent[]) => fold([...HISTORY, ...more]);

describe('a conference', () => {
  it('is its own office’s, is read by those that take part, and opens for one that owes something decided there', () => {
    const state = fold(HISTORY);
    expect(['county', 'housing', 'letters', 'water'].map((office) => relationOf(state, office))).toEqual(['own', 'co', 'asked', 'other']);
    expect(relationOf(fold(HISTORY.slice(0, 4)), 'letters')).toBe('other');
  });

  it('has items without a result until something is decided on each, or put off', () => {
    expect(undecided(fold(HISTORY.slice(0, 2))).map(({ entity }) => entity)).toEqual(['AAAAAAAA']);
    expect(undecided(fold(HISTORY))).toEqual([]);
    const putOff = fold([...HISTORY.slice(0, 2), event(2, 'item_put_off', { item: 'AAAAAAAA', reason: 'facts_missing' })]);
    expect(undecided(putOff)).toEqual([]);
  });

  it('has a decision late on the day after its day, not on it, and not once it is kept', () => {
    const late = (day: string, ...more: readonly StreamEvent[]) => lateOn(after(...more), getPlainDate(day)).map(({ nth }) => nth);
    expect([late('2026-11-30'), late('2026-12-01'), late('2026-12-02')]).toEqual([[], [1], [1, 2]]);
    expect(late('2026-12-02', event(6, 'decision_kept', { decision: 1, of: 3 }, 'housing'))).toEqual([2]);
  });

  it('owes anew, from another event, what was said to be done and was not', () => {
    const kept = after(event(6, 'decision_kept', { decision: 1, of: 3 }, 'housing'));
    expect(toConfirm(kept).map(({ nth, kept: how }) => [nth, how?.post])).toEqual([[1, 'housing.head']]);
    const back = fold([
      ...HISTORY,
      event(6, 'decision_kept', { decision: 1, of: 3 }, 'housing'),
      event(7, 'decision_not_confirmed', { decision: 1, of: 6 }),
      event(8, 'day_set', { decision: 1, office: 'housing', by: '2026-12-04' }),
    ]);
    expect(toConfirm(back)).toEqual([]);
    expect(owedBy(back, 'housing')).toMatchObject([{ nth: 1, start: 8, by: '2026-12-04', kept: null }]);
  });

  it('is changed by no event that it does not know', () => {
    expect(fold([...HISTORY, event(6, 'person_listed', { who: 'nobody' })])).toEqual(fold(HISTORY));
  });
});

describe('the pack of conferences', () => {
  const { agenda } = getPackOf([CONFERENCE], 'conference');
  const sound = agenda as Agenda; // the loader refuses a pack of conferences without one

  it('gives every meeting its rhythm or says that it is called when needed, and says after how many days something is stuck', () => {
    expect(sound.meetings.map(({ kind }) => kind)).toEqual(MEETINGS);
    expect(stuckAfterDays(sound)).toBe(7);
    expect(checkAgenda(CONFERENCE, sound)).toEqual([]);
  });

  it('is refused with a meeting that nobody knows, one that stands there twice, a rhythm or a period that is none', () => {
    const [first] = sound.meetings;
    if (!first) throw new Error('no meeting');
    const codes = (change: Partial<Agenda>) => checkAgenda(CONFERENCE, { ...sound, ...change }).map(({ code, path }) => [code, path]);
    expect(codes({ meetings: [{ ...first, kind: 'on_who_travels' }] })).toEqual([['policy.value.unknown', '/agenda/meetings/0/kind']]);
    expect(codes({ meetings: [first, first] })).toEqual([['policy.agenda.twice', '/agenda/meetings/1/kind']]);
    expect(codes({ meetings: [{ ...first, every: 'each sensitive day' }] })).toEqual([
      ['policy.within.invalid', '/agenda/meetings/0/every'],
    ]);
    expect(codes({ stuckAfter: '3 months' })).toEqual([['policy.within.invalid', '/agenda/stuckAfter']]);
    expect(() => stuckAfterDays({ stuckAfter: 'day set' })).toThrow('not a number of days');
  });

  it('stands in a pack of conferences, and in no other', () => {
    expect(checkAgenda(CONFERENCE, undefined).map(({ code }) => code)).toEqual(['policy.agenda.missing']);
    expect(checkAgenda(MATTER, sound).map(({ code }) => code)).toEqual(['policy.agenda.not_allowed']);
    expect(checkAgenda(MATTER, undefined)).toEqual([]);
  });
});
