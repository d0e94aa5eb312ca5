import { mayDo } from '../../kernel/access/access.ts';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import type { Words } from '../../kernel/policy/vocabulary.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import type { Jurisdiction, StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import type { Filter } from './filter.ts';
import { CLOSED, OWED, PASSED, type DutyJson, type OwedRow } from './statements.ts';
import type { OwnRule, Title, WorkKind } from './work-kind.ts';

/** A rule of a pack, or one that comes back. */
type Rule = OwnRule;

/** One thing that is owed on an entity. */
export interface WorkDuty {
  readonly rule: Rule;
  /** The last day; where the duty ends at an hour, that hour's day. */
  readonly dueOn: PlainDate;
  readonly dueAt: number;
  /** It ends at that moment, not with the day. */
  readonly isMoment: boolean;
  readonly provisional: boolean;
}

/** One row of a list: an entity. */
export interface WorkRow extends Title {
  readonly kind: string;
  readonly number: string;
  readonly filedOn: PlainDate;
  readonly subject: string | null;
  readonly place: string | null;
  /** What is owed on it, what is owed first before the rest. */
  readonly duties: readonly WorkDuty[];
  /** The office below that this one has stepped in over, since when that one is late, and by which day it is to be done. */
  readonly supervised?: { readonly office: string; readonly lateOn: PlainDate; readonly by: PlainDate | null };
  /** Of one on which nothing is owed: its newest step, and the day of that. */
  readonly closed?: { readonly step: string; readonly on: PlainDate };
  /** Of one that was passed on. */
  readonly passed?: Passed;
  /** Where a list goes on after it; empty for what stands above all days. */
  readonly cursor: string;
}

interface Passed {
  readonly on: PlainDate;
  /** Where it was passed to; null where that can no longer be told. */
  readonly office: string | null;
  /** Who has it now. */
  readonly lead: string | null;
  readonly waits: boolean;
  /** Whether it was opened there since. */
  readonly looked: boolean;
  /** Whether this post may undo that now. */
  readonly canTakeBack: boolean;
}

/** Entities, not duties, by when what is owed first on them is due. `capped`: there are at least as many. */
export interface Counts {
  readonly total: number;
  readonly late: number;
  readonly today: number;
  readonly week: number;
  readonly supervised: number;
  readonly capped: boolean;
}

/** What the entities of a list are about: what a filter can ask for. */
export interface Facets {
  readonly sorts: readonly string[];
  readonly subjects: readonly string[];
  readonly places: readonly string[];
  readonly steps: readonly Rule['kind'][];
}

export interface Worklist {
  readonly filter: Filter;
  readonly rows: readonly WorkRow[];
  readonly counts: Counts | null;
  readonly facets: Facets;
  readonly today: PlainDate;
  readonly now: Instant;
  readonly zone: string;
  /** Where the next page starts; null on the last one. */
  readonly next: string | null;
}

/** Sixty-four matters are two pages. */
const PAGE = 32;
const WEEK_DAYS = 7;

const FIRST = { at: '0001-01-01T00:00:00Z', filed: '0001-01-01', number: '' } as const;
/** Due when (milliseconds), filed on which day, and the number: of letters that an address takes as they are, within another one too. */
const CURSOR = /^(\d{1,15})_(\d{4}-\d\d-\d\d)_([0-9A-Z]{8})$/;
/** The first millisecond of the year 10000. */
const BEYOND = 253_402_300_800_000;
const NUMBER = /^[0-9A-Z]{8}$/;
/** After every number there is. */
const LAST = '~';

const cursorOf = (after: string | undefined): { readonly at: string; readonly filed: string; readonly number: string } => {
  const [, at, filed, number] = CURSOR.exec(after ?? '') ?? [];
  const day = parsePlainDate(filed ?? '');
  return at !== undefined && Number(at) < BEYOND && number !== undefined && day !== undefined
    ? { at: toIso(instant(Number(at))), filed: day, number }
    : FIRST;
};

/** As whom a post may open what its office owes: an administrator's list is empty by rule, a handler's holds no reviews. */
const partiesFor = (kinds: readonly WorkKind[], who: StaffMember, access: Jurisdiction['access']): readonly string[] =>
  kinds.flatMap((kind) =>
    kind.parties
      .filter(([relation]) => mayDo(access, { role: who.role, relation, verb: 'read', of: kind.name }).allowed)
      .map(([, party]) => party),
  );

/** A list as it is asked for. */
interface Asked {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly filter: Filter;
  readonly kinds: readonly WorkKind[];
  readonly parties: readonly string[];
  readonly now: Instant;
  readonly today: PlainDate;
  /** How many rows. */
  readonly limit: number;
}

interface Found {
  readonly rows: readonly Omit<WorkRow, keyof Title>[];
  readonly counts: Counts | null;
  readonly facets: Facets;
}

const NO_FACETS: Facets = { sorts: [], subjects: [], places: [], steps: [] };
const EVER = ['-infinity', 'infinity'] as const;

/** Every rule that anything can be owed by here. */
const everyRule = ({ it, kinds }: Asked): readonly Rule[] => [
  ...[...it.packs.values()].flatMap((pack: Pack<Words>) => pack.rules),
  ...kinds.flatMap((kind) => kind.besides?.(it) ?? []),
];

