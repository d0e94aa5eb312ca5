import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { standing } from './agenda.ts';
import { fold, type ConferenceState } from './state.ts';
import { CONFERENCE } from './vocabulary.ts';

/** What may be asked of conferences without opening one: which meeting, which day, how many items. No number of any item. */
export const CONFERENCES: TableSpec = {
  name: 'conference',
  key: ['matter'],
  columns: {
    matter: 'plain',
    meeting: 'plain',
    office: 'plain',
    day: 'plain',
    offices: 'plain',
    items: 'plain',
    decided: 'plain',
    called_off: 'plain',
    opened_on: 'plain',
    signed_on: 'plain',
    closed_on: 'plain',
  },
  fixed: ['meeting', 'office', 'day', 'offices'],
};

/** What was decided: which office owes it, by which day, and how it stands. A line only where one was written for everybody. */
export const DECISIONS: TableSpec = {
  name: 'conference_decision',
  key: ['matter', 'nth'],
  columns: {
    matter: 'plain',
    nth: 'plain',
    office: 'plain',
    by_day: 'plain',
    extended: 'plain',
    kept_on: 'plain',
    confirmed_on: 'plain',
    public_line: 'plain',
  },
  fixed: ['office', 'public_line'],
};

/** The offices that may open it: the one that called, those that take part, those that owe something decided there. */
const seatsOf = ({ lead, offices, decisions }: ConferenceState): readonly string[] => [
  ...new Set([...(lead === null ? [] : [lead]), ...offices, ...decisions.map(({ office }) => office)]),
];

/** Recomputes every row of a conference from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, day, offices } = state;
  if (!first || !last || lead === null || day === null) throw new Error('a conference starts with its call');
  const dayOf = (at: Instant | null): string | null => (at === null ? null : dateIn(at, calendar.zone));
  return {
    listed: { sort: 'conference', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'conference_called', length: events.length }],
    assignments: seatsOf(state).map((office) => ({ level: 0, office, role: office === lead ? 'lead' : 'co', since: 0, until: null })),
    // Minutes are answered, and decisions kept, by the office that the event names from which the duty starts.
    obligations: obligationRows(obligations(CONFERENCE, events, pack, calendar, last.recordedAt), events, (it) => {
      const named = events[it.startedBy.n]?.data['office'];
      return it.owedBy !== 'calling_office' && typeof named === 'string' ? named : lead;
    }),
    tables: [
      {
        spec: CONFERENCES,
        rows: [
          {
            matter,
            meeting: state.meeting,
            office: lead,
            day,
            offices: offices.join(' '),
            items: standing(state.agenda).length,
            decided: state.decisions.length,
            called_off: state.calledOff,
            opened_on: dayOf(state.openedAt),
            signed_on: dayOf(state.signedAt),
            closed_on: dayOf(state.closedAt),
          },
        ],
      },
      {
        spec: DECISIONS,
        rows: state.decisions.map((it) => ({
          matter,
          nth: it.nth,
          office: it.office,
          by_day: it.by,
          extended: it.extended,
          kept_on: dayOf(it.kept?.at ?? null),
          confirmed_on: dayOf(it.confirmedAt),
          public_line: it.line,
        })),
      },
    ],
  };
};

/** Whose lists have something new: those of the offices that are sent minutes or owe something, and of the one that called. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { lead, offices } = fold(events);
  return added.flatMap((event): readonly Bell[] => {
    const { office } = event.data;
    const ring = (it: string): Bell => ({ office: it, event: { level: event.level, n: event.n } });
    if (event.type === 'conference_called') return offices.map(ring);
    if ((event.type === 'minutes_sent' || event.type === 'day_set') && typeof office === 'string') return [ring(office)];
    return (event.type === 'decision_kept' || event.type === 'dissent_stated') && lead !== null ? [ring(lead)] : [];
  });
};
