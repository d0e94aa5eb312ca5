import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { decideStaff, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { project } from '../domain/project.ts';
import { HAZARD } from '../domain/vocabulary.ts';
import { hazards } from '../server/hazards.ts';

const calendar = getPackCalendar(getPackOf([HAZARD], 'hazard-major').calendar);
const ACCESS = readAccess().rules;
const OFFICES = ['housing', 'transport', 'water', 'county', 'education'];

export type Step = readonly [day: string, post: string, name: string, input?: JsonObject];

/** A hazard that lives under one pack: what is said to a step, and what comes of steps. */
export const under = (id: string) => {
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

export const NO = { no_photo: '没有带相机' };
export const site = { site: 'AAAAAAAA', siteName: '东市场', siteClass: 'market', siteOffice: 'transport' };
export const FOUND: Step = [
  '2026-11-02',
  'housing.inspector',
  'find',
  { source: 'check', danger: 'fire', what: '出口少', spot: '二层', supervisor: 'county', ...site },
];
export const MAJOR: Step = [
  '2026-11-02',
  'housing.inspector',
  'grade',
  { grade: 'major', cites: 'gb35181.exits', criterion: '只有一个出口' },
];
export const GENERAL: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'general', criterion: '能立即排除' }];
export const REPAIR: Step = ['2026-11-02', 'housing.inspector', 'grade', { grade: 'none', criterion: '不危险' }];
export const REPORT: Step = ['2026-11-03', 'housing.handler', 'report_up', { cause: '堆货', harm: '疏散不出去', proposal: '开一个门' }];
export const FIVE = { measures: '开门', money: '自筹', by: '2026-12-31', meanwhile: '限制人数', standard: '净宽1.4米' };
export const ORDER: Step = ['2026-11-03', 'housing.head', 'order', { mender: 'transport', acceptor: 'water', ...FIVE }];
export const PLAN: Step = [
  '2026-11-05',
  'transport.head',
  'make_plan',
  { goals: '加一个出口', methods: '开墙', money: '十万元', people: '基建科', by: '2026-12-30', safety: '限流' },
];
export const LIST: Step = ['2026-11-06', 'county.head', 'list', { reason: '人多' }];
export const HANG: Step = ['2026-11-09', 'county.handler', 'publish_listing', { public_what: '安全出口不够', public_where: '东市场' }];
export const TOLD: Step = ['2026-12-01', 'transport.handler', 'tell_progress', { told: '墙已经开好' }];
export const MENDED: Step = ['2026-12-20', 'transport.handler', 'report_mended', { words: '门开好了', ...NO }];
export const ACCEPTED: Step = ['2026-12-22', 'county.inspector', 'accept_mend', { words: '合格', ...NO }];
export const ENDED: Step = ['2026-12-23', 'county.head', 'end_listing'];
export const STRUCK: Step = ['2026-12-24', 'housing.head', 'delist'];
export const LIFE: readonly Step[] = [FOUND, MAJOR, REPORT, ORDER, PLAN, LIST, HANG, TOLD, MENDED, ACCEPTED, ENDED, STRUCK];

export const fire = under('fire-order');
