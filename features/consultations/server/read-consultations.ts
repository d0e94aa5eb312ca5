import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Outcome } from '../domain/vocabulary.ts';

/** A consultation as its row tells it: what everybody may know without a word of it being opened. */
export interface ConsultationRow {
  readonly consultation: string;
  readonly office: string;
  readonly title: string;
  readonly from_day: PlainDate;
  readonly until_day: PlainDate;
  readonly questions: number;
  readonly groups: number;
  readonly answered: number;
  readonly all_answered: boolean;
  readonly decided_on: PlainDate | null;
  readonly outcome: Outcome | null;
  readonly dropped_on: PlainDate | null;
  readonly ordered: boolean;
  readonly published_on: PlainDate | null;
  readonly breaches: number;
}

/** How many stand on a page of a list. */
export const LISTED_MAX = 100;

const COLUMNS = `c.matter as consultation, c.office, c.title, c.from_day, c.until_day, c.questions, c.groups, c.answered, c.all_answered,
    c.decided_on, c.outcome, c.dropped_on, c.ordered, c.published_on, c.breaches`;

/** What stands after a row of the list; from the beginning where there is none of that number. */
const AFTER = (at: string): string =>
  `(c.until_day <= coalesce((select a.until_day from consultation a where a.jurisdiction = $1 and a.matter = ${at}), 'infinity')
    and not exists (select from consultation a where a.jurisdiction = $1 and a.matter = ${at} and a.until_day = c.until_day and c.matter <= a.matter))`;

const ONE = statement<ConsultationRow>(
  'consultation_row',
  `select ${COLUMNS} from consultation c where c.jurisdiction = $1 and c.matter = $2`,
);
const SOME = statement<ConsultationRow>(
  'consultations_by_number',
  `select ${COLUMNS} from consultation c where c.jurisdiction = $1 and c.matter = any($2)`,
);
const ALL = statement<ConsultationRow>(
  'public_consultations',
  `select ${COLUMNS} from consultation c where c.jurisdiction = $1 and ${AFTER('$3')} order by c.until_day desc, c.matter limit $2`,
);
const OF_OFFICE = statement<ConsultationRow>(
  'consultations_of_office',
  `select ${COLUMNS} from consultation c where c.jurisdiction = $1 and c.office = $2 and ${AFTER('$4')} order by c.until_day desc, c.matter limit $3`,
);

/** One consultation; undefined where there is none of that number. */
export const findConsultation = async (tx: Transaction, number: string): Promise<ConsultationRow | undefined> =>
  (await tx.run(ONE, [tx.jurisdiction, number]))[0];

/** Some consultations. They are public: asking for them is no read. */
export const consultationsByNumber = (tx: Transaction, numbers: readonly string[]): Promise<readonly ConsultationRow[]> =>
  tx.run(SOME, [tx.jurisdiction, numbers]);

/** A page of those that everybody may see, the ones that end last first, after one of them; one more than a page says that there is another. */
export const publicConsultations = (tx: Transaction, after: string): Promise<readonly ConsultationRow[]> =>
  tx.run(ALL, [tx.jurisdiction, LISTED_MAX + 1, after]);

/** Those of an office. */
export const consultationsOf = (tx: Transaction, office: string, after: string): Promise<readonly ConsultationRow[]> =>
  tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX + 1, after]);

/** Whether comments are taken on a day: a day of its period, and nothing decided or taken back. */
export const takesComments = ({ from_day, until_day, decided_on, dropped_on }: ConsultationRow, today: PlainDate): boolean =>
  decided_on === null && dropped_on === null && from_day <= today && today <= until_day;
