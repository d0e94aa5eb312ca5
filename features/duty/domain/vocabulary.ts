import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact the roster of a month can hold. Closed (G2). */
export const ROSTER_EVENTS = [
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
  'gaps_counted_anew',
  'roster_pressed',
  'deadline_passed',
] as const;
export type RosterEventKind = (typeof ROSTER_EVENTS)[number];

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
  events: ROSTER_EVENTS,
  duties: {
    publish_month: { meets: ['month_published'] },
    fill_gaps: { meets: ['gaps_filled', 'gaps_counted_anew'] },
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

/** Every kind of fact a shift can hold. Closed (G2). */
export const SHIFT_EVENTS = [
  'shift_began',
  'line_written',
  'item_closed',
  'duty_checked',
  'shift_ended',
  'signed_out',
  'signed_in',
  'deadline_passed',
] as const;
export type ShiftEventKind = (typeof SHIFT_EVENTS)[number];

/** How the office above looked: it rang, or it came. */
export const CHECK_WAYS = ['by_telephone', 'in_person'] as const;
/** What it found about the duty, never about who had it (G21). */
export const CHECK_RESULTS = ['in_order', 'not_answered', 'seat_empty', 'log_missing', 'other_fault'] as const;

interface ShiftWords {
  readonly event: ShiftEventKind;
  readonly duty: 'take_over';
  readonly party: 'shift_office' | 'shift_supervisor';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'duty_shift';
}

/** The words of shifts: one is held, logged, handed over with two signatures, and looked at from above. */
export const SHIFT: Vocabulary<ShiftWords> = {
  packs: ['duty_shift'],
  events: SHIFT_EVENTS,
  duties: { take_over: { meets: ['signed_in'] } },
  parties: {
    shift_office: { level: 0, label: { 'zh-CN': '当班单位', en: 'the office that is on duty' } },
    shift_supervisor: { level: 0, label: { 'zh-CN': '查岗的上级单位', en: 'the office above' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['shift_ended'],
  first: 'shift_began',
  beside: ['shift_ended'],
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
