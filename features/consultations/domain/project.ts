import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold } from './state.ts';
import { CONSULTATION } from './vocabulary.ts';

/** What is asked of consultations without opening one: the title that everybody reads, days and counts. Nothing of any comment. */
export const CONSULTATIONS: TableSpec = {
  name: 'consultation',
  key: ['matter'],
  columns: {
    matter: 'plain',
    office: 'plain',
    title: 'plain',
    from_day: 'plain',
    until_day: 'plain',
    questions: 'plain',
    groups: 'plain',
    answered: 'plain',
    all_answered: 'plain',
    decided_on: 'plain',
    outcome: 'plain',
    dropped_on: 'plain',
    ordered: 'plain',
    published_on: 'plain',
    breaches: 'plain',
  },
  fixed: ['office', 'title', 'from_day', 'questions'],
};

/** Recomputes every row of a consultation from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, from, until } = state;
  if (!first || !last || lead === null || from === null || until === null) throw new Error('a consultation starts by being opened');
  const dayOf = (at: Instant | null | undefined): string | null => (at === null || at === undefined ? null : dateIn(at, calendar.zone));
  return {
    listed: { sort: 'consultation', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'consultation_opened', length: events.length }],
    assignments: [{ level: 0, office: lead, role: 'lead', since: 0, until: null }],
    obligations: obligationRows(obligations(CONSULTATION, events, pack, calendar, last.recordedAt), events, () => lead),
    tables: [
      {
        spec: CONSULTATIONS,
        rows: [
          {
            matter,
            office: lead,
            title: state.title,
            from_day: from,
            until_day: until,
            questions: state.questions,
            groups: state.groups.length,
            answered: state.groups.filter(({ answer }) => answer !== null).length,
            all_answered: state.allAnswered,
            decided_on: dayOf(state.decided?.at),
            outcome: state.decided?.outcome ?? null,
            dropped_on: dayOf(state.droppedAt),
            ordered: state.ordered !== null,
            published_on: dayOf(state.publishedAt),
            breaches: state.breaches.length,
          },
        ],
      },
    ],
  };
};
