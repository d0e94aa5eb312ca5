import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

interface StoredTour {
  readonly tour: string;
  readonly title: string;
  readonly english: string | null;
  readonly office: string;
  readonly count: number;
  readonly by_day: PlainDate;
  readonly drum: string;
  readonly commitment: string;
  readonly announced_on: PlainDate;
  readonly drawn: string | null;
  readonly seed: string | null;
  readonly root: string | null;
  readonly size: number | null;
  readonly drawn_on: PlainDate | null;
  readonly made: number;
  readonly complete: boolean;
  readonly closed: boolean;
  /** The leaf of the announcement. */
  readonly leaf: Buffer;
}

/** A tour as its row tells it. */
export interface TourRow extends Omit<StoredTour, 'drum' | 'drawn'> {
  readonly drum: readonly string[];
  readonly drawn: readonly string[] | null;
}

/** How many stand on a list. */
const LISTED_MAX = 50;

const COLUMNS = `v.matter as tour, v.title, v.english, v.office, v.count, v.by_day, v.drum, v.commitment, v.announced_on, v.drawn, v.seed, v.root, v.size,
    v.drawn_on, v.made, v.complete, v.closed, e.leaf`;
const FROM = `from tour v join event e on e.jurisdiction = v.jurisdiction and e.stream = v.matter || '.0' and e.version = 0`;

const PUBLIC = statement<StoredTour>(
  'public_visits',
  `select ${COLUMNS} ${FROM} where v.jurisdiction = $1 order by v.announced_at desc, v.matter limit $2`,
);
const ONE = statement<StoredTour>('visit_row', `select ${COLUMNS} ${FROM} where v.jurisdiction = $1 and v.matter = $2`);
const OF_OFFICE = statement<StoredTour>(
  'visits_of_office',
  `select ${COLUMNS} ${FROM} where v.jurisdiction = $1 and v.office = $2 order by v.announced_at desc, v.matter limit $3`,
);
const NAMES = statement<{ tour: string; title: string }>(
  'visit_names',
  'select matter as tour, title from tour where jurisdiction = $1 and matter = any($2)',
);

const rowOf = (row: StoredTour): TourRow => ({
  ...row,
  drum: row.drum.split(' '),
  drawn: row.drawn === null ? null : row.drawn.split(' '),
});

/** The newest tours: what everybody may know of them is decided by `toldOf`. */
export const publicTours = async (tx: Transaction): Promise<readonly TourRow[]> =>
  (await tx.run(PUBLIC, [tx.jurisdiction, LISTED_MAX])).map(rowOf);

/** One tour by its number. */
export const tourRow = async (tx: Transaction, number: string): Promise<TourRow | undefined> => {
  const [row] = await tx.run(ONE, [tx.jurisdiction, number]);
  return row && rowOf(row);
};

/** The tours of an office that visits. */
export const toursOf = async (tx: Transaction, office: string): Promise<readonly TourRow[]> =>
  (await tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX])).map(rowOf);

/** What tours are called. Public: asking for it is no read. */
export const tourNames = async (tx: Transaction, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, numbers])).map((row) => [row.tour, row.title]));

/** What a tour is called in a language: its own name where it has none in that one. */
export const tourName = ({ title, english }: Pick<TourRow, 'title' | 'english'>, lang: Lang): string =>
  inLang({ 'zh-CN': title, en: english ?? title }, lang);

/**
 * Whether everybody may see what was drawn: once every visit is made, or the last day for them is over. Whoever has the seed knows who comes
 * next, and a visit that is known beforehand is none.
 */
export const isTold = ({ seed, complete, by_day }: Pick<TourRow, 'seed' | 'complete' | 'by_day'>, today: PlainDate): boolean =>
  seed !== null && (complete || today > by_day);
