import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent, StreamEvent } from '../../../kernel/stream/event.ts';
import { decideStaff, type StaffKind } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { bells } from './project.ts';
import {
  addressed,
  evolve,
  fold,
  initialState,
  officeField,
  relationOf,
  standingOf,
  type CircularState,
  type Days,
  type Owing,
} from './state.ts';
import { issue, STEPS } from './verbs.ts';
import { CIRCULAR, EVENTS } from './vocabulary.ts';

const ZONE = 'Asia/Shanghai';
const KIND: StaffKind<CircularState> = { name: 'circular', vocabulary: CIRCULAR, begins: issue, steps: STEPS, fold, relationOf };
const PACK = getPackOf([CIRCULAR], 'circulars');
const CALENDAR = getPackCalendar(PACK.calendar);
const ACCESS = readAccess().rules;

const MONDAY = getPlainDate('2026-07-06');
const on = (day: string, hour = 10): Instant => instant(startOfDay(getPlainDate(day), ZONE) + hour * 3_600_000);
const days = (today: string): Days => ({ today: getPlainDate(today), dayOf: (at) => dateIn(at, ZONE) });

const asker = (post: string) => {
  const [office = '', role] = post.split('.');
  return { post, office, role: role as 'head' }; // the tests name roles that there are
};

/** Decides a command on a history, as the store does. */
const decided = (events: readonly StreamEvent[], post: string, name: string, input: JsonObject, day: string) => {
  const around = {
    now: on(day),
    pack: PACK,
    calendar: CALENDAR,
    access: ACCESS,
    officeExists: (it: string) => it !== 'moon',
    placeExists: () => true,
  };
  return decideStaff(KIND, events, asker(post), { name, input }, around);
};

const stored = (before: readonly StreamEvent[], added: readonly NewStreamEvent[], day: string): readonly StreamEvent[] => [
  ...before,
  ...added.map(({ type, level, actor, visibility, data }, i) => ({
    type,
    level,
    actor,
    visibility,
    data,
    v: 1 as const,
    n: before.length + i,
    recordedAt: on(day),
    policy: '',
    calendar: '',
  })),
];

type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

const given = (...steps: readonly Step[]): readonly StreamEvent[] =>
  steps.reduce<readonly StreamEvent[]>((events, [day, post, name, input = {}]) => {
    const added = decided(events, post, name, input, day);
    if (isRefusal(added)) throw new Error(`${name}: ${JSON.stringify(added)}`);
    return stored(events, added, day);
  }, []);

const when = (events: readonly StreamEvent[], [day, post, name, input = {}]: Step) => decided(events, post, name, input, day);

const sentTo = (...offices: readonly string[]): JsonObject => Object.fromEntries(offices.map((office, i) => [officeField(i + 1), office]));

const INPUT: JsonObject = {
  title: '冬季用火用电安全检查',
  paper: '青政办〔2026〕34号',
  words: '检查线路、电热器具和消防通道。',
  receipt_by: '2026-07-10',
  ...sentTo('housing', 'water'),
};
const issued = (more: JsonObject = {}): Step => ['2026-07-06', 'county.head', 'issue_circular', { ...INPUT, ...more }];
const CARRIED = { carry_by: '2026-07-31' };
const PAPER = { paper: '青建〔2026〕8号', on: '2026-07-20', pages: 3 };

const owing = (events: readonly StreamEvent[], office: string, what: 'receipt' | 'carrying' = 'receipt'): Owing => {
  const found = addressed(fold(events), office)?.[what];
  if (!found) throw new Error('nothing is owed');
  return found;
};
const standing = (events: readonly StreamEvent[], office: string, today: string, what: 'receipt' | 'carrying' = 'receipt') =>
  standingOf(owing(events, office, what), fold(events).endedAt, days(today));
const typesOf = (outcome: ReturnType<typeof when>) => (isRefusal(outcome) ? outcome : outcome.map(({ type }) => type));

