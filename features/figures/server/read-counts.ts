import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { PACK_KINDS, type DutyKind } from '../../../kernel/matter/vocabulary.ts';
import { findMatters, readHistories } from '../../../engine/store/history.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { KeyBroker } from '../../../engine/keys/broker.ts';
import { addCounts, NO_COUNT, withStage, type OfficeCount } from '../domain/count.ts';
import { DAY_BANDS, dayEdges } from '../domain/range.ts';
import { isReview, stageOfKind, stageOfStaffKind, type Stage } from '../domain/stage.ts';

interface CountRow {
  readonly office: string | null;
  readonly rule: string;
  readonly kept: boolean;
  /** Band of days from start to done; null where it was not done. */
  readonly band: number | null;
  readonly count: number;
}

// When the step was recorded from which a clock runs.
const BEGUN = `(select b.recorded_at from event b where b.jurisdiction = o.jurisdiction and b.stream = o.matter || '.' || split_part(o.started_by, '.', 1)
  and b.version = split_part(split_part(o.started_by, '<', 1), '.', 2)::integer)`;
// The rules of `outcomeOf` (domain/count.ts) in SQL. A registering is owed by who had the matter when it was filed.
const OWED = `from obligation o where o.jurisdiction = $1 and o.nature = 'duty'
  and o.status <> 'not_needed' and not (o.status = 'pending' and o.stops_at is not null and o.stops_at <= o.starts_at)`;
const DUE = `${OWED} and o.due_at > $2 and o.due_at <= $3`;
// What was entered after its time was over counts where it was entered (`countsAt`): the month of its time has been told by then. Clocks of
// reports alone run from when somebody knew, which lies at most thirty days back (`moment_too_old`).
const LATER = `${OWED} and o.due_at > $2::timestamptz - interval '31 days' and o.due_at <= $2 and ${BEGUN} > $2 and ${BEGUN} <= $3`;
const COUNTED = `o.rule, o.status = 'met' as kept,
    width_bucket(((select e.recorded_at from event e where e.jurisdiction = o.jurisdiction and e.stream = o.matter || '.' || split_part(o.met_by, '.', 1) and e.version = split_part(o.met_by, '.', 2)::integer) at time zone $5)::date - (o.starts_at at time zone $5)::date, $6::integer[]) as band`;
const COUNTS = statement<CountRow>(
  'figures_of_month',
  `select office, rule, kept, band, count(*)::integer as count from (
    select case when o.rule = any($4) then (select a.office from assignment a where a.jurisdiction = o.jurisdiction and a.matter = o.matter and a.level = 0 and a.since = 0 limit 1) else o.office end as office,
      ${COUNTED} ${DUE} and (o.rule <> all($7) or ${BEGUN} <= $3)
    union all select o.office, ${COUNTED} ${LATER} and o.rule = any($7)) c group by 1, 2, 3, 4`,
);
const REVIEWED = statement<{ matter: string; level: number; version: number }>(
  'reviews_of_month',
  `select o.matter, split_part(o.met_by, '.', 1)::integer as level, split_part(o.met_by, '.', 2)::integer as version ${DUE} and o.rule = any($4) and o.met_by is not null order by o.matter`,
);
const DUE_ENDS = statement<{ first: number | null; last: number | null }>(
  'first_and_last_due',
  "select (select min(due_at) from obligation where jurisdiction = $1 and nature = 'duty') as first, (select max(due_at) from obligation where jurisdiction = $1 and nature = 'duty') as last",
);

/** A stretch of time by the first instants at which its duties are late: after `from`, up to `to`. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** What a rule counts under, and which duty of a matter it is; null: of another kind of entity. */
export interface CountedRule {
  readonly stage: Stage;
  readonly kind: DutyKind | null;
}

