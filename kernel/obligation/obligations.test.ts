import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCalendar } from '../calendar/calendar.ts';
import { fromIso, instant, type Instant } from '../calendar/instant.ts';
import { fromEpochDay } from '../calendar/plain-date.ts';
import type { Actor, JsonObject, Level } from '../stream/event.ts';
import { EVENT_KINDS, type EventKind, type MatterEvent } from '../matter/event.ts';
import type { Pack, Rule } from '../policy/pack.ts';
import { nextChangeAt } from './next-change.ts';
import { isOpen, type Obligation, type ObligationStatus } from './obligation.ts';
import { obligations } from './obligations.ts';
import { MATTER } from '../matter/vocabulary.ts';

const label = { 'zh-CN': '测试', en: 'test' };
const COUNTING = { firstDay: 'excluded', lastDay: 'roll' } as const;
const rule = (given: Pick<Rule, 'id' | 'kind' | 'start' | 'metBy' | 'within'> & Partial<Rule>): Rule => ({
  nature: 'duty',
  label,
  clause: label,
  ownRule: false,
  owedBy: 'office',
  owedTo: 'filer',
  counting: COUNTING,
  excludes: [],
  extend: null,
  when: null,
  branch: null,
  remedies: [],
  ...given,
});

/** One rule of every shape: event, opened paper, breach, end, grade, extension, hearing, hours. */
const pack: Pack = {
  id: 'test',
  version: 1,
  title: label,
  kind: 'grievance',
  offered: false,
  calendar: { id: 'cn', zone: 'Asia/Shanghai' },
  counting: COUNTING,
  withdrawalAfter: '7 days',
  grades: ['simple', 'ordinary', 'hard'],
  rules: [
    rule({ id: 't.notice', kind: 'notice', start: { event: 'filed', notice: null }, metBy: ['accepted', 'refused'], within: '15 days' }),
    rule({ id: 't.call', kind: 'acknowledge', start: { event: 'filed', notice: null }, metBy: ['acknowledged'], within: '2 hours' }),
    rule({
      id: 't.feedback',
      kind: 'feedback',
      start: { endOf: 't.call', orEvent: 'acknowledged' },
      metBy: ['replied'],
      within: '1 month',
    }),
    rule({
      id: 't.decide',
      kind: 'decide',
      start: { event: 'accepted', notice: null },
      metBy: ['replied'],
      within: '60 days',
      extend: { id: 't.extend', label, clause: label, by: 'extended', max: '30 days', times: 1, approvedBy: 'head' },
    }),
    rule({
      id: 't.silent',
      kind: 'ask_take_up',
      nature: 'right',
      start: { breachOf: ['t.notice', 't.decide'] },
      metBy: ['take_up_asked'],
      within: null,
      owedBy: 'filer',
      owedTo: 'office_above',
    }),
    rule({
      id: 't.supervise',
      kind: 'supervise',
      start: { breachOf: ['t.decide'] },
      metBy: ['supervised', 'replied'],
      within: '5 working days',
      owedBy: 'office_above',
    }),
    rule({
      id: 't.ask',
      kind: 'ask_review',
      nature: 'right',
      start: { event: 'notice_opened', notice: 'reply' },
      metBy: ['review_asked'],
      within: '30 days',
      owedBy: 'filer',
      owedTo: 'office_above',
    }),
    rule({
      id: 't.review',
      kind: 'decide_review',
      start: { event: 'review_asked', notice: null },
      metBy: ['review_decided'],
      within: '30 days',
      owedBy: 'office_above',
      excludes: ['hearing_held'],
    }),
    rule({
      id: 't.simple',
      kind: 'reply',
      start: { event: 'registered', notice: null },
      metBy: ['replied'],
      within: 'same working day',
      when: { grade: 'simple' },
    }),
    rule({
      id: 't.hard',
      kind: 'reply',
      start: { event: 'registered', notice: null },
      metBy: ['replied'],
      within: '30 days',
      when: { grade: 'hard' },
    }),
  ],
};
const calendar = getCalendar({
  id: 't',
  zone: 'Asia/Shanghai',
  source: 't',
  years: [2026],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05'],
  makeUpDays: ['2026-10-10'],
});

