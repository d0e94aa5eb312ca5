import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { decideStaff, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { hazards } from '../server/hazards.ts';
import { project } from './project.ts';
import { fold, isHung } from './state.ts';
import { STEPS } from './verbs/steps.ts';
import { HAZARD } from './vocabulary.ts';

const calendar = getPackCalendar(getPackOf([HAZARD], 'hazard-major').calendar);
const ACCESS = readAccess().rules;
const OFFICES = ['housing', 'transport', 'water', 'county', 'education'];

type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

/** A hazard that lives under one pack: what is said to a step, and what comes of steps. */
const under = (id: string) => {
  const pack = getPackOf([HAZARD], id);
  const around = (day: string): StaffSurroundings => ({
    now: fromIso(`${day}T02:00:00.000Z`),
    pack,
    calendar,
    access: ACCESS,
    officeExists: (office) => OFFICES.includes(office),
    placeExists: () => false,
  });
  const tried = (events: readonly StreamEvent[], [day, post, name, input = {}]: Step) => {
    const [office = '', role = ''] = post.split('.');
    return decideStaff(hazards.staff, events, { post, office, role: role.replace(/\d$/, '') as Role }, { name, input }, around(day));
  };
  const after = (events: readonly StreamEvent[], step: Step): readonly StreamEvent[] => {
    const result = tried(events, step);
    if (isRefusal(result)) throw new Error(`${step[2]}: ${JSON.stringify(result)}`);
    return [
      ...events,
      ...result.map(({ texts: _texts, ...it }, i): StreamEvent => ({
        ...it,
        v: 1,
        n: events.length + i,
        recordedAt: around(step[0]).now,
        policy: '',
        calendar: '',
      })),
    ];
  };
  const said = (events: readonly StreamEvent[], step: Step): string => {
    const result = tried(events, step);
    return isRefusal(result) ? result.refused : result.map((it) => it.type).join(' ');
  };
  const lived = (...steps: readonly Step[]): readonly StreamEvent[] =>
    steps.reduce((events: readonly StreamEvent[], step) => after(events, step), []);
  const open = (events: readonly StreamEvent[]): readonly string[] =>
    project('H', events, pack, calendar)
      .obligations.filter((row) => row.status === 'open')
      .map((row) => `${row.rule} ${row.office} ${row.due_on}`);
  return { said, lived, open };
};

const NO = { no_photo: '没有带相机' };
const site = { site: 'AAAAAAAA', siteName: '东市场', siteClass: 'market', siteOffice: 'transport' };
const FOUND: Step = [
  '2026-11-02',
  'housing.inspector',
  'find',
  { source: 'check', danger: 'fire', what: '出口少', spot: '二层', supervisor: 'county', ...site },
];
const MAJOR: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'major', cites: 'gb35181.exits', criterion: '只有一个出口' }];
const GENERAL: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'general', criterion: '能立即排除' }];
const REPAIR: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'none', criterion: '不危险' }];
const REPORT: Step = ['2026-11-03', 'housing.handler', 'report_up', { cause: '堆货', harm: '疏散不出去', proposal: '开一个门' }];
const FIVE = { measures: '开门', money: '自筹', by: '2026-12-31', meanwhile: '限制人数', standard: '净宽1.4米' };
const ORDER: Step = ['2026-11-03', 'housing.head', 'order', { mender: 'transport', acceptor: 'water', ...FIVE }];
const PLAN: Step = [
  '2026-11-05',
  'transport.head',
  'make_plan',
  { goals: '加一个出口', methods: '开墙', money: '十万元', people: '基建科', by: '2026-12-30', safety: '限流' },
];
const LIST: Step = ['2026-11-06', 'county.head', 'list', { reason: '人多' }];
const HANG: Step = ['2026-11-09', 'county.handler', 'publish_listing', { public_what: '安全出口不够', public_where: '东市场' }];
const TOLD: Step = ['2026-12-01', 'transport.handler', 'tell_progress', { told: '墙已经开好' }];
const MENDED: Step = ['2026-12-20', 'transport.handler', 'report_mended', { words: '门开好了', ...NO }];
const ACCEPTED: Step = ['2026-12-22', 'county.inspector', 'accept_mend', { words: '合格', ...NO }];
const ENDED: Step = ['2026-12-23', 'county.head', 'end_listing'];
const STRUCK: Step = ['2026-12-24', 'housing.head', 'delist'];
const LIFE: readonly Step[] = [FOUND, MAJOR, REPORT, ORDER, PLAN, LIST, HANG, TOLD, MENDED, ACCEPTED, ENDED, STRUCK];

