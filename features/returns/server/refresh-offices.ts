import type { Misfit } from '../../../desk/feature.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { insertRows } from '../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { OBLIGATION } from '../../../engine/store/write-matter.ts';
import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addMonths, getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isOfDays, type SiteSlot } from '../../checks/public.ts';
import { RETURN_PARTY } from '../domain/vocabulary.ts';
import { owingOf, readOfficeSlots, type Owing } from './office-slots.ts';
import { booksThere } from './read-books.ts';

/** What opens within so long has its row already, so that lists have it the moment it begins; an office is looked at again in half of it. */
const AHEAD_MS = 26 * 3_600_000;
const AGAIN_MS = 12 * 3_600_000;
/** Offices that are looked at in one transaction. */
const AT_ONCE = 50;

const LOCK = statement(
  'lock_return_plans',
  'select from return_plan where jurisdiction = $1 and office = any($2) order by office for update',
);
const PLAN = statement(
  'plan_returns',
  'update return_plan p set basis = $4, again_at = w.at, planned_at = $5 from unnest($2::text[], $3::timestamptz[]) w (office, at) where p.jurisdiction = $1 and p.office = w.office',
);
const THERE = statement<{ matter: string; office: string; rule: string; started_by: string }>(
  'return_rows',
  'select matter, office, rule, started_by from obligation where jurisdiction = $1 and office = any($2) and owed_by = $3',
);
const DROP = statement(
  'drop_return_rows',
  'delete from obligation o using unnest($2::text[], $3::text[], $4::text[]) d (matter, rule, started_by) where o.jurisdiction = $1 and o.matter = d.matter and o.rule = d.rule and o.started_by = d.started_by and o.owed_by = $5',
);
/** Names all that decides who owes what: another one means that duties are counted anew. */
export const basisOf = (it: Jurisdiction): string => `${it.routines.basis} ${it.offices.size}`;

const isWaiting = ({ state, provisional }: SiteSlot): boolean => provisional === null && (state === 'open' || state === 'ahead');

const lookedAt = (now: Instant) => ({ from: now, to: addMs(now, AHEAD_MS) });

/** An open slot as a row of what is owed, on the book of the month: it opens by time itself. */
const rowOf = (j: number, book: string, office: string, { window, duty, id }: SiteSlot, now: Instant, zone: string): readonly unknown[] => [
  j,
  book,
  duty.key,
  id,
  0,
  'duty',
  RETURN_PARTY,
  'gathering_office',
  office,
  window.from > now ? 'pending' : 'open',
  toIso(window.from),
  isOfDays(window) ? dateIn(instant(window.due - 1), zone) : null,
  toIso(window.due),
  null,
  false,
  null,
];

/** When the rows of an office may differ next: something becomes final, what lies ahead comes near, or another month has its own book. */
const againAt = (some: readonly SiteSlot[], now: Instant, zone: string): Instant => {
  const today = dateIn(now, zone);
  const month = startOfDay(addMonths(getPlainDate(`${today.slice(0, 7)}-01`), 1), zone);
  const latest = addMs(now, AGAIN_MS);
  return some
    .filter(isWaiting)
    .reduce((at, slot) => (slot.finalAt > now && slot.finalAt < at ? slot.finalAt : at), month < latest ? month : latest);
};

type Wanted = ReadonlyMap<string, readonly unknown[]>;

const wantedRows = (
  tx: Transaction,
  it: Jurisdiction,
  books: ReadonlyMap<string, string>,
  slots: Awaited<ReturnType<typeof readOfficeSlots>>,
  now: Instant,
): Wanted =>
  new Map(
    [...slots].flatMap(([office, { slots: some }]) => {
      const book = books.get(office);
      return book === undefined
        ? []
        : some
            .filter((slot) => isWaiting(slot) && slot.finalAt > now)
            .map((slot) => [`${book} ${slot.duty.key} ${slot.id}`, rowOf(tx.jurisdiction, book, office, slot, now, it.zone)] as const);
    }),
  );

