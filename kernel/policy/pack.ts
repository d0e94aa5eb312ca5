import type { EventKind } from '../matter/event.ts';

/** Every kind of duty or right a pack may speak of. Closed (G2). */
export const DUTY_KINDS = [
  'register', 'notice', 'object_forward', 'acknowledge', 'decide', 'reply', 'feedback', 'ask_review', 'decide_review',
  'ask_rereview', 'decide_rereview', 'ask_take_up', 'answer_take_up', 'supervise',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Who owes or is owed, resolved to an office when an event is decided. */
export const PARTIES = ['filer', 'office', 'office_above', 'office_above_2'] as const;
export type Party = (typeof PARTIES)[number];

/** The only facts a condition may use (G2): no channel, origin, number of joiners or count of matters. */
export type Condition = { readonly grade: 'simple' | 'ordinary' | 'hard' };

export type Grade = Condition['grade'];

/** When a rule's clock starts: an event, or the breach of another rule (the day after its due date). */
export type Start = { readonly event: EventKind } | { readonly breachOf: readonly string[] } | { readonly endOf: string; readonly orEvent: EventKind };

/** `15 days`, `5 working days`, `3 months`, `30 minutes`, `2 hours`, `same working day`; null for a right without an end. */
export type Within = string;

export interface Counting {
  /** Civil Code art. 201: the day it starts is not counted. */
  readonly firstDay: 'excluded' | 'included';
  /** Civil Code art. 203: a last day that is a holiday moves to the next working day. */
  readonly lastDay: 'roll' | 'keep';
}

export interface Extension {
  readonly by: EventKind;
  /** As `Within`: at most this much beyond the unextended due date. */
  readonly max: Within;
  readonly times: number;
  readonly approvedBy: string;
  readonly clause: string;
}

export type Label = { readonly 'zh-CN': string; readonly en: string };

export interface Rule {
  readonly id: string;
  readonly kind: DutyKind;
  /** `duty`: late is a breach. `right`: belongs to the filer, nobody owes it; late means it lapses. */
  readonly nature: 'duty' | 'right';
  readonly label: Label;
  readonly clause: Label;
  /** True where no statute says so. */
  readonly ownRule: boolean;
  readonly start: Start;
  readonly metBy: readonly EventKind[];
  readonly owedBy: Party;
  readonly owedTo: Party;
  readonly within: Within | null;
  readonly counting: Counting;
  /** Event kinds whose span (data.from to data.to, both days counted) does not count. */
  readonly excludes: readonly EventKind[];
  readonly extend: Extension | null;
  readonly when: Condition | null;
  /** Explain prints such a rule as a branch and does not follow it. */
  readonly branch: string | null;
  readonly remedies: readonly Label[];
}

export interface Pack {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  readonly kind: 'grievance' | 'report';
  /** Packs not offered for filing serve check, explain and cases only. */
  readonly offered: boolean;
  readonly counting: Counting;
  /** How long after it is asked a withdrawal takes effect (G8). */
  readonly withdrawalAfter: Within;
  readonly grades: readonly Grade[];
  readonly rules: readonly Rule[];
}
