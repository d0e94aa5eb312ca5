import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a circular can hold. Closed (G2). */
export const EVENTS = [
  'circular_issued',
  'receipt_owed',
  'carrying_owed',
  'closing_owed',
  'receipt_confirmed',
  'circular_carried_out',
  'nothing_to_do',
  'circular_taken_back',
  'board_closed',
  'owed_no_more',
  'deadline_passed',
] as const;
export type CircularEventKind = (typeof EVENTS)[number];

/** Why a circular is taken back. A choice, since nothing is said there of anybody. */
export const TAKE_BACKS = ['replaced', 'no_longer_needed', 'wrong_offices', 'issued_in_error'] as const;
export type TakeBack = (typeof TAKE_BACKS)[number];

/** To how many offices one is sent: the board of all of them stands on one page. */
export const OFFICES_MAX = 40;
/** How long the title is at most, in code points. */
export const TITLE_MAX = 60;

interface CircularWords {
  readonly event: CircularEventKind;
  readonly duty: 'confirm_receipt' | 'carry_out' | 'close_board';
  readonly party: 'issuing_office' | 'addressed_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'circular';
}

/** The words of circulars: a receipt of each office by a day, what is carried out by a later one, and a board that is closed. */
export const CIRCULAR: Vocabulary<CircularWords> = {
  packs: ['circular'],
  events: EVENTS,
  duties: {
    confirm_receipt: { meets: ['receipt_confirmed', 'owed_no_more'] },
    carry_out: { meets: ['circular_carried_out', 'nothing_to_do', 'owed_no_more'] },
    close_board: { meets: ['board_closed', 'circular_taken_back'] },
  },
  parties: {
    issuing_office: { level: 0, label: { 'zh-CN': '发通知的单位', en: 'the office that issues it' } },
    addressed_office: { level: 0, label: { 'zh-CN': '收通知的单位', en: 'an office that it is sent to' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['receipt_owed', 'carrying_owed', 'closing_owed'],
  first: 'circular_issued',
  beside: ['receipt_owed', 'carrying_owed', 'closing_owed'],
  each: ['receipt_owed', 'carrying_owed'],
  onDay: ['closing_owed'],
  promise: { event: 'receipt_owed', duty: 'confirm_receipt' },
  task: { events: ['carrying_owed'], duty: 'carry_out' },
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};
