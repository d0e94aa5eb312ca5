import type { Instant } from '../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../kernel/calendar/plain-date.ts';
import { statement } from '../../engine/store/transaction.ts';

/** A duty as JSON of the database tells it. */
export interface DutyJson {
  readonly rule: string;
  readonly due_on: PlainDate | null;
  readonly due_at: string;
  readonly provisional: boolean;
}

/** How many there are, and what they are about; the same in every row of one answer. */
interface CountRow {
  readonly total: number;
  readonly late: number;
  readonly today: number;
  readonly week: number;
  readonly supervised: number;
  /** Not everything was looked through: there are at least as many. */
  readonly capped: boolean;
  readonly sorts: readonly string[];
  readonly subjects: readonly string[];
  readonly places: readonly string[];
  readonly rules: readonly string[];
}

/** What every list says of an entity; null throughout where the list is empty. */
interface EntityRow {
  readonly kind: string;
  readonly number: string | null;
  readonly pack: Buffer;
  readonly filed_on: PlainDate;
  readonly subject: string | null;
  readonly place: string | null;
}

export interface OwedRow extends EntityRow, CountRow {
  /** Null where nothing is owed here and an office below is supervised. */
  readonly duties: readonly DutyJson[] | null;
  /** What runs in minutes stands above all days. */
  readonly on_top: boolean;
  readonly due_at: Instant;
  /** The office below that this one has stepped in over. */
  readonly below: string | null;
  /** When what is latest there was due, and the day by which it is to be done, where one was named. */
  readonly late_at: Instant | null;
  readonly by_day: PlainDate | null;
}

export interface ClosedRow extends EntityRow {
  readonly state: string;
  readonly closed_at: Instant;
}

export interface PassedRow extends EntityRow {
  /** Whether neither this office nor the one it was passed to has done anything on it since. What an office above says is not asked for (G6). */
  readonly is_last: boolean;
  readonly version: number;
  readonly passed_at: Instant;
  /** Where it was passed to. */
  readonly office_to: string | null;
  /** Who leads now. */
  readonly lead: string | null;
  /** Whether that office has still to say that it takes it. */
  readonly waits: boolean;
  /** Whether that office has opened it since. */
  readonly looked: boolean;
}

// The kinds share these statements: of an entity they use its number, its pack, and what a filter may ask for.
const ENTITY = 'm.kind, m.entity as number, m.pack, m.came_on as filed_on, m.subject, m.place_code as place';
const ENTITY_OF = 'join entity m on m.jurisdiction = o.jurisdiction and m.entity = o.matter';

/** Owed at `now`: started by an event, or opened by a breach that no sweep has written down yet; and not stopped before it was late. */
const running = (o: string, now: string): string =>
  `((${o}.status in ('open', 'late') and (${o}.stops_at is null or ${o}.stops_at > ${now} or ${o}.due_at <= ${o}.stops_at)) or (${o}.status = 'pending' and ${o}.starts_at <= ${now} and (${o}.stops_at is null or ${o}.stops_at > ${now})))`;
const owedHere = (o: string, now = '$6'): string =>
  `${o}.jurisdiction = $1 and ${o}.office = $2 and ${o}.nature = 'duty' and ${o}.owed_by = any($3) and ${running(o, now)}`;
/** What is owed first on an entity: what runs in minutes, then the earliest day. */
const rank = (o: string): string => `(${o}.due_on is not null, ${o}.due_at, ${o}.rule collate "C", ${o}.started_by collate "C")`;
const isFirst = `not exists (select from obligation e where e.matter = o.matter and ${owedHere('e')} and ${rank('e')} < ${rank('o')})`;

const MATCHES = `($9::text is null or m.sort = $9) and ($10::text[] is null or exists (select from obligation w where w.matter = m.entity and ${owedHere('w')} and w.rule = any($10))) and ($11::text is null or m.subject = $11) and ($12::text is null or m.place_code = $12) and ($13::date is null or m.came_on >= $13) and ($14::date is null or m.came_on <= $14)`;
const DUE_WITHIN = '$7::timestamptz < o.due_at and o.due_at <= $8::timestamptz';
const SCOPE = "o.jurisdiction = $1 and o.office = $2 and o.nature = 'duty' and o.owed_by = any($3)";
const OPEN = "o.status in ('open', 'late') and (o.stops_at is null or o.stops_at > $6 or o.due_at <= o.stops_at)";
const OPENED = "o.status = 'pending' and o.starts_at <= $6 and (o.stops_at is null or o.stops_at > $6)";
// Of those due on one day the one that came first stands first.
const AFTER = 'o.due_at >= $4::timestamptz and (o.due_at, m.came_on, o.matter) > ($4::timestamptz, $19::date, $5)';
const page = (from: string, onTop: boolean): string =>
  `select o.matter, o.due_at, m.came_on as filed_on, ${onTop} as on_top from obligation o ${ENTITY_OF} where ${SCOPE} and $18 = 'owed' and ${from} and ${DUE_WITHIN} and ${MATCHES} and ${isFirst} order by o.due_at, m.came_on, o.matter limit $15`;

