import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { AssignmentRow, Rows } from '../../../kernel/stream/table.ts';
import { evolve, fold, initialState, type HazardEvent, type HazardState } from './state.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { HAZARD } from './vocabulary.ts';

const seatOf = ({ lead, mender, acceptor }: HazardState, party: string): string | null =>
  party === 'mending_office' ? mender : party === 'accepting_office' ? acceptor : lead;

/** The seats after each event, by its number: each event is folded once, however long a hazard lives. */
const seatsAfter = (events: readonly HazardEvent[]): readonly HazardState[] => {
  let state = initialState;
  return events.map((event) => (state = evolve(state, event)));
};

/** Who had the seat when it was owed: a later order names others for what comes then. */
const officeFor = (seats: readonly HazardState[], it: Obligation<Words>): string | null =>
  seatOf(seats[it.startedBy.n] ?? initialState, it.owedBy);

/** Which office has had which seat, since and until which event. The other two seats stand beside the one that leads. */
const assignments = (events: readonly HazardEvent[], seats: readonly HazardState[]): readonly AssignmentRow[] => {
  const rows: AssignmentRow[] = [];
  for (const [i, event] of events.entries()) {
    const state = seats[i] ?? initialState;
    if (event.type === 'found' && state.lead !== null)
      rows.push({ level: 0, office: state.lead, role: 'lead', since: event.n, until: null });
    if (event.type !== 'ordered') continue;
    rows.forEach((row, at) => row.role === 'co' && row.until === null && (rows[at] = { ...row, until: event.n }));
    for (const office of [state.mender, state.acceptor])
      if (office !== null && office !== state.lead) rows.push({ level: 0, office, role: 'co', since: event.n, until: null });
  }
  return rows;
};

/** Recomputes every row of a hazard from its events: what the store writes and what `reconcile` compares with. */
export const project = (unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = (unordered as readonly HazardEvent[]).toSorted((a, b) => a.n - b.n); // one of an unknown kind folds to nothing
  const [first, last] = [events[0], events.at(-1)];
  if (first?.type !== 'found' || !last) throw new Error('a hazard starts with its finding');
  const seats = seatsAfter(events);
  const state = seats.at(-1) ?? initialState;
  const { place } = first.data;
  return {
    listed: {
      sort: 'hazard',
      came_on: dateIn(first.recordedAt, calendar.zone),
      subject: null,
      place_code: typeof place === 'string' ? place : null,
    },
    streams: [{ level: 0, office: state.lead, state: state.stage ?? 'found', length: events.length }],
    assignments: assignments(events, seats),
    obligations: obligationRows(obligations(HAZARD, events, pack, calendar, last.recordedAt), events, (it) => officeFor(seats, it)),
    tables: [],
  };
};

/** Whose list has something new after a step: the seat that owes the next one. */
const RINGS: { readonly [type: string]: string } = {
  ordered: 'mending_office',
  extension_asked: 'ordering_office',
  extension_granted: 'mending_office',
  extension_refused: 'mending_office',
  pressed: 'mending_office',
  reported_mended: 'accepting_office',
  mend_returned: 'mending_office',
  mend_accepted: 'ordering_office',
};

export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] =>
  added.flatMap((event) => {
    const party = RINGS[event.type];
    const office = party === undefined ? null : seatOf(fold(events), party);
    return office === null ? [] : [{ office, event: { level: event.level, n: event.n } }];
  });
