import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { insertRows } from '../../../engine/store/insert.ts';
import { OBLIGATION } from '../../../engine/store/write-matter.ts';
import type { Misfit } from '../../../desk/feature.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { isOfDays, type SiteSlot } from '../domain/site-duties.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { SLOT_PARTIES } from './slot-parties.ts';
import { subjectRows, type Subject } from './subjects.ts';

/** What opens within so long has its row already, so that lists have it the moment it begins; a site is looked at again in half of it. */
const AHEAD_MS = 26 * 3_600_000;
const AGAIN_MS = 12 * 3_600_000;
const ENDED_MS = 366 * 86_400_000;
/** Sites that are looked at in one transaction. */
const AT_ONCE = 50;

const LOCK_SITES = statement('lock_sites', 'select from site where jurisdiction = $1 and matter = any($2) order by matter for update');
const LOCK_ASSETS = statement('lock_assets', 'select from asset where jurisdiction = $1 and matter = any($2) order by matter for update');
const THERE = statement<{ matter: string; rule: string; started_by: string; status: string; due_at: Instant }>(
  'slot_rows',
  'select matter, rule, started_by, status, due_at from obligation where jurisdiction = $1 and matter = any($2) and owed_by = any($3)',
);
const DROP = statement(
  'drop_slot_rows',
  'delete from obligation o using unnest($2::text[], $3::text[], $4::text[]) d (matter, rule, started_by) where o.jurisdiction = $1 and o.matter = d.matter and o.rule = d.rule and o.started_by = d.started_by and o.owed_by = any($5)',
);
const PLAN = statement(
  'plan_site',
  'insert into slot_plan (jurisdiction, matter, basis, again_at, planned_at, closed_through) select $1, m, $3, at, $5, (e.since at time zone $6)::date - 1 from unnest($2::text[], $4::timestamptz[]) p (m, at) join entity e on e.jurisdiction = $1 and e.entity = m on conflict (jurisdiction, matter) do update set basis = excluded.basis, again_at = excluded.again_at, planned_at = excluded.planned_at',
);

const isWaiting = ({ state, provisional }: SiteSlot): boolean => provisional === null && (state === 'open' || state === 'ahead');

const bySupervisor = ({ duty }: SiteSlot): boolean => duty.rule.owedBy === 'supervising_office';

/** An open slot as a row of what is owed: it opens by time itself, like a breach. */
const rowOf = (j: number, row: Subject, slot: SiteSlot, now: Instant, zone: string): readonly unknown[] => {
  const { window, duty, id } = slot;
  const by = bySupervisor(slot);
  return [
    j,
    row.site,
    duty.key,
    id,
    0,
    'duty',
    `${row.duty.about}_${by ? 'overseer' : 'post'}`,
    `${row.duty.about}_${by ? 'post' : 'overseer'}`,
    by ? row.local : row.office,
    window.from > now ? 'pending' : 'open',
    toIso(window.from),
    isOfDays(window) ? dateIn(instant(window.due - 1), zone) : null,
    toIso(window.due),
    null,
    false,
    null,
  ];
};

/** When the rows of a site may differ next: something becomes final, or what lies ahead comes near. */
const againAt = ({ duty: { until } }: Pick<Subject, 'duty'>, some: readonly SiteSlot[], now: Instant): Instant => {
  const waiting = some.filter(isWaiting);
  // Nothing comes back at what has ended: it is looked at again only because rules are published or it is changed.
  const latest = addMs(now, until !== null && until <= now && waiting.length === 0 ? ENDED_MS : AGAIN_MS);
  return waiting.reduce((at, slot) => (slot.finalAt > now && slot.finalAt < at ? slot.finalAt : at), latest);
};

/** The rows that sites have now, by name; `slots` are those whose windows meet the time looked at. */
const wantedRows = (
  j: number,
  rows: readonly Subject[],
  slots: ReadonlyMap<string, readonly SiteSlot[]>,
  now: Instant,
  zone: string,
): ReadonlyMap<string, readonly unknown[]> =>
  new Map(
    rows.flatMap((row) =>
      (slots.get(row.site) ?? [])
        .filter((slot) => isWaiting(slot) && slot.finalAt > now)
        .map((slot) => [`${row.site} ${slot.duty.key} ${slot.id}`, rowOf(j, row, slot, now, zone)] as const),
    ),
  );

const lookedAt = (now: Instant) => ({ from: now, to: addMs(now, AHEAD_MS) });

const refreshSome = async (tx: Transaction, it: Jurisdiction, sites: readonly string[], now: Instant): Promise<void> => {
  await tx.run(LOCK_SITES, [tx.jurisdiction, sites]);
  await tx.run(LOCK_ASSETS, [tx.jurisdiction, sites]);
  const rows = await subjectRows(tx, sites);
  const slots = await readSiteSlots(tx, rows, rulebookOf(it), lookedAt(now), now);
  const wanted = wantedRows(tx.jurisdiction, rows, slots, now, it.zone);
  const there = await tx.run(THERE, [tx.jurisdiction, sites, SLOT_PARTIES]);
  const nameOf = (row: (typeof there)[number]): string => `${row.matter} ${row.rule} ${row.started_by}`;
  const gone = there.filter((row) => !wanted.has(nameOf(row)));
  if (gone.length > 0)
    await tx.run(DROP, [
      tx.jurisdiction,
      gone.map((row) => row.matter),
      gone.map((row) => row.rule),
      gone.map((row) => row.started_by),
      SLOT_PARTIES,
    ]);
  await insertRows(
    tx,
    'obligation',
    OBLIGATION,
    [...wanted.values()],
    'on conflict (jurisdiction, matter, rule, started_by) do update set status = excluded.status, office = excluded.office, owed_by = excluded.owed_by, owed_to = excluded.owed_to, starts_at = excluded.starts_at, due_on = excluded.due_on, due_at = excluded.due_at',
  );
  await tx.run(PLAN, [
    tx.jurisdiction,
    rows.map((row) => row.site),
    it.routines.basis,
    rows.map((row) => toIso(againAt(row, slots.get(row.site) ?? [], now))),
    toIso(now),
    it.zone,
  ]);
};