describe('a circular that is issued', () => {
  it('is owed by each office that it is sent to, once, and its board by the office that issues it', () => {
    const events = given(issued(sentTo('housing', 'water', 'housing')));
    expect(events.map(({ type, data }) => [type, data['office'] ?? null, data['by'] ?? null])).toEqual([
      ['circular_issued', null, null],
      ['receipt_owed', 'housing', '2026-07-10'],
      ['receipt_owed', 'water', '2026-07-10'],
      ['closing_owed', null, '2026-07-10'],
    ]);
    expect(fold(events)).toMatchObject({ lead: 'county', paper: '青政办〔2026〕34号', carryBy: null, replaces: null });
    expect(['county', 'housing', 'letters'].map((office) => relationOf(fold(events), office))).toEqual(['own', 'co', 'other']);
    expect(bells(events, events).map(({ office }) => office)).toEqual(['housing', 'water']);
  });

  it('asks for carrying it out only where a later day is named', () => {
    const events = given(issued(CARRIED));
    expect(events.filter(({ type }) => type === 'carrying_owed').map(({ data }) => data['by'])).toEqual(['2026-07-31', '2026-07-31']);
    expect(events.at(-1)?.data['by']).toBe('2026-07-31');
  });

  it('is refused at the field that is wrong', () => {
    const cases: readonly (readonly [JsonObject, string, string])[] = [
      [{ receipt_by: '2026-07-05' }, 'promise_past', 'receipt_by'],
      [{ receipt_by: '2026-09-05' }, 'circular_far', 'receipt_by'],
      [{ carry_by: '2026-07-10' }, 'circular_carry_day', 'carry_by'],
      [{ carry_by: '2027-07-08' }, 'circular_far', 'carry_by'],
      [{ paper: '关于防火' }, 'return_paper', 'paper'],
      [{ title: '重点人员管理' }, 'name_word', 'title'],
      [{ title: '两会期间的检查' }, 'circular_word', 'title'],
      [{ title: '做好家访' }, 'circular_word', 'title'],
      [{ words: '做好稳控。' }, 'circular_word', 'words'],
      [{ words: '' }, 'field_empty', 'words'],
      [{ office1: 'moon' }, 'office_unknown', 'offices'],
      [{ office1: 'county' }, 'circular_own_office', 'offices'],
      [{ office1: '', office2: '' }, 'circular_no_office', 'offices'],
      [{ remark: '快' }, 'field_unknown', 'remark'],
      [{ name: '张三' }, 'field_unknown', 'name'],
    ];
    for (const [more, refused, field] of cases) expect([more, when([], issued(more))]).toMatchObject([more, { refused, data: { field } }]);
    expect(when([], issued({ receipt_by: addDays(MONDAY, 60) }))).not.toHaveProperty('refused');
    expect(when([], ['2026-07-06', 'county.handler', 'issue_circular', INPUT])).toEqual({ refused: 'not_your_post' });
    expect(when([], ['2026-07-06', 'county.desk', 'issue_circular', INPUT])).not.toHaveProperty('refused');
  });
});

describe('a receipt', () => {
  const events = given(issued());

  it('is said by a post of the office, once, and says the post and the time and nothing else', () => {
    const said = when(events, ['2026-07-08', 'housing.handler', 'confirm_receipt']);
    expect(said).toMatchObject([{ type: 'receipt_confirmed', data: { of: 1, allowedBy: 'circular-received' }, texts: {} }]);
    expect(when(events, ['2026-07-08', 'housing.handler', 'confirm_receipt', { note: '知道了' }])).toMatchObject({
      refused: 'field_unknown',
    });
    const after = given(issued(), ['2026-07-08', 'housing.handler', 'confirm_receipt']);
    expect(owing(after, 'housing').answer).toEqual({ n: 4, at: on('2026-07-08'), post: 'housing.handler' });
    expect(when(after, ['2026-07-09', 'housing.head', 'confirm_receipt'])).toEqual({ refused: 'already_done' });
    expect(standing(after, 'water', '2026-07-09')).toBe('owed');
  });

  it('is nobody else’s to say', () => {
    expect(when(events, ['2026-07-08', 'county.head', 'confirm_receipt'])).toEqual({ refused: 'not_your_post' });
    expect(when(events, ['2026-07-08', 'housing.inspector', 'confirm_receipt'])).toEqual({ refused: 'not_your_post' });
    expect(when(events, ['2026-07-08', 'letters.head', 'confirm_receipt'])).toEqual({ refused: 'not_found' });
    expect(when(events, ['2026-07-08', 'housing.admin', 'confirm_receipt'])).toEqual({ refused: 'not_found' });
  });

  it('is late the day after, may still come, and stays late with both days', () => {
    expect(['2026-07-10', '2026-07-11'].map((day) => standing(events, 'housing', day))).toEqual(['owed', 'late']);
    const late = given(issued(), ['2026-07-14', 'housing.head', 'confirm_receipt']);
    expect(standing(late, 'housing', '2027-01-01')).toBe('done_late');
    expect(owing(late, 'housing')).toMatchObject({ by: '2026-07-10', answer: { at: on('2026-07-14') } });
  });

  it('closes the board by itself where it was the last one that was owed', () => {
    const last = given(issued(), ['2026-07-08', 'housing.head', 'confirm_receipt']);
    expect(typesOf(when(last, ['2026-07-09', 'water.head', 'confirm_receipt']))).toEqual(['receipt_confirmed', 'board_closed']);
    const all = given(issued(), ['2026-07-08', 'housing.head', 'confirm_receipt'], ['2026-07-09', 'water.head', 'confirm_receipt']);
    expect(bells(all, all.slice(-1)).map(({ office }) => office)).toEqual(['county']);
    expect(when(all, ['2026-07-20', 'county.head', 'close_board'])).toEqual({ refused: 'circular_closed' });
    expect(when(all, ['2026-07-20', 'county.head', 'take_back_circular', { reason: 'replaced' }])).toEqual({ refused: 'circular_closed' });
  });
});

