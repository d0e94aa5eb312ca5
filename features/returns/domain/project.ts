import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold } from './state.ts';
import { RETURN_BOOK } from './vocabulary.ts';

export const RETURN_BOOKS: TableSpec = {
  name: 'return_book',
  key: ['matter'],
  columns: { matter: 'plain', office: 'plain', above: 'plain', month: 'plain', opened_at: 'instant' },
  fixed: ['office', 'above', 'month', 'opened_at'],
};

/** What was handed in, for which window: numbers about things, and no words. */
export const RETURN_ACTS: TableSpec = {
  name: 'return_act',
  key: ['matter', 'n'],
  columns: {
    matter: 'plain',
    n: 'plain',
    office: 'plain',
    rule: 'plain',
    slot: 'plain',
    nil: 'plain',
    later: 'plain',
    figures: 'plain',
    lacks: 'plain',
    deeper: 'plain',
    handed_at: 'instant',
    struck_out: 'plain',
  },
  fixed: ['office', 'rule', 'slot', 'nil', 'later', 'figures', 'lacks', 'deeper', 'handed_at'],
  changedBy: ['return_handed_in', 'return_struck_out'],
};

/** Days on which an office owes nothing. */
export const RETURN_EXCUSES: TableSpec = {
  name: 'return_excuse',
  key: ['matter', 'n'],
  columns: { matter: 'plain', n: 'plain', office: 'plain', from_day: 'plain', to_day: 'plain', told_at: 'instant' },
  fixed: ['office', 'from_day', 'to_day', 'told_at'],
  changedBy: ['office_excused'],
};

/** Recomputes every row of a book from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { office, above, month } = state;
  if (!first || !last || office === null || month === null) throw new Error('a book of returns starts with its opening');
  return {
    listed: { sort: 'return_book', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'book_opened', length: events.length }],
    assignments: [
      { level: 0, office, role: 'lead', since: 0, until: null },
      ...(above === null ? [] : [{ level: 0 as const, office: above, role: 'co' as const, since: 0, until: null }]),
    ],
    obligations: obligationRows(obligations(RETURN_BOOK, events, pack, calendar, last.recordedAt), events, (it) =>
      it.owedBy === 'gathering_office' ? (above ?? office) : office,
    ),
    tables: [
      { spec: RETURN_BOOKS, rows: [{ matter, office, above, month, opened_at: toIso(first.recordedAt) }] },
      {
        spec: RETURN_ACTS,
        rows: state.acts.map((act) => ({
          matter,
          n: act.n,
          office,
          rule: act.rule,
          slot: act.slot,
          nil: act.nil,
          later: act.after,
          figures: canonicalJson({ ...act.figures }),
          lacks: act.lacks.join(' '),
          deeper: act.deeper,
          handed_at: toIso(act.at),
          struck_out: act.struckOut,
        })),
      },
      {
        spec: RETURN_EXCUSES,
        rows: state.excused.map(({ n, from, to, at }) => ({ matter, n, office, from_day: from, to_day: to, told_at: toIso(at) })),
      },
    ],
  };
};