/** Writes anew what is owed on some sites now. Late or twice, it comes to the same. */
export const refreshSites = async (service: Service, sites: readonly string[]): Promise<void> => {
  const it = await service.jurisdiction();
  const sorted = [...new Set(sites)].toSorted();
  for (let at = 0; at < sorted.length; at += AT_ONCE) {
    const some = sorted.slice(at, at + AT_ONCE);
    await service.read((tx) => refreshSome(tx, it, some, service.clock()));
  }
};

// Those whose time has come, those that are counted by what was published before, and those that were never looked at.
const DUE = statement<{ matter: string }>(
  'sites_to_refresh',
  `select matter from (
    (select matter from slot_plan where jurisdiction = $1 and again_at <= $2 order by again_at limit $4)
    union (select matter from slot_plan where jurisdiction = $1 and basis < $3 limit $4)
    union (select matter from slot_plan where jurisdiction = $1 and basis > $3 limit $4)
  ) due limit $4`,
);
// Whoever was away for a month finds them by their time, above.
const isChanged = (of: string): string =>
  `${of}.changed_at > $2::timestamptz - interval '30 days' and (p.matter is null or p.planned_at <= ${of}.changed_at)`;
const CHANGED = statement<{ matter: string }>(
  'sites_changed_since',
  `select matter from (
    (select s.matter from site s left join slot_plan p on p.jurisdiction = $1 and p.matter = s.matter where s.jurisdiction = $1 and ${isChanged('s')} order by s.changed_at limit $3)
    union (select a.matter from asset a left join slot_plan p on p.jurisdiction = $1 and p.matter = a.matter where a.jurisdiction = $1 and ${isChanged('a')} order by a.changed_at limit $3)
    union (select a.matter from site s join asset a on a.jurisdiction = $1 and a.site = s.matter and a.until is null left join slot_plan p on p.jurisdiction = $1 and p.matter = a.matter where s.jurisdiction = $1 and ${isChanged('s')} order by s.changed_at limit $3)
  ) changed limit $3`,
);

/** The sweep's part: every site whose rows may differ by now. */
export const refreshDueSites = async (service: Service): Promise<void> => {
  // A clock that went back leaves a site looking changed: each is taken once.
  const done = new Set<string>();
  for (;;) {
    const it = await service.jurisdiction();
    const now = toIso(service.clock());
    const due = await service.read(async (tx) => [
      ...(await tx.run(DUE, [tx.jurisdiction, now, it.routines.basis, AT_ONCE])),
      ...(await tx.run(CHANGED, [tx.jurisdiction, now, AT_ONCE])),
    ]);
    const sites = due.map((row) => row.matter).filter((site) => !done.has(site));
    if (sites.length === 0) return;
    await refreshSites(service, sites);
    for (const site of sites) done.add(site);
  }
};

const PLANNED = statement<{ matter: string; planned_at: Instant }>(
  'planned_sites',
  'select matter, planned_at from slot_plan where jurisdiction = $1 and again_at > $2 and basis = $3 and matter > $4 order by matter limit $5',
);
const STORED = statement<{ matter: string; rule: string; started_by: string; office: string; owed_by: string; due_at: Instant }>(
  'stored_slots',
  'select matter, rule, started_by, office, owed_by, due_at from obligation where jurisdiction = $1 and matter = any($2) and owed_by = any($3)',
);

/**
 * What of the open slots is not as the rules and the records have it: counted again as of the time when each site was looked at last, so that
 * what time alone has changed since is no fault.
 */
export const checkOpenSlots = async (tx: Transaction, it: Jurisdiction, now: Instant): Promise<readonly Misfit[]> => {
  const found: Misfit[] = [];
  for (let after = ''; ;) {
    const planned = await tx.run(PLANNED, [tx.jurisdiction, toIso(now), it.routines.basis, after, AT_ONCE]);
    after = planned.at(-1)?.matter ?? '';
    if (planned.length === 0) return found;
    const sites = planned.map((row) => row.matter);
    const rows = await subjectRows(tx, sites);
    const stored = await tx.run(STORED, [tx.jurisdiction, sites, SLOT_PARTIES]);
    for (const { matter, planned_at: at } of planned) {
      const own = rows.filter((row) => row.site === matter && row.changed_at < at);
      if (own.length === 0) continue; // it has changed since, and waits for the sweep
      const slots = await readSiteSlots(tx, own, rulebookOf(it), lookedAt(at), at);
      const wanted = wantedRows(tx.jurisdiction, own, slots, at, it.zone);
      const there = new Map<string, (typeof stored)[number]>(
        stored.filter((row) => row.matter === matter).map((row) => [`${matter} ${row.rule} ${row.started_by}`, row] as const),
      );
      for (const [name, row] of wanted) {
        const has = there.get(name);
        if (!has) found.push({ where: `slot ${name}`, what: 'row is missing' });
        else if (has.office !== row[8] || has.owed_by !== row[6] || toIso(has.due_at) !== row[12])
          found.push({ where: `slot ${name}`, what: 'differs' });
      }
      for (const name of there.keys()) if (!wanted.has(name)) found.push({ where: `slot ${name}`, what: 'row should not be there' });
    }
  }
};