/** Every rule of all packs that counts as it falls due, by its id. */
export const countedRules = (packs: ReadonlyMap<string, Pack>): ReadonlyMap<string, CountedRule> =>
  new Map(
    [...packs.values()].flatMap((pack) =>
      pack.rules.flatMap((rule) => {
        const isOfMatter = PACK_KINDS.includes(pack.kind);
        const stage = isOfMatter ? stageOfKind(rule.kind) : stageOfStaffKind(pack.kind, rule.kind);
        return stage === undefined ? [] : [[rule.id, { stage, kind: isOfMatter ? rule.kind : null }] as const];
      }),
    ),
  );

const PAGE = 200;

/** Outcomes stand in the events alone, under the matters' keys: as many are opened as reviews were due. */
const readReviews = async (
  tx: Transaction,
  broker: KeyBroker,
  span: readonly string[],
  rules: readonly string[],
): Promise<readonly (readonly [office: string, counted: Partial<OfficeCount>])[]> => {
  const met = await tx.run(REVIEWED, [tx.jurisdiction, ...span, rules]);
  const found: (readonly [string, Partial<OfficeCount>])[] = [];
  for (let at = 0; at < met.length; at += PAGE) {
    const page = met.slice(at, at + PAGE);
    const matters = [...new Set(page.map((row) => row.matter))];
    const keys = await broker.forSystem(tx, matters);
    const contents = new Map([...keys].map(([matter, opened]) => [matter, opened.contents] as const));
    const histories = await readHistories(tx, hashing, await findMatters(tx, matters, false), contents);
    for (const row of page) {
      const events = histories.get(row.matter)?.events ?? [];
      const office = events.findLast((event) => event.level === 0 && typeof event.data['lead'] === 'string')?.data['lead'];
      const outcome = events.find((event) => event.level === row.level && event.n === row.version)?.data['outcome'];
      if (typeof office === 'string') found.push([office, outcome === 'upheld' ? { upheld: 1 } : { changed: 1 }]);
    }
  }
  return found;
};

/** What was due in a stretch of time, by office: added up in the database over its index. */
export const readCounts = async (
  tx: Transaction,
  broker: KeyBroker,
  rules: ReadonlyMap<string, CountedRule>,
  zone: string,
  { from, to }: Stretch,
): Promise<ReadonlyMap<string, OfficeCount>> => {
  const counts = new Map<string, OfficeCount>();
  const add = (office: string, more: OfficeCount): void => void counts.set(office, addCounts(counts.get(office) ?? NO_COUNT, more));
  const idsOf = (isWanted: (kind: DutyKind) => boolean): readonly string[] =>
    [...rules].filter(([, { kind }]) => kind !== null && isWanted(kind)).map(([id]) => id);
  const span = [toIso(from), toIso(to)];
  const reports = [...rules].filter(([, { stage }]) => stage === 'reports').map(([id]) => id);
  const rows = await tx.run(COUNTS, [tx.jurisdiction, ...span, idsOf((kind) => kind === 'register'), zone, dayEdges(), reports]);
  for (const { office, rule, kept, band, count } of rows) {
    const counted = rules.get(rule);
    if (office === null || counted === undefined) continue;
    // How long something took is told of answers: a report that was owed in minutes takes no days.
    const days = Array.from({ length: DAY_BANDS }, (_, i) => (i === band && counted.kind !== null ? count : 0));
    add(office, withStage(counted.stage, { days, ...(kept ? { kept: count } : { late: count }) }));
  }
  for (const [office, counted] of await readReviews(tx, broker, span, idsOf(isReview))) add(office, { ...NO_COUNT, ...counted });
  return counts;
};

/** When the first and the last duty of all are due; undefined while there is none. */
export const readDueEnds = async (tx: Transaction): Promise<{ readonly first: number; readonly last: number } | undefined> => {
  const { first = null, last = null } = (await tx.run(DUE_ENDS, [tx.jurisdiction]))[0] ?? {};
  return first === null || last === null ? undefined : { first, last };
};
