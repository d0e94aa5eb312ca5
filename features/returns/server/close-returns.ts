import type { Jurisdiction } from '../../../engine/place/read.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { closedOn, type Closing } from '../../../kernel/recurrence/slots.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { fold, toldIn } from '../domain/state.ts';
import type { ClosedReturns, Result } from '../domain/vocabulary.ts';
import { owingOf, readOfficeSlots } from './office-slots.ts';
import { booksOf, systemEvent } from './open-books.ts';
import { returns } from './returns.ts';

const OPEN_DAYS = statement<{ office: string; first_day: PlainDate }>(
  'returns_to_close',
  'select office, closed_through + 1 as first_day from return_plan where jurisdiction = $1 and closed_through < $2 order by office',
);
const THROUGH = statement(
  'returns_closed_through',
  'update return_plan set closed_through = $3 where jurisdiction = $1 and office = any($2) and closed_through < $3',
);
/** Offices that are closed in one go. */
const AT_ONCE = 50;

/** Whether every day up to this one is closed, for every office that owes returns. */
export const areReturnsClosed = async (tx: Transaction, day: PlainDate): Promise<boolean> =>
  (await tx.run(OPEN_DAYS, [tx.jurisdiction, day])).length === 0;

const SHORT: { readonly [result in Closing['result']]: Result } = { done: 'd', done_nil: 'n', late: 'l', missed: 'm', excused: 'x' };

const packed = (closings: readonly Closing[]): ClosedReturns =>
  Object.fromEntries(
    [...Map.groupBy(closings, ({ rule }) => rule)].map(([rule, some]) => [
      rule,
      some.map(({ slot, result }) => [slot, SHORT[result]] as const),
    ]),
  );

/** What became final on a day at some offices, as one event of the book of each; none where nothing did, or where it is told already. */
const closeDay = async (service: Service, it: Jurisdiction, offices: readonly string[], day: PlainDate): Promise<void> => {
  const now = service.clock();
  const range = { from: startOfDay(day, it.zone), to: startOfDay(addDays(day, 1), it.zone) };
  const slots = await service.read(async (tx) => readOfficeSlots(tx, it, await owingOf(tx, offices), range, now));
  const closings = [...slots].flatMap(([office, { slots: some }]) => {
    const closed = closedOn(some, day, it.zone, now);
    return closed.length === 0 ? [] : [{ office, closed }];
  });
  const books = await booksOf(
    service,
    it,
    closings.map(({ office }) => office),
    day.slice(0, 7),
  );
  await Promise.all(
    closings.map(async ({ office, closed }) => {
      const book = books.get(office);
      if (book === undefined) return;
      await service.sweepLane.submit({
        kind: 'step',
        matter: book,
        of: kindIn(returns, it),
        decide: (history) => {
          const told = toldIn(fold(history.events));
          const fresh = closed.filter(({ rule, slot }) => !told.has(`${rule} ${slot}`));
          if (fresh.length === 0) return [];
          const missing = fresh.filter(({ result }) => result === 'missed').length;
          const results = packed(fresh) as unknown as Json; // names and letters
          return [
            systemEvent('returns_closed', { day, results }),
            ...(missing > 0 ? [systemEvent('returns_missing', { day, missing })] : []),
          ];
        },
      });
    }),
  );
};

/**
 * Closes every day that is over, one event an office and a day: what was done, said to be nothing, late, missing or excused is said once and
 * stands. Late or twice, it comes to the same.
 */
export const closeReturns = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (!rulesFor(returns, it)) return;
  const yesterday = addDays(dateIn(service.clock(), it.zone), -1);
  const open = await service.read((tx) => tx.run(OPEN_DAYS, [tx.jurisdiction, yesterday]));
  const first = open.map(({ first_day }) => first_day).toSorted()[0];
  if (first === undefined) return;
  for (let day = first; day <= yesterday; day = addDays(day, 1)) {
    const offices = open.filter((row) => row.first_day <= day).map(({ office }) => office);
    for (let at = 0; at < offices.length; at += AT_ONCE) {
      const some = offices.slice(at, at + AT_ONCE);
      await closeDay(service, it, some, day);
      await service.read((tx) => tx.run(THROUGH, [tx.jurisdiction, some, day]));
    }
  }
};