// An office above that has stepped in keeps the matter until what was late below is done.
const LATE_BELOW =
  "select b.office, b.due_at from obligation b where b.jurisdiction = $1 and b.matter = s.matter and b.level = 0 and b.nature = 'duty' and b.owed_by in ('office', 'office_asked', 'consulted_office') and b.status in ('open', 'late') and b.due_at <= s.recorded_at and (b.stops_at is null or b.stops_at > $6) order by b.due_at limit 1";
// It is due on the day that was named; where none was, by what is latest there.
const SUPERVISED = `select s.jurisdiction, s.matter, coalesce((v.by_day + 1)::timestamp at time zone $20, b.due_at) as due_at, b.due_at as late_at, v.by_day, b.office as below from stream s cross join lateral (${LATE_BELOW}) b left join supervision v on v.jurisdiction = s.jurisdiction and v.matter = s.matter where s.jurisdiction = $1 and s.office = $2 and s.level = 1 and s.state = 'supervised' and 'office_above' = any($3) limit 500`;

/** How many duties are looked through for the counts. */
const COUNTED = 4000;
const sample = (from: string): string =>
  `(select o.matter, o.due_at, o.rule from obligation o where ${SCOPE} and ${from} order by o.due_at, o.matter limit ${COUNTED})`;
const COUNTS = `
duty as (${sample(OPEN)} union all ${sample(OPENED)}),
owing as (select d.matter, min(d.due_at) as due_at, array_agg(d.rule) as rules from duty d group by d.matter),
every as (select * from owing union all select s.matter, s.due_at, '{}'::text[] from supervised s where not exists (select from owing n where n.matter = s.matter)),
known as materialized (select n.due_at, n.rules, m.sort, m.subject, m.place_code, m.came_on from every n join entity m on m.jurisdiction = $1 and m.entity = n.matter),
meant as (select k.due_at from known k where ($9::text is null or k.sort = $9) and ($10::text[] is null or k.rules && $10) and ($11::text is null or k.subject = $11) and ($12::text is null or k.place_code = $12) and ($13::date is null or k.came_on >= $13) and ($14::date is null or k.came_on <= $14)),
counts as (
  select count(*) as total, count(*) filter (where due_at <= $6) as late, count(*) filter (where due_at > $6 and due_at <= $16) as today,
    count(*) filter (where due_at > $6 and due_at <= $17) as week, (select count(*) from supervised) as supervised,
    (select count(*) from duty) >= ${COUNTED} as capped,
    array(select distinct sort from known order by 1) as sorts,
    array(select distinct subject from known where subject is not null order by 1) as subjects,
    array(select distinct place_code from known where place_code is not null order by 1) as places,
    array(select distinct unnest(rules) from known order by 1) as rules
  from meant
)`;
const DUTIES = `select json_agg(json_build_object('rule', e.rule, 'due_on', e.due_on, 'due_at', e.due_at, 'provisional', e.provisional) order by ${rank('e').slice(1, -1)}) as duties from obligation e where e.matter = p.matter and ${owedHere('e')}`;

/**
 * What an office owes and what it supervises, a row an entity, what is owed first on it first. One statement: the page by walking an index in
 * the order of due dates, all duties of its entities, and the counts.
 * $1 jurisdiction, $2 office, $3 parties, $4 $19 $5 after, $6 now, $7 $8 due within, $9 sort, $10 rules, $11 subject, $12 place, $13 $14 filed
 * between, $15 rows, $16 end of today, $17 end of the week, $18 the view, $20 the zone.
 */
export const OWED = statement<OwedRow>(
  'worklist_owed',
  `with supervised as materialized (${SUPERVISED}),
moments as (${page(`o.due_on is null and ${OPEN} and $4::timestamptz = '0001-01-01T00:00:00Z'`, true)}),
opened as (${page(`o.due_on is not null and ${OPEN} and ${AFTER}`, false)}),
by_time as (${page(`${OPENED} and ${AFTER}`, false)}),
kept as (select o.matter, o.due_at, m.came_on as filed_on, false as on_top from supervised o ${ENTITY_OF} where ${AFTER} and ${DUE_WITHIN} and ${MATCHES} and ($18 = 'supervised' or not exists (select from obligation e where e.matter = o.matter and ${owedHere('e')}))),
shown as (select * from (select * from moments union all select * from opened union all select * from by_time union all select * from kept) every_row order by not on_top, due_at, filed_on, matter limit $15),
${COUNTS}
select c.*, ${ENTITY}, p.due_at, p.on_top, v.below, v.late_at, v.by_day, d.duties
from counts c left join shown p on true left join entity m on m.jurisdiction = $1 and m.entity = p.matter left join supervised v on v.matter = p.matter left join lateral (${DUTIES}) d on true
order by not p.on_top, p.due_at, p.filed_on, p.matter`,
);

