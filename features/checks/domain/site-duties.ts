import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { rulesFor, slotRuleOf, spanMs, type Programme, type ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { slots, type ActRecord, type Excuse, type Slot, type SlotRule } from '../../../kernel/recurrence/slots.ts';
import { datedName } from '../../../kernel/recurrence/event-windows.ts';
import type { Closure, Cover, DatedThing, Range, SiteHours, Surroundings, Terms, Window } from '../../../kernel/recurrence/surroundings.ts';
import { windows } from '../../../kernel/recurrence/windows.ts';
import type { AssetClass, SiteClass, SiteFact } from '../../../kernel/site/classes.ts';

/** A site, an asset at a site, or an office, as duties hang on it. */
export interface DutySite {
  /** The number by which its duties go: of the site, or of the asset; of an office its id. */
  readonly site: string;
  readonly about: 'site' | 'asset' | 'office';
  readonly hours: readonly SiteHours[];
  readonly closures: readonly Closure[];
  /** What it was, and the facts of its site, since when; of an asset: of the one where it hung. */
  readonly versions: readonly DutyVersion[];
  /** What proves that it is sound, in the order in which it was told. */
  readonly proofs: readonly SaidProof[];
  readonly until: Instant | null;
}

interface DutyVersion {
  readonly since: Instant;
  readonly class: SiteClass | AssetClass;
  readonly facts: readonly SiteFact[];
}

/** What an asset says of a proof: an inspection or a certificate, and the day until which it holds. */
interface SaidProof {
  readonly what: 'inspection' | 'certificate';
  readonly n: number;
  readonly recordedAt: Instant;
  readonly by: string;
}

const DATED_AS = { inspection: 'inspection_due', certificate: 'certificate_end' } as const;

/** The day until which a proof holds, as rules count back from it. */
const datedOf = ({ what, n, by, recordedAt }: SaidProof, zone: string): DatedThing => ({
  id: `${what}-${n}`,
  dated: DATED_AS[what],
  at: startOfDay(getPlainDate(by), zone),
  knownSince: recordedAt,
});

/**
 * What an asset was since when: its class changes, it moves between sites, and a site changes its facts. While it hung on a site the facts of
 * that site count.
 */
export const assetVersions = (
  classes: readonly { readonly since: Instant; readonly class: AssetClass }[],
  stays: readonly { readonly since: Instant; readonly versions: readonly DutyVersion[] }[],
): readonly DutyVersion[] => {
  const factsAt = (at: Instant): readonly SiteFact[] =>
    stays.findLast(({ since }) => since <= at)?.versions.findLast(({ since }) => since <= at)?.facts ?? [];
  const changes = [
    ...classes.map(({ since }) => since),
    ...stays.flatMap(({ since, versions }, i) => {
      const to = stays[i + 1]?.since ?? null;
      return [since, ...versions.map((it) => it.since).filter((at) => at > since && (to === null || at < to))];
    }),
  ];
  return [...new Set(changes)]
    .toSorted((a, b) => a - b)
    .flatMap((since) => {
      const kind = classes.findLast((it) => it.since <= since)?.class;
      return kind === undefined ? [] : [{ since, class: kind, facts: factsAt(since) }];
    });
};

/** A version of a programme, and when it began to count. */
interface Version {
  readonly programme: Programme;
  readonly from: Instant | null;
}

/** All that a place has said about what comes back. */
export interface Rulebook {
  readonly calendar: Calendar;
  readonly terms: Terms | null;
  readonly programmes: readonly Version[];
}

/** One duty of a site that comes back: the rule, and from when to when the site is under it. */
export interface Duty {
  /** `programme/rule`: names it everywhere. */
  readonly key: string;
  readonly programme: string;
  readonly rule: ProgrammeRule;
  readonly arrivesMs: number;
  readonly slotRule: SlotRule;
  readonly cover: Cover;
}

const EVER = instant(0);

const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null ? a : a < b ? a : b);
const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** Spans in which a rule counts: as long as version after version says it with the same cadence, it is one and goes on. */
const spansOfProgramme = (versions: readonly Version[]): readonly Omit<Duty, 'slotRule'>[] => {
  const open = new Map<string, { readonly from: Instant; readonly rule: ProgrammeRule; readonly programme: Programme }>();
  const done: Omit<Duty, 'slotRule'>[] = [];
  const end = (id: string, to: Instant | null): void => {
    const it = open.get(id);
    if (!it) return;
    const { programme, rule, from } = it;
    open.delete(id);
    if (to === null || from < to)
      done.push({ key: `${programme.id}/${id}`, programme: programme.id, rule, arrivesMs: spanMs(programme.arrives), cover: { from, to } });
  };
  for (const { programme, from } of versions) {
    const at = from ?? EVER;
    for (const [id, { rule }] of open) if (programme.rules.find((it) => it.id === id)?.every !== rule.every) end(id, at);
    for (const rule of programme.rules) open.set(rule.id, { from: open.get(rule.id)?.from ?? at, rule, programme });
  }
  for (const id of open.keys()) end(id, null);
  return done;
};

