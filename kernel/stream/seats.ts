import type { StreamEvent } from './event.ts';
import type { AssignmentRow } from './table.ts';

/** The three offices of a place or of what hangs on it. */
export interface Seats {
  readonly office: string | null;
  readonly sector: string | null;
  readonly local: string | null;
}

/** The state after each event, by its number: each event is folded once. */
export const statesAfter = <State, Event>(
  events: readonly Event[],
  initial: State,
  evolve: (state: State, event: Event) => State,
): readonly State[] => {
  let state = initial;
  return events.map((event) => (state = evolve(state, event)));
};

const SEATS = ['office', 'local', 'sector'] as const;

/** Which office has had which seat, since and until which event; `states` are those after each event. */
export const seatRows = (events: readonly Pick<StreamEvent, 'n'>[], states: readonly Seats[]): readonly AssignmentRow[] => {
  const rows: AssignmentRow[] = [];
  for (const [i, { n }] of events.entries()) {
    const state = states[i];
    const held = new Map(
      state === undefined
        ? []
        : [...new Set(SEATS.flatMap((seat) => state[seat] ?? []))].map((office) => [office, office === state.office ? 'lead' : 'co']),
    );
    for (const [at, row] of rows.entries()) if (row.until === null && held.get(row.office) !== row.role) rows[at] = { ...row, until: n };
    for (const [office, role] of held)
      if (!rows.some((row) => row.until === null && row.office === office)) rows.push({ level: 0, office, role, since: n, until: null });
  }
  return rows;
};
