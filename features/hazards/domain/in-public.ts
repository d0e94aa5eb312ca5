import { addMonths, daysBetween, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { HazardEventKind } from './vocabulary.ts';

/** What its row tells of a hazard that hangs in public, or did within a year; days as they are stored. */
export interface PublicRow {
  readonly number: string;
  readonly what: string;
  readonly where: string;
  readonly danger: string;
  readonly cites: string | null;
  readonly site: string | null;
  readonly site_called: string | null;
  readonly site_class: string | null;
  /** Who has to mend it: the office that orders, as long as no other one was ordered to. */
  readonly responsible: string;
  readonly supervisor: string | null;
  readonly stage: string;
  readonly stopped: string | null;
  readonly guarded: boolean;
  readonly found_on: PlainDate;
  readonly due_on: PlainDate | null;
  readonly mended_on: PlainDate | null;
  readonly accepted_on: PlainDate | null;
  readonly delisted_on: PlainDate | null;
  readonly published_on: PlainDate;
  readonly unlisted_on: PlainDate | null;
}

/** Steps that everybody sees, by their days. The rest is between the offices. */
export const PUBLIC_STEPS = [
  'ordered',
  'extension_granted',
  'listed',
  'listing_published',
  'progress_told',
  'use_stopped',
  'use_resumed',
  'guarded',
  'guard_ended',
  'reported_mended',
  'mend_returned',
  'mend_accepted',
  'listing_ended',
  'delisted',
  'reopened',
] as const satisfies readonly HazardEventKind[];
export type PublicStep = (typeof PUBLIC_STEPS)[number];

export interface ToldLine {
  readonly day: PlainDate;
  readonly told: string;
}

export interface StepDay {
  readonly type: PublicStep;
  readonly day: PlainDate;
  /** The name of its leaf in the public log. */
  readonly leaf: string;
}

/** A duty to tell how far it is that nobody has met: since when, and whether its day is over. */
export interface Silence {
  readonly since: PlainDate;
  readonly isLate: boolean;
}

/** A hazard as it hangs in public. What time alone changes is computed, for one day. */
export interface PublicHazard extends Omit<PublicRow, 'mended_on'> {
  readonly siteEnglish: string | null;
  readonly daysOpen: number;
  /** Zero while it is in time, and where no day was set. */
  readonly daysLate: number;
  /** For how many days nothing was told; null as long as nobody is late with it. */
  readonly silentDays: number | null;
  /** The newest first. */
  readonly progress: readonly ToldLine[];
  readonly steps: readonly StepDay[];
  /** The day of the newest thing that everybody sees of it. */
  readonly updated: PlainDate;
}

/** From when on one that was taken down is gone from here: it stays a year. */
export const goneSince = (today: PlainDate): PlainDate => addMonths(today, -12);

/** Days late with mending: nothing is late that was said to be mended in time. */
const daysLate = ({ due_on, mended_on }: PublicRow, today: PlainDate): number =>
  due_on === null ? 0 : Math.max(0, daysBetween(due_on, mended_on ?? today));

const latest = (days: readonly PlainDate[], first: PlainDate): PlainDate => days.reduce((last, day) => (day > last ? day : last), first);

/** Puts together what rows tell of one, as of a day. */
export const publicHazard = (
  row: PublicRow,
  beside: Pick<PublicHazard, 'siteEnglish' | 'progress' | 'steps'> & { readonly silence: Silence | undefined },
  today: PlainDate,
): PublicHazard => {
  const { mended_on: _, ...shown } = row;
  const { silence, ...rest } = beside;
  const days = [...rest.steps.map(({ day }) => day), ...rest.progress.map(({ day }) => day)];
  return {
    ...shown,
    ...rest,
    daysOpen: daysBetween(row.found_on, row.accepted_on ?? today),
    daysLate: daysLate(row, today),
    silentDays: silence?.isLate === true && row.unlisted_on === null ? daysBetween(silence.since, today) : null,
    updated: latest(days, row.published_on),
  };
};

/** Which of them a list is about. */
export interface PublicFilter {
  readonly office: string | null;
  readonly siteClass: string | null;
}

/** Where a page of the list begins: after this one. Late ones come first, then the others by the days they are open, then those taken down. */
export interface PublicAfter {
  readonly rank: number;
  readonly found: string;
  readonly number: string;
}

export const FROM_THE_FIRST: PublicAfter = { rank: -1, found: '0001-01-01', number: '' };

/** The place of one in the list. The statement in server/read-public.ts says the same in SQL. */
export const placeOf = ({ number, found_on, unlisted_on, daysLate: late }: PublicHazard): PublicAfter => ({
  rank: unlisted_on !== null ? 2 : late > 0 ? 0 : 1,
  found: found_on,
  number,
});

export const afterText = ({ rank, found, number }: PublicAfter): string => `${rank}.${found}.${number}`;

/** Reads where a page begins from an address. What it cannot be begins at the first. */
export const readAfter = (text: string | undefined): PublicAfter => {
  const [, rank, found, number] = /^([0-2])\.(\d{4}-\d{2}-\d{2})\.([0-9A-Z]{8})$/.exec(text ?? '') ?? [];
  if (rank === undefined || found === undefined || number === undefined) return FROM_THE_FIRST;
  try {
    return { rank: Number(rank), found: getPlainDate(found), number };
  } catch {
    return FROM_THE_FIRST;
  }
};