/** Spans in which a site is such that a rule binds it. */
const spansOfSite = ({ about, versions, until }: DutySite, programme: Programme, rule: ProgrammeRule): readonly Cover[] => {
  const found: { from: Instant; to: Instant | null }[] = [];
  for (const [i, version] of versions.entries()) {
    const binds =
      about !== 'office' && rulesFor({ ...programme, rules: [rule] }, { about, class: version.class, facts: version.facts }).length > 0;
    const to = earlier(versions[i + 1]?.since ?? null, until);
    const last = found.at(-1);
    if (!binds) continue;
    if (last && last.to === version.since) last.to = to;
    else found.push({ from: version.since, to });
  }
  return found;
};

/** The duties of a site that come back, with the time in which it is under each; those of offices are told by features/returns. Pure. */
export const dutiesOf = (site: DutySite, { programmes }: Rulebook): readonly Duty[] =>
  [...Map.groupBy(programmes, (it) => it.programme.id).values()].flatMap((versions) =>
    spansOfProgramme(versions)
      .filter(({ rule }) => rule.about === site.about)
      .flatMap((duty) => {
        const programme = versions.at(-1)?.programme;
        return !programme
          ? []
          : spansOfSite(site, programme, duty.rule).flatMap((span): readonly Duty[] => {
              const cover = { from: later(span.from, duty.cover.from), to: earlier(span.to, duty.cover.to) };
              return cover.to !== null && cover.to <= cover.from
                ? []
                : [{ ...duty, cover, slotRule: { ...slotRuleOf(duty.rule), id: duty.key } }];
            });
      }),
  );

const surroundingsOf = ({ hours, closures, proofs }: DutySite, { calendar, terms }: Rulebook): Surroundings => ({
  calendar,
  terms,
  hours,
  closures,
  uses: [],
  dated: proofs.map((proof) => datedOf(proof, calendar.zone)),
  incidents: [],
});

/** A closure that was said beforehand excuses what less than half of was left (kernel/recurrence/slots.ts). */
const excusesOf = ({ closures }: DutySite, { calendar: { zone } }: Rulebook): readonly Excuse[] =>
  closures.map(({ from, to, recordedAt }) => ({
    id: `closed ${from}`,
    rules: null,
    from: startOfDay(from, zone),
    to: startOfDay(addDays(to, 1), zone),
    recordedAt,
  }));

/** A proof that was made anew is the act by which what was owed before the old one ran out is done: no second paper says so. */
const renewalsFor = ({ proofs }: DutySite, { key, slotRule }: Duty, { calendar: { zone } }: Rulebook): readonly ActRecord[] => {
  const { cadence } = slotRule;
  if (cadence.kind !== 'dated') return [];
  return proofs.flatMap((proof, i) => {
    const next = proofs.slice(i + 1).find((it) => it.what === proof.what);
    if (next === undefined || DATED_AS[proof.what] !== cadence.dated) return [];
    const at = next.recordedAt;
    const made = { rule: key, window: datedName(datedOf(proof, zone), zone) };
    const when = { doneAt: at, notBefore: null, receivedAt: at, countersignedAt: at };
    return [{ id: `${next.what}-${next.n}`, for: [made], ...when, nil: false, hasList: true }];
  });
};

/** Names of windows under which records of a duty are looked for; an empty one stands for what counts from the last time. */
export const namesOf = (site: DutySite, duty: Duty, book: Rulebook, range: Range): readonly string[] =>
  duty.slotRule.cadence.kind === 'since'
    ? ['']
    : windows(duty.slotRule.cadence, surroundingsOf(site, book), duty.cover, range).map((it) => it.id);

/** One slot of a site with the duty that it is of. */
export interface SiteSlot extends Slot {
  readonly duty: Duty;
}

/** The slots of a site whose windows meet a range, as of an instant. Pure: the same records give the same slots, in whatever order. */
export const slotsOf = (
  site: DutySite,
  duties: readonly Duty[],
  book: Rulebook,
  records: readonly ActRecord[],
  range: Range,
  asOf: Instant,
): readonly SiteSlot[] => {
  const surroundings = surroundingsOf(site, book);
  const excuses = excusesOf(site, book);
  return duties.flatMap((duty) =>
    slots(
      [duty.slotRule],
      {
        surroundings,
        cover: duty.cover,
        records: [...records.filter((it) => it.for.some(({ rule }) => rule === duty.key)), ...renewalsFor(site, duty, book)],
        excuses,
        closings: [],
        arrivesMs: duty.arrivesMs,
      },
      range,
      asOf,
    ).map((slot) => ({ ...slot, duty })),
  );
};

/** How long after its window a slot of these duties can still change, in milliseconds. */
export const marginOf = (duties: readonly Duty[]): number =>
  duties.reduce((most, { slotRule, arrivesMs }) => Math.max(most, slotRule.lateMs, arrivesMs), 0);

/** Whether a window is a day or longer: it ends with a day and not at a minute. */
export const isOfDays = ({ from, due }: Pick<Window, 'from' | 'due'>): boolean => due - from >= 23 * 3_600_000;
