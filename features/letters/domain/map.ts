import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';

/** A site as the map knows it. */
export interface MapSite {
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly class: string;
  readonly office: string;
  readonly role: string;
  readonly sector: string;
  readonly local: string;
}

/** A duty that comes back at a site, and whether the office that supervises it owes it itself. */
export interface MapDuty {
  readonly rule: string;
  readonly bySupervisor: boolean;
}

/** A letter as the map knows it. */
export interface MapLetter {
  readonly letter: string;
  readonly office: string;
  readonly holder: string;
  readonly holder_office: string;
  readonly site: string | null;
  readonly rule: string | null;
  readonly from_day: PlainDate;
  readonly to_day: PlainDate;
  readonly signed: boolean;
  readonly taken_on: boolean;
  readonly returned: boolean;
}

/** Where a letter stands on a day, the best first. */
export const LETTER_STATES = ['in_force', 'ends_soon', 'ahead', 'not_taken_on', 'unsigned', 'returned', 'expired'] as const;
export type LetterStanding = (typeof LETTER_STATES)[number];

/** What is missing (functions.md 12.12). */
export const GAPS = ['no_post', 'no_account', 'no_letter', 'unsigned', 'expired'] as const;
export type Gap = (typeof GAPS)[number];

/** One line of the map: a site, some of its duties, who holds them and by which letter. */
export interface MapRow {
  readonly site: MapSite;
  /** Rules, in the order of their programmes; empty where nothing comes back at the site. */
  readonly duties: readonly string[];
  /** Null where nobody holds them. */
  readonly post: string | null;
  readonly letter: MapLetter | null;
  readonly standing: LetterStanding | null;
  readonly gaps: readonly Gap[];
}

/** Everything a map is drawn from. */
export interface MapFacts {
  readonly sites: readonly MapSite[];
  readonly dutiesOf: (site: string) => readonly MapDuty[];
  readonly letters: readonly MapLetter[];
  /** Posts with an account that has not ended. */
  readonly held: ReadonlySet<string>;
  readonly today: PlainDate;
  /** How many days before its end a letter is said to end soon; null where no pack says so. */
  readonly soonDays: number | null;
}

/** Where a letter stands on a day. */
export const standingOf = (
  { signed, taken_on, returned, from_day, to_day }: MapLetter,
  today: PlainDate,
  soonDays: number | null,
): LetterStanding => {
  if (to_day < today) return 'expired';
  if (returned) return 'returned';
  if (!signed) return 'unsigned';
  if (!taken_on) return 'not_taken_on';
  if (from_day > today) return 'ahead';
  return soonDays !== null && addDays(today, soonDays) >= to_day ? 'ends_soon' : 'in_force';
};

const rank = (letter: MapLetter, { today, soonDays }: MapFacts): number => LETTER_STATES.indexOf(standingOf(letter, today, soonDays));

/** Of several letters about the same, the one that holds; of those that hold, the one that ends last. */
const bestOf = (letters: readonly MapLetter[], facts: MapFacts): MapLetter | null =>
  letters.toSorted((a, b) => rank(a, facts) - rank(b, facts) || (a.to_day < b.to_day ? 1 : -1))[0] ?? null;

/** The letter by which a duty of a site is held: about both, about all of the site, or about the duty wherever it is owed. */
const letterFor = (site: MapSite, duty: MapDuty | null, facts: MapFacts): MapLetter | null => {
  const owing = duty?.bySupervisor ? site.local : site.office;
  const ofOffice = facts.letters.filter((it) => it.holder_office === owing);
  const about = (where: string | null, rule: string | null) => ofOffice.filter((it) => it.site === where && it.rule === rule);
  return (
    (duty && bestOf(about(site.site, duty.rule), facts)) ??
    (duty?.bySupervisor ? null : bestOf(about(site.site, null), facts)) ??
    (duty && bestOf(about(null, duty.rule), facts))
  );
};

const gapsOf = (post: string | null, letter: MapLetter | null, standing: LetterStanding | null, facts: MapFacts): readonly Gap[] => [
  ...(post === null ? (['no_post'] as const) : facts.held.has(post) ? [] : (['no_account'] as const)),
  ...(post !== null && letter === null ? (['no_letter'] as const) : []),
  ...(standing === 'unsigned' || standing === 'not_taken_on' || standing === 'returned' ? (['unsigned'] as const) : []),
  ...(standing === 'expired' ? (['expired'] as const) : []),
];

const rowsOf = (site: MapSite, facts: MapFacts): readonly MapRow[] => {
  const duties = facts.dutiesOf(site.site);
  const held = [
    // The site itself, also where nothing comes back at it.
    ...(duties.some((it) => !it.bySupervisor) ? [] : [{ duty: null, letter: letterFor(site, null, facts) }]),
    ...duties.map((duty) => ({ duty, letter: letterFor(site, duty, facts) })),
  ].map(({ duty, letter }) => ({ duty, letter, post: letter?.holder ?? (duty?.bySupervisor ? null : `${site.office}.${site.role}`) }));
  return [...Map.groupBy(held, ({ post, letter }) => `${post ?? ''} ${letter?.letter ?? ''}`).values()].flatMap(
    (some): readonly MapRow[] => {
      const [first] = some;
      if (!first) return [];
      const { post, letter } = first;
      const standing = letter && standingOf(letter, facts.today, facts.soonDays);
      return [
        { site, duties: some.flatMap(({ duty }) => duty?.rule ?? []), post, letter, standing, gaps: gapsOf(post, letter, standing, facts) },
      ];
    },
  );
};

/** The map of responsibility: every site and every duty that comes back there, with the post that holds it, the letter, and what is missing. Pure. */
export const mapOf = (facts: MapFacts): readonly MapRow[] => facts.sites.flatMap((site) => rowsOf(site, facts));
