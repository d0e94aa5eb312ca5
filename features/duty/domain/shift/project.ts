import type { Calendar } from '../../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import type { Words } from '../../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../../kernel/stream/event.ts';
import type { AssignmentRow, Rows, TableSpec } from '../../../../kernel/stream/table.ts';
import { fold, type ShiftState } from './state.ts';
import { SHIFT } from '../vocabulary.ts';

/** What lists ask of shifts: hours, signatures by holder, counts of things. No words, no account. */
export const SHIFTS: TableSpec = {
  name: 'duty_shift',
  key: ['matter'],
  columns: {
    matter: 'plain',
    roster: 'plain',
    shift: 'plain',
    office: 'plain',
    supervisor: 'plain',
    plan: 'plain',
    begins: 'instant',
    ends: 'instant',
    ended: 'plain',
    signed_out_at: 'instant',
    signed_out_by: 'plain',
    signed_in_at: 'instant',
    signed_in_by: 'plain',
    signed_in_roster: 'plain',
    next: 'plain',
    open_items: 'plain',
    last_line_at: 'instant',
    checks: 'plain',
  },
  fixed: ['roster', 'shift', 'office', 'supervisor', 'plan', 'begins', 'ends'],
};

const rowOf = (matter: string, state: ShiftState) => {
  const { office, supervisor, plan, roster, shift, from, to, ended, signedOut, signedIn, items, lastLineAt, checks } = state;
  return {
    matter,
    roster,
    shift,
    office,
    supervisor,
    plan,
    begins: from && toIso(from),
    ends: to && toIso(to),
    ended,
    signed_out_at: signedOut && toIso(signedOut.at),
    signed_out_by: signedOut?.by ?? null,
    signed_in_at: signedIn && toIso(signedIn.at),
    signed_in_by: signedIn?.by ?? null,
    signed_in_roster: signedIn?.roster ?? null,
    next: signedIn?.next ?? null,
    open_items: items.length,
    last_line_at: lastLineAt && toIso(lastLineAt),
    checks,
  };
};

/** Recomputes every row of a shift from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { office, supervisor } = state;
  if (!first || !last || office === null) throw new Error('a shift starts with its office');
  const owed = obligationRows(obligations(SHIFT, events, pack, calendar, last.recordedAt), events, (it) =>
    it.owedBy === 'shift_supervisor' ? supervisor : office,
  );
  const above: readonly AssignmentRow[] = supervisor === null ? [] : [{ level: 0, office: supervisor, role: 'co', since: 0, until: null }];
  return {
    listed: { sort: 'shift', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'shift_began', length: events.length }],
    assignments: [{ level: 0, office, role: 'lead', since: 0, until: null }, ...above],
    obligations: owed,
    tables: [{ spec: SHIFTS, rows: [rowOf(matter, state)] }],
  };
};
