import { toIso } from '../../../kernel/calendar/instant.ts';
import { findMatters, readHistories } from '../../../engine/store/history.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { KeyBroker } from '../../../engine/keys/broker.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { DoneBy } from '../../../kernel/programme/programme.ts';
import { rulebookOf } from '../../checks/public.ts';
import { hazardsThatMoved } from '../../hazards/public.ts';
import { booksThere, foldBook } from '../../returns/public.ts';
import { addCounts, NO_COUNT, withStage, type OfficeCount } from '../domain/count.ts';
import { hazardInMonth, lastDayOf, slotStage } from '../domain/work.ts';
import { firstDayOf, type Month } from '../domain/month.ts';
import type { Stretch } from './read-counts.ts';

// What a closing has said of a slot stands: excused ones are not owed.
const SLOTS = statement<{ office: string; rule: string; kept: number; late: number }>(
  'figures_slots',
  `select b.office, c.rule, sum(c.done + c.nil)::integer as kept, sum(c.late + c.missed)::integer as late
    from logbook b join slot_count c on c.jurisdiction = $1 and c.matter = b.matter
    where b.jurisdiction = $1 and b.office = any($2) and b.month = $3 group by 1, 2`,
);
// A month that nobody had published by the day has covered nothing on it, and to publish it later covers nothing any more.
const SEATS = statement<{ office: string; kept: number; late: number }>(
  'figures_seats',
  `select s.office, (count(*) filter (where s.holder is not null and r.published_on <= (s.begins at time zone $5)::date))::integer as kept,
      (count(*) filter (where s.holder is null or r.published_on is null or r.published_on > (s.begins at time zone $5)::date))::integer as late
    from duty_seat s join roster r on r.jurisdiction = s.jurisdiction and r.matter = s.matter
    where s.jurisdiction = $1 and s.office = any($2) and s.begins > $3::timestamptz - interval '2 days' and s.begins < $4 and s.ends > $3 and s.ends <= $4 and not s.dropped group by 1`,
);

const PAGE = 200;

/** Results of the returns that were closed in a month: late, missing, in time or nil; excused ones are not owed. */
const readReturns = async (tx: Transaction, broker: KeyBroker, offices: readonly string[], month: Month) => {
  const books = [...(await booksThere(tx, offices, month))];
  const found: { readonly office: string; readonly kept: number; readonly late: number }[] = [];
  for (let at = 0; at < books.length; at += PAGE) {
    const page = books.slice(at, at + PAGE);
    const matters = page.map(([, book]) => book);
    const keys = await broker.forSystem(tx, matters);
    const contents = new Map([...keys].map(([matter, opened]) => [matter, opened.contents] as const));
    const histories = await readHistories(tx, hashing, await findMatters(tx, matters, false), contents);
    for (const [office, book] of page) {
      const results = foldBook(histories.get(book)?.events ?? []).closed.flatMap((day) => Object.values(day.results).flat());
      const count = (of: readonly string[]): number => results.filter(([, result]) => of.includes(result)).length;
      found.push({ office, kept: count(['d', 'n']), late: count(['l', 'm']) });
    }
  }
  return found;
};

/**
 * What offices kept and did not of what they owe to places and to each other, in a month that has closed, from rows that do not change any more:
 * closings of logbooks and of returns, seats that have passed, and how hazards stood on the days of it. What falls due as a duty of its own is
 * counted by `readCounts`.
 */
export const readWork = async (
  tx: Transaction,
  broker: KeyBroker,
  it: Jurisdiction,
  month: Month,
  { from, to }: Stretch,
): Promise<ReadonlyMap<string, OfficeCount>> => {
  const offices = [...it.offices.keys()];
  const counts = new Map<string, OfficeCount>();
  const add = (office: string, more: OfficeCount): void => void counts.set(office, addCounts(counts.get(office) ?? NO_COUNT, more));
  const doneBy = new Map(
    // By the first version that had it: a later one changes no month that has closed.
    rulebookOf(it)
      .programmes.toReversed()
      .flatMap(({ programme }): readonly (readonly [string, DoneBy])[] =>
        programme.rules.map((rule) => [`${programme.id}/${rule.id}`, rule.doneBy]),
      ),
  );
  for (const { office, rule, kept, late } of await tx.run(SLOTS, [tx.jurisdiction, offices, month]))
    add(office, withStage(slotStage(doneBy.get(rule)), { kept, late }));
  for (const { office, kept, late } of await tx.run(SEATS, [tx.jurisdiction, offices, toIso(from), toIso(to), it.zone]))
    add(office, withStage('shifts', { kept, late }));
  for (const { office, kept, late } of await readReturns(tx, broker, offices, month)) add(office, withStage('returns', { kept, late }));
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  for (const rows of await hazardsThatMoved(tx, first, last)) {
    const counted = hazardInMonth(rows, first, last);
    if (counted) add(counted.office, withStage('hazards', { kept: 0, late: 0, [counted.outcome]: 1 }));
  }
  return counts;
};