const ABOUT =
  '($4::text is null or m.sort = $4) and ($5::text is null or m.subject = $5) and ($6::text is null or m.place_code = $6) and ($7::date is null or m.came_on >= $7) and ($8::date is null or m.came_on <= $8)';

/**
 * What an office has and owes nothing on, the newest first. The page starts after an entity, not after a time: at the desk no address says
 * in which hour a filer did something (G10).
 * $1 jurisdiction, $2 office, $3 parties, $4 sort, $5 subject, $6 place, $7 $8 filed between, $9 after, $10 rows, $11 now,
 * $12 the kinds that the post may open where its office leads.
 */
export const CLOSED = statement<ClosedRow>(
  'worklist_closed',
  `select ${ENTITY}, o.state, o.recorded_at as closed_at from stream o ${ENTITY_OF} where o.jurisdiction = $1 and o.office = $2 and o.level = 0 and m.kind = any($12) and o.state not in ('forwarded', 'naming_asked') and (o.recorded_at, o.matter) < (coalesce((select t.recorded_at from stream t where t.jurisdiction = $1 and t.stream = $9 || '.0'), 'infinity'), $9) and ${ABOUT} and not exists (select from obligation e where e.matter = o.matter and ${owedHere('e', '$11')}) order by o.recorded_at desc, o.matter desc limit $10`,
);

const PASSING = "('registered', 'forwarded')";
const LEAD =
  "(select a.office from assignment a where a.jurisdiction = $1 and a.matter = o.matter and a.level = 0 and a.role = 'lead' and a.until is null limit 1)";
const GIVEN =
  "(select a.office from assignment a where a.jurisdiction = $1 and a.matter = o.matter and a.level = 0 and a.role = 'lead' and a.since = o.version limit 1)";
const ASKED =
  "(select b.office from obligation b where b.jurisdiction = $1 and b.matter = o.matter and b.owed_by = 'office_asked' and b.started_by = '0.' || o.version limit 1)";
const AGAIN = `exists (select from event n where n.jurisdiction = $1 and n.stream = o.stream and n.version > o.version and n.actor_office = $2 and n.type in ${PASSING})`;

/**
 * What an office passed on, the newest first: where to, who has it now, and whether it was opened there since. No title: what was passed
 * on is no longer this office's to read.
 * $1 jurisdiction, $2 office, $3 parties, $4 sort, $5 subject, $6 place, which is not asked for, $7 $8 filed between, $9 after, $10 rows, $11 the one number.
 */
export const PASSED = statement<PassedRow>(
  'worklist_passed',
  `select p.*, exists (select from access x join post t on t.jurisdiction = x.jurisdiction and t.post = x.post where x.jurisdiction = $1 and x.matter = p.number and t.office = p.office_to and x.how <> 'listed' and x.hour >= date_trunc('hour', p.passed_at, 'UTC')) as looked
from (
  select ${ENTITY}, o.version, o.recorded_at as passed_at, coalesce(${ASKED}, ${GIVEN}) as office_to, ${LEAD} as lead, s.state = 'forwarded' as waits,
    not exists (select from event l where l.jurisdiction = $1 and l.stream = o.stream and l.version > o.version and l.actor = 'staff' and l.actor_office in ($2, coalesce(${ASKED}, ${GIVEN}))) as is_last
  from event o ${ENTITY_OF} join stream s on s.jurisdiction = o.jurisdiction and s.stream = o.stream
  where o.jurisdiction = $1 and o.actor_office = $2 and o.type in ${PASSING} and 'office' = any($3) and (o.recorded_at, o.matter) < (coalesce((select t.recorded_at from event t where t.jurisdiction = $1 and t.actor_office = $2 and t.type in ${PASSING} and t.matter = $9 order by t.version desc limit 1), 'infinity'), $9)
    and ($11::text is null or o.matter = $11) and ${ABOUT} and not ${AGAIN} and (${LEAD} <> $2 or s.state = 'forwarded')
  order by o.recorded_at desc, o.matter desc limit $10
) p order by p.passed_at desc, p.number desc`,
);