const FIRST = fromIso('2026-06-01T00:00:00.000Z');
const DAY_MS = 86_400_000;
const day = fc.integer({ min: 20_600, max: 20_800 }).map(fromEpochDay);
const data: fc.Arbitrary<JsonObject> = fc.record(
  {
    notice: fc.constantFrom('reply', 'refusal', 'review', 7),
    grade: fc.constantFrom('simple', 'ordinary', 'hard', 'none'),
    until: fc.oneof(day, fc.constantFrom('soon', '2026-02-30', null)),
    from: fc.oneof(day, fc.constant('0001-01-01')),
    to: fc.oneof(day, fc.constant('9999-12-31')),
    level: fc.integer({ min: 0, max: 2 }),
    n: fc.integer({ min: 0, max: 12 }),
  },
  { requiredKeys: [] },
);
const actor: fc.Arbitrary<Actor> = fc.constantFrom<Actor>(
  { kind: 'filer' },
  { kind: 'system' },
  { kind: 'staff', post: 'head', office: 'o' },
);
const BUSY: readonly EventKind[] = [
  'accepted',
  'replied',
  'extended',
  'voided',
  'acknowledged',
  'registered',
  'regraded',
  'notice_opened',
  'review_asked',
  'hearing_held',
  'withdrawal_asked',
  'resumed',
  'take_up_asked',
];
const rough = fc.record({
  type: fc.oneof(fc.constantFrom(...EVENT_KINDS), fc.constantFrom(...BUSY)),
  level: fc.constantFrom<Level>(0, 0, 0, 1, 2),
  gap: fc.integer({ min: 0, max: 25 * DAY_MS }),
  occurredOn: fc.option(day, { nil: undefined }),
  actor,
  data,
});

const filing = rough.map((given) => ({ ...given, type: 'filed' as const, level: 0 as const, occurredOn: undefined })); // the literal types of the list
/** Histories with numbers and times as a store gives them, mostly begun by a filing, and anything inside. */
const histories = fc
  .oneof(
    fc.array(rough, { maxLength: 14 }),
    fc.tuple(filing, fc.array(rough, { maxLength: 14 })).map(([first, rest]) => [first, ...rest]),
  )
  .map((given) => {
    const counts = [0, 0, 0];
    let at = FIRST;
    return given.map(({ gap, occurredOn, ...event }): MatterEvent => {
      const n = counts[event.level] ?? 0;
      counts[event.level] = n + 1;
      at = instant(at + gap);
      return {
        ...event,
        v: 1,
        n,
        recordedAt: at,
        visibility: 'open',
        policy: '',
        calendar: '',
        ...(occurredOn === undefined ? {} : { occurredOn }),
      };
    });
  });
const instants = fc.integer({ min: FIRST - 30 * DAY_MS, max: FIRST + 600 * DAY_MS }).map(instant);
const keyOf = (one: Obligation): string => `${one.rule} ${one.breachOf} ${one.startedBy.level}/${one.startedBy.n}`;
const RUNS = { numRuns: 300 };

const ALLOWED: { readonly [from in ObligationStatus]: readonly ObligationStatus[] } = {
  pending: ['running', 'overdue', 'lapsed', 'stopped', 'not_needed'],
  running: ['overdue', 'lapsed', 'stopped'],
  met: [],
  met_late: [],
  overdue: [],
  lapsed: [],
  stopped: [],
  not_needed: [],
};

