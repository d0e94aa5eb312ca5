import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';
import type { HandedPaper } from '../../../kernel/programme/handed-paper.ts';

/** Every kind of fact a book of returns can hold. Closed (G2). */
export const EVENTS = [
  'book_opened',
  'return_handed_in',
  'return_struck_out',
  'office_excused',
  'returns_closed',
  'returns_missing',
  'missing_looked_into',
  'deadline_passed',
] as const;
export type ReturnEventKind = (typeof EVENTS)[number];

/** Why a return that was handed in counts for nothing. A choice, since returns carry no remarks (G11). */
export const STRUCK_OUT = ['wrong_figure', 'wrong_window', 'entered_twice'] as const;

/** Why an office owes nothing for some days: said by the office above before they are over. */
export const EXCUSES = ['closed_by_order', 'moved_or_merged', 'lines_down'] as const;

/** What looking into a missing return has shown. */
export const LOOKED = ['told_to_return', 'returned_since', 'lines_were_down', 'nobody_on_duty'] as const;

interface ReturnWords {
  readonly event: ReturnEventKind;
  readonly duty: 'look_into_missing';
  readonly party: 'returning_office' | 'gathering_office' | 'return_post';
  readonly notice: never;
  readonly grade: never;
  readonly pack: 'return_book';
}

/** The party whose duties come back by programmes: its rows are written beside those that follow from events. */
export const RETURN_PARTY = 'return_post';

/** The words of books of returns: what an office handed in and what is missing, a month at a time, seen by the office above it. */
export const RETURN_BOOK: Vocabulary<ReturnWords> = {
  packs: ['return_book'],
  events: EVENTS,
  duties: { look_into_missing: { meets: ['missing_looked_into'] } },
  parties: {
    returning_office: { level: 0, label: { 'zh-CN': '报送单位', en: 'the office that returns' } },
    gathering_office: { level: 0, label: { 'zh-CN': '上级单位', en: 'the office above' } },
    // What comes back is owed by this one; no pack says so, programmes do.
    return_post: { level: 0, label: { 'zh-CN': '报送岗位', en: 'a post of the office that returns' } },
  },
  grades: [],
  grading: null,
  notices: {},
  opened: null,
  starts: ['book_opened', 'returns_closed', 'returns_missing'],
  first: 'book_opened',
  promise: null,
  task: null,
  excludes: [],
  extends: null,
  withdrawal: null,
  direction: null,
};

/** What a slot came to, in a closing: done, looked and nothing, late, missing, excused. */
export const RESULTS = ['d', 'n', 'l', 'm', 'x'] as const;
export type Result = (typeof RESULTS)[number];

/** Results of a day by rule: the name of each slot with what it came to. */
export interface ClosedReturns {
  readonly [rule: string]: readonly (readonly [slot: string, result: Result])[];
}

/** Figures by item. What nobody has said anything of is not in it, which is no nought. */
export interface Figures {
  readonly [item: string]: number;
}

/** What an act says, as data of its event. */
export interface Returned {
  /** `programme/rule`, and the name of the window. */
  readonly rule: string;
  readonly slot: string;
  readonly nil: boolean;
  /** Handed in once its window was closed: it stands beside, and what was missing stays missing. */
  readonly after: boolean;
  readonly form: string | null;
  /** SHA-256 (hex) of the form as it was published. */
  readonly formHash: string | null;
  readonly figures: Figures;
  /** Items that the system counted or added up, and nobody typed. */
  readonly computed: readonly string[];
  /** Of a sum: the offices below that it holds, those that are missing from it, and how many more are missing from what they summed up themselves. */
  readonly holds: readonly string[];
  readonly lacks: readonly string[];
  readonly deeper: number;
  readonly paper: HandedPaper | null;
}
