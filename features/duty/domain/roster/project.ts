import type { Calendar } from '../../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import type { Words } from '../../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../../kernel/stream/event.ts';
import type { AssignmentRow, Rows, TableRows, TableSpec } from '../../../../kernel/stream/table.ts';
import { fold, type RosterState, type Seat } from './state.ts';
import { ROSTER } from '../vocabulary.ts';

/** What lists ask of rosters. No words, no account. */
export const ROSTERS: TableSpec = {
  name: 'roster',
  key: ['matter'],
  columns: {
    matter: 'plain',
    office: 'plain',
    supervisor: 'plain',
    plan: 'plain',
    plan_hash: 'hex',
    month: 'plain',
    state: 'plain',
    publish_by: 'plain',
    published_on: 'plain',
    gaps_told: 'plain',
  },
  fixed: ['office', 'supervisor', 'plan', 'month', 'publish_by'],
};

export const SEATS: TableSpec = {
  name: 'duty_seat',
  key: ['matter', 'seat'],
  columns: {
    matter: 'plain',
    seat: 'plain',
    office: 'plain',
    plan: 'plain',
    shift: 'plain',
    kind: 'plain',
    part: 'plain',
    day: 'plain',
    begins: 'instant',
    ends: 'instant',
    night: 'plain',
    day_off: 'plain',
    posts: 'plain',
    rest_hours: 'plain',
    reception_from: 'instant',
    reception_to: 'instant',
    published: 'plain',
    dropped: 'plain',
    holder: 'plain',
    post: 'plain',
    been: 'plain',
    at_once: 'plain',
    version: 'plain',
  },
  fixed: ['office', 'plan', 'shift', 'day'],
  changedBy: ['month_proposed', 'month_published', 'seat_filled', 'changed_at_once', 'swap_approved', 'seats_emptied'],
};

export const SWAPS: TableSpec = {
  name: 'duty_swap',
  key: ['matter', 'n'],
  columns: {
    matter: 'plain',
    n: 'plain',
    kind: 'plain',
    seat: 'plain',
    back: 'plain',
    asked_by: 'plain',
    taken_by: 'plain',
    state: 'plain',
  },
  fixed: ['kind', 'seat', 'back', 'asked_by'],
  changedBy: ['exchange_asked', 'leave_asked', 'swap_taken', 'swap_withdrawn', 'swap_refused', 'swap_approved'],
};

const seatRow = (matter: string, seat: Seat, { office, plan, publishedAt }: RosterState): TableRows['rows'][number] => ({
  matter,
  seat: seat.seat,
  office,
  plan,
  shift: seat.shift,
  kind: seat.kind,
  part: seat.part,
  day: seat.day,
  begins: toIso(seat.from),
  ends: toIso(seat.to),
  night: seat.night,
  day_off: seat.off,
  posts: seat.posts.join(' '),
  rest_hours: seat.restHours,
  reception_from: seat.reception && toIso(seat.reception.from),
  reception_to: seat.reception && toIso(seat.reception.to),
  published: publishedAt !== null,
  dropped: seat.dropped,
  holder: seat.holder,
  post: seat.post,
  been: seat.been.join(' '),
  at_once: seat.atOnce,
  version: seat.version,
});

const tablesOf = (matter: string, state: RosterState, calendar: Calendar): readonly TableRows[] => {
  const { office, supervisor, plan, planHash, month, publishBy, publishedAt, proposed, gapsTold } = state;
  const roster = {
    matter,
    office,
    supervisor,
    plan,
    plan_hash: planHash,
    month,
    state: publishedAt !== null ? 'published' : proposed ? 'proposed' : 'open',
    publish_by: publishBy,
    published_on: publishedAt === null ? null : dateIn(publishedAt, calendar.zone),
    gaps_told: gapsTold.length === 0 ? null : gapsTold.join(' '),
  };
  return [
    { spec: ROSTERS, rows: [roster] },
    { spec: SEATS, rows: [...state.seats.values()].map((seat) => seatRow(matter, seat, state)) },
    {
      spec: SWAPS,
      rows: state.swaps.map((swap) => ({
        matter,
        n: swap.n,
        kind: swap.kind,
        seat: swap.seat,
        back: swap.back,
        asked_by: swap.askedBy,
        taken_by: swap.takenBy,
        state: swap.state,
      })),
    },
  ];
};

/** Recomputes every row of a roster from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { office, supervisor } = state;
  if (!first || !last || office === null) throw new Error('a roster starts with its office');
  const owed = obligationRows(obligations(ROSTER, events, pack, calendar, last.recordedAt), events, (it) =>
    it.owedBy === 'duty_supervisor' ? supervisor : office,
  );
  const above: readonly AssignmentRow[] = supervisor === null ? [] : [{ level: 0, office: supervisor, role: 'co', since: 0, until: null }];
  return {
    listed: { sort: 'roster', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'month_opened', length: events.length }],
    assignments: [{ level: 0, office, role: 'lead', since: 0, until: null }, ...above],
    obligations: owed,
    tables: tablesOf(matter, state, calendar),
  };
};

/** Whose list has something new: the head's, when something waits for a decision or a seat is empty; that of the office above, when the month is there. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { office, supervisor } = fold(events);
  return added.flatMap(({ type, level, n }): readonly Bell[] => {
    const isOwn = ['month_opened', 'gaps_found', 'swap_taken', 'roster_pressed'].includes(type);
    const to = isOwn ? office : type === 'month_published' ? supervisor : null;
    return to === null ? [] : [{ office: to, event: { level, n } }];
  });
};