describe('obligations of any history whatever', () => {
  it('never fail, and are the same however often they are computed', () => {
    fc.assert(
      fc.property(histories, instants, (events, asOf) => {
        expect(obligations(MATTER, events, pack, calendar, asOf)).toEqual(obligations(MATTER, [...events], pack, calendar, asOf));
      }),
      RUNS,
    );
  });

  it('are one for each rule, base and starting event', () => {
    fc.assert(
      fc.property(histories, instants, (events, asOf) => {
        const keys = obligations(MATTER, events, pack, calendar, asOf).map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      RUNS,
    );
  });

  it('keep every date while time passes, and change their state only forwards', () => {
    fc.assert(
      fc.property(histories, instants, instants, (events, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const before = obligations(MATTER, events, pack, calendar, early);
        const after = obligations(MATTER, events, pack, calendar, late);
        expect(after.map((one) => [keyOf(one), one.from, one.due])).toEqual(before.map((one) => [keyOf(one), one.from, one.due]));
        before.forEach((one, i) => {
          const now = after[i]?.status;
          expect(now === one.status || (now !== undefined && ALLOWED[one.status].includes(now))).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('never move a due date later when something is added, unless it is an extension or a hearing', () => {
    fc.assert(
      fc.property(histories, instants, (events, asOf) => {
        const last = events.at(-1);
        if (last === undefined) return;
        const before = obligations(MATTER, events.slice(0, -1), pack, calendar, asOf);
        const after = new Map(obligations(MATTER, events, pack, calendar, asOf).map((one) => [keyOf(one), one]));
        for (const one of before) {
          const now = after.get(keyOf(one));
          expect(now).toBeDefined();
          if (one.breachAt === null || now === undefined || last.type === 'extended' || last.type === 'hearing_held') continue;
          expect(now.breachAt ?? Infinity).toBeLessThanOrEqual(one.breachAt);
        }
      }),
      RUNS,
    );
  });

  it('change at the instant announced and not before', () => {
    fc.assert(
      fc.property(histories, instants, (events, asOf) => {
        const statuses = (at: Instant): readonly string[] => obligations(MATTER, events, pack, calendar, at).map((one) => one.status);
        const next = nextChangeAt(obligations(MATTER, events, pack, calendar, asOf), asOf);
        const before = statuses(next === null ? instant(asOf + 900 * DAY_MS) : instant(next - 1));
        expect(before).toEqual(statuses(asOf));
      }),
      RUNS,
    );
  });

  it('show the office below nothing of what happened above', () => {
    fc.assert(
      fc.property(histories, instants, (events, asOf) => {
        const below = events.filter((event) => event.level === 0);
        const levels = obligations(MATTER, below, pack, calendar, asOf).map((one) => [
          one.startedBy.level,
          one.metBy?.level ?? 0,
          one.extendedBy?.level ?? 0,
        ]);
        expect(levels.flat().every((level) => level === 0)).toBe(true);
      }),
      RUNS,
    );
  });
});

const at = (text: string): Instant => fromIso(`${text}T02:00:00.000Z`);
const event = (type: EventKind, on: string, n: number, more: Partial<MatterEvent> = {}): MatterEvent => ({
  type,
  v: 1,
  level: 0,
  n,
  recordedAt: at(on),
  actor: { kind: type === 'filed' || type === 'withdrawal_asked' ? 'filer' : 'system' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: {},
  ...more,
});
const find = (found: readonly Obligation[], id: string): Obligation | undefined => found.find((one) => one.rule === id);

describe('an obligation', () => {
  it('is not voided together with what its filer did', () => {
    const events = [event('filed', '2026-06-01', 0), event('voided', '2026-06-02', 1, { data: { level: 0, n: 0 } })];
    expect(find(obligations(MATTER, events, pack, calendar, at('2026-06-03')), 't.notice')?.status).toBe('running');
  });

  it('is not stopped by a withdrawal that somebody else asks for', () => {
    const events = [
      event('filed', '2026-06-01', 0),
      event('withdrawal_asked', '2026-06-02', 1, { actor: { kind: 'staff', post: 'desk', office: 'o' } }),
    ];
    expect(find(obligations(MATTER, events, pack, calendar, at('2026-06-12')), 't.notice')?.status).toBe('running');
  });

  it('that was late before a withdrawal took effect stays overdue and waits for nobody', () => {
    const events = [event('filed', '2026-06-01', 0), event('withdrawal_asked', '2026-06-15', 1)];
    const late = find(obligations(MATTER, events, pack, calendar, at('2026-06-25')), 't.notice');
    expect(late && [late.status, isOpen(late, at('2026-06-25'))]).toEqual(['overdue', false]);
  });

  it('in hours is late to the millisecond', () => {
    const events = [event('filed', '2026-06-01', 0)];
    const due = instant(at('2026-06-01') + 2 * 3_600_000);
    expect(find(obligations(MATTER, events, pack, calendar, instant(due - 1)), 't.call')).toMatchObject({ due, status: 'running' });
    expect(find(obligations(MATTER, events, pack, calendar, due), 't.call')).toMatchObject({ due, status: 'overdue' });
  });

  it('is not asked for twice by opening the same paper again', () => {
    const opened = (on: string, n: number): MatterEvent => event('notice_opened', on, n, { data: { notice: 'reply' } });
    const events = [event('filed', '2026-06-01', 0), event('replied', '2026-06-02', 1), opened('2026-06-03', 2), opened('2026-07-20', 3)];
    expect(obligations(MATTER, events, pack, calendar, at('2026-07-21')).filter((one) => one.rule === 't.ask')).toMatchObject([
      { from: '2026-06-03', status: 'lapsed' },
    ]);
  });
});