const fire = under('fire-order');

describe('a major hazard', () => {
  it('goes from its finding to its end in public, each duty met by the act it asks for', () => {
    expect(fire.open(fire.lived(FOUND, MAJOR))).toEqual([
      'hazard.order.major housing 2026-11-02',
      'hazard.major.report housing 2026-11-03',
      'hazard.listing county 2026-11-11',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 4)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.major.plan transport 2026-11-10',
      'hazard.listing county 2026-11-11',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 6)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.listing.publish county 2026-11-13',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 7)))).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.progress transport 2026-12-09',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 9)))).toEqual([
      'hazard.reinspect county 2026-12-23',
      'hazard.progress.next transport 2027-01-01',
    ]);
    expect(fire.open(fire.lived(...LIFE.slice(0, 10)))).toEqual([
      'hazard.delist housing 2026-12-29',
      'hazard.listing.end county 2026-12-29',
    ]);
    expect(fire.open(fire.lived(...LIFE))).toEqual(['hazard.lookback county 2027-06-23']);
    expect(fire.open(fire.lived(...LIFE, ['2027-02-01', 'county.inspector', 'look_back', { words: '还是好的' }]))).toEqual([]);
  });

  it('hangs in public only between the act that hangs it there and the one that takes it down, and the office above accepts it', () => {
    const hung = LIFE.map((_, i) => isHung(fold(fire.lived(...LIFE.slice(0, i + 1)))));
    expect(hung).toEqual([false, false, false, false, false, true, true, true, true, true, false, false]);
    const { listing, acceptor, progress } = fold(fire.lived(...LIFE));
    expect([acceptor, listing?.what, listing?.where, progress.map((it) => it.told)]).toEqual([
      'county',
      '安全出口不够',
      '东市场',
      ['墙已经开好'],
    ]);
  });

  it('comes back within a year as the same one, with a new order, and after a year not', () => {
    const back: Step = ['2027-12-24', 'county.inspector', 'reopen', { reason: '又堵了' }];
    const reopened = fire.lived(...LIFE, back);
    expect(fold(reopened)).toMatchObject({ stage: 'reopened', reopenings: 1, delistedAt: null, listing: { fulfilled: true } });
    expect(fire.open(reopened)).toEqual(['hazard.order.again housing 2027-12-29']);
    expect(fire.said(fire.lived(...LIFE), ['2027-12-25', 'county.inspector', 'reopen', { reason: '又堵了' }])).toBe('reopen_late');
  });
});

