import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { agendaOf, type Item } from '../domain/agenda.ts';
import { ITEM_KINDS, ITEM_MATTERS, type ItemKind, type Why } from '../domain/vocabulary.ts';

interface ItemRow {
  readonly entity: string;
  readonly kind: ItemKind;
  readonly office: string;
  readonly subject: string | null;
  readonly place: string | null;
  readonly since: PlainDate;
}

const IN_FRONT = 'm.entity, m.kind, m.place_code as place, coalesce(m.subject, h.danger) as subject';
const HAZARD_OF = 'left join hazard h on h.jurisdiction = m.jurisdiction and h.matter = m.entity';
const MATTERS = ITEM_MATTERS.map((it) => `'${it}'`).join(', ');
/** How many rows one source gives: the oldest. */
const ROWS = 200;

const runs = (o: string, now: string): string =>
  `${o}.nature = 'duty' and ${o}.status in ('open', 'late') and (${o}.stops_at is null or ${o}.stops_at > ${now} or ${o}.due_at <= ${o}.stops_at)`;

/**
 * Whether an office may see the entity `m` on its own lists: it has a part in it, or an office below is late with a matter and this one has
 * stepped in, or owes stepping in because time has passed. What a filer did upward opens nothing here: an agenda that named such a matter would
 * tell the office below of that step (G6). No report about an office, no help, nothing in mediation, no kind that an independent door takes.
 */
const seen = (office: string, kinds: string, now: string): string => `(
  m.kind = any(${kinds}) and case when m.kind = 'matter' then
    exists (select from matter x where x.jurisdiction = m.jurisdiction and x.matter = m.entity and x.kind in (${MATTERS}))
    and not exists (select from event e where e.jurisdiction = m.jurisdiction and e.stream = m.entity || '.0' and e.type like 'mediation%')
    and (
      exists (select from assignment a where a.jurisdiction = m.jurisdiction and a.matter = m.entity and a.level = 0 and a.office = ${office} and a.until is null)
      or exists (select from event n where n.jurisdiction = m.jurisdiction and n.stream = m.entity || '.0' and n.type = 'supervision_notified' and n.actor_office = ${office})
      or exists (select from obligation b where b.jurisdiction = m.jurisdiction and b.matter = m.entity and b.level = 1 and b.office = ${office} and b.nature = 'duty' and b.started_by like '0.%<%'
        and (b.status in ('open', 'late') or (b.status = 'pending' and b.starts_at <= ${now})) and (b.stops_at is null or b.stops_at > ${now}))
    )
  else exists (select from assignment a where a.jurisdiction = m.jurisdiction and a.matter = m.entity and a.level = 0 and a.office = ${office} and a.until is null) end
)`;

// Of every source: $1 jurisdiction, $2 the office that calls, $3 it and those that take part, $4 kinds that it may list, $5 now, $6 the zone;
// $7 since when it is late, where that is asked for.
const SEEN = seen('$2', '$4', '$5');
const owed = (more = ''): string =>
  `from obligation o join entity m on m.jurisdiction = o.jurisdiction and m.entity = o.matter ${HAZARD_OF} ${more} where o.jurisdiction = $1 and o.office = any($3) and ${runs('o', '$5')}`;
const DUE_ON = 'coalesce(o.due_on, (o.due_at at time zone $6)::date)';
const TODAY = '($5::timestamptz at time zone $6)::date';
const IS_ITEM_MATTER = `exists (select from matter x where x.jurisdiction = m.jurisdiction and x.matter = m.entity and x.kind in (${MATTERS}))`;

/** Owed by one of the offices, and late for as long as the pack says. */
const OVERDUE = statement<ItemRow>(
  'agenda_overdue',
  `select ${IN_FRONT}, o.office, ${DUE_ON} as since ${owed()} and o.level = 0 and o.due_at <= $7 and ${SEEN} order by o.due_at, o.matter limit ${ROWS}`,
);

/** Objected to twice, or nobody's: the office above has been asked to name one, and has not. */
const NAMING = statement<ItemRow>(
  'agenda_naming',
  `select ${IN_FRONT}, o.office, (o.starts_at at time zone $6)::date as since ${owed()} and o.level = 1 and o.starts_at <= $7 and o.started_by ~ '^0\\.[0-9]+$'
    and exists (select from event n where n.jurisdiction = $1 and n.stream = o.matter || '.0' and n.version = substr(o.started_by, 3)::integer and n.type in ('naming_asked', 'forward_objected'))
    and m.kind = any($4) and ${IS_ITEM_MATTER} and (o.office = $2 or ${SEEN}) order by o.starts_at, o.matter limit ${ROWS}`,
);

