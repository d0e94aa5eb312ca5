import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { decideStaff, staffOptions, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { rounds } from '../server/rounds.ts';
import { bells, project } from './project.ts';
import { totalOf } from './report.ts';
import { fold, openOf } from './state.ts';
import { ROUND, TOUR_POINTS } from './vocabulary.ts';

const pack = getPackOf([ROUND], 'rounds');
const calendar = getPackCalendar(pack.calendar);
const around = (day: string): StaffSurroundings => ({
  now: fromIso(`${day}T02:00:00.000Z`),
  pack,
  calendar,
  access: readAccess().rules,
  officeExists: (office) => ['county', 'housing', 'water', 'letters'].includes(office),
  placeExists: () => false,
});

const asker = (post: string) => {
  const [office = '', role = ''] = post.split('.');
  return { post, office, role: role as Role };
};
type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

const tried = (events: readonly StreamEvent[], [day, post, name, input = {}]: Step) =>
  decideStaff(rounds.staff, events, asker(post), { name, input }, around(day));
const said = (result: ReturnType<typeof tried>): string =>
  isRefusal(result) ? `${result.refused} ${String(result.data?.['field'] ?? '')}`.trim() : result.map((it) => it.type).join(' ');

const numbered = (events: readonly StreamEvent[], result: ReturnType<typeof tried>, day: string): readonly StreamEvent[] => {
  if (isRefusal(result)) throw new Error(JSON.stringify(result));
  const added = result.map(({ texts: _texts, ...it }, i): StreamEvent => ({
    ...it,
    v: 1,
    n: events.length + i,
    recordedAt: around(day).now,
    policy: '',
    calendar: '',
  }));
  return [...events, ...added];
};
/** Lives through steps; throws where one is refused. */
const lived = (...steps: readonly Step[]): readonly StreamEvent[] =>
  steps.reduce((events: readonly StreamEvent[], step) => numbered(events, tried(events, step), step[0]), []);

const FIRE: JsonObject = {
  title: '老旧商铺消防专项检查',
  subject: 'fire',
  form: 'fire-patrol',
  tours: 2,
  class_market: true,
  class_public_venue: true,
  office1: 'housing',
  office2: 'water',
  phase1_yields: 'plan',
  phase1_from: '2026-06-15',
  phase1_to: '2026-07-05',
  phase2_yields: 'checks',
  phase2_from: '2026-07-06',
  phase2_to: '2026-08-31',
  phase3_yields: 'look_back',
  phase3_from: '2026-09-01',
  phase3_to: '2026-10-20',
  phase4_yields: 'closing_report',
  phase4_from: '2026-10-21',
  phase4_to: '2026-11-10',
};
const opening = (more: JsonObject = {}): Step => ['2026-06-15', 'county.head', 'open_round', { ...FIRE, ...more }];
const without = (...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(FIRE).filter(([name]) => !names.includes(name)));

const dueOf = (events: readonly StreamEvent[], asOf: string) =>
  obligations(ROUND, events, pack, calendar, around(asOf).now).map(({ rule, startedBy, due, status }) => [rule, startedBy.n, due, status]);

describe('a round is opened', () => {
  it('with what each phase asks of each office, and the tours; the closing report is asked of nobody but who leads it', () => {
    const events = lived(opening());
    expect(events.map((it) => it.type)).toEqual(['round_opened', ...Array<string>(6).fill('deliverable_asked'), 'tours_asked']);
    expect(dueOf(events, '2026-06-16')).toEqual([
      ['round.deliverable', 1, '2026-07-05', 'running'],
      ['round.deliverable', 2, '2026-07-05', 'running'],
      ['round.deliverable', 3, '2026-08-31', 'running'],
      ['round.deliverable', 4, '2026-08-31', 'running'],
      ['round.deliverable', 5, '2026-10-20', 'running'],
      ['round.deliverable', 6, '2026-10-20', 'running'],
      ['round.tours', 7, '2026-11-10', 'running'],
    ]);
    const { obligations: rows } = project('AAAAAAAA', events, pack, calendar);
    expect(rows.map((row) => row.office)).toEqual(['housing', 'water', 'housing', 'water', 'housing', 'water', 'county']);
  });

  it.each<[string, JsonObject, string]>([
    ['a phase that ends before it begins', { phase2_to: '2026-07-01' }, 'period_order phase2_to'],
    ['a first day in the past', { phase1_from: '2026-06-14' }, 'promise_past phase1_from'],
    ['phases that overlap', { phase3_from: '2026-08-31' }, 'round_phases phase3_from'],
    ['a phase after the closing report', { phase2_yields: 'closing_report' }, 'round_yields phase2_yields'],
    ['a title of a political occasion', { title: '两会期间安全检查' }, 'name_word title'],
    ['a title about a group of people', { title: '流动人口出租房检查' }, 'name_word title'],
    ['a title about tenants', { title: '租户摸底检查' }, 'name_word title'],
    ['a title about a faith in English', { english: 'Round of worship places' }, 'name_word english'],
    ['a subject that is none', { subject: 'petitions' }, 'field_choice subject'],
    ['an office that there is not', { office2: 'nowhere' }, 'office_unknown offices'],
    ['more tours than anybody makes', { tours: 21 }, 'round_tours tours'],
    ['an unknown field', { persons: 'x' }, 'field_unknown persons'],
  ])('but not with %s', (_, more, why) => {
    expect(said(tried([], opening(more)))).toBe(why);
  });

  it('but not without a class, an office, a form, a phase in which sites are looked at, or a part of a phase', () => {
    const open = (input: JsonObject) => said(tried([], ['2026-06-15', 'county.head', 'open_round', input]));
    expect(open(without('class_market', 'class_public_venue'))).toBe('round_no_class classes');
    expect(open(without('office1', 'office2'))).toBe('round_no_office offices');
    expect(open(without('form'))).toBe('field_choice form');
    expect(open({ ...FIRE, phase2_yields: 'open_points', phase3_yields: 'open_points' })).toBe('round_no_checks phase1_yields');
    expect(open(without('phase2_to'))).toBe('field_date phase2_to');
    expect(open(without('phase2_yields'))).toBe('field_choice phase2_yields');
    expect(open(without('tours'))).toBe('field_choice tours');
  });

  it('by a head, and by nobody who keeps accounts', () => {
    expect(said(tried([], ['2026-06-15', 'county.handler', 'open_round', FIRE]))).toBe('not_your_post');
    expect(said(tried([], ['2026-06-15', 'county.admin', 'open_round', FIRE]))).toBe('not_your_post');
  });
});

describe('an office of a round', () => {
  it('hands in what its own phase asks for, once, and nobody does it for it', () => {
    const events = lived(opening(), [
      '2026-07-01',
      'housing.head',
      'hand_in',
      { phase: 1, words: '方案见附件。', paper: '建〔2026〕12号' },
    ]);
    expect(events.at(-1)?.data).toMatchObject({ phase: 1, of: 1 });
    expect(dueOf(events, '2026-07-06').slice(0, 2)).toEqual([
      ['round.deliverable', 1, '2026-07-05', 'met'],
      ['round.deliverable', 2, '2026-07-05', 'overdue'],
    ]);
    expect(openOf(fold(events), 'housing').map((it) => it.phase)).toEqual([2, 3]);
    expect(said(tried(events, ['2026-07-02', 'housing.head', 'hand_in', { phase: 1, words: '再交一次。' }]))).toBe('field_choice phase');
    expect(said(tried(events, ['2026-07-02', 'county.head', 'hand_in', { phase: 1, words: '代交。' }]))).toBe('not_your_post');
    expect(said(tried(events, ['2026-07-02', 'letters.head', 'hand_in', { phase: 1, words: '代交。' }]))).toBe('not_found');
  });
});

describe('dates', () => {
  it('move to later days only, with a public reason, and what comes behind moves along', () => {
    const events = lived(opening(), ['2026-07-20', 'county.head', 'move_dates', { phase: 2, to: '2026-09-05', reason: 'weather' }]);
    expect(events.slice(8).map((it) => it.type)).toEqual([
      'dates_moved',
      ...Array.from({ length: 4 }, () => ['deliverable_moved', 'deliverable_asked']).flat(),
      'tours_moved',
      'tours_asked',
    ]);
    expect(fold(events).phases.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-06-15 2026-07-05',
      '2026-07-06 2026-09-05',
      '2026-09-06 2026-10-25',
      '2026-10-26 2026-11-15',
    ]);
    // What phase 1 asked for stays late; what was moved is owed by the new day.
    const due = dueOf(events, '2026-07-21').filter(([, , , status]) => status !== 'met');
    expect(due).toEqual([
      ['round.deliverable', 1, '2026-07-05', 'overdue'],
      ['round.deliverable', 2, '2026-07-05', 'overdue'],
      ['round.deliverable', 10, '2026-09-05', 'running'],
      ['round.deliverable', 12, '2026-09-05', 'running'],
      ['round.deliverable', 14, '2026-10-25', 'running'],
      ['round.deliverable', 16, '2026-10-25', 'running'],
      ['round.tours', 18, '2026-11-15', 'running'],
    ]);
    expect(fold(events).moves).toEqual([{ phase: 2, from: '2026-08-31', to: '2026-09-05', reason: 'weather' }]);
  });

  it('never move back, and of a phase that is over not at all', () => {
    const events = lived(opening());
    const move = (input: JsonObject, day = '2026-07-20') => said(tried(events, [day, 'county.head', 'move_dates', input]));
    expect(move({ phase: 2, to: '2026-08-31', reason: 'weather' })).toBe('round_earlier to');
    expect(move({ phase: 1, to: '2026-09-05', reason: 'weather' })).toBe('field_choice phase');
    expect(move({ phase: 9, to: '2026-09-05', reason: 'weather' })).toBe('field_choice phase');
    expect(move({ phase: 2, to: '2026-09-05', reason: 'because' })).toBe('field_choice reason');
    expect(move({ phase: 4, to: '2026-12-05', reason: 'weather' }, '2026-11-11')).toBe('not_yet');
    expect(said(tried(events, ['2026-07-20', 'housing.head', 'move_dates', { phase: 2, to: '2026-09-05', reason: 'weather' }]))).toBe(
      'not_your_post',
    );
  });
});

