import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import { assignmentRows, partsOf } from '../../../kernel/stream/assignments.ts';
import type { AssignmentRow, Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { dayOf, evolve, fold, initialState, isHung, shownListing, type HazardEvent, type HazardState } from './state.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { HAZARD_DAYS, dayRows } from './days.ts';
import { HAZARD } from './vocabulary.ts';

/** What lists and figures ask of a hazard: offices, days, closed words; of what hangs in public, what hangs there. No other words. */
export const HAZARDS: TableSpec = {
  name: 'hazard',
  key: ['matter'],
  columns: {
    matter: 'plain',
    source: 'plain',
    danger: 'plain',
    grade: 'plain',
    stage: 'plain',
    site: 'plain',
    site_called: 'plain',
    site_class: 'plain',
    lead: 'plain',
    mender: 'plain',
    acceptor: 'plain',
    supervisor: 'plain',
    due_on: 'plain',
    found_on: 'plain',
    mended_on: 'plain',
    accepted_on: 'plain',
    delisted_on: 'plain',
    reopenings: 'plain',
    stopped: 'plain',
    guarded: 'plain',
    extended: 'plain',
    listed: 'plain',
    public_what: 'plain',
    public_where: 'plain',
    published_on: 'plain',
    unlisted_on: 'plain',
    record: 'plain',
    item: 'plain',
    cites: 'plain',
  },
  fixed: ['source', 'site', 'site_called', 'site_class', 'found_on', 'record', 'item'],
};

/** The lines on progress that hang in public with it. */
export const HAZARD_PROGRESS: TableSpec = {
  name: 'hazard_progress',
  key: ['matter', 'n'],
  columns: { matter: 'plain', n: 'plain', told_on: 'plain', told: 'plain' },
  fixed: ['told_on', 'told'],
  changedBy: ['progress_told'],
};

/** The seat of a party. What has to be mended before anybody was ordered to is for the office that orders to see to. */
const seatOf = ({ lead, mender, acceptor, supervisor, referredTo }: HazardState, party: string): string | null => {
  switch (party) {
    case 'mending_office':
      return mender ?? lead;
    case 'accepting_office':
      return acceptor;
    case 'supervising_office':
      return supervisor;
    case 'referred_office':
      return referredTo;
    default:
      return lead;
  }
};

/** The seats after each event, by its number: each event is folded once, however long a hazard lives. */
const seatsAfter = (events: readonly HazardEvent[]): readonly HazardState[] => {
  let state = initialState;
  return events.map((event) => (state = evolve(state, event)));
};

/** Who had the seat when it was owed: a later order names others for what comes then. */
const officeFor = (seats: readonly HazardState[], it: Obligation<Words>): string | null =>
  seatOf(seats[it.startedBy.n] ?? initialState, it.owedBy);

/** Which office has had which part, since and until which event: the one that leads, and the others beside it. */
const assignments = (events: readonly HazardEvent[], seats: readonly HazardState[]): readonly AssignmentRow[] =>
  assignmentRows(
    seats.map(({ lead, mender, acceptor, supervisor, referredTo }) =>
      partsOf([[lead, 'lead'], ...[mender, acceptor, supervisor, referredTo].map((office) => [office, 'co'] as const)]),
    ),
    // An order names its offices anew, those of before among them.
    ({ office, role }, n) => events[n]?.type !== 'ordered' || role === 'lead' || office === seats[n]?.supervisor,
  );

const hazardRow = (matter: string, state: HazardState, zone: string) => {
  const day = (at: Instant | null): string | null => dayOf(at, zone);
  const { site } = state;
  const listing = shownListing(state);
  return {
    matter,
    source: state.source,
    danger: state.danger,
    grade: state.grade,
    stage: state.stage,
    site: site?.site ?? null,
    site_called: site?.name ?? null,
    site_class: site?.class ?? null,
    lead: state.lead,
    mender: state.mender,
    acceptor: state.acceptor,
    supervisor: state.supervisor,
    due_on: state.by,
    found_on: day(state.foundAt),
    mended_on: day(state.mendedAt),
    accepted_on: day(state.acceptedAt),
    delisted_on: day(state.delistedAt),
    reopenings: state.reopenings,
    stopped: state.stopped,
    guarded: state.isGuarded,
    extended: state.granted,
    listed: isHung(state),
    public_what: listing?.what ?? null,
    public_where: listing?.where ?? null,
    published_on: day(listing?.publishedAt ?? null),
    unlisted_on: day(listing?.endedAt ?? null),
    record: state.record,
    item: state.item,
    cites: state.cites ?? '',
  };
};

/** Recomputes every row of a hazard from its events: what the store writes and what `reconcile` compares with. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
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
    tables: [
      { spec: HAZARDS, rows: [hazardRow(matter, state, calendar.zone)] },
      {
        spec: HAZARD_PROGRESS,
        rows: state.progress.map(({ n, at, told }) => ({ matter, n, told_on: dateIn(at, calendar.zone), told })),
      },
      { spec: HAZARD_DAYS, rows: dayRows(matter, events, seats, calendar.zone) },
    ],
  };
};

/** Whose list has something new after a step: the seat that owes the next one. */
const RINGS: { readonly [type: string]: string } = {
  major_found: 'supervising_office',
  ordered: 'mending_office',
  extension_asked: 'ordering_office',
  extension_asked_above: 'supervising_office',
  extension_granted: 'mending_office',
  extension_refused: 'mending_office',
  pressed: 'mending_office',
  pressed_above: 'ordering_office',
  resume_asked: 'ordering_office',
  use_resumed: 'mending_office',
  resume_refused: 'mending_office',
  referred: 'referred_office',
  referral_taken: 'ordering_office',
  referral_returned: 'ordering_office',
  reported_mended: 'accepting_office',
  mend_returned: 'mending_office',
  mend_accepted: 'ordering_office',
  listed: 'mending_office',
  listing_fulfilled: 'supervising_office',
};

export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] =>
  added.flatMap((event) => {
    const party = RINGS[event.type];
    const office = party === undefined ? null : seatOf(fold(events), party);
    return office === null ? [] : [{ office, event: { level: event.level, n: event.n } }];
  });