describe('the other ways of a hazard', () => {
  it('mended on the spot: another post strikes it off, or opens it again', () => {
    const atOnce: Step = ['2026-11-02', 'housing.inspector', 'mend_at_once', { words: '当场清走', ...NO }];
    const done = fire.lived(FOUND, atOnce);
    expect(fire.open(done)).toEqual(['hazard.confirm housing 2026-11-05']);
    expect(fire.said(done, ['2026-11-03', 'housing.head', 'delist'])).toBe('delisted');
    expect(
      fire.said(fire.lived(FOUND, ['2026-11-02', 'housing.head', 'mend_at_once', { words: '清走', ...NO }]), [
        '2026-11-03',
        'housing.head',
        'delist',
      ]),
    ).toBe('own_work');
    expect(fire.open(fire.lived(FOUND, atOnce, ['2026-11-03', 'housing.head', 'reopen', { reason: '没有清' }]))).toEqual([
      'hazard.order.again housing 2026-11-06',
    ]);
  });

  it('a repair: who, what, by when; looked at by whoever gave it, and done with', () => {
    const give: Step = ['2026-11-04', 'housing.head', 'give_repair', { mender: 'transport', measures: '换灯', by: '2026-11-20' }];
    const given = fire.lived(FOUND, REPAIR, give);
    expect(fire.open(fire.lived(FOUND, REPAIR))).toEqual(['hazard.order.repair housing 2026-11-16']);
    expect(fold(given)).toMatchObject({ mender: 'transport', acceptor: 'housing' });
    const mended: Step = ['2026-11-10', 'transport.handler', 'report_mended', { words: '换好了', ...NO }];
    const looked: Step = ['2026-11-11', 'housing.handler', 'accept_mend', { words: '亮了', ...NO }];
    expect(fire.said([...given], ['2026-11-10', 'transport.handler', 'tell_progress', { told: '在换' }])).toBe('wrong_stage');
    expect(fire.open(fire.lived(FOUND, REPAIR, give, mended, looked))).toEqual([]);
    // Within one office: two posts.
    const own: Step = ['2026-11-04', 'housing.head', 'give_repair', { mender: 'housing', measures: '换灯', by: '2026-11-20' }];
    const ownMended: Step = ['2026-11-10', 'housing.handler', 'report_mended', { words: '换好了', ...NO }];
    const events = fire.lived(FOUND, REPAIR, own, ownMended);
    expect(fire.said(events, ['2026-11-11', 'housing.handler', 'accept_mend', { words: '亮', ...NO }])).toBe('own_work');
    expect(fire.said(events, ['2026-11-11', 'housing.inspector', 'accept_mend', { words: '亮', ...NO }])).toBe('mend_accepted delisted');
  });

  it('referred: taken with its clocks and a new first seat, or sent back', () => {
    const refer: Step = ['2026-11-03', 'housing.head', 'refer', { office: 'education', reason: '归教育管' }];
    const referred = fire.lived(FOUND, GENERAL, refer);
    expect(fire.open(referred)).toEqual(['hazard.referral education 2026-11-10']);
    expect(fire.said(referred, ORDER)).toBe('referral_waits');
    const taken = fire.lived(FOUND, GENERAL, refer, ['2026-11-04', 'education.head', 'take_referral', { supervisor: 'county' }]);
    expect(fold(taken)).toMatchObject({ lead: 'education', supervisor: 'county', referredTo: null });
    expect(fire.open(taken)).toEqual(['hazard.order.taken education 2026-11-09']);
    expect(fire.said(taken, ORDER)).toBe('not_found');
    expect(fire.said(taken, ['2026-11-05', 'education.head', 'order', { mender: 'transport', acceptor: 'water', ...FIVE }])).toBe(
      'ordered',
    );
    const back = fire.lived(FOUND, GENERAL, refer, ['2026-11-04', 'education.head', 'return_referral', { reason: '不归我管' }]);
    expect(fire.open(back)).toEqual(['hazard.order.returned housing 2026-11-09']);
    expect(fire.said(back, ['2026-11-05', 'education.head', 'take_referral'])).toBe('not_found');
  });

  it('out of use, and guarded: struck off only when it may be used again; a guard is spoken of every three days', () => {
    const stop: Step = ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'part', words: '二层停业' }];
    const set: Step = ['2026-11-02', 'housing.inspector', 'set_guard', { until: '2026-12-31', words: '出口边有人' }];
    const events = fire.lived(FOUND, GENERAL, stop, set, ORDER);
    expect(fire.open(events)).toEqual(['hazard.mend transport 2026-12-31', 'hazard.guard housing 2026-11-05']);
    const again = fire.lived(FOUND, GENERAL, stop, set, ORDER, [
      '2026-11-04',
      'transport.handler',
      'set_guard',
      { until: '2026-12-31', words: '还在' },
    ]);
    expect(fire.open(again)).toEqual(['hazard.mend transport 2026-12-31', 'hazard.guard transport 2026-11-09']);
    const mended: Step = ['2026-11-20', 'transport.handler', 'report_mended', { words: '好了', ...NO }];
    const accepted: Step = ['2026-11-23', 'water.inspector', 'accept_mend', { words: '合格', ...NO }];
    const done = fire.lived(FOUND, GENERAL, stop, set, ORDER, mended, accepted);
    expect(fold(done).isGuarded).toBe(false);
    expect(fire.said(done, ['2026-11-24', 'housing.head', 'delist'])).toBe('use_not_resumed');
    const asked: Step = ['2026-11-23', 'transport.handler', 'ask_resume', { words: '可以用了' }];
    expect(fire.open(fire.lived(FOUND, GENERAL, stop, ORDER, mended, accepted, asked))).toContain('hazard.resume housing 2026-12-03');
    const resumed: Step = ['2026-11-24', 'housing.head', 'resume_use', { words: '可以' }];
    expect(
      fire.said(fire.lived(FOUND, GENERAL, stop, ORDER, mended, accepted, asked, resumed), ['2026-11-24', 'housing.head', 'delist']),
    ).toBe('delisted');
  });

  it('raised to major after it was ordered: the duties of a major one begin that day', () => {
    const raised = fire.lived(FOUND, GENERAL, ORDER, [
      '2026-11-10',
      'housing.inspector',
      'regrade',
      { grade: 'major', cites: 'gb35181.exits', criterion: '又封了一个' },
    ]);
    expect(fire.open(raised)).toEqual([
      'hazard.mend transport 2026-12-31',
      'hazard.major.report housing 2026-11-11',
      'hazard.major.plan transport 2026-11-17',
      'hazard.listing county 2026-11-19',
    ]);
  });

  it('asked for more time in Qingdao twenty working days before the day, and not a day later', () => {
    const qingdao = under('hazard-qingdao');
    const grade: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'major', cites: 'order16.stop', criterion: '要停' }];
    const ask = (day: string): Step => [day, 'transport.head', 'ask_extension', { until: '2027-03-31', reason: '定做' }];
    const events = qingdao.lived(FOUND, grade, ORDER);
    expect(qingdao.said(events, ask('2026-12-03'))).toBe('extension_asked');
    expect(qingdao.said(events, ask('2026-12-04'))).toBe('extension_asked_late');
  });
});