describe('a tour', () => {
  const tour = (day: string, office = 'water'): Step => [
    day,
    'county.handler',
    'record_tour',
    { office, own_checks: true, found: '有两处没有自查。' },
  ];
  it('is made to an office of the round and looks at something; the last one that was planned completes them', () => {
    const events = lived(opening(), tour('2026-07-10'), tour('2026-08-10', 'housing'));
    expect(events.slice(-2).map((it) => it.type)).toEqual(['tour_made', 'tours_complete']);
    expect(dueOf(events, '2026-08-11').at(-1)).toEqual(['round.tours', 7, '2026-11-10', 'met']);
    expect(said(tried(events, tour('2026-08-12', 'letters')))).toBe('round_not_covered office');
    expect(said(tried(events, ['2026-08-12', 'county.handler', 'record_tour', { office: 'water' }]))).toBe(
      `round_no_point ${TOUR_POINTS[0]}`,
    );
    expect(said(tried(events, ['2026-08-12', 'water.head', 'record_tour', { office: 'water', own_checks: true }]))).toBe('not_your_post');
    expect(TOUR_POINTS.length).toBe(10);
  });

  it('is not made before the round begins, and none is owed where none was planned', () => {
    const later = lived(opening({ phase1_from: '2026-06-20', tours: 0 }));
    expect(later.map((it) => it.type)).not.toContain('tours_asked');
    expect(said(tried(later, tour('2026-06-16')))).toBe('not_yet');
  });
});

