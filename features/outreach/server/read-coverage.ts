import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import type { SiteClass } from '../../../kernel/site/classes.ts';
import { readSiteSlots, rulebookOf, subjectRows, type Duty, type SiteSlot } from '../../checks/public.ts';
import { coverageOf, type Coverage, type CoveredSite, type Held } from '../domain/coverage.ts';
import type { Span } from '../domain/span.ts';

/** Sites that are read in one step. */
const AT_ONCE = 100;
const HOUR_MS = 3_600_000;

const SITES = statement<{ site: string; class: SiteClass }>(
  'sites_of_outreach',
  'select matter as site, class from site where jurisdiction = $1 and matter > $2 and class = any($3) and since < $4 and (until is null or until > $5) order by matter limit $6',
);
interface HeldRow extends Omit<Held, 'things' | 'lacks' | 'differs' | 'counts'> {
  readonly site: string;
  readonly things: string;
  readonly lacks: string;
  readonly differs: string;
  readonly whole_at: Instant | null;
}
const HELD = statement<HeldRow>(
  'lessons_held',
  `select l.site, l.topic, l.teacher, l.minutes, l.trained, l.expected, l.things, l.lacks, l.differs, l.whole_at, s.rule, s.slot
  from check_lesson l join check_record c on c.jurisdiction = $1 and c.matter = l.matter
  left join lateral (select rule, slot from check_slot where jurisdiction = $1 and matter = l.matter order by rule limit 1) s on true
  where l.jurisdiction = $1 and l.site = any($2) and l.done_at >= $3 and l.done_at < $4 and not l.voided and c.received_at <= $5
  order by l.done_at, l.matter`,
);

/** Whether a rule is about a lesson or a campaign: it says so, or its form does. */
export const isOutreach = (it: Jurisdiction, { doneBy, form }: ProgrammeRule): boolean => {
  const use = it.forms.get(it.forms.newest.get(form ?? '') ?? '')?.use;
  return doneBy === 'lesson' || use === 'lesson' || use === 'campaign';
};

/** The rules about lessons and campaigns of sites that there are now, in the order of the programmes. */
const rulesOf = (it: Jurisdiction) => {
  const newest = new Map(it.routines.programmes.map(({ programme }) => [programme.id, programme] as const));
  return [...newest.values()].flatMap((programme) =>
    programme.rules.flatMap((rule) =>
      rule.about === 'site' && isOutreach(it, rule)
        ? [{ key: `${programme.id}/${rule.id}`, label: rule.label, classes: rule.classes }]
        : [],
    ),
  );
};

const heldOf = (
  { topic, teacher, minutes, trained, expected, rule, slot, things, lacks, differs, whole_at }: HeldRow,
  asOf: Instant,
): Held => ({
  topic,
  teacher,
  minutes,
  trained,
  expected,
  rule,
  slot,
  things: JSON.parse(things) as Held['things'], // written by the projection alone
  lacks: lacks.split(' ').filter((it) => it !== '') as readonly string[] as Held['lacks'], // as above
  differs: differs.split(' ').filter((it) => it !== '') as readonly string[] as Held['differs'],
  counts: whole_at !== null && whole_at <= asOf,
});

interface Asked {
  readonly it: Jurisdiction;
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: Instant;
}

const readSome = async (
  tx: Transaction,
  { it, from, to, asOf }: Asked,
  sites: readonly { readonly site: string; readonly class: SiteClass }[],
): Promise<readonly CoveredSite[]> => {
  const numbers = sites.map(({ site }) => site);
  const isAsked = (duty: Duty): boolean => isOutreach(it, duty.rule);
  const rows = await subjectRows(tx, numbers);
  const slots = await readSiteSlots(tx, rows, rulebookOf(it), { from, to }, asOf, isAsked);
  const held = Map.groupBy(await tx.run(HELD, [tx.jurisdiction, numbers, toIso(from), toIso(to), toIso(asOf)]), ({ site }) => site);
  // What ended before the span can still change in it, and is no part of it; what has not begun is not due.
  const isIn = ({ window, provisional }: SiteSlot): boolean =>
    provisional === null && window.due > from && window.from < to && window.from <= asOf;
  return sites.map(({ site, class: of }) => ({
    class: of,
    slots: (slots.get(site) ?? []).filter(isIn).map(({ id, state, window, duty }) => ({ id, state, window, key: duty.key })),
    held: (held.get(site) ?? []).map((row) => heldOf(row, asOf)),
  }));
};

/** Coverage of a span as of an instant, from what is recorded: whoever computes it has the same. */
export const readCoverage = async (tx: Transaction, it: Jurisdiction, span: Span, asOf: Instant): Promise<Coverage> => {
  const rules = rulesOf(it);
  const classes = [...new Set(rules.flatMap((rule) => rule.classes))];
  const [from, end] = [startOfDay(span.from, it.zone), startOfDay(addDays(span.to, 1), it.zone)];
  const to = end < asOf ? end : addMs(asOf, 1);
  const covered: CoveredSite[] = [];
  for (let after = ''; classes.length > 0 && from < to;) {
    const some = await tx.run(SITES, [tx.jurisdiction, after, classes, toIso(to), toIso(from), AT_ONCE]);
    covered.push(...(await readSome(tx, { it, from, to, asOf }, some)));
    if (some.length < AT_ONCE) break;
    after = some.at(-1)?.site ?? '';
  }
  return coverageOf(covered, rules);
};

interface Known {
  readonly at: Instant;
  readonly basis: string;
  readonly spans: Map<string, Promise<Coverage>>;
}
const known = new WeakMap<Service, Known>();

/** The hour at which figures are told: everybody sees the same until the next one (G16). */
export const hourOf = (now: Instant): Instant => instant(Math.floor(now / HOUR_MS) * HOUR_MS);

/** Coverage as of the hour, computed once in it. */
export const coverageNow = async (service: Service, span: Span): Promise<{ readonly coverage: Coverage; readonly at: Instant }> => {
  const it = await service.jurisdiction();
  const at = hourOf(service.clock());
  const basis = `${it.routines.basis} ${[...it.forms.newest.values()].map((hash) => hash.slice(0, 8)).join('')}`;
  const before = known.get(service);
  const mine = before?.at === at && before.basis === basis ? before : { at, basis, spans: new Map<string, Promise<Coverage>>() };
  known.set(service, mine);
  const name = `${span.kind} ${span.id}`;
  const computed = mine.spans.get(name) ?? service.read((tx) => readCoverage(tx, it, span, at));
  mine.spans.set(name, computed);
  // What failed is asked anew.
  computed.catch(() => mine.spans.delete(name));
  return { coverage: await computed, at };
};
