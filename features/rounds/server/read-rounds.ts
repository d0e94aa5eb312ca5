import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Phase } from '../domain/phases.ts';
import type { Move } from '../domain/state.ts';

interface StoredRound {
  readonly round: string;
  readonly title: string;
  readonly english: string | null;
  readonly subject: string;
  readonly office: string;
  readonly form: string;
  readonly classes: string;
  readonly phases: string;
  readonly moves: string;
  readonly first_day: PlainDate;
  readonly last_day: PlainDate;
  readonly closed: boolean;
  readonly offices: readonly string[];
}

/** A round as its rows tell it: public, and nothing of any site. */
export interface RoundRow extends Omit<StoredRound, 'classes' | 'phases' | 'moves'> {
  readonly classes: readonly string[];
  readonly phases: readonly Phase[];
  readonly moves: readonly Move[];
}

/** How many stand on a list. */
const LISTED_MAX = 50;

const COLUMNS = `r.matter as round, r.title, r.english, r.subject, r.office, r.form, r.classes, r.phases, r.moves, r.first_day, r.last_day, r.closed_at is not null as closed,
    (select array_agg(o.office order by o.office) from round_office o where o.jurisdiction = $1 and o.matter = r.matter) as offices`;

const ONE = statement<StoredRound>('round_row', `select ${COLUMNS} from round r where r.jurisdiction = $1 and r.matter = $2`);
// Those that run come first, then the newest.
const PUBLIC = statement<StoredRound>(
  'public_rounds',
  `select ${COLUMNS} from round r where r.jurisdiction = $1 order by r.closed_at is not null, r.last_day desc, r.matter limit $2`,
);
const OF_OFFICE = statement<StoredRound>(
  'rounds_of_office',
  `select ${COLUMNS} from round r where r.jurisdiction = $1 and (
      r.office = $2 or exists (
        select from round_office o where o.jurisdiction = $1 and o.matter = r.matter and (
          o.office = $2 or exists (
            select from site s where s.jurisdiction = $1 and s.office = $2 and s.local = o.office and s.until is null
              and s.class = any(string_to_array(r.classes, ' '))
          )
        )
      )
    ) order by r.closed_at is not null, r.last_day desc, r.matter limit $3`,
);
const NAMES = statement<{ round: string; title: string }>(
  'round_names',
  'select matter as round, title from round where jurisdiction = $1 and matter = any($2)',
);

const rowOf = (row: StoredRound): RoundRow => ({
  ...row,
  classes: row.classes.split(' '),
  // Written by the projection of rounds alone.
  phases: JSON.parse(row.phases) as readonly Phase[],
  moves: JSON.parse(row.moves) as readonly Move[],
});

/** One round by its number. */
export const roundRow = async (tx: Transaction, number: string): Promise<RoundRow | undefined> => {
  const [row] = await tx.run(ONE, [tx.jurisdiction, number]);
  return row && rowOf(row);
};

/** What everybody may know: what is looked at, when, and which dates were moved. */
export const publicRounds = async (tx: Transaction): Promise<readonly RoundRow[]> =>
  (await tx.run(PUBLIC, [tx.jurisdiction, LISTED_MAX])).map(rowOf);

/** Rounds that concern an office: it leads one, is covered by it, or answers for sites that it is about. */
export const roundsOf = async (tx: Transaction, office: string): Promise<readonly RoundRow[]> =>
  (await tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX])).map(rowOf);

/** What rounds are called. Public: asking for it is no read. */
export const roundNames = async (tx: Transaction, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, numbers])).map((row) => [row.round, row.title]));

/** What a round is called in a language: its own name where it has none in that one. */
export const roundName = ({ title, english }: Pick<RoundRow, 'title' | 'english'>, lang: Lang): string =>
  inLang({ 'zh-CN': title, en: english ?? title }, lang);