/** Moves that nobody may make: where a hazard stands, what is tried, and the code of the answer. */
const NEVER: readonly (readonly [stands: readonly Step[], tried: Step, code: string])[] = [
  // Not its turn.
  ...(['order', 'give_repair'] as const).map(
    (name) => [[FOUND], ['2026-11-03', 'housing.head', name, { mender: 'transport', acceptor: 'water', ...FIVE }], 'wrong_stage'] as const,
  ),
  [[FOUND], MENDED, 'not_found'],
  [[FOUND], ['2026-11-03', 'housing.head', 'report_mended', { words: '好', ...NO }], 'wrong_stage'],
  [[FOUND], ['2026-11-03', 'housing.head', 'accept_mend', { words: '好', ...NO }], 'wrong_stage'],
  [[FOUND], STRUCK, 'wrong_stage'],
  [[FOUND], ['2026-11-03', 'housing.head', 'reopen', { reason: '堵' }], 'wrong_stage'],
  [[FOUND], ['2026-11-03', 'housing.head', 'look_back', { words: '好' }], 'wrong_stage'],
  [[FOUND], LIST, 'wrong_stage'],
  [[FOUND], REPORT, 'wrong_stage'],
  [[FOUND], ['2026-11-03', 'housing.head', 'regrade', { grade: 'major', cites: 'order16.stop', criterion: '停' }], 'wrong_stage'],
  [[FOUND], ['2026-11-03', 'housing.head', 'end_guard', { words: '撤' }], 'not_yet'],
  [[FOUND], ['2026-11-03', 'housing.head', 'resume_use', { words: '用' }], 'not_yet'],
  [[FOUND], ['2026-11-03', 'housing.head', 'press', { words: '快' }], 'not_yet'],
  [[FOUND], ['2026-11-02', 'county.head', 'press_above', { words: '快' }], 'not_yet'],
  [[FOUND], ['2026-11-03', 'housing.head', 'grant_extension', { until: '2026-12-31', reason: '好' }], 'not_yet'],
  [[FOUND, GENERAL], GENERAL, 'wrong_stage'],
  [
    [FOUND, GENERAL],
    ['2026-11-03', 'housing.head', 'give_repair', { mender: 'transport', measures: '修', by: '2026-12-01' }],
    'wrong_stage',
  ],
  [[FOUND, GENERAL], LIST, 'wrong_stage'],
  [[FOUND, GENERAL, ORDER], PLAN, 'wrong_stage'],
  [[FOUND, REPAIR], ORDER, 'wrong_stage'],
  // A grade by nothing, by another grade's criterion, or made lighter.
  [[FOUND], ['2026-11-02', 'housing.inspector', 'grade', { grade: 'major', criterion: '大' }], 'criterion_needed'],
  [[FOUND], ['2026-11-02', 'housing.inspector', 'grade', { grade: 'major', cites: 'made.up', criterion: '大' }], 'criterion_unknown'],
  [
    [FOUND],
    ['2026-11-02', 'housing.inspector', 'grade', { grade: 'general', cites: 'order16.stop', criterion: '小' }],
    'criterion_unknown',
  ],
  [[FOUND, MAJOR], ['2026-11-03', 'housing.inspector', 'regrade', { grade: 'general', criterion: '小' }], 'wrong_stage'],
  [[FOUND, GENERAL], ['2026-11-03', 'housing.inspector', 'regrade', { grade: 'general', criterion: '小' }], 'nothing_changes'],
  // A major one is not done with on the spot.
  [[FOUND, MAJOR], ['2026-11-02', 'housing.inspector', 'mend_at_once', { words: '好', ...NO }], 'major_needs_order'],
  // Without a photo, or why there is none.
  [[FOUND], ['2026-11-02', 'housing.inspector', 'mend_at_once', { words: '好' }], 'photo_needed'],
  [[FOUND, MAJOR, ORDER], ['2026-12-20', 'transport.handler', 'report_mended', { words: '好' }], 'photo_needed'],
  [LIFE.slice(0, 9), ['2026-12-22', 'county.inspector', 'accept_mend', { words: '好' }], 'photo_needed'],
  // Seats that fall together.
  [[FOUND, MAJOR], ['2026-11-03', 'housing.head', 'order', { mender: 'transport', acceptor: 'transport', ...FIVE }], 'own_work'],
  [[FOUND, MAJOR], ['2026-11-03', 'housing.head', 'order', { mender: 'county', acceptor: 'water', ...FIVE }], 'own_work'],
  [[FOUND, MAJOR], ['2026-11-03', 'housing.head', 'order', { mender: 'nobody', acceptor: 'water', ...FIVE }], 'office_unknown'],
  [[FOUND, MAJOR], ['2026-11-03', 'housing.head', 'order', { mender: 'transport', acceptor: 'nobody', ...FIVE }], 'office_unknown'],
  [[FOUND, GENERAL, ORDER, MENDED], ['2026-12-21', 'transport.head', 'accept_mend', { words: '好', ...NO }], 'not_your_post'],
  [[FOUND, GENERAL, ORDER, MENDED], ['2026-12-21', 'housing.inspector', 'accept_mend', { words: '好', ...NO }], 'not_your_post'],
  [[FOUND, GENERAL, ORDER, MENDED], ['2026-12-21', 'county.inspector', 'accept_mend', { words: '好', ...NO }], 'not_your_post'],
  [[FOUND, MAJOR, ORDER, LIST, MENDED], ['2026-12-21', 'water.inspector', 'accept_mend', { words: '好', ...NO }], 'not_found'],
  [
    [FOUND, GENERAL, ['2026-11-03', 'housing.head', 'order', { mender: 'housing', acceptor: 'water', ...FIVE }]],
    ['2026-12-01', 'housing.head', 'report_mended', { words: '好', ...NO }],
    'own_work',
  ],
  [[FOUND, GENERAL, ORDER], ['2026-12-20', 'housing.handler', 'report_mended', { words: '好', ...NO }], 'not_your_post'],
  [[FOUND, GENERAL, ORDER], ['2026-12-20', 'water.handler', 'report_mended', { words: '好', ...NO }], 'not_your_post'],
  // More time.
  [[FOUND, GENERAL, ORDER], ['2027-01-02', 'transport.head', 'ask_extension', { until: '2027-02-01', reason: '慢' }], 'duty_over'],
  [[FOUND, GENERAL, ORDER], ['2026-11-10', 'transport.head', 'ask_extension', { until: '2028-02-01', reason: '慢' }], 'extension_too_long'],
  [
    [FOUND, GENERAL, ORDER],
    ['2026-11-10', 'transport.head', 'ask_extension_above', { until: '2027-02-01', reason: '慢' }],
    'ask_who_ordered',
  ],
  [[FOUND, GENERAL, ORDER], ['2026-11-10', 'water.handler', 'ask_extension', { until: '2027-02-01', reason: '慢' }], 'not_your_post'],
  [[FOUND, GENERAL, ORDER], ['2026-11-10', 'transport.head', 'grant_extension', { until: '2027-02-01', reason: '好' }], 'not_your_post'],
  [
    [FOUND, GENERAL, ['2026-11-03', 'housing.head', 'order', { mender: 'housing', acceptor: 'water', ...FIVE }]],
    ['2026-11-10', 'housing.handler', 'ask_extension', { until: '2027-02-01', reason: '慢' }],
    'not_your_post',
  ],
  [
    [FOUND, GENERAL, ORDER, ['2026-11-10', 'transport.head', 'ask_extension', { until: '2027-02-01', reason: '慢' }]],
    ['2026-11-11', 'county.head', 'grant_extension', { until: '2027-02-01', reason: '好' }],
    'not_your_post',
  ],
  [
    [FOUND, GENERAL, ORDER, ['2026-11-10', 'transport.head', 'ask_extension', { until: '2027-02-01', reason: '慢' }]],
    ['2026-11-11', 'housing.handler', 'grant_extension', { until: '2027-02-01', reason: '好' }],
    'not_your_post',
  ],
  [
    [FOUND, GENERAL, ORDER, ['2026-11-10', 'transport.head', 'ask_extension', { until: '2027-02-01', reason: '慢' }]],
    ['2027-01-04', 'housing.head', 'grant_extension', { until: '2027-02-01', reason: '好' }],
    'duty_over',
  ],
  // The plan is of whoever mends, and within the day.
  [[FOUND, MAJOR, ORDER], ['2026-11-05', 'housing.handler', 'make_plan', PLAN[3] ?? {}], 'not_your_post'],
  [[FOUND, MAJOR, ORDER], ['2026-11-05', 'transport.head', 'make_plan', { ...PLAN[3], by: '2027-01-15' }], 'extension_too_long'],
  [[FOUND, MAJOR, ORDER, PLAN], PLAN, 'already_done'],
  [[FOUND, MAJOR, REPORT], REPORT, 'already_done'],
  // What hangs in public is decided, told and ended by the office above, and ended only once it was accepted.
  [[FOUND, MAJOR], ['2026-11-06', 'housing.head', 'list', { reason: '人多' }], 'not_your_post'],
  [[FOUND, MAJOR], ['2026-11-06', 'county.inspector', 'list', { reason: '人多' }], 'not_your_post'],
  [[FOUND, MAJOR], HANG, 'not_yet'],
  [[FOUND, MAJOR, LIST], LIST, 'already_done'],
  [[FOUND, MAJOR, LIST, HANG], HANG, 'already_done'],
  [LIFE.slice(0, 7), ['2026-12-01', 'county.head', 'end_listing'], 'not_yet'],
  [LIFE.slice(0, 9), ['2026-12-21', 'county.head', 'end_listing'], 'not_yet'],
  [LIFE.slice(0, 11), ['2026-12-24', 'county.head', 'end_listing'], 'wrong_stage'],
  [LIFE.slice(0, 9), ['2026-12-21', 'housing.head', 'delist'], 'wrong_stage'],
  [
    LIFE.slice(0, 6),
    ['2026-11-09', 'county.handler', 'publish_listing', { public_what: '张三 13800138000', public_where: '东市场' }],
    'names_person',
  ],
  [LIFE.slice(0, 7), ['2026-12-01', 'county.handler', 'tell_progress', { told: '好' }], 'not_your_post'],
  [LIFE.slice(0, 7), ['2026-12-01', 'transport.handler', 'tell_progress', { told: '联系 13800138000' }], 'names_person'],
  [[...LIFE.slice(0, 8), MENDED], ['2026-12-21', 'county.head', 'list', { reason: '再挂' }], 'already_done'],
  // Out of use, and who decides on it.
  [
    [FOUND, GENERAL, ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'place', words: '停' }], ORDER],
    ['2026-11-10', 'transport.head', 'resume_use', { words: '用' }],
    'not_your_post',
  ],
  [
    [FOUND, GENERAL, ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'place', words: '停' }], ORDER],
    ['2026-11-10', 'housing.head', 'resume_use', { words: '用' }],
    'not_yet',
  ],
  [
    [FOUND, ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'place', words: '停' }]],
    ['2026-11-02', 'housing.inspector', 'stop_use', { stops: 'place', words: '停' }],
    'already_done',
  ],
  // A referral is answered by whom it was sent to.
  [[FOUND, GENERAL], ['2026-11-03', 'housing.head', 'refer', { office: 'housing', reason: '自己' }], 'nothing_changes'],
  [[FOUND, GENERAL], ['2026-11-03', 'housing.head', 'refer', { office: 'nobody', reason: '不归' }], 'office_unknown'],
  [
    [FOUND, GENERAL, ['2026-11-03', 'housing.head', 'refer', { office: 'education', reason: '归教育' }]],
    ['2026-11-04', 'housing.head', 'take_referral'],
    'not_your_post',
  ],
  [
    [FOUND, GENERAL, ['2026-11-03', 'housing.head', 'refer', { office: 'education', reason: '归教育' }]],
    ['2026-11-04', 'housing.head', 'refer', { office: 'water', reason: '归水务' }],
    'already_done',
  ],
  [[FOUND, ['2026-11-03', 'housing.head', 'refer', { office: 'education', reason: '归教育' }]], GENERAL, 'referral_waits'],
  // Who has no seat, and who keeps accounts or keys.
  [LIFE, ['2027-01-05', 'education.head', 'reopen', { reason: '堵' }], 'not_found'],
  [LIFE, ['2027-01-05', 'county.auditor', 'reopen', { reason: '堵' }], 'not_found'],
  [LIFE, ['2027-01-05', 'housing.admin', 'delist'], 'not_found'],
  [LIFE, ['2027-01-05', 'transport.handler', 'reopen', { reason: '堵' }], 'not_your_post'],
];

describe('what nobody may do', () => {
  it.each(NEVER.map(([stands, tried, code], i) => [i + 1, tried[2], tried[1], code, stands, tried] as const))(
    '%i: %s by %s is refused as %s',
    (_nth, _name, _post, code, stands, tried) => {
      expect(fire.said(fire.lived(...stands), tried)).toBe(code);
    },
  );

  it('is tried in more than sixty ways, and every step is among them or in a life', () => {
    process.stdout.write(`hazards: ${NEVER.length} moves refused, ${new Set(NEVER.map((it) => it[2])).size} codes\n`);
    expect(NEVER.length).toBeGreaterThan(60);
    const named = new Set([...NEVER.flatMap(([stands, tried]) => [...stands, tried]), ...LIFE].map((step) => step[2]));
    const others = [
      'return_mend',
      'refuse_extension',
      'ask_resume',
      'refuse_resume',
      'set_guard',
      'return_referral',
      'decline_listing',
      'add_evidence',
      'look_back',
    ];
    expect(STEPS.map((it) => it.name).filter((name) => !named.has(name) && !others.includes(name))).toEqual([]);
  });
});
