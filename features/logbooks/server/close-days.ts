import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { closedOn, type Closing } from '../../../kernel/recurrence/slots.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { readSiteSlots, rulebookOf } from '../../checks/public.ts';
import { siteRows } from '../../sites/public.ts';
import { fold } from '../domain/state.ts';
import type { ClosedSlot, ClosedSlots, Result } from '../domain/vocabulary.ts';
import { logbooks } from './logbooks.ts';

/** An office and the one that oversees it, and the last day of theirs that is closed. */
interface Pair {
  readonly office: string;
  readonly local: string;
  readonly through: PlainDate | null;
}

const PAIRS = statement<Pair>(
  'logbooks_to_close',
  "select p.office, p.local, c.through from (select distinct office, local from site where jurisdiction = $1 and (until is null or until > $2::timestamptz - interval '400 days')) p left join closing_plan c on c.jurisdiction = $1 and c.office = p.office and c.local = p.local where c.through is null or c.through < $3 order by p.office, p.local",
);
const SITES = statement<{ matter: string; first_day: PlainDate }>(
  'sites_of_pair',
  'select matter, (since at time zone $4)::date as first_day from site where jurisdiction = $1 and office = $2 and local = $3 order by matter',
);
const THROUGH = statement(
  'closed_through',
  'insert into closing_plan (jurisdiction, office, local, through) values ($1, $2, $3, $4) on conflict (jurisdiction, office, local) do update set through = greatest(closing_plan.through, excluded.through)',
);
const BOOK = statement<{ matter: string }>(
  'logbook_of_month',
  'select matter from logbook where jurisdiction = $1 and office = $2 and local = $3 and month = $4',
);

const SHORT: { readonly [result in Closing['result']]: Result } = { done: 'd', done_nil: 'n', late: 'l', missed: 'm', excused: 'x' };

/** Looked at so far before a day: a window ends, and is final, within it. */
const BEFORE_DAYS = 8;

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
  const [from, to] = [startOfDay(addDays(day, -BEFORE_DAYS), it.zone), startOfDay(addDays(day, 1), it.zone)];
  const closings = await service.read(async (tx) => {
    const slots = await readSiteSlots(tx, await siteRows(tx, sites), rulebookOf(it), { from, to }, now);
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
  const missed = closings.filter((closing) => closing.result === 'missed').length;
  const results = packed(closings) as unknown as Json; // names and letters
  await service.sweepLane.submit({
    kind: 'step',
    matter: number,
    of: kindIn(logbooks, it),
    decide: (history) => {
      const { closedThrough } = fold(history.events);
      if (closedThrough !== null && closedThrough >= day) return [];
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
  const pairs = await service.read((tx) => tx.run(PAIRS, [tx.jurisdiction, new Date(now).toISOString(), yesterday]));
  for (const pair of pairs) {
    const rows = await service.read((tx) => tx.run(SITES, [tx.jurisdiction, pair.office, pair.local, it.zone]));
    const sites = rows.map((row) => row.matter);
    const firstDay = rows.map((row) => row.first_day).toSorted()[0] ?? yesterday;
    for (let day = pair.through === null ? firstDay : addDays(pair.through, 1); day <= yesterday; day = addDays(day, 1)) {
      await closeDay(service, it, pair, sites, day);
      await service.read((tx) => tx.run(THROUGH, [tx.jurisdiction, pair.office, pair.local, day]));
    }
  }
};
