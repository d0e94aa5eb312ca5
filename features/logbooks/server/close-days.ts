import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { closedOn, type Closing } from '../../../kernel/recurrence/slots.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { joinSubject } from '../../assets/public.ts';
import { readSiteSlots, rulebookOf, subjectRows } from '../../checks/public.ts';
import { fold, type LogbookState } from '../domain/state.ts';
import type { ClosedSlot, ClosedSlots, Result } from '../domain/vocabulary.ts';
import { logbooks } from './logbooks.ts';

/** An office and the one that oversees it. */
interface Pair {
  readonly office: string;
  readonly local: string;
}

// By site and asset, so that one that changes hands takes with it how far it is closed.
const OPEN_DAYS = statement<Pair & { readonly matter: string; readonly first_day: PlainDate }>(
  'sites_to_close',
  `select s.office, s.local, p.matter, p.closed_through + 1 as first_day from slot_plan p ${joinSubject('p.matter')} where p.jurisdiction = $1 and p.closed_through < $2 order by s.office, s.local, p.matter`,
);
const THROUGH = statement(
  'closed_through',
  'update slot_plan set closed_through = $3 where jurisdiction = $1 and matter = any($2) and closed_through < $3',
);
const BOOK = statement<{ matter: string }>(
  'logbook_of_month',
  'select matter from logbook where jurisdiction = $1 and office = $2 and local = $3 and month = $4',
);

/** Whether every day up to this one is closed, at every site and for every asset. */
export const areLogbooksClosed = async (tx: Transaction, day: PlainDate): Promise<boolean> =>
  (await tx.run(OPEN_DAYS, [tx.jurisdiction, day])).length === 0;

const SHORT: { readonly [result in Closing['result']]: Result } = { done: 'd', done_nil: 'n', late: 'l', missed: 'm', excused: 'x' };

interface SiteClosing extends Closing {
  readonly site: string;
  /** The last day of its window. */
  readonly last: PlainDate;
}

const isOnTime = ({ result }: Closing): boolean => result === 'done' || result === 'done_nil';

const entryOf = (it: SiteClosing): ClosedSlot => (isOnTime(it) ? [it.slot, SHORT[it.result]] : [it.slot, SHORT[it.result], it.last]);

const packed = (closings: readonly SiteClosing[]): ClosedSlots =>
  Object.fromEntries(
    [...Map.groupBy(closings, (it) => it.site)].map(([site, some]) => [
      site,
      Object.fromEntries([...Map.groupBy(some, (it) => it.rule)].map(([rule, all]) => [rule, all.map(entryOf)])),
    ]),
  );

/** The slots that a logbook has told of. */
const saidIn = ({ closed }: LogbookState): ReadonlySet<string> =>
  new Set(
    closed.flatMap(({ results }) =>
      Object.entries(results).flatMap(([site, rules]) =>
        Object.entries(rules).flatMap(([rule, some]) => some.map(([slot]) => `${site} ${rule} ${slot}`)),
      ),
    ),
  );

const event = (type: string, data: NewStreamEvent['data']): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts: {},
});

/** The number of the logbook of a month; begun where there is none. Undefined where no pack of the kind is in force. */
const bookOf = async (service: Service, it: Jurisdiction, { office, local }: Pair, month: string): Promise<string | undefined> => {
  const [there] = await service.read((tx) => tx.run(BOOK, [tx.jurisdiction, office, local, month]));
  if (there) return there.matter;
  const rules = rulesFor(logbooks, it);
  if (!rules) return undefined;
  const data = { office, local, month };
  const form = { token: `logbook ${office} ${local} ${month}`.padEnd(22, ' '), request: data };
  const begun = await beginEntity(service, logbooks, it, rules, [event('logbook_opened', data)], form);
  if (isRefusal(begun)) throw new Error(`a logbook was not begun: ${begun.refused}`);
  return begun;
};

/** What became final on a day at the sites of an office, as one event of its logbook; nothing where nothing did, or where it is told already. */
const closeDay = async (service: Service, it: Jurisdiction, pair: Pair, sites: readonly string[], day: PlainDate): Promise<void> => {
  const now = service.clock();
  const [from, to] = [startOfDay(day, it.zone), startOfDay(addDays(day, 1), it.zone)];
  const closings = await service.read(async (tx) => {
    const slots = await readSiteSlots(tx, await subjectRows(tx, sites), rulebookOf(it), { from, to }, now);
    return [...slots].flatMap(([site, some]) => {
      const lasts = new Map(some.map((slot) => [`${slot.rule} ${slot.id}`, slot.window.last] as const));
      return closedOn(some, day, it.zone, now).map((closing) => ({
        ...closing,
        site,
        last: lasts.get(`${closing.rule} ${closing.slot}`) ?? day,
      }));
    });
  });
  if (closings.length === 0) return;
  const number = await bookOf(service, it, pair, day.slice(0, 7));
  if (number === undefined) return;
  await service.sweepLane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(logbooks, it),
    decide: (history) => {
      const said = saidIn(fold(history.events));
      const fresh = closings.filter((it) => !said.has(`${it.site} ${it.rule} ${it.slot}`));
      if (fresh.length === 0) return [];
      const missed = fresh.filter((closing) => closing.result === 'missed').length;
      const results = packed(fresh) as unknown as Json; // names and letters
      return [event('slots_closed', { day, results }), ...(missed > 0 ? [event('slots_missed', { day, missed })] : [])];
    },
  });
};

/**
 * Closes every day that is over, one event an office and a day: what was done, late, missed or excused is said once and stands, so that
 * nobody fills in yesterday. Days without a result leave no event. Late or twice, it comes to the same.
 */
export const closeDays = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (!rulesFor(logbooks, it)) return;
  const now = service.clock();
  const yesterday = addDays(dateIn(now, it.zone), -1);
  const open = await service.read((tx) => tx.run(OPEN_DAYS, [tx.jurisdiction, yesterday]));
  for (const some of Map.groupBy(open, (row) => `${row.office} ${row.local}`).values()) {
    const [pair] = some;
    const first = some.map((row) => row.first_day).toSorted()[0];
    if (!pair || first === undefined) continue;
    for (let day = first; day <= yesterday; day = addDays(day, 1)) {
      const sites = some.filter((row) => row.first_day <= day).map((row) => row.matter);
      await closeDay(service, it, pair, sites, day);
      await service.read((tx) => tx.run(THROUGH, [tx.jurisdiction, sites, day]));
    }
  }
};