/** The rules by which a step is owed; null where none is asked for, or one that there is not. */
const rulesFor = (asked: Asked): readonly string[] | null => {
  const rules = everyRule(asked).filter((rule) => rule.kind === asked.filter.step);
  return rules.length === 0 ? null : rules.map((rule) => rule.id);
};

const dutyOf = (json: DutyJson, rule: Rule, zone: string): WorkDuty => {
  const dueAt = Date.parse(json.due_at);
  return {
    rule,
    dueOn: json.due_on ?? dateIn(instant(dueAt - 1), zone),
    dueAt,
    isMoment: json.due_on === null,
    provisional: json.provisional,
  };
};

const owedRow = (row: OwedRow, number: string, { it, kinds }: Asked): Omit<WorkRow, keyof Title> => {
  const own = kinds.find((kind) => kind.name === row.kind)?.besides?.(it) ?? [];
  const rules: readonly Rule[] = [...(it.packs.get(row.pack.toString('hex'))?.rules ?? []), ...own];
  return {
    kind: row.kind,
    number,
    filedOn: row.filed_on,
    subject: row.subject,
    place: row.place,
    duties: (row.duties ?? []).flatMap((json) => {
      const rule = rules.find((one) => one.id === json.rule);
      return rule ? [dutyOf(json, rule, it.zone)] : [];
    }),
    ...(row.below === null || row.late_at === null
      ? {}
      : { supervised: { office: row.below, lateOn: dateIn(instant(row.late_at - 1), it.zone), by: row.by_day } }),
    cursor: row.on_top ? '' : `${String(row.due_at)}_${row.filed_on}_${number}`,
  };
};

const findOwed = async (tx: Transaction, asked: Asked): Promise<Found> => {
  const { it, who, filter, parties, now, today, limit } = asked;
  const { at, filed, number } = cursorOf(filter.after);
  const [endOfDay, endOfWeek] = [1, WEEK_DAYS].map((days) => toIso(startOfDay(addDays(today, days), it.zone)));
  const within = { late: [EVER[0], toIso(now)], today: [toIso(now), endOfDay], week: [toIso(now), endOfWeek] } as const;
  const [from, to] = filter.due === undefined ? EVER : within[filter.due];
  const { sort = null, subject = null, place = null, from: filedFrom = null, to: filedTo = null } = filter;
  const values = [tx.jurisdiction, who.office, parties, at, number, toIso(now), from, to];
  const narrow = [sort, rulesFor(asked), subject, place, filedFrom, filedTo, limit, endOfDay, endOfWeek, filter.view, filed, it.zone];
  const rows = await tx.run(OWED, [...values, ...narrow]);
  const [counts] = rows;
  if (!counts) throw new Error('counts are one row');
  const kinds = new Map(everyRule(asked).map((rule) => [rule.id, rule.kind] as const));
  return {
    rows: rows.flatMap((row) => (row.number === null ? [] : [owedRow(row, row.number, asked)])),
    counts,
    facets: { ...counts, steps: [...new Set(counts.rules.flatMap((rule) => kinds.get(rule) ?? []))] },
  };
};

/** The parameters that the other lists share. */
const sharedValues = (tx: Transaction, { who, filter, parties, limit }: Asked, place: string | null): unknown[] => {
  const { sort = null, subject = null, from = null, to = null, after = '' } = filter;
  return [tx.jurisdiction, who.office, parties, sort, subject, place, from, to, NUMBER.test(after) ? after : LAST, limit];
};

const findClosed = async (tx: Transaction, asked: Asked): Promise<Found> => {
  const { kinds, who, it } = asked;
  // Nobody owes anything on what is done: whose list it stands on is a question of the kind, and of what the post may open of it.
  const own = kinds.filter((kind) => mayDo(it.access, { role: who.role, relation: 'own', verb: 'read', of: kind.name }).allowed);
  const shared = sharedValues(tx, asked, asked.filter.place ?? null);
  const rows = await tx.run(CLOSED, [...shared, toIso(asked.now), own.map((kind) => kind.name)]);
  return {
    rows: rows.map(({ kind, number, filed_on, subject, place, state, closed_at }) => ({
      kind,
      number: String(number),
      filedOn: filed_on,
      subject,
      place,
      duties: [],
      closed: { step: state, on: dateIn(closed_at, asked.it.zone) },
      cursor: String(number),
    })),
    counts: null,
    facets: NO_FACETS,
  };
};

const passedOn = async (tx: Transaction, asked: Asked): Promise<Found> => {
  const rows = await tx.run(PASSED, [...sharedValues(tx, asked, null), asked.filter.number ?? null]);
  return {
    rows: rows.map((row) => ({
      kind: row.kind,
      number: String(row.number),
      filedOn: row.filed_on,
      subject: row.subject,
      // Where it is about may have been said since, by the office that has it.
      place: null,
      duties: [],
      passed: {
        on: dateIn(row.passed_at, asked.it.zone),
        office: row.office_to,
        lead: row.lead,
        waits: row.waits,
        looked: row.looked,
        canTakeBack:
          row.is_last &&
          !row.looked &&
          mayDo(asked.it.access, { role: asked.who.role, relation: 'own', verb: 'take_back', of: row.kind }).allowed,
      },
      cursor: String(row.number),
    })),
    counts: null,
    facets: NO_FACETS,
  };
};

