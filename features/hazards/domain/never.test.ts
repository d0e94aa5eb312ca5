import { describe, expect, it } from 'vitest';
import {
  type Step,
  NO,
  FOUND,
  MAJOR,
  GENERAL,
  REPAIR,
  REPORT,
  FIVE,
  ORDER,
  PLAN,
  LIST,
  HANG,
  MENDED,
  STRUCK,
  LIFE,
  fire,
} from '../testing/lives.ts';
import { STEPS } from './verbs/steps.ts';

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