describe('a round that is over', () => {
  const ended = (): readonly StreamEvent[] => {
    const events = lived(opening());
    const last: StreamEvent = {
      type: 'round_ended',
      v: 1,
      level: 0,
      n: events.length,
      recordedAt: around('2026-11-12').now,
      occurredOn: fold(events).phases.at(-1)?.to ?? ('' as never), // there are four
      actor: { kind: 'system' },
      visibility: 'open',
      policy: '',
      calendar: '',
      data: {},
    };
    return [...events, last];
  };
  const REPORT = { phases: [{ phase: 2, from: '2026-07-06', to: '2026-08-31', deliverable: 'checks', rows: [] }] };
  const closing = (day: string, more: JsonObject = {}): Step => [
    day,
    'county.head',
    'close_round',
    { measures: '每季度复查一次。', report: REPORT, ...more },
  ];

  it('is closed within five days of its last day, with what stays in force and a report that was counted', () => {
    const events = ended();
    expect(dueOf(events, '2026-11-13').at(-1)).toEqual(['round.close', 8, '2026-11-15', 'running']);
    expect(said(tried(lived(opening()), closing('2026-11-10')))).toBe('not_yet');
    expect(said(tried(events, closing('2026-11-12', { measures: '' })))).toBe('field_empty measures');
    expect(said(tried(events, ['2026-11-12', 'county.head', 'close_round', { measures: '每季度。' }]))).toBe('field_type report');
    const closed = numbered(events, tried(events, closing('2026-11-12')), '2026-11-12');
    expect(fold(closed).report).toEqual({ ...REPORT, tours: { asked: 2, made: 0 } });
    expect(dueOf(closed, '2026-11-30').at(-1)).toEqual(['round.close', 8, '2026-11-15', 'met']);
    // Who leads it can do nothing more with it; what an office still owes can be handed in, late.
    expect(said(tried(closed, ['2026-11-13', 'water.head', 'hand_in', { phase: 1, words: '补报方案。' }]))).toBe('deliverable_handed_in');
    const open = staffOptions(rounds.staff, closed, asker('county.head'), around('2026-11-13')).filter((it) => it.because === undefined);
    expect(open).toEqual([]);
  });

  it('adds up what was counted', () => {
    const row = { office: 'water', class: 'market', due: 3, done: 2, nil: 1, findings: 4, dealt: 3 };
    expect(totalOf([row, { ...row, due: 1, done: 1 }])).toEqual({ due: 4, done: 3, nil: 2, findings: 8, dealt: 6 });
    expect(totalOf([])).toEqual({ due: 0, done: 0, nil: 0, findings: 0, dealt: 0 });
  });
});

it('rings the offices that are asked for something, and the one that asked', () => {
  const events = lived(opening());
  expect(bells(events, events).map((it) => it.office)).toEqual(['housing', 'water', 'housing', 'water', 'housing', 'water']);
  const handed = lived(opening(), ['2026-07-01', 'housing.head', 'hand_in', { phase: 1, words: '方案。' }]);
  expect(bells(handed, handed.slice(-1)).map((it) => it.office)).toEqual(['county']);
});