describe('carrying a circular out', () => {
  const read = given(issued(CARRIED), ['2026-07-07', 'housing.head', 'confirm_receipt']);

  it('comes after the receipt, which is never taken for granted', () => {
    expect(when(read, ['2026-07-20', 'water.head', 'report_carried_out', PAPER])).toEqual({ refused: 'circular_unread' });
    expect(when(read, ['2026-07-20', 'water.head', 'say_nothing_to_do'])).toEqual({ refused: 'circular_unread' });
    expect(when(given(issued()), ['2026-07-20', 'housing.head', 'say_nothing_to_do'])).toEqual({ refused: 'circular_only_receipt' });
  });

  it('is a paper by its number, day, pages and hash, and no remark', () => {
    const sha256 = 'AB'.repeat(32);
    expect(when(read, ['2026-07-20', 'housing.handler', 'report_carried_out', { ...PAPER, sha256 }])).toMatchObject([
      {
        type: 'circular_carried_out',
        data: { of: 3, paper: '青建〔2026〕8号', on: '2026-07-20', pages: 3, sha256: 'ab'.repeat(32) },
        texts: {},
      },
    ]);
    for (const [more, field] of [
      [{ paper: '已办' }, 'paper'],
      [{ on: '2026-07-21' }, 'on'],
      [{ pages: 0 }, 'pages'],
      [{ sha256: 'abc' }, 'sha256'],
      [{ words: '办完了' }, 'words'],
    ] as const)
      expect(when(read, ['2026-07-20', 'housing.head', 'report_carried_out', { ...PAPER, ...more }])).toMatchObject({ data: { field } });
  });

  it('or nothing was to be done, which is said and never assumed', () => {
    expect(standing(read, 'housing', '2026-08-01', 'carrying')).toBe('late');
    const nil = given(
      issued(CARRIED),
      ['2026-07-07', 'housing.head', 'confirm_receipt'],
      ['2026-08-03', 'housing.head', 'say_nothing_to_do'],
    );
    expect(standing(nil, 'housing', '2026-08-04', 'carrying')).toBe('done_late');
    expect(addressed(fold(nil), 'housing')?.carrying?.answer?.paper).toBeNull();
    expect(when(nil, ['2026-08-04', 'housing.head', 'report_carried_out', PAPER])).toEqual({ refused: 'already_done' });
  });
});

