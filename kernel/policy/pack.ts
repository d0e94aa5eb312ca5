import type { Counting } from '../calendar/due.ts';
import type { MatterWords } from '../matter/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { Period } from './period.ts';
import type { Reward } from './reward.ts';
import type { Words } from './vocabulary.ts';

/** A pack is written from another one, which is written from another one: so many at most. */
export const LAYERS_MAX = 5;

/** The only facts a condition may use (G2): no channel, origin, number of joiners or count of matters. */
export type Condition<W extends Words = MatterWords> = { readonly grade: W['grade'] };

/**
 * When a rule's clock starts: an event (an opened notice names which), the breach of another rule (the day after its
 * due date), or an event but no later than the end of another rule.
 */
export type Start<W extends Words = MatterWords> =
  | { readonly event: W['event']; readonly notice: W['notice'] | null }
  | { readonly breachOf: readonly string[] }
  | { readonly endOf: string; readonly orEvent: W['event'] };

/** `15 days`, `5 working days`, `3 months`, `30 minutes`, `2 hours`, `same day`, `same working day`, `day promised`, `day set`; null for a right without an end. */
export type Within = string;
/** The period of a promise: it ends on the day that its event names (`data.by`). */
export const DAY_PROMISED = 'day promised';
/** The period of a task with a date: it ends on the day that who passed it on has set (`data.by`); where none was set, there is no such duty. */
export const DAY_SET = 'day set';

export interface Extension<W extends Words = MatterWords> {
  readonly id: string;
  readonly label: Label;
  readonly clause: Label;
  readonly by: W['event'];
  /** As `Within`: at most this much beyond the unextended due date. */
  readonly max: Within;
  readonly times: number;
  readonly approvedBy: 'head';
  /** It is asked so long before the day at the latest, in days, working days or months; absent: until the day itself. */
  readonly ask?: Within;
}

/** By what something counts as graded so: one line of the published criteria of a pack, for a field and for classes of sites. */
export interface Criterion {
  readonly id: string;
  /** A grade of the pack. */
  readonly grade: string;
  /** What kind of danger it is about; absent: any. */
  readonly field?: string;
  /** Classes of sites that it is about; absent: any. */
  readonly sites?: readonly string[];
  readonly label: Label;
  readonly clause: Label;
}

/** For what a pack is made; absent lists mean any. Of several in force, the one that is made for most of it is taken. */
export interface MadeFor {
  readonly sites?: readonly string[];
  readonly fields?: readonly string[];
}

export type Label = { readonly 'zh-CN': string; readonly en: string };

/** `W`: the words of the kind whose pack it stands in; what follows is said of matters where nothing else is. */
export interface Rule<W extends Words = MatterWords> {
  readonly id: string;
  readonly kind: W['duty'];
  /** `duty`: late is a breach. `right`: a window of `owedBy`, who need not use it; after its end it lapses. */
  readonly nature: 'duty' | 'right';
  readonly label: Label;
  readonly clause: Label;
  /** True where no statute says so. */
  readonly ownRule: boolean;
  readonly start: Start<W>;
  /** The usual way first: explain follows it, and prints the others as branches. */
  readonly metBy: readonly W['event'][];
  /** Who must act, or may act where it is a right. */
  readonly owedBy: W['party'];
  /** To whom it is owed, or who is asked where it is a right. */
  readonly owedTo: W['party'];
  readonly within: Within | null;
  /** Of a day that was set (`day set`): its duty begins so long before it, as `Within` in days or months; absent: at once. */
  readonly ahead?: Within;
  readonly counting: Counting;
  /** Event kinds whose span (data.from to data.to, both days included) does not count. */
  readonly excludes: readonly W['event'][];
  readonly extend: Extension<W> | null;
  readonly when: Condition<W> | null;
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

export interface Pack<W extends Words = MatterWords> {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** What it judges: one of the `packs` of its vocabulary. */
  readonly kind: W['pack'];
  /** Packs not offered for filing serve check, explain and cases only. */
  readonly offered: boolean;
  /** The calendar its examples and `explain` use; a jurisdiction counts with its own. */
  readonly calendar: { readonly id: 'cn' | 'weekends-only'; readonly zone: string };
  readonly counting: Counting;
  /** How long after it is asked a withdrawal takes effect (G8); absent for kinds that nobody withdraws. */
  readonly withdrawalAfter?: Within;
  /** Empty where nothing is graded. */
  readonly grades: readonly W['grade'][];
  /** Absent where a grade cites none. */
  readonly criteria?: readonly Criterion[];
  /** Absent: for everything of its kind. */
  readonly for?: MadeFor;
  /** The pack that comes with the program from which it was written: its rules stand here, with those that this one has changed and added. */
  readonly from?: string;
  readonly rules: readonly Rule<W>[];
  /** Absent where nothing is rewarded. */
  readonly reward?: Reward;
  /** Absent where nothing is called. */
  readonly agenda?: Agenda;
  /** Absent where nothing is opened for everybody. */
  readonly period?: Period;
  /** Absent where nothing comes back every year. */
  readonly yearly?: readonly YearlyRule[];
}