/** Referred to an office that has not said in time whether it takes it. */
const REFERRED = statement<ItemRow>(
  'agenda_referred',
  `select ${IN_FRONT}, o.office, ${DUE_ON} as since ${owed()} and o.owed_by = 'referred_office' and o.due_at <= $5 and ${SEEN} order by o.due_at, o.matter limit ${ROWS}`,
);

/** Listed in public, past its day, and not mended. */
const LISTED = statement<ItemRow>(
  'agenda_listed',
  `select ${IN_FRONT}, coalesce(h.mender, h.lead) as office, h.due_on as since from hazard h join entity m on m.jurisdiction = h.jurisdiction and m.entity = h.matter
    where h.jurisdiction = $1 and h.listed and h.accepted_on is null and h.delisted_on is null and h.due_on < ${TODAY} and coalesce(h.mender, h.lead) = any($3) and ${SEEN}
    order by h.due_on, h.matter limit ${ROWS}`,
);

/** An office above has told it what to do, and it is not done: by the day that was named, or is late where none was. */
const SUPERVISED = statement<ItemRow>(
  'agenda_supervised',
  `select ${IN_FRONT}, o.office, coalesce(v.by_day, ${DUE_ON}) as since ${owed('left join supervision v on v.jurisdiction = o.jurisdiction and v.matter = o.matter')}
    and o.level = 0 and o.due_at <= $5 and (v.by_day is null or v.by_day < ${TODAY})
    and exists (select from event n where n.jurisdiction = $1 and n.stream = o.matter || '.0' and n.type = 'supervision_notified')
    and ${SEEN} order by o.due_at, o.matter limit ${ROWS}`,
);

interface Source {
  readonly why: Why;
  readonly sql: typeof OVERDUE;
  /** Asks for how long it is late. */
  readonly isLong: boolean;
}

// What is most particular comes first: an entity stands on the agenda once.
const SOURCES: readonly Source[] = [
  { why: 'supervised', sql: SUPERVISED, isLong: false },
  { why: 'naming', sql: NAMING, isLong: true },
  { why: 'referral', sql: REFERRED, isLong: false },
  { why: 'listed', sql: LISTED, isLong: false },
  { why: 'overdue', sql: OVERDUE, isLong: true },
];

const itemOf = (why: Why, row: ItemRow): Item => ({ ...row, why });

/** Kinds that a post may list at all. */
const kindsFor = (it: Jurisdiction, { role }: StaffMember): readonly ItemKind[] =>
  ITEM_KINDS.filter((kind) => mayList(it.access, role, kind));

/** Who is asked for what is stuck: the post of the office that calls, the offices that take part, and after how many days. */
export interface Drawing {
  readonly who: StaffMember;
  readonly offices: readonly string[];
  readonly stuckAfterDays: number;
}

/** What is stuck now between some offices, as far as the one that calls may see it; one statement a source. */
export const drawAgenda = async (
  tx: Transaction,
  it: Jurisdiction,
  { who, offices, stuckAfterDays }: Drawing,
  now: Instant,
): Promise<readonly Item[]> => {
  const lateSince = startOfDay(addDays(dateIn(now, it.zone), 1 - stuckAfterDays), it.zone);
  const values = [tx.jurisdiction, who.office, [who.office, ...offices], kindsFor(it, who), toIso(now), it.zone];
  const found: (readonly Item[])[] = [];
  for (const { why, sql, isLong } of SOURCES)
    found.push((await tx.run(sql, isLong ? [...values, toIso(lateSince)] : values)).map((row) => itemOf(why, row)));
  return agendaOf(found);
};

const ONE = statement<ItemRow>(
  'agenda_item',
  `select ${IN_FRONT}, coalesce(h.mender, h.lead, (select a.office from assignment a where a.jurisdiction = $1 and a.matter = m.entity and a.level = 0 and a.role = 'lead' and a.until is null limit 1)) as office, m.came_on as since
    from entity m ${HAZARD_OF} where m.jurisdiction = $1 and m.entity = $5 and ${seen('$2', '$3', '$4')}`,
);

/** Something that an office brings by its number; undefined alike for what does not exist, what it may not see, and what stands on no agenda. */
export const findItem = async (
  tx: Transaction,
  it: Jurisdiction,
  who: StaffMember,
  number: string,
  now: Instant,
): Promise<Item | undefined> => {
  const [row] = await tx.run(ONE, [tx.jurisdiction, who.office, kindsFor(it, who), toIso(now), number]);
  return row && itemOf('brought', row);
};

/** Whether an office stands below another one. */
export const isBelow = (it: Jurisdiction, office: string, above: string): boolean => office !== above && isWithin(it, office, above);
