import { describe, expect, it } from 'vitest';
import { SOUND } from '../../test/support/pack.ts';
import { getCalendar } from '../calendar/calendar.ts';
import { fromIso } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { EVENT_KINDS } from '../matter/event.ts';
import { MATTER } from '../matter/vocabulary.ts';
import { obligations } from '../obligation/obligations.ts';
import type { StreamEvent } from '../stream/event.ts';
import { checkPack } from './check-pack.ts';
import { explain } from './explain.ts';
import type { Pack } from './pack.ts';
import { vocabularyOf, type Vocabulary, type Words } from './vocabulary.ts';

/** A kind that is nothing like a matter: a lamp that is found dark and has to be lit, by whoever has it, to whoever looks after the street. */
interface LampWords extends Words {
  readonly event: 'dark' | 'lit' | 'longer' | 'voided';
  readonly duty: 'light';
  readonly party: 'keeper' | 'street';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'lamp';
}
const label = (text: string) => ({ 'zh-CN': text, en: text });
const LAMP: Vocabulary<LampWords> = {
  packs: ['lamp'],
  events: ['dark', 'lit', 'voided'],
  duties: { light: { meets: ['lit'] } },
  parties: { keeper: { level: 0, label: label('keeper') }, street: { level: 1, label: label('street') } },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['dark'],
  first: 'dark',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
const { withdrawalAfter: _never, ...whole } = SOUND;
const PACK: Pack<LampWords> = {
  ...whole,
  id: 'lamp',
  kind: 'lamp',
  grades: [],
  rules: [
    {
      id: 'lamp.light',
      kind: 'light',
      nature: 'duty',
      label: label('light it'),
      clause: label('art. 1'),
      ownRule: true,
      start: { event: 'dark', notice: null },
      metBy: ['lit'],
      owedBy: 'keeper',
      owedTo: 'street',
      within: '2 days',
      counting: SOUND.counting,
      excludes: [],
      extend: null,
      when: null,
      branch: null,
      remedies: [],
    },
  ],
};
const calendar = getCalendar({ id: 'test', zone: 'Asia/Shanghai', source: 'test', years: [2026], holidays: [], makeUpDays: [] });
const event = (type: LampWords['event'], day: string, n: number): StreamEvent => ({
  type,
  v: 1,
  level: 0,
  n,
  recordedAt: fromIso(`${day}T02:00:00.000Z`),
  actor: { kind: 'staff', post: 'lamps.handler', office: 'lamps' },
  visibility: 'open',
  policy: '',
  calendar: '',
  data: {},
});
const codes = (of: Vocabulary, pack: Pack<Words>): readonly string[] => checkPack(of, pack).map((it) => it.code);

describe('a kind that is not a matter', () => {
  it('has packs of its own that are checked in its own words', () => {
    expect(codes(LAMP, PACK)).toEqual([]);
    expect(vocabularyOf([MATTER, LAMP], 'lamp')).toBe(LAMP);
    expect(vocabularyOf([MATTER, LAMP], 'grievance')).toBe(MATTER);
    expect(vocabularyOf([MATTER, LAMP], 'person')).toBeUndefined();
  });

  it('cannot be spoken of in the words of another, nor a matter in its words', () => {
    expect(codes(MATTER, PACK)).toEqual(
      expect.arrayContaining(['policy.kind.unknown', 'policy.event.unknown', 'policy.party.unknown', 'policy.start.not_allowed']),
    );
    expect(codes(LAMP, SOUND)).toEqual(expect.arrayContaining(['policy.kind.unknown', 'policy.event.unknown', 'policy.party.unknown']));
    expect(codes(LAMP, { ...PACK, withdrawalAfter: '7 days' })).toEqual(['policy.withdrawal.not_allowed']);
  });

  it('owes by the same fold', () => {
    const owed = (day: string, ...events: readonly StreamEvent[]): readonly string[] =>
      obligations(LAMP, events, PACK, calendar, fromIso(`${day}T02:00:00.000Z`)).map(
        (it) => `${it.kind} by ${it.owedBy} to ${it.owedTo}, ${it.due}: ${it.status}`,
      );
    const dark = event('dark', '2026-03-02', 0);
    expect(owed('2026-03-03', dark)).toEqual(['light by keeper to street, 2026-03-04: running']);
    expect(owed('2026-03-05', dark)).toEqual(['light by keeper to street, 2026-03-04: overdue']);
    expect(owed('2026-03-05', dark, event('lit', '2026-03-04', 1))).toEqual(['light by keeper to street, 2026-03-04: met']);
    expect(explain(LAMP, PACK, calendar, getPlainDate('2026-03-02')).map((it) => `${it.id} ${it.owedBy} ${it.due}`)).toEqual([
      'lamp.light keeper 2026-03-04',
    ]);
  });
});

describe('a task with a day', () => {
  const DUE: Pack<LampWords> = {
    ...PACK,
    rules: PACK.rules.map((rule) => ({
      ...rule,
      within: 'day set',
      extend: {
        id: 'lamp.longer',
        label: label('more time'),
        clause: label('art. 2'),
        by: 'longer',
        max: '10 days',
        times: 1,
        approvedBy: 'head',
      },
    })),
  };
  const task = { events: ['dark'], duty: 'light' } as const;
  const WITH_DAYS: Vocabulary<LampWords> = {
    ...LAMP,
    events: [...LAMP.events, 'longer'],
    extends: 'longer',
    task: { ...task, extendable: true },
  };

  it('can be extended where its kind says so, once and by so much', () => {
    expect(codes(WITH_DAYS, DUE)).toEqual([]);
    expect(codes({ ...WITH_DAYS, task }, DUE)).toEqual(['policy.within.set']);
    const dark = { ...event('dark', '2026-03-02', 0), data: { by: '2026-03-10' } };
    const longer = (until: string) => ({ ...event('longer', '2026-03-05', 1), data: { until } });
    const due = (...events: readonly StreamEvent[]) =>
      obligations(WITH_DAYS, events, DUE, calendar, fromIso('2026-03-12T02:00:00.000Z')).map((it) => `${it.due} ${it.status}`);
    expect(due(dark)).toEqual(['2026-03-10 overdue']);
    expect(due(dark, longer('2026-03-16'))).toEqual(['2026-03-16 running']);
    expect(due(dark, longer('2026-05-01'))).toEqual(['2026-03-20 running']);
    // Told long before, it begins so long before its day; until then it waits.
    const waiting = { ...DUE, rules: DUE.rules.map((rule) => ({ ...rule, extend: null, ahead: '1 month' })) };
    expect(codes(WITH_DAYS, waiting)).toEqual([]);
    const at = (day: string, by: string) =>
      obligations(WITH_DAYS, [{ ...dark, data: { by } }], waiting, calendar, fromIso(`${day}T02:00:00.000Z`)).map(
        (it) => `${it.from} ${it.due} ${it.status}`,
      );
    expect(at('2026-04-30', '2026-06-01')).toEqual(['2026-05-01 2026-06-01 pending']);
    expect(at('2026-05-01', '2026-06-01')).toEqual(['2026-05-01 2026-06-01 running']);
    expect(at('2026-06-02', '2026-06-01')).toEqual(['2026-05-01 2026-06-01 overdue']);
    expect(at('2026-03-03', '2026-03-10')).toEqual(['2026-03-02 2026-03-10 running']);
    for (const ahead of ['30 minutes', '5 working days', 'same working day', 'soon'])
      expect(codes(WITH_DAYS, { ...DUE, rules: DUE.rules.map((rule) => ({ ...rule, ahead })) })).toEqual(['policy.ahead.not_allowed']);
    expect(codes(WITH_DAYS, { ...PACK, rules: PACK.rules.map((rule) => ({ ...rule, ahead: '3 days' })) })).toContain(
      'policy.ahead.not_allowed',
    );
    expect(due(dark, { ...longer('2026-03-16'), recordedAt: fromIso('2026-03-11T02:00:00.000Z') })).toEqual(['2026-03-10 overdue']);
  });
});

describe('the vocabulary of matters', () => {
  it('names only events that a matter can hold, and parties, duties and papers of its own', () => {
    const named = [
      ...MATTER.starts,
      MATTER.first,
      ...MATTER.excludes,
      ...Object.values(MATTER.duties).flatMap((it) => it.meets),
      ...Object.values(MATTER.notices),
      ...(MATTER.direction ? [...MATTER.direction.acts, ...MATTER.direction.eventsAbove] : []),
    ];
    expect(named.filter((it) => !EVENT_KINDS.includes(it))).toEqual([]);
    const parties = [...(MATTER.direction?.above ?? []), ...(MATTER.direction?.below ?? []), MATTER.direction?.filer ?? ''];
    expect(parties.filter((it) => !Object.hasOwn(MATTER.parties, it))).toEqual([]);
  });

  it('owes nothing by somebody outside the offices, and tells everybody apart who may be complained of', () => {
    const outside = Object.entries(MATTER.parties).filter(([, it]) => it.level === null);
    expect(outside.map(([party]) => party)).toEqual(['filer']);
  });
});
