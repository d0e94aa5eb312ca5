import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { joinSubject, SUBJECT_NAMES } from '../../assets/public.ts';
import { SLOT_PARTIES } from '../../checks/public.ts';

/** What became of one duty of one site in a month. */
export interface BoardRow {
  readonly book: string;
  readonly office: string;
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly rule: string;
  readonly done: number;
  readonly nil: number;
  readonly late: number;
  readonly missed: number;
  readonly excused: number;
}

/** One slot that was not done on time. */
export interface Exception {
  readonly site: string;
  readonly rule: string;
  readonly slot: string;
  readonly result: 'l' | 'm' | 'x';
  readonly day: PlainDate;
}

const COUNTS = statement<BoardRow>(
  'board_counts',
  `select b.matter as book, b.office, c.site, ${SUBJECT_NAMES}, c.rule, c.done, c.nil, c.late, c.missed, c.excused from (
    select matter, office from logbook where jurisdiction = $1 and local = $2 and month = $3
    union select matter, office from logbook where jurisdiction = $1 and office = $2 and month = $3
  ) b join slot_count c on c.jurisdiction = $1 and c.matter = b.matter ${joinSubject('c.site')} order by b.office, s.name, a.name nulls first, c.site, c.rule`,
);
const EXCEPTIONS = statement<Exception>(
  'board_exceptions',
  'select site, rule, slot, result, day from slot_exception where jurisdiction = $1 and matter = any($2) order by site, rule, day, slot',
);
const NOW = statement<{ open: number; over: number }>(
  'board_now',
  `select count(*)::int as open, (count(*) filter (where o.due_at <= $4))::int as over from obligation o ${joinSubject('o.matter')} where o.jurisdiction = $1 and o.owed_by = any($3) and o.starts_at <= $4 and s.local = $2`,
);

/** A month of an office and of those that it oversees: counts, what was not on time, and what is open now below it. */
export const readBoard = async (tx: Transaction, office: string, month: string, now: Instant) => {
  const rows = await tx.run(COUNTS, [tx.jurisdiction, office, month]);
  const books = [...new Set(rows.map((row) => row.book))];
  const exceptions = books.length === 0 ? [] : await tx.run(EXCEPTIONS, [tx.jurisdiction, books]);
  const [open] = await tx.run(NOW, [tx.jurisdiction, office, SLOT_PARTIES, toIso(now)]);
  return { rows, exceptions, open: open ?? { open: 0, over: 0 } };
};
