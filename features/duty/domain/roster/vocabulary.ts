import type { Vocabulary } from '../../../../kernel/policy/vocabulary.ts';

/** Every kind of fact the roster of a month can hold. Closed (G2). */
export const EVENTS = [
  'month_opened',
  'month_proposed',
  'seat_filled',
  'month_published',
  'exchange_asked',
  'leave_asked',
  'swap_taken',
  'swap_withdrawn',
  'swap_refused',
  'swap_approved',
  'changed_at_once',
  'seats_emptied',
  'gaps_found',
  'gaps_filled',
  'roster_pressed',
  'deadline_passed',
] as const;
export type RosterEventKind = (typeof EVENTS)[number];

interface RosterWords {
  readonly event: RosterEventKind;
  readonly duty: 'publish_month' | 'fill_gaps' | 'press_roster';
  readonly party: 'duty_office' | 'duty_supervisor';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'duty_roster';
}

/** The words of rosters: an office publishes a month before it begins, and fills its gaps; the office above asks for one that is late. */
export const ROSTER: Vocabulary<RosterWords> = {
  packs: ['duty_roster'],
  events: EVENTS,
  duties: {
    publish_month: { meets: ['month_published'] },
    fill_gaps: { meets: ['gaps_filled'] },
    press_roster: { meets: ['roster_pressed'] },
  },
  parties: {
    duty_office: { level: 0, label: { 'zh-CN': '值班单位', en: 'the office that is on duty' } },
    duty_supervisor: { level: 0, label: { 'zh-CN': '上级单位', en: 'the office above' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['month_opened', 'gaps_found'],
  first: 'month_opened',
  promise: null,
  task: { events: ['month_opened'], duty: 'publish_month' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
