import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { FIRST } from '../../../kernel/language/languages.ts';
import { postName } from '../desk/post-name.ts';
import type { MapLetter } from '../domain/map.ts';

const OF_OFFICES = statement<MapLetter>(
  'letters_of_offices',
  'select matter as letter, office, holder, holder_office, site, rule, from_day, to_day, signed, taken_on, returned from letter where jurisdiction = $1 and holder_office = any($2) and not ended order by matter',
);
const TITLES = statement<{ matter: string; title: string; holder: string }>(
  'letter_titles',
  'select matter, title, holder from letter where jurisdiction = $1 and matter = any($2)',
);
const TO_RENEW = statement<{ matter: string; to_day: PlainDate }>(
  'letters_to_renew',
  'select matter, to_day from letter where jurisdiction = $1 and not ended and not renewing and taken_on and to_day <= $2 order by to_day, matter',
);

/** Letters that posts of some offices hold or are to take on, ended ones not. */
export const lettersOf = (tx: Transaction, offices: readonly string[]): Promise<readonly MapLetter[]> =>
  tx.run(OF_OFFICES, [tx.jurisdiction, offices]);

/** What letters are called: a site or a duty, and the post. Public names: asking for one is no read. */
export const letterTitles = async (
  tx: Transaction,
  it: Jurisdiction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly lang: typeof FIRST }>> =>
  new Map(
    (await tx.run(TITLES, [tx.jurisdiction, numbers])).map(({ matter, title, holder }) => [
      matter,
      { title: `${title} · ${postName(it, holder, FIRST)}`, lang: FIRST },
    ]),
  );

/** Letters in force that end by a day, and of which nobody was told yet. */
export const lettersToRenew = (
  tx: Transaction,
  by: PlainDate,
): Promise<readonly { readonly matter: string; readonly to_day: PlainDate }[]> => tx.run(TO_RENEW, [tx.jurisdiction, by]);
