import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { countsOf, exceptionsOf, fold } from './state.ts';
import { LOGBOOK } from './vocabulary.ts';

export const LOGBOOKS: TableSpec = {
  name: 'logbook',
  key: ['matter'],
  columns: { matter: 'plain', office: 'plain', local: 'plain', month: 'plain', closed_through: 'plain' },
  fixed: ['office', 'local', 'month'],
  changedBy: ['slots_closed'],
};

/** What became of a rule at a site in a month. */
export const SLOT_COUNTS: TableSpec = {
  name: 'slot_count',
  key: ['matter', 'site', 'rule'],
  columns: { matter: 'plain', site: 'plain', rule: 'plain', done: 'plain', nil: 'plain', late: 'plain', missed: 'plain', excused: 'plain' },
  fixed: [],
  changedBy: ['slots_closed'],
};

/** Slots that were late, missed or excused: of all others there is no row. */
export const SLOT_EXCEPTIONS: TableSpec = {
  name: 'slot_exception',
  key: ['matter', 'site', 'rule', 'slot'],
  columns: { matter: 'plain', site: 'plain', rule: 'plain', slot: 'plain', result: 'plain', day: 'plain' },
  fixed: ['result', 'day'],
  changedBy: ['slots_closed'],
};

/** Recomputes every row of a logbook from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { office, local, month } = state;
  if (!first || !last || office === null || local === null || month === null) throw new Error('a logbook starts with its opening');
  return {
    listed: { sort: 'logbook', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'logbook_opened', length: events.length }],
    assignments: [
      { level: 0, office, role: 'lead', since: 0, until: null },
      { level: 0, office: local, role: 'co', since: 0, until: null },
    ],
    obligations: obligationRows(obligations(LOGBOOK, events, pack, calendar, last.recordedAt), events, (it) =>
      it.owedBy === 'overseeing_office' ? local : office,
    ),
    tables: [
      { spec: LOGBOOKS, rows: [{ matter, office, local, month, closed_through: state.closedThrough }] },
      { spec: SLOT_COUNTS, rows: countsOf(state).map((row) => ({ matter, ...row })) },
      { spec: SLOT_EXCEPTIONS, rows: exceptionsOf(state).map((row) => ({ matter, ...row })) },
    ],
  };
};
