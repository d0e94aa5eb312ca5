import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { isLooking, type Phase } from '../domain/phases.ts';
import type { Counted, PhaseReport } from '../domain/report.ts';
import { roundRow } from './read-rounds.ts';

/** What is counted: sites of some classes, supervised by some offices, looked at with one form. */
export interface Scope {
  readonly classes: readonly string[];
  readonly offices: readonly string[];
  readonly form: string;
}

// Due are the sites that were there when the phase began, as what they were then; done are those with a record of the form that was done in
// the phase, whatever duty it was made for. A record arrives a day before what it says at the earliest (features/checks/server/record-check.ts).
const COUNTS = statement<Counted>(
  'round_counts',
  `select d.local as office, d.class, count(*)::integer as due, count(c.records)::integer as done,
    count(*) filter (where c.nil)::integer as nil, coalesce(sum(c.findings), 0)::integer as findings, coalesce(sum(c.dealt), 0)::integer as dealt
  from (
    select s.matter, s.local, (
      select v ->> 'class' from jsonb_array_elements(s.versions::jsonb) v
      where (v ->> 'since')::bigint <= $4 order by (v ->> 'since')::bigint desc limit 1
    ) as class from site s
    where s.jurisdiction = $1 and s.local = any($2) and s.since <= $5 and (s.until is null or s.until > $5)
  ) d left join lateral (
    select nullif(count(*), 0) as records, bool_and(r.findings = 0) as nil, sum(r.findings) as findings,
      sum(r.findings) filter (where exists (
        select from event e where e.jurisdiction = $1 and e.stream = r.matter || '.0' and e.type = 'findings_dealt'
      )) as dealt
    from check_record r
    where r.jurisdiction = $1 and r.site = d.matter and r.form = $7 and not r.voided
      and r.done_at >= $5 and r.done_at < $6 and r.received_at >= $5::timestamptz - interval '1 day'
  ) c on true
  where d.class = any($3) group by d.local, d.class order by d.local, d.class`,
);

/** From the first moment of a phase to the last. */
const spanOf = ({ from, to }: Pick<Phase, 'from' | 'to'>, zone: string): { readonly begins: Instant; readonly ends: Instant } => ({
  begins: startOfDay(from, zone),
  ends: startOfDay(addDays(to, 1), zone),
});

/** Counts a phase, by office and class; nothing before it has begun. */
export const countPhase = async (
  tx: Transaction,
  { classes, offices, form }: Scope,
  phase: Phase,
  zone: string,
  now: Instant,
): Promise<readonly Counted[]> => {
  const { begins, ends } = spanOf(phase, zone);
  if (begins > now) return [];
  return tx.run(COUNTS, [tx.jurisdiction, offices, classes, begins, toIso(begins), toIso(ends), form]);
};

/** Counts every phase in which sites are looked at. */
export const countPhases = async (
  tx: Transaction,
  scope: Scope,
  phases: readonly Phase[],
  zone: string,
  now: Instant,
): Promise<readonly PhaseReport[]> => {
  const counted: PhaseReport[] = [];
  for (const phase of phases.filter(isLooking)) counted.push({ ...phase, rows: await countPhase(tx, scope, phase, zone, now) });
  return counted;
};

/** What is counted of a round now, as its closing keeps it. */
export const countNow = async (service: Service, number: string): Promise<JsonObject> => {
  const { zone } = await service.jurisdiction();
  const now = service.clock();
  const phases = await service.read(async (tx) => {
    const row = await roundRow(tx, number);
    return row ? countPhases(tx, row, row.phases, zone, now) : [];
  });
  return { phases } as unknown as JsonObject; // numbers, ids and days
};

/** A site that is still to be looked at. */
export interface OpenSite {
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly class: string;
}

// Of the classes that may be listed: of dwellings there are figures only (G11).
const OPEN = statement<OpenSite>(
  'round_open_sites',
  `select s.matter as site, s.name, s.english, s.class from site s
  where s.jurisdiction = $1 and s.local = any($2) and (s.office = $8 or s.local = $8) and s.class = any($3) and s.since <= $4 and s.until is null
    and not exists (
      select from check_record r where r.jurisdiction = $1 and r.site = s.matter and r.form = $6 and not r.voided
        and r.done_at >= $4 and r.done_at < $5 and r.received_at >= $4::timestamptz - interval '1 day'
    )
  order by s.name, s.matter limit $7`,
);

/** How many sites stand on the list of a round; the rest follows once these are done. */
export const OPEN_MAX = 50;

/** Sites of an office, or of those that it supervises, which nobody has looked at in the phase of today. */
export const openSites = (
  tx: Transaction,
  { classes, offices, form }: Scope,
  phase: { readonly from: PlainDate; readonly to: PlainDate },
  zone: string,
  office: string,
): Promise<readonly OpenSite[]> => {
  const { begins, ends } = spanOf(phase, zone);
  return tx.run(OPEN, [tx.jurisdiction, offices, classes, toIso(begins), toIso(ends), form, OPEN_MAX + 1, office]);
};
