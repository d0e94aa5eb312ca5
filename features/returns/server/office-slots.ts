import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Closure, Range } from '../../../kernel/recurrence/surroundings.ts';
import type { ActRecord } from '../../../kernel/recurrence/slots.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { marginOf, namesOf, rulebookOf, slotsOf, type Duty, type DutySite, type SiteSlot } from '../../checks/public.ts';
import { officeDuties } from '../domain/office-duties.ts';
import type { Below, Summand } from '../domain/sum.ts';
import type { Figures } from '../domain/vocabulary.ts';

/** What was handed in, as its row has it. */
export interface ActRow extends Summand {
  readonly office: string;
  readonly rule: string;
  readonly slot: string;
  readonly nil: boolean;
  /** Handed in once its window was closed. */
  readonly later: boolean;
  readonly at: Instant;
}

/** An office that owes returns, since when. */
export interface Owing {
  readonly office: string;
  readonly since: Instant;
}

/** The slots of an office, and what was handed in for them. */
export interface OfficeSlots {
  readonly slots: readonly SiteSlot[];
  readonly acts: readonly ActRow[];
}

const SINCE = statement<Owing>(
  'return_offices_since',
  'select office, since from return_plan where jurisdiction = $1 and office = any($2) order by office',
);
const ACTS = statement<{
  matter: string;
  n: number;
  office: string;
  rule: string;
  slot: string;
  nil: boolean;
  later: boolean;
  figures: string;
  lacks: string;
  deeper: number;
  handed_at: Instant;
}>(
  'returns_for_slots',
  'select a.matter, a.n, a.office, a.rule, a.slot, a.nil, a.later, a.figures, a.lacks, a.deeper, a.handed_at from unnest($2::text[], $3::text[], $4::text[]) w (office, rule, slot) join return_act a on a.jurisdiction = $1 and a.office = w.office and a.rule = w.rule and a.slot = w.slot where not a.struck_out',
);
const EXCUSES = statement<{ office: string; from_day: PlainDate; to_day: PlainDate; told_at: Instant }>(
  'return_excuses_of',
  'select office, from_day, to_day, told_at from return_excuse where jurisdiction = $1 and office = any($2) and to_day >= $3 and from_day <= $4',
);

/** Since when offices owe returns; those that never did are left out. */
export const owingOf = (tx: Transaction, offices: readonly string[]): Promise<readonly Owing[]> =>
  tx.run(SINCE, [tx.jurisdiction, offices]);

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** Nothing earlier is claimed at a desk: an act is done when it is handed in. What was handed in for a closed window meets nothing. */
const recordOf = (act: ActRow): ActRecord => ({
  id: act.id,
  for: [{ rule: act.rule, window: act.slot }],
  doneAt: act.at,
  notBefore: null,
  receivedAt: act.at,
  nil: act.nil,
  hasList: true,
  countersignedAt: act.at,
});

const siteOf = (office: string, closures: readonly Closure[]): DutySite => ({
  site: office,
  about: 'office',
  hours: [],
  closures,
  versions: [],
  proofs: [],
  until: null,
});

const DAY_MS = 86_400_000;
const AROUND_MS = 366 * DAY_MS;
const LOOKED_BACK = [4, 60, 400, 1200];

/**
 * The slots of some offices that a range can concern, as of an instant: those whose windows meet it, and those that ended before it and can still
 * change in it; of the rules that are asked for, or of all. Two queries, however many offices.
 */
export const readOfficeSlots = async (
  tx: Transaction,
  it: Jurisdiction,
  owing: readonly Owing[],
  range: Range,
  asOf: Instant,
  only: (duty: Duty) => boolean = () => true,
): Promise<ReadonlyMap<string, OfficeSlots>> => {
  if (owing.length === 0) return new Map();
  const book = rulebookOf(it);
  const told = await tx.run(EXCUSES, [
    tx.jurisdiction,
    owing.map(({ office }) => office),
    dateIn(addMs(range.from, -AROUND_MS), it.zone),
    dateIn(addMs(range.to, AROUND_MS), it.zone),
  ]);
  const closures = Map.groupBy(told, ({ office }) => office);
  const asked = owing.map(({ office, since }) => {
    const duties = officeDuties(office, since, book, it.offices).filter(only);
    const days = (closures.get(office) ?? []).map(({ from_day, to_day, told_at }) => ({ from: from_day, to: to_day, recordedAt: told_at }));
    return { office, duties, site: siteOf(office, days), looked: { from: addMs(range.from, -marginOf(duties) - 1), to: range.to } };
  });
  const keys = asked.flatMap(({ office, duties, site, looked }) =>
    duties.flatMap((duty) => namesOf(site, duty, book, looked).map((slot) => ({ office, rule: duty.key, slot }))),
  );
  const rows =
    keys.length === 0
      ? []
      : await tx.run(ACTS, [tx.jurisdiction, keys.map((key) => key.office), keys.map((key) => key.rule), keys.map((key) => key.slot)]);
  const acts = Map.groupBy(
    rows.map((row): ActRow => ({
      id: `${row.matter}-${row.n}`,
      office: row.office,
      rule: row.rule,
      slot: row.slot,
      nil: row.nil,
      later: row.later,
      figures: JSON.parse(row.figures) as Figures, // written by its projection alone
      lacks: words(row.lacks),
      deeper: row.deeper,
      at: row.handed_at,
    })),
    (act) => act.office,
  );
  return new Map(
    asked.map(({ office, duties, site, looked }) => {
      const own = acts.get(office) ?? [];
      const records = own.filter((act) => !act.later).map(recordOf);
      return [office, { slots: slotsOf(site, duties, book, records, looked, asOf), acts: own }] as const;
    }),
  );
};

/** What each of some offices has come to in one window of a rule, in the order given. An office that is not under it there is left out. */
export const readBelow = async (
  tx: Transaction,
  it: Jurisdiction,
  offices: readonly string[],
  rule: string,
  slot: { readonly id: string; readonly from: Instant },
  asOf: Instant,
): Promise<readonly Below[]> => {
  // The window of the tier below lies in the same bucket, and closes when this one opens.
  const range = { from: addMs(slot.from, -1), to: slot.from };
  const read = await readOfficeSlots(tx, it, await owingOf(tx, offices), range, asOf, (duty) => duty.key === rule);
  return offices.flatMap((office): readonly Below[] => {
    const own = read.get(office);
    const found = own?.slots.find((one) => one.id === slot.id);
    if (!own || !found) return [];
    const act = own.acts.find((one) => one.id === found.record) ?? null;
    return [{ office, state: found.state, act }];
  });
};

/** The end of the window before one, of the same duty: figures of a return are about what lies between. */
export const endBefore = (it: Jurisdiction, duty: Duty, slot: { readonly from: Instant; readonly due: Instant }): Instant => {
  const ever = { ...duty, cover: { from: instant(0), to: null } };
  const book = rulebookOf(it);
  // Most windows come back within days: years are looked through only where nothing nearer is found.
  for (const days of LOOKED_BACK) {
    const range = { from: addMs(slot.from, -days * DAY_MS), to: slot.from };
    const before = slotsOf(siteOf('', []), [ever], book, [], range, slot.from).filter(({ window }) => window.due < slot.due);
    const last = before.at(-1);
    if (last) return last.window.due;
  }
  return slot.from;
};
