import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { assignmentRows, partsOf } from '../../../kernel/stream/assignments.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { isWaitedFor, nextCallAt } from './calling.ts';
import { calledPosts, evolve, initialState, officeOfPost, type IncidentEvent, type IncidentState } from './state.ts';
import { DRILL, INCIDENT } from './vocabulary.ts';

/** What lists and loops ask of incidents: kinds, offices, minutes and counts. No words. The same columns for a drill, in a table of its own (G22). */
const listed = (name: string): TableSpec => ({
  name,
  key: ['matter'],
  columns: {
    matter: 'plain',
    what: 'plain',
    stage: 'plain',
    grade: 'plain',
    plan: 'plain',
    plan_hash: 'plain',
    site: 'plain',
    site_called: 'plain',
    site_class: 'plain',
    place: 'plain',
    lead: 'plain',
    above: 'plain',
    known_at: 'instant',
    began_at: 'instant',
    first_told_at: 'instant',
    over_at: 'instant',
    alarm_at: 'instant',
    out_at: 'instant',
    dead: 'plain',
    missing: 'plain',
    injured: 'plain',
    evacuated: 'plain',
    level: 'plain',
    level_until: 'instant',
    next_call_at: 'instant',
    assessed: 'plain',
    warning: 'plain',
    peer_of: 'plain',
    destroy_on: 'plain',
  },
  fixed: ['what', 'lead'],
});

/** Who was called, which answered what, and when: what the page of a post and the figures ask. */
const called = (name: string): TableSpec => ({
  name,
  key: ['matter', 'post'],
  columns: {
    matter: 'plain',
    post: 'plain',
    office: 'plain',
    called_at: 'instant',
    answer: 'plain',
    answered_at: 'instant',
    waits: 'plain',
  },
  fixed: ['office', 'called_at'],
});

export const INCIDENTS = listed('incident');
export const INCIDENT_CALLS = called('incident_call');
export const DRILLS = listed('drill');
export const DRILL_CALLS = called('drill_call');

/** Words of what is about a person in danger are destroyed so many days after the last report (G12). */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

const iso = (at: Instant | null): string | null => at && toIso(at);

/** When the words of an incident are to be destroyed, as a day; null where they stay. What is written after they were is destroyed in its turn. */
export const destroyOn = ({ what, reports, wordsDestroyed, wordsSince, overAt, stage }: IncidentState, zone: string): string | null => {
  if (what !== 'person_in_danger' || (wordsDestroyed && wordsSince === null)) return null;
  const last = reports.findLast(({ which, proof }) => which === 'final' && proof !== null)?.proof?.at;
  const from = wordsSince ?? last ?? (stage === 'closed' || stage === 'stood_down' ? overAt : null);
  return from === null || from === undefined ? null : dateIn((from + KEPT_DAYS * DAY_MS) as Instant, zone); // whole days after a whole millisecond
};

const rowOf = (matter: string, state: IncidentState, zone: string) => ({
  matter,
  what: state.what,
  stage: state.stage,
  grade: state.grade,
  plan: state.plan,
  plan_hash: state.planHash,
  site: state.site?.site ?? null,
  site_called: state.site?.name ?? null,
  site_class: state.site?.class ?? null,
  place: state.place,
  lead: state.lead,
  above: state.above,
  known_at: iso(state.knownAt),
  began_at: iso(state.beganAt),
  first_told_at: iso(state.firstToldAt),
  over_at: iso(state.overAt),
  alarm_at: iso(state.alarmAt),
  out_at: iso(state.outAt),
  dead: state.toll['dead'] ?? null,
  missing: state.toll['missing'] ?? null,
  injured: state.toll['injured'] ?? null,
  evacuated: state.toll['evacuated'] ?? null,
  level: state.level?.level ?? null,
  level_until: iso(state.level?.until ?? null),
  next_call_at: iso(nextCallAt(state)),
  assessed: state.assessed,
  warning: state.warning,
  peer_of: state.peerOf,
  destroy_on: destroyOn(state, zone),
});

/**
 * A post that was called, whenever that was first, with its newest answer. It waits while calls go out and it has said nothing since this call-out
 * called it last.
 */
