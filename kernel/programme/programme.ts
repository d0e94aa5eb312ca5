import { getPlainDate } from '../calendar/plain-date.ts';
import { getPeriod } from '../calendar/within.ts';
import type { Label } from '../policy/pack.ts';
import { getCadence } from '../recurrence/cadence.ts';
import type { SlotRule } from '../recurrence/slots.ts';
import type { Terms } from '../recurrence/surroundings.ts';
import type { AssetClass, SiteClass, SiteFact } from '../site/classes.ts';
import type { TermsDefinition } from './terms.ts';

/** What a rule can be about: a place, a thing at a place, an office. Nothing else has duties here, least of all a person (G11). */
export const ABOUT = ['site', 'asset', 'office'] as const;
export type About = (typeof ABOUT)[number];

/** Kinds of record that meet a rule. */
export const DONE_BY = ['check', 'return', 'lesson', 'drill', 'meeting', 'test', 'paper'] as const;
export type DoneBy = (typeof DONE_BY)[number];

/** Who owes, and to whom, from the place upward. */
export const OWERS = ['site_post', 'site_office', 'office', 'supervising_office'] as const;
export type Ower = (typeof OWERS)[number];

/** A duty that comes back, as a programme has it. */
export interface ProgrammeRule {
  readonly id: string;
  readonly label: Label;
  readonly clause: Label;
  /** True where no statute says so, or we could not verify that one does; the clause says it in words. */
  readonly ownRule: boolean;
  readonly about: About;
  /** Classes of sites or assets; empty for offices. */
  readonly classes: readonly (SiteClass | AssetClass)[];
  /** Facts that the site must have, and must not have. */
  readonly when: { readonly has: readonly SiteFact[]; readonly hasNot: readonly SiteFact[] };
  /** The text that `parseCadence` reads. */
  readonly every: string;
  readonly doneBy: DoneBy;
  /** The id of a form; null where any record of the kind will do. */
  readonly form: string | null;
  readonly owedBy: Ower;
  readonly owedTo: Ower;
  readonly countersign: boolean;
  /** Grace after the window, as minutes, hours or days; null: none. */
  readonly late: string | null;
  readonly nilNeedsList: boolean;
  /** Of an office's rule: the offices that owe it by their ids, or `lowest`: each that has none below it. Absent: it names nobody, and nobody owes it. */
  readonly offices?: readonly string[] | 'lowest';
  /** The id of the rule whose returns it sums up: it is owed by each office directly above one that owes that rule. */
  readonly gathers?: string;
}

/** A published set of duties that come back (G1). */
export interface Programme {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** The calendar its examples and `explain` use; a jurisdiction counts with its own. */
  readonly calendar: { readonly id: 'cn' | 'weekends-only'; readonly zone: string };
  /** How long after a window an act may arrive that was done inside it. */
  readonly arrives: string;
  /** Who owes its rules about offices where a rule names nobody itself and gathers nothing. */
  readonly offices?: readonly string[] | 'lowest';
  readonly rules: readonly ProgrammeRule[];
}

/** What is looked for when rules are chosen: a site or an asset by its class and the facts of the site, or an office. */
export type Subject =
  | { readonly about: 'site' | 'asset'; readonly class: SiteClass | AssetClass; readonly facts: readonly SiteFact[] }
  | { readonly about: 'office' };

const UNIT_MS: { readonly [unit: string]: number } = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A span of minutes, hours or days (of 24 hours) in milliseconds; throws on anything else, which a checked programme does not hold. */
export const spanMs = (text: string): number => {
  const period = getPeriod(text);
  const ms = UNIT_MS[period.unit];
  if (ms === undefined || !('count' in period)) throw new Error(`not a span: ${text}`);
  return period.count * ms;
};

/** A rule as the fold of slots takes it. */
export const slotRuleOf = (rule: ProgrammeRule): SlotRule => ({
  id: rule.id,
  cadence: getCadence(rule.every),
  lateMs: rule.late === null ? 0 : spanMs(rule.late),
  countersign: rule.countersign,
  nilNeedsList: rule.nilNeedsList,
});

/** Whether a rule is about a class at all, whatever the facts of the site. */
export const isAbout = (rule: ProgrammeRule, of: Subject): boolean =>
  of.about === 'office' ? rule.about === 'office' : rule.about === of.about && rule.classes.includes(of.class);

/** The rules of a programme that bind a site, an asset or an office with these facts. */
export const rulesFor = (programme: Programme, of: Subject): readonly ProgrammeRule[] =>
  programme.rules.filter(
    (rule) =>
      isAbout(rule, of) &&
      (of.about === 'office' ||
        (rule.when.has.every((it) => of.facts.includes(it)) && !rule.when.hasNot.some((it) => of.facts.includes(it)))),
  );

/** A checked definition of terms as windows count with it. */
export const toTerms = (definition: TermsDefinition): Terms => {
  const span = <T extends { readonly id: string; readonly from: string; readonly to: string }>(it: T) => ({
    ...it,
    from: getPlainDate(it.from),
    to: getPlainDate(it.to),
  });
  return {
    terms: definition.terms.map(span),
    schoolYears: definition.schoolYears.map(span),
    holidays: definition.holidays.map(span),
    seasons: definition.seasons.map((it) => ({ ...span(it), season: it.season })),
    loaded: definition.loaded,
  };
};
