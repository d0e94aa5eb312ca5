import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { Json, StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold } from './state.ts';
import { ROUND } from './vocabulary.ts';

/** What may be asked of rounds without opening one: what is looked at, where and when. Public, and nothing of any site. */
export const ROUNDS: TableSpec = {
  name: 'round',
  key: ['matter'],
  columns: {
    matter: 'plain',
    title: 'plain',
    english: 'plain',
    subject: 'plain',
    office: 'plain',
    form: 'plain',
    classes: 'plain',
    phases: 'plain',
    moves: 'plain',
    first_day: 'plain',
    last_day: 'plain',
    ended: 'plain',
    closed_at: 'instant',
  },
  fixed: ['title', 'english', 'subject', 'office', 'form', 'classes', 'first_day'],
};

/** The offices that a round covers. */
export const ROUND_OFFICES: TableSpec = {
  name: 'round_office',
  key: ['matter', 'office'],
  columns: { matter: 'plain', office: 'plain' },
  fixed: [],
  changedBy: [],
};

const json = (value: object): string => canonicalJson(value as unknown as Json); // days, numbers and words of closed lists

/** Recomputes every row of a round from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, offices, phases } = state;
  if (!first || !last || lead === null) throw new Error('a round starts with its opening');
  const closed = events.find((event) => event.type === 'round_closed');
  const seats = [lead, ...offices.filter((office) => office !== lead)];
  return {
    listed: { sort: 'round', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'round_opened', length: events.length }],
    assignments: seats.map((office) => ({ level: 0, office, role: office === lead ? 'lead' : 'co', since: 0, until: null })),
    // What is handed in is owed by the office that the asking event names.
    obligations: obligationRows(obligations(ROUND, events, pack, calendar, last.recordedAt), events, (it) => {
      const named = events[it.startedBy.n]?.data['office'];
      return it.owedBy === 'covered_office' && typeof named === 'string' ? named : lead;
    }),
    tables: [
      {
        spec: ROUNDS,
        rows: [
          {
            matter,
            title: state.title,
            english: state.english,
            subject: state.subject,
            office: lead,
            form: state.form,
            classes: state.classes.join(' '),
            phases: json(phases),
            moves: json(state.moves),
            first_day: phases[0]?.from ?? null,
            last_day: phases.at(-1)?.to ?? null,
            ended: state.ended,
            closed_at: closed ? toIso(closed.recordedAt) : null,
          },
        ],
      },
      { spec: ROUND_OFFICES, rows: offices.map((office) => ({ matter, office })) },
    ],
  };
};

/** Whose lists have something new: those of the offices that are asked for something, and of the one that asked. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { lead } = fold(events);
  return added.flatMap((event): readonly Bell[] => {
    const { office } = event.data;
    const rung =
      event.type === 'deliverable_asked' ? office : event.type === 'deliverable_handed_in' || event.type === 'round_ended' ? lead : null;
    return typeof rung === 'string' ? [{ office: rung, event: { level: event.level, n: event.n } }] : [];
  });
};
