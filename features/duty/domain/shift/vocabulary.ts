import type { Vocabulary } from '../../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a shift can hold. Closed (G2). */
export const EVENTS = [
  'shift_began',
  'line_written',
  'item_closed',
  'duty_checked',
  'shift_ended',
  'signed_out',
  'signed_in',
  'deadline_passed',
] as const;
export type ShiftEventKind = (typeof EVENTS)[number];

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
  events: EVENTS,
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
