import { instant, parseIso, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Message } from '../domain/state.ts';
import type { WarningHazard, WarningLevel, WarningSource } from '../domain/vocabulary.ts';

interface StoredWarning {
  readonly matter: string;
  readonly office: string;
  readonly hazard: WarningHazard;
  readonly exercise: boolean;
  readonly level: WarningLevel;
  readonly begins: number;
  readonly ends: number;
  readonly places: string;
  readonly offices: string;
  readonly caution: string;
  readonly measures: string;
  readonly caution_english: string | null;
  readonly measures_english: string | null;
  readonly source: WarningSource;
  readonly source_office: string | null;
  readonly signed_by: string | null;
  readonly told_by: string | null;
  readonly messages: string;
  readonly issued_at: number;
  readonly changed_at: number;
  readonly lifted_for: string | null;
  readonly over_at: number | null;
}

/** A warning as its row tells it. */
export interface WarningRow extends Omit<
  StoredWarning,
  'places' | 'offices' | 'messages' | 'begins' | 'ends' | 'issued_at' | 'changed_at' | 'over_at'
> {
  readonly begins: Instant;
  readonly ends: Instant;
  readonly issued_at: Instant;
  readonly changed_at: Instant;
  readonly over_at: Instant | null;
  readonly places: readonly string[];
  readonly offices: readonly string[];
  readonly messages: readonly Message[];
}

/** How many stand on a list. */
const LISTED_MAX = 200;
/** So long what is over stands in public. */
export const SHOWN_DAYS = 30;
const DAY_MS = 86_400_000;

const COLUMNS = `matter, office, hazard, exercise, level, begins, ends, places, offices, caution, measures, caution_english, measures_english,
    source, source_office, signed_by, told_by, messages, issued_at, changed_at, lifted_for, over_at`;

const PUBLIC = statement<StoredWarning>(
  'public_warnings',
  `select ${COLUMNS} from warning where jurisdiction = $1 and not exercise and coalesce(over_at, ends) > $2 and ends > $2
   order by (over_at is null) desc, ends desc, matter limit $3`,
);
const ONE = statement<StoredWarning>('warning_row', `select ${COLUMNS} from warning where jurisdiction = $1 and matter = $2`);
const OF_OFFICE = statement<StoredWarning>(
  'warnings_of_office',
  `select ${COLUMNS} from warning where jurisdiction = $1 and (office = $2 or supervisor = $2)
   order by (over_at is null) desc, issued_at desc, matter limit $3`,
);
const NUMBERS = statement<StoredWarning>(
  'warnings_by_number',
  `select ${COLUMNS} from warning where jurisdiction = $1 and matter = any($2)`,
);
const TO_END = statement<{ matter: string }>(
  'warnings_to_end',
  'select matter from warning where jurisdiction = $1 and over_at is null and ends <= $2 order by ends, matter limit 200',
);

const messagesIn = (text: string): readonly Message[] =>
  text.split(';').flatMap((one): readonly Message[] => {
    const [n, type, at] = one.split(' ');
    const sent = parseIso(at ?? '');
    return (type === 'Alert' || type === 'Update' || type === 'Cancel') && sent !== undefined ? [{ n: Number(n), type, at: sent }] : [];
  });

const idsIn = (text: string): readonly string[] => text.split(' ').filter((id) => id !== '');

const rowOf = (row: StoredWarning): WarningRow => ({
  ...row,
  begins: instant(row.begins),
  ends: instant(row.ends),
  issued_at: instant(row.issued_at),
  changed_at: instant(row.changed_at),
  over_at: row.over_at === null ? null : instant(row.over_at),
  places: idsIn(row.places),
  offices: idsIn(row.offices),
  messages: messagesIn(row.messages),
});

/** Whether it holds or is about to: what time has ended is over before the sweep says so. */
export const isOn = ({ ends, over_at }: Pick<WarningRow, 'ends' | 'over_at'>, now: Instant): boolean => over_at === null && ends > now;

/** What holds, and what was over in the last days: never an exercise. */
export const publicWarnings = async (tx: Transaction, now: Instant): Promise<readonly WarningRow[]> =>
  (await tx.run(PUBLIC, [tx.jurisdiction, toIso(instant(now - SHOWN_DAYS * DAY_MS)), LISTED_MAX])).map(rowOf);

/** One warning by its number, an exercise too. */
export const warningRow = async (tx: Transaction, number: string): Promise<WarningRow | undefined> => {
  const [row] = await tx.run(ONE, [tx.jurisdiction, number]);
  return row && rowOf(row);
};

/** The warnings of an office and of those right below it. */
export const warningsOf = async (tx: Transaction, office: string): Promise<readonly WarningRow[]> =>
  (await tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX])).map(rowOf);

/** Some warnings, for lists of what is owed. They are public: asking for them is no read. */
export const warningsByNumber = async (tx: Transaction, numbers: readonly string[]): Promise<readonly WarningRow[]> =>
  (await tx.run(NUMBERS, [tx.jurisdiction, numbers])).map(rowOf);

/** Those whose end has come, and of which nothing says so yet. */
export const warningsToEnd = async (tx: Transaction, now: Instant): Promise<readonly string[]> =>
  (await tx.run(TO_END, [tx.jurisdiction, toIso(now)])).map(({ matter }) => matter);