const refreshSome = async (
  tx: Transaction,
  it: Jurisdiction,
  books: ReadonlyMap<string, string>,
  some: readonly string[],
  now: Instant,
) => {
  await tx.run(LOCK, [tx.jurisdiction, some]);
  const slots = await readOfficeSlots(tx, it, await owingOf(tx, some), lookedAt(now), now);
  const wanted = wantedRows(tx, it, books, slots, now);
  const there = await tx.run(THERE, [tx.jurisdiction, some, RETURN_PARTY]);
  const gone = there.filter((row) => !wanted.has(`${row.matter} ${row.rule} ${row.started_by}`));
  if (gone.length > 0)
    await tx.run(DROP, [
      tx.jurisdiction,
      gone.map((row) => row.matter),
      gone.map((row) => row.rule),
      gone.map((row) => row.started_by),
      RETURN_PARTY,
    ]);
  await insertRows(
    tx,
    'obligation',
    OBLIGATION,
    [...wanted.values()],
    'on conflict (jurisdiction, matter, rule, started_by) do update set status = excluded.status, office = excluded.office, owed_by = excluded.owed_by, owed_to = excluded.owed_to, starts_at = excluded.starts_at, due_on = excluded.due_on, due_at = excluded.due_at',
  );
  const offices = [...slots.keys()];
  await tx.run(PLAN, [
    tx.jurisdiction,
    offices,
    offices.map((office) => toIso(againAt(slots.get(office)?.slots ?? [], now, it.zone))),
    basisOf(it),
    toIso(now),
  ]);
};

/** Writes anew what some offices owe now, of those that have a book of the month. Late or twice, it comes to the same. */
export const refreshOffices = async (service: Service, offices: readonly string[]): Promise<void> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const books = await service.read((tx) => booksThere(tx, offices, dateIn(now, it.zone).slice(0, 7)));
  const sorted = [...books.keys()].toSorted();
  for (let at = 0; at < sorted.length; at += AT_ONCE) {
    const some = sorted.slice(at, at + AT_ONCE);
    await service.read((tx) => refreshSome(tx, it, books, some, now));
  }
};

const PLANNED = statement<{ office: string; planned_at: Instant; again_at: Instant; basis: string; since: Instant }>(
  'planned_returns',
  'select office, planned_at, again_at, basis, since from return_plan where jurisdiction = $1 order by office',
);
const STORED = statement<{ matter: string; office: string; rule: string; started_by: string; due_at: Instant }>(
  'stored_returns',
  'select matter, office, rule, started_by, due_at from obligation where jurisdiction = $1 and office = any($2) and owed_by = $3',
);
const CURRENT = statement<{ office: string; matter: string; month: string }>(
  'return_books_now',
  'select office, matter, month from return_book where jurisdiction = $1 and office = any($2)',
);

/** What of the open returns is not as rules and acts have it: counted again as of the time when each office was looked at last. */
export const checkOpenReturns = async (tx: Transaction, it: Jurisdiction, now: Instant): Promise<readonly Misfit[]> => {
  const planned = (await tx.run(PLANNED, [tx.jurisdiction])).filter((row) => row.again_at > now && row.basis === basisOf(it));
  const offices = planned.map(({ office }) => office);
  if (offices.length === 0) return [];
  const stored = await tx.run(STORED, [tx.jurisdiction, offices, RETURN_PARTY]);
  const books = await tx.run(CURRENT, [tx.jurisdiction, offices]);
  const found: Misfit[] = [];
  for (const { office, since, planned_at: at } of planned) {
    const month = dateIn(at, it.zone).slice(0, 7);
    const own = new Map(
      books.filter((book) => book.office === office && book.month === month).map((book) => [office, book.matter] as const),
    );
    const owing: Owing = { office, since };
    const wanted = wantedRows(tx, it, own, await readOfficeSlots(tx, it, [owing], lookedAt(at), at), at);
    const there = new Map<string, (typeof stored)[number]>(
      stored.filter((row) => row.office === office).map((row) => [`${row.matter} ${row.rule} ${row.started_by}`, row] as const),
    );
    for (const [name, row] of wanted) {
      const has = there.get(name);
      if (!has) found.push({ where: `return ${name}`, what: 'row is missing' });
      else if (toIso(has.due_at) !== row[12]) found.push({ where: `return ${name}`, what: 'differs' });
    }
    for (const name of there.keys()) if (!wanted.has(name)) found.push({ where: `return ${name}`, what: 'row should not be there' });
  }
  return found;
};
