import type { Counting } from '../calendar/due.ts';
import type { Label, Within } from './pack.ts';

/** How long something takes: a rule of a pack, or a period with its clause. */
export type Period = { readonly pack: string; readonly rule: string } | { readonly within: Within; readonly clause: Label };

/** A legal way outside this system. */
export interface Way {
  readonly id: string;
  readonly label: Label;
  /** What it is for. */
  readonly for: Label;
  /** Whom to go to. */
  readonly where: Label;
  /** Until when it may be begun, counted from `known`; null: at any time. */
  readonly begin: Period | null;
  readonly known?: Label;
  /** How long a decision takes, counted from `from`. */
  readonly decide: Period;
  readonly from: Label;
}

/** The ways of a country, told apart by the calendar that counts there. */
export interface Ways {
  readonly calendar: string;
  readonly counting: Counting;
  /** Whom to ask who does not know which. */
  readonly ask: Label;
  readonly ways: readonly Way[];
}
