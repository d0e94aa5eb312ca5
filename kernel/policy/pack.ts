import type { Counting } from '../calendar/due.ts';
import type { EventKind } from '../stream/event.ts';
import { MATTER_KINDS } from '../stream/kinds.ts';

/** Every kind of duty or right a pack may speak of. Closed (G2). */
export const DUTY_KINDS = [
  'register',
  'notice',
  'object_forward',
  'name_office',
  'acknowledge',
  'take_danger',
  'decide',
  'reply',
  'feedback',
  'keep_promise',
  'dispute',
  'answer_dispute',
  'ask_review',
  'decide_review',
  'ask_rereview',
  'decide_rereview',
  'explain_final',
  'ask_take_up',
  'answer_take_up',
  'supervise',
  'complete',
  'mediate',
  'tell_ways',
  'ask_confirmation',
  'accept_confirmation',
  'decide_confirmation',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/**
 * Who owes or is owed, resolved to an office when an event is decided. `office_asked`: the one that a matter was forwarded to. `court`:
 * none of the offices; what it does is entered by the one that has the matter.
 */
export const PARTIES = ['filer', 'office', 'office_asked', 'office_above', 'office_above_2', 'court'] as const;
export type Party = (typeof PARTIES)[number];

/** How hard a matter is, from the shortest clock to the longest. */
export const GRADES = ['simple', 'ordinary', 'hard'] as const;
export type Grade = (typeof GRADES)[number];

/** The only facts a condition may use (G2): no channel, origin, number of joiners or count of matters. */
export type Condition = { readonly grade: Grade };

/** Which paper was opened (`notice_opened` carries it as `data.notice`), and the event that gave it. */
export const NOTICES = {
  reply: 'replied',
  refusal: 'refused',
  review: 'review_decided',
  rereview: 'rereview_decided',
  dispute: 'dispute_answered',
} as const satisfies {
  readonly [notice: string]: EventKind;
};
export type Notice = keyof typeof NOTICES;

/**
 * When a rule's clock starts: an event (an opened notice names which), the breach of another rule (the day after its
 * due date), or an event but no later than the end of another rule.
 */
export type Start =
  | { readonly event: EventKind; readonly notice: Notice | null }
  | { readonly breachOf: readonly string[] }
  | { readonly endOf: string; readonly orEvent: EventKind };

/** `15 days`, `5 working days`, `3 months`, `30 minutes`, `2 hours`, `same working day`, `day promised`, `day set`; null for a right without an end. */
export type Within = string;
/** The period of a promise: it ends on the day that its event names (`data.by`). */
export const DAY_PROMISED = 'day promised';
/** The period of a task with a date: it ends on the day that who passed it on has set (`data.by`); where none was set, there is no such duty. */
export const DAY_SET = 'day set';

export interface Extension {
  readonly id: string;
  readonly label: Label;
  readonly clause: Label;
  readonly by: EventKind;
  /** As `Within`: at most this much beyond the unextended due date. */
  readonly max: Within;
  readonly times: number;
  readonly approvedBy: 'head';
}

export type Label = { readonly 'zh-CN': string; readonly en: string };

export interface Rule {
  readonly id: string;
  readonly kind: DutyKind;
  /** `duty`: late is a breach. `right`: a window of `owedBy`, who need not use it; after its end it lapses. */
  readonly nature: 'duty' | 'right';
  readonly label: Label;
  readonly clause: Label;
  /** True where no statute says so. */
  readonly ownRule: boolean;
  readonly start: Start;
  /** The usual way first: explain follows it, and prints the others as branches. */
  readonly metBy: readonly EventKind[];
  /** Who must act, or may act where it is a right. */
  readonly owedBy: Party;
  /** To whom it is owed, or who is asked where it is a right. */
  readonly owedTo: Party;
  readonly within: Within | null;
  readonly counting: Counting;
  /** Event kinds whose span (data.from to data.to, both days included) does not count. */
  readonly excludes: readonly EventKind[];
  readonly extend: Extension | null;
  readonly when: Condition | null;
  /** Explain prints such a rule as a branch and does not follow it. */
  readonly branch: string | null;
  /** What the paper that meets this rule tells its reader to do next. */
  readonly remedies: readonly Label[];
}

/** What an office owes every year, whatever is filed. Closed (G2). */
export const YEARLY_KINDS = ['report_year'] as const;
export type YearlyKind = (typeof YEARLY_KINDS)[number];

/** A duty to everybody that comes back every year: the report on one year is due within a period that starts on its last day. */
export interface YearlyRule {
  readonly id: string;
  readonly kind: YearlyKind;
  readonly label: Label;
  readonly clause: Label;
  readonly ownRule: boolean;
  readonly within: Within;
  readonly counting: Counting;
}

/** What a matter is: something to be put right, a report about persons, a proposal, or a request for help. Closed (G2). */
export const PACK_KINDS = [...MATTER_KINDS, 'report'] as const;
export type PackKind = (typeof PACK_KINDS)[number];

export interface Pack {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** What is filed under it; a `report` is filed nowhere and serves check and explain only. */
  readonly kind: PackKind;
  /** Packs not offered for filing serve check, explain and cases only. */
  readonly offered: boolean;
  /** The calendar its examples and `explain` use; a jurisdiction counts with its own. */
  readonly calendar: { readonly id: 'cn' | 'weekends-only'; readonly zone: string };
  readonly counting: Counting;
  /** How long after it is asked a withdrawal takes effect (G8). */
  readonly withdrawalAfter: Within;
  /** Empty where matters are not graded. */
  readonly grades: readonly Grade[];
  readonly rules: readonly Rule[];
  /** Absent where nothing comes back every year. */
  readonly yearly?: readonly YearlyRule[];
}
