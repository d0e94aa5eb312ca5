import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';

/** Every kind of fact a logbook can hold. Closed (G2). */
export const EVENTS = ['logbook_opened', 'slots_closed', 'slots_missed', 'looked_into', 'deadline_passed'] as const;
export type LogbookEventKind = (typeof EVENTS)[number];

interface LogbookWords {
  readonly event: LogbookEventKind;
  readonly duty: 'look_into_missed';
  readonly party: 'keeping_office' | 'overseeing_office';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'logbook';
}

/** The words of logbooks: what an office kept and missed of what comes back, a month at a time, seen by the office that oversees it. */
export const LOGBOOK: Vocabulary<LogbookWords> = {
  packs: ['logbook'],
  events: EVENTS,
  duties: { look_into_missed: { meets: ['looked_into'] } },
  parties: {
    keeping_office: { level: 0, label: { 'zh-CN': '责任单位', en: 'the office that keeps it' } },
    overseeing_office: { level: 0, label: { 'zh-CN': '属地监管单位', en: 'the office that oversees it' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['logbook_opened', 'slots_closed', 'slots_missed'],
  first: 'logbook_opened',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};

/** What a slot came to, in a closing: done, looked at and nothing found, late, missed, excused. */
export const RESULTS = ['d', 'n', 'l', 'm', 'x'] as const;
export type Result = (typeof RESULTS)[number];

/** A slot with what it came to; where it was not done on time, with the last day of its window. */
export type ClosedSlot = readonly [slot: string, result: Result] | readonly [slot: string, result: Result, day: string];

/** Results by site and rule. */
export interface ClosedSlots {
  readonly [site: string]: { readonly [rule: string]: readonly ClosedSlot[] };
}