const callRows = (matter: string, state: IncidentState) =>
  calledPosts(state).map((post) => {
    const calls = state.calls.filter(({ posts }) => posts.some((call) => call.post === post));
    const answers = state.answers.filter((answer) => answer.post === post);
    const newest = answers.at(-1);
    return {
      matter,
      post,
      office: officeOfPost(post),
      called_at: iso(calls[0]?.at ?? null),
      answer: newest?.answer ?? null,
      answered_at: iso(answers[0]?.at ?? null),
      waits: isWaitedFor(state, post),
    };
  });

const after = (events: readonly IncidentEvent[]): readonly IncidentState[] => {
  let state = initialState;
  return events.map((event) => (state = evolve(state, event)));
};

const officeFor = (seats: readonly IncidentState[], it: Obligation<Words>): string | null => {
  const last = seats.at(-1) ?? initialState;
  switch (it.owedBy) {
    case 'incident_above':
    case 'drill_above':
      return last.above;
    case 'incident_top':
      return last.top;
    case 'learning_office':
    case 'drill_learning':
      return last.lessons.find(({ n }) => n === it.startedBy.n)?.office ?? last.lead;
    default:
      return last.lead;
  }
};

const parts = ({ lead, above, top, furtherWaits, furtherTold, calls, lessons }: IncidentState) =>
  partsOf([
    [lead, 'lead'],
    [above, 'co'],
    [furtherWaits || furtherTold ? top : null, 'co'],
    ...calledPosts({ calls }).map((post) => [officeOfPost(post), 'co'] as const),
    ...lessons.map(({ office }) => [office, 'co'] as const),
  ]);

/** Recomputes every row of an incident or a drill from its events. */
export const project = (
  kind: 'incident' | 'drill',
  matter: string,
  unordered: readonly StreamEvent[],
  pack: Pack<Words>,
  calendar: Calendar,
): Rows => {
  const events = (unordered as readonly IncidentEvent[]).toSorted((a, b) => a.n - b.n); // one of an unknown kind folds to nothing
  const seats = after(events);
  const [first, last, state] = [events[0], events.at(-1), seats.at(-1)];
  if (!first || !last || !state || state.lead === null) throw new Error('an incident starts with the office that heard of it');
  const vocabulary = kind === 'drill' ? DRILL : INCIDENT;
  const [row, calls] = kind === 'drill' ? [DRILLS, DRILL_CALLS] : [INCIDENTS, INCIDENT_CALLS];
  return {
    listed: { sort: kind, came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: state.place },
    streams: [{ level: 0, office: state.lead, state: state.stage ?? first.type, length: events.length }],
    assignments: assignmentRows(seats.map(parts)),
    obligations: obligationRows(obligations(vocabulary, events, pack, calendar, last.recordedAt), events, (it) => officeFor(seats, it)),
    tables: [
      { spec: row, rows: [rowOf(matter, state, calendar.zone)] },
      { spec: calls, rows: callRows(matter, state) },
    ],
  };
};

/** Who has something new to look at because of an event. */
const rungBy = (state: IncidentState, event: StreamEvent): readonly (string | null)[] => {
  switch (event.type) {
    case 'word_received':
      // A post that types it knows of it: only what the machine has taken in rings.
      return [state.lead];
    case 'incident_began':
      return [state.lead, state.above];
    case 'report_sent':
    case 'danger_over':
      return [state.above];
    case 'peer_report_received':
    case 'report_returned':
    case 'fault_found':
      return [state.lead];
    case 'further_sent':
      return [state.top];
    case 'lesson_set':
      return [state.lessons.find(({ n }) => n === event.n)?.office ?? null];
    default:
      return [];
  }
};

/** Whose list has something new after a step. Whoever did it is not told of it. */
export const bells = (state: IncidentState, added: readonly StreamEvent[]): readonly Bell[] =>
  added.flatMap((event) => {
    const rung = rungBy(state, event);
    const by = event.actor.kind === 'staff' ? event.actor.office : null;
    const danger = event.type === 'incident_began' && !state.isDrill;
    return rung.flatMap((office) =>
      office === null || office === by
        ? []
        : [{ office, event: { level: event.level, n: event.n }, ...(danger ? { danger: true as const } : {}) }],
    );
  });
