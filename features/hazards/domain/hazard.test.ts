import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { decideStaff, staffOptions, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { hazards } from '../server/hazards.ts';
import { bells, project } from './project.ts';
import { fold } from './state.ts';
import { find, STEPS } from './verbs/steps.ts';
import { EVENTS, HAZARD } from './vocabulary.ts';

const pack = getPackOf([HAZARD], 'hazard-general');
const calendar = getPackCalendar(pack.calendar);
const ACCESS = readAccess().rules;
const around = (day: string): StaffSurroundings => ({
  now: fromIso(`${day}T02:00:00.000Z`),
  pack,
  calendar,
  access: ACCESS,
  officeExists: (office) => ['housing', 'transport', 'water'].includes(office),
  placeExists: (place) => place === 'old-bridge',
});

const asker = (post: string) => {
  const [office = '', role = ''] = post.split('.');
  return { post, office, role: role.replace(/\d$/, '') as Role };
};
type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

const tried = (events: readonly StreamEvent[], [day, post, name, input = {}]: Step) =>
  decideStaff(hazards.staff, events, asker(post), { name, input }, around(day));
const said = (result: ReturnType<typeof tried>): string =>
  isRefusal(result) ? `${result.refused} ${String(result.data?.['field'] ?? '')}`.trim() : result.map((it) => it.type).join(' ');

/** Lives through steps; throws where one is refused. */
const lived = (...steps: readonly Step[]): readonly StreamEvent[] =>
  steps.reduce((events: readonly StreamEvent[], step) => {
    const result = tried(events, step);
    if (isRefusal(result)) throw new Error(`${step[2]}: ${JSON.stringify(result)}`);
    const added = result.map(({ texts: _texts, ...it }, i): StreamEvent => ({
      ...it,
      v: 1,
      n: events.length + i,
      recordedAt: around(step[0]).now,
      policy: '',
      calendar: '',
    }));
    return [...events, ...added];
  }, []);

const NO_PHOTO = { no_photo: '没有带相机' };
const FOUND: Step = [
  '2026-11-23',
  'housing.inspector',
  'find',
  { source: 'check', what: '通道堵了', spot: '二号棚', supervisor: 'county' },
];
const GRADED: Step = ['2026-11-23', 'housing.inspector', 'grade', { grade: 'general', criterion: '小' }];
const FIVE = { measures: '清走', money: '自筹', by: '2026-12-04', meanwhile: '值守', standard: '净宽1.4米' };
const ORDERED: Step = ['2026-11-24', 'housing.head', 'order', { mender: 'transport', acceptor: 'water', ...FIVE }];
const REPORTED: Step = ['2026-12-01', 'transport.handler', 'report_mended', { words: '清走了', ...NO_PHOTO }];
const ACCEPTED: Step = ['2026-12-07', 'water.inspector', 'accept_mend', { words: '合格', ...NO_PHOTO }];
const DELISTED: Step = ['2026-12-08', 'housing.head', 'delist'];
const LIFE = [FOUND, GRADED, ORDERED, REPORTED, ACCEPTED, DELISTED] as const;

describe('a hazard', () => {
  it('is found, graded, ordered, mended, looked at again and struck off, each step by its seat', () => {
    expect(lived(...LIFE).map((event) => event.type)).toEqual([
      'found',
      'graded',
      'ordered',
      'reported_mended',
      'mend_accepted',
      'delisted',
    ]);
    expect(lived(...LIFE).map((event) => event.data['allowedBy'])).toEqual([
      'hazard-found-and-ordered',
      'hazard-found-and-ordered',
      'hazard-found-and-ordered',
      'hazard-mended',
      'hazard-looked-at-again',
      'hazard-head-answers',
    ]);
  });

  it('is ordered only with five things named', () => {
    const events = lived(FOUND, GRADED);
    for (const name of Object.keys(FIVE)) {
      const { [name]: _left, ...rest } = { mender: 'transport', acceptor: 'water', ...FIVE } as JsonObject;
      expect(said(tried(events, ['2026-11-24', 'housing.head', 'order', rest]))).toBe(
        `${name === 'by' ? 'field_date' : 'field_empty'} ${name}`,
      );
    }
    const input = { mender: 'transport', acceptor: 'water', ...FIVE };
    expect(said(tried(events, ['2026-11-24', 'housing.head', 'order', { ...input, by: '2026-11-23' }]))).toBe('promise_past by');
    expect(said(tried(events, ['2026-11-24', 'housing.head', 'order', { ...input, mender: 'nobody' }]))).toBe('office_unknown mender');
    expect(said(tried(events, ['2026-11-24', 'housing.head', 'order', { ...input, person: '张三' }]))).toBe('field_unknown person');
  });

  it('is never looked at again by the office that mends, nor by a post that ordered it or said it was mended', () => {
    const same = { mender: 'transport', acceptor: 'transport', ...FIVE };
    expect(said(tried(lived(FOUND, GRADED), ['2026-11-24', 'housing.head', 'order', same]))).toBe('own_work acceptor');
    const events = lived(FOUND, GRADED, ORDERED, REPORTED);
    expect(said(tried(events, ['2026-12-07', 'transport.head', 'accept_mend', { words: '好', ...NO_PHOTO }]))).toBe('not_your_post');
    expect(said(tried(events, ['2026-12-07', 'housing.head', 'accept_mend', { words: '好', ...NO_PHOTO }]))).toBe('not_your_post');
    const own = lived(
      FOUND,
      GRADED,
      ['2026-11-24', 'housing.head', 'order', { mender: 'transport', acceptor: 'housing', ...FIVE }],
      REPORTED,
    );
    expect(said(tried(own, ['2026-12-07', 'housing.head', 'accept_mend', { words: '好', ...NO_PHOTO }]))).toBe('own_work');
    expect(said(tried(own, ['2026-12-07', 'housing.inspector', 'accept_mend', { words: '好', ...NO_PHOTO }]))).toBe('mend_accepted');
    const mine = lived(FOUND, GRADED, ['2026-11-24', 'housing.head', 'order', { mender: 'housing', acceptor: 'water', ...FIVE }]);
    expect(said(tried(mine, ['2026-12-01', 'housing.handler', 'report_mended', { words: '好', ...NO_PHOTO }]))).toBe('reported_mended');
    expect(said(tried(mine, ['2026-12-01', 'housing.head', 'report_mended', { words: '好', ...NO_PHOTO }]))).toBe('own_work');
  });

  it('is struck off only after it was accepted, and opened again only after that', () => {
    for (const steps of [LIFE.slice(0, 3), LIFE.slice(0, 4)]) expect(said(tried(lived(...steps), DELISTED))).toBe('wrong_stage');
    const returned: Step = ['2026-12-07', 'water.inspector', 'return_mend', { by: '2026-12-15', reason: '没有' }];
    expect(said(tried(lived(...LIFE.slice(0, 4), returned), DELISTED))).toBe('wrong_stage');
    const reopened: Step = ['2026-12-21', 'housing.handler', 'reopen', { reason: '又堵了' }];
    expect(said(tried(lived(...LIFE.slice(0, 5)), reopened))).toBe('wrong_stage');
    expect(
      said(
        tried(lived(...LIFE, reopened), [
          '2026-12-22',
          'housing.head',
          'order',
          { mender: 'water', acceptor: 'transport', ...FIVE, by: '2026-12-30' },
        ]),
      ),
    ).toBe('ordered');
  });

  it('gets more time only when it is asked before the day, granted by the head, once and no further than was asked', () => {
    const ask = (day: string, until: string): Step => [day, 'transport.head', 'ask_extension', { until, reason: '定做' }];
    const grant = (day: string, post: string, until: string): Step => [day, post, 'grant_extension', { until, reason: '可以' }];
    const events = lived(FOUND, GRADED, ORDERED);
    expect(said(tried(events, ask('2026-12-05', '2026-12-20')))).toBe('duty_over');
    expect(said(tried(events, ask('2026-12-01', '2026-12-04')))).toBe('nothing_changes until');
    expect(said(tried(events, ask('2026-12-01', '2028-01-01')))).toBe('extension_too_long until');
    expect(said(tried(events, grant('2026-12-01', 'housing.head', '2026-12-20')))).toBe('not_yet');
    const asked = lived(FOUND, GRADED, ORDERED, ask('2026-12-01', '2026-12-20'));
    expect(said(tried(asked, ask('2026-12-01', '2026-12-21')))).toBe('already_done');
    expect(said(tried(asked, grant('2026-12-02', 'housing.handler', '2026-12-20')))).toBe('not_your_post');
    expect(said(tried(asked, grant('2026-12-02', 'housing.head', '2026-12-21')))).toBe('extension_too_long until');
    expect(said(tried(asked, grant('2026-12-05', 'housing.head', '2026-12-20')))).toBe('duty_over');
    const granted = lived(FOUND, GRADED, ORDERED, ask('2026-12-01', '2026-12-20'), grant('2026-12-02', 'housing.head', '2026-12-20'));
    expect(said(tried(granted, ask('2026-12-03', '2026-12-30')))).toBe('ask_above');
    const askAbove: Step = ['2026-12-03', 'transport.head', 'ask_extension_above', { until: '2026-12-30', reason: '定做' }];
    const grantAbove = (post: string): Step => ['2026-12-04', post, 'grant_extension', { until: '2026-12-30', reason: '可以' }];
    expect(said(tried(events, [...askAbove]))).toBe('ask_who_ordered');
    const above = lived(
      FOUND,
      GRADED,
      ORDERED,
      ask('2026-12-01', '2026-12-20'),
      grant('2026-12-02', 'housing.head', '2026-12-20'),
      askAbove,
    );
    expect(said(tried(above, grantAbove('housing.head')))).toBe('not_your_post');
    expect(said(tried([...above], grantAbove('county.head')))).toBe('extension_granted');
    const twice = lived(
      FOUND,
      GRADED,
      ORDERED,
      ask('2026-12-01', '2026-12-20'),
      grant('2026-12-02', 'housing.head', '2026-12-20'),
      askAbove,
      grantAbove('county.head'),
    );
    expect(said(tried(twice, [...askAbove]))).toBe('extension_spent');
    expect(said(tried(granted, ['2026-12-21', 'housing.handler', 'press', { words: '请马上' }]))).toBe('pressed');
    expect(said(tried(granted, ['2026-12-20', 'housing.handler', 'press', { words: '请马上' }]))).toBe('not_yet');
  });

  it('is there for its three seats and for nobody else, and for no administrator of theirs', () => {
    const events = lived(...LIFE.slice(0, 3));
    for (const post of ['education.head', 'letters.desk', 'housing.admin', 'transport.auditor', 'water.custodian', 'housing.desk'])
      expect([post, said(tried(events, [...(['2026-12-01', post, 'report_mended'] as const), { words: '好', ...NO_PHOTO }]))]).toEqual([
        post,
        'not_found',
      ]);
    expect(staffOptions(hazards.staff, events, asker('water.handler'), around('2026-12-01')).map((it) => it.verb.name)).toEqual([
      'accept_mend',
      'return_mend',
      'add_evidence',
    ]);
    expect(said(tried([], ['2026-12-01', 'letters.desk', 'find', { source: 'check', what: '甲', spot: '乙' }]))).toBe('not_your_post');
  });

  it('names places of the published list, and refuses what the page did not know', () => {
    const found = (place: string): Step => ['2026-11-23', 'housing.head', 'find', { source: 'check', what: '甲', spot: '乙', place }];
    expect([said(tried([], found('old-bridge'))), said(tried([], found('nowhere')))]).toEqual(['found', 'place_unknown place']);
    const old = decideStaff(
      hazards.staff,
      lived(FOUND),
      asker('housing.head'),
      { name: 'grade', input: {}, expectedLength: 0 },
      around('2026-11-23'),
    );
    expect(said(old)).toBe('version_conflict');
  });
});

describe('what follows from a hazard', () => {
  it('owes each seat its part, and nothing once it is struck off', () => {
    const open = (count: number): readonly string[] =>
      project('H', lived(...LIFE.slice(0, count)), pack, calendar)
        .obligations.filter((row) => row.status === 'open')
        .map((row) => `${row.rule} ${row.office} ${row.due_on}`);
    expect([1, 2, 3, 4, 5, 6].map(open)).toEqual([
      ['hazard.grade housing 2026-11-24'],
      ['hazard.order.general housing 2026-11-26'],
      ['hazard.mend transport 2026-12-04'],
      ['hazard.reinspect water 2026-12-11'],
      ['hazard.delist housing 2026-12-14'],
      [],
    ]);
  });

  it('keeps who had which seat when, also after a second order', () => {
    const second: Step = ['2026-12-22', 'housing.head', 'order', { mender: 'water', acceptor: 'transport', ...FIVE, by: '2026-12-30' }];
    const events = lived(...LIFE, ['2026-12-21', 'housing.handler', 'reopen', { reason: '又堵了' }], second);
    const rows = project('H', events, pack, calendar);
    expect(rows.assignments.map((row) => `${row.office} ${row.role} ${row.since}-${row.until ?? ''}`)).toEqual([
      'housing lead 0-',
      'county co 0-',
      'transport co 2-7',
      'water co 2-7',
      'water co 7-',
      'transport co 7-',
    ]);
    const mends = rows.obligations.filter((row) => row.rule === 'hazard.mend').map((row) => `${row.office} ${row.status}`);
    expect(mends).toEqual(['transport met', 'water open']);
    expect(bells(events, events.slice(-1)).map((bell) => bell.office)).toEqual(['water']);
  });

  it('is the same in whatever order the events come, and total for events that nobody knows', () => {
    const events = lived(...LIFE);
    expect(project('H', events.toReversed(), pack, calendar)).toEqual(project('H', events, pack, calendar));
    const [first] = events;
    if (!first) throw new Error('nothing was found');
    const strange = [{ ...first, type: 'sung', n: 6 }];
    expect(fold([...events, ...strange]).stage).toBe('delisted');
    expect(() => project('H', strange, pack, calendar)).toThrow('starts with its finding');
  });

  it('has words of one kind only: every event but that of time is made by one step', () => {
    const beside = ['deadline_passed', 'major_found', 'plan_asked', 'listing_fulfilled']; // time, and what is said in the same breath
    const makers = (type: string) => [find, ...STEPS].filter((verb) => verb.makes === type).map((verb) => verb.name);
    expect(EVENTS.filter((type) => !beside.includes(type) && type !== 'ordered' && makers(type).length !== 1)).toEqual([]);
    expect(makers('ordered')).toEqual(['order', 'give_repair']);
    const fields = new Set([find, ...STEPS].flatMap((verb) => Object.keys(verb.fields)));
    expect([...fields].filter((name) => /name|phone|person|contact|plate|owner/.test(name))).toEqual([]);
  });
});