describe('a board', () => {
  it('is closed once the last day is over, and keeps what is missing for ever', () => {
    const open = given(issued(), ['2026-07-08', 'housing.head', 'confirm_receipt']);
    expect(when(open, ['2026-07-10', 'county.head', 'close_board'])).toEqual({ refused: 'circular_runs', data: { due: '2026-07-10' } });
    expect(typesOf(when(open, ['2026-07-11', 'county.desk', 'close_board']))).toEqual(['board_closed', 'owed_no_more']);
    const closed = given(issued(), ['2026-07-08', 'housing.head', 'confirm_receipt'], ['2026-07-11', 'county.head', 'close_board']);
    expect(standing(closed, 'water', '2030-01-01')).toBe('missing');
    expect(standing(closed, 'housing', '2030-01-01')).toBe('done');
    expect(when(closed, ['2026-07-12', 'water.head', 'confirm_receipt'])).toEqual({ refused: 'circular_closed' });
  });

  it('of a circular that is taken back owes nothing more, and what was late is not erased', () => {
    const early = given(
      issued(CARRIED),
      ['2026-07-07', 'housing.head', 'confirm_receipt'],
      ['2026-07-08', 'county.head', 'take_back_circular', { reason: 'replaced' }],
    );
    expect([standing(early, 'housing', '2026-09-01'), standing(early, 'water', '2026-09-01')]).toEqual(['done', 'ended']);
    expect(standing(early, 'housing', '2026-09-01', 'carrying')).toBe('ended');
    const late = given(issued(CARRIED), ['2026-07-15', 'county.head', 'take_back_circular', { reason: 'replaced' }]);
    expect([standing(late, 'water', '2026-09-01'), standing(late, 'water', '2026-09-01', 'carrying')]).toEqual(['missing', 'ended']);
    expect(when(late, ['2026-07-16', 'water.head', 'confirm_receipt'])).toEqual({ refused: 'circular_taken_back' });
    expect(when(given(issued()), ['2026-07-08', 'county.head', 'take_back_circular', { reason: 'nobody obeys' }])).toMatchObject({
      refused: 'field_choice',
    });
    expect(when(given(issued()), ['2026-07-08', 'housing.head', 'take_back_circular', { reason: 'replaced' }])).toEqual({
      refused: 'not_your_post',
    });
  });
});

describe('the fold', () => {
  const anyEvent = fc.record({
    type: fc.oneof(fc.constantFrom(...EVENTS), fc.string()),
    data: fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.record({
        of: fc.integer({ min: 0, max: 12 }),
        office: fc.constantFrom('housing', 'water', 'fire'),
        by: fc.constantFrom('2026-07-10', '2026-07-31', 'soon'),
      }),
    ),
  });
  const made = ({ type, data }: { readonly type: string; readonly data: object }, n: number): StreamEvent => ({
    type,
    v: 1,
    level: 0,
    n,
    recordedAt: instant(n * 86_400_000),
    actor: { kind: 'staff', post: 'housing.head', office: 'housing' },
    visibility: 'open',
    policy: '',
    calendar: '',
    data: data as JsonObject, // arbitrary JSON
  });

  it('takes any event without falling; what was answered or ended stays, and no office is lost or doubled', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 24 }), (some) => {
        some.map(made).reduce((before, event) => {
          const after = evolve(before, event);
          const owings = (state: CircularState): readonly Owing[] =>
            state.offices.flatMap(({ receipt, carrying }) => (carrying === null ? [receipt] : [receipt, carrying]));
          for (const it of owings(before)) {
            const now = owings(after).find(({ start }) => start === it.start);
            expect(now).toBeDefined();
            if (it.answer !== null) expect(now?.answer).toEqual(it.answer);
            if (it.ended) expect(now).toEqual(it);
          }
          expect(new Set(after.offices.map(({ office }) => office)).size).toBe(after.offices.length);
          expect(owings(after).every(({ answer, ended }) => !(ended && answer !== null))).toBe(true);
          return after;
        }, initialState);
      }),
    );
  });

  it('says of an office only what it said itself: silence never becomes an answer', () => {
    const base = given(issued(CARRIED));
    const day = fc.constantFrom<PlainDate>(MONDAY, getPlainDate('2026-07-11'), getPlainDate('2026-08-02'));
    const step = fc.record({
      day,
      post: fc.constantFrom('housing.head', 'water.head', 'county.head'),
      name: fc.constantFrom('confirm_receipt', 'say_nothing_to_do', 'close_board', 'take_back_circular'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let events = base;
        const spoke = new Set<string>();
        for (const { day: at, post, name } of steps.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
          const added = decided(events, post, name, name === 'take_back_circular' ? { reason: 'replaced' } : {}, at);
          if (isRefusal(added)) continue;
          events = stored(events, added, at);
          spoke.add(post.split('.')[0] ?? '');
        }
        for (const { office, receipt, carrying } of fold(events).offices)
          if (!spoke.has(office)) expect([receipt.answer, carrying?.answer]).toEqual([null, null]);
      }),
    );
  });
});