const FIND = { owed: findOwed, supervised: findOwed, closed: findClosed, passed_on: passedOn } as const;

const isReadable = (row: Omit<WorkRow, keyof Title>, who: StaffMember): boolean =>
  row.passed === undefined || row.passed.lead === who.office;

/** Titles of the rows of a page, each kind's by the kind itself. */
const titlesOf = async (
  tx: Transaction,
  service: Service,
  rows: Found['rows'],
  { kinds, who, now, it }: Asked,
): Promise<ReadonlyMap<string, Title> | Refusal> => {
  const titles = new Map<string, Title>();
  for (const kind of kinds) {
    const numbers = rows.filter((row) => row.kind === kind.name && isReadable(row, who)).map((row) => row.number);
    if (numbers.length === 0) continue;
    const read = await kind.readTitles(tx, service, numbers, { who, now, zone: it.zone });
    if (isRefusal(read)) return read;
    for (const [number, title] of read) titles.set(number, title);
  }
  return titles;
};

const askedBy = async (service: Service, kinds: readonly WorkKind[], who: StaffMember, filter: Filter, limit: number): Promise<Asked> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  return { it, kinds, who, filter, parties: partiesFor(kinds, who, it.access), now, today: dateIn(now, it.zone), limit };
};

/**
 * What the office of a post owes, most urgent first, or one of the lists beside it. A title is a read: each row is in the access record
 * (G18), and beyond the day's budget the list is refused.
 */
export const readWorklist = async (
  service: Service,
  kinds: readonly WorkKind[],
  who: StaffMember,
  filter: Filter,
): Promise<Worklist | Refusal> => {
  const asked = await askedBy(service, kinds, who, filter, PAGE + 1);
  const around = { filter, today: asked.today, now: asked.now, zone: asked.it.zone };
  if (asked.parties.length === 0) return { ...around, rows: [], counts: null, facets: NO_FACETS, next: null };
  return service.read(async (tx) => {
    const { rows, counts, facets } = await FIND[filter.view](tx, asked);
    const page = rows.slice(0, PAGE);
    const titles = await titlesOf(tx, service, page, asked);
    if (isRefusal(titles)) return titles;
    return {
      ...around,
      counts,
      facets,
      next: rows.length > PAGE ? (page.at(-1)?.cursor ?? null) : null,
      rows: page.map((row) => ({ ...row, ...(titles.get(row.number) ?? { title: '', lang: 'zh-CN' as const }) })),
    };
  });
};

/** A row of a list without its title: nothing of it is read. */
export type Queued = Omit<WorkRow, keyof Title>;

/** What comes next in a list after where somebody was, else what is first in it; never `number` itself. */
export const readNext = async (
  service: Service,
  kinds: readonly WorkKind[],
  who: StaffMember,
  filter: Filter,
  number: string,
): Promise<Queued | undefined> => {
  const asked = await askedBy(service, kinds, who, filter, 2);
  if (asked.parties.length === 0) return undefined;
  return service.read(async (tx) => {
    const first = async (from: Filter) =>
      (await FIND[filter.view](tx, { ...asked, filter: from })).rows.find((row) => row.number !== number);
    const { after: _after, ...start } = filter;
    return (await first(filter)) ?? (filter.after === undefined ? undefined : await first(start));
  });
};

/** One entity that an office passed on; undefined for what it did not, or has back. */
export const findPassed = async (
  service: Service,
  kinds: readonly WorkKind[],
  who: StaffMember,
  number: string,
): Promise<Queued | undefined> => {
  const asked = await askedBy(service, kinds, who, { view: 'passed_on', number }, 1);
  if (asked.parties.length === 0) return undefined;
  return service.read(async (tx) => (await passedOn(tx, asked)).rows[0]);
};

const KIND_OF = statement<{ kind: string }>(
  'kind_of_listed',
  'select kind from entity e where jurisdiction = $1 and entity = $2 and exists (select from assignment a where a.jurisdiction = $1 and a.matter = $2 and a.office = $3)',
);

/**
 * The kind of entity that a number which somebody typed is one of, where their office has or had a part in it; else the first that could
 * have such a number, whose page says what it says of every number that is nobody's.
 */
export const kindOfNumber = async (
  service: Service,
  kinds: readonly WorkKind[],
  who: StaffMember,
  typed: string,
): Promise<{ readonly kind: WorkKind; readonly number: string } | undefined> => {
  const could = kinds.flatMap((kind) => {
    const number = kind.readNumber(typed);
    return number === undefined ? [] : [{ kind, number }];
  });
  const [first] = could;
  if (could.length < 2 || !first) return first;
  const [row] = await service.read((tx) => tx.run(KIND_OF, [tx.jurisdiction, first.number, who.office]));
  return could.find(({ kind }) => kind.name === row?.kind) ?? first;
};
