import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold, isComplete, untaken } from './state.ts';
import { VISIT } from './vocabulary.ts';

/** What may be asked of tours without opening one: what was announced, what was drawn and from what. Nothing of what was found. */
export const VISITS: TableSpec = {
  name: 'tour',
  key: ['matter'],
  columns: {
    matter: 'plain',
    title: 'plain',
    english: 'plain',
    office: 'plain',
    count: 'plain',
    by_day: 'plain',
    drum: 'plain',
    commitment: 'plain',
    announced_on: 'plain',
    announced_at: 'instant',
    drawn: 'plain',
    seed: 'plain',
    root: 'plain',
    size: 'plain',
    drawn_on: 'plain',
    made: 'plain',
    complete: 'plain',
    untaken: 'plain',
    closed: 'plain',
    next: 'plain',
  },
  fixed: ['title', 'english', 'office', 'count', 'by_day', 'drum', 'commitment', 'announced_on', 'announced_at'],
};

/** Recomputes every row of a tour from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, drawn } = state;
  if (!first || !last || lead === null) throw new Error('a tour starts with its announcement');
  const announcedOn = dateIn(first.recordedAt, calendar.zone);
  return {
    listed: { sort: 'tour', came_on: announcedOn, subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'draw_announced', length: events.length }],
    assignments: [{ level: 0, office: lead, role: 'lead', since: 0, until: null }],
    // Everything is owed by the office that visits; the offices that are drawn owe nothing for having been drawn.
    obligations: obligationRows(obligations(VISIT, events, pack, calendar, last.recordedAt), events, () => lead),
    tables: [
      {
        spec: VISITS,
        rows: [
          {
            matter,
            title: state.title,
            english: state.english,
            office: lead,
            count: state.count,
            by_day: state.by,
            drum: state.drum.join(' '),
            commitment: state.commitment,
            announced_on: announcedOn,
            announced_at: toIso(first.recordedAt),
            drawn: drawn && drawn.offices.join(' '),
            seed: drawn && drawn.seed,
            root: drawn && drawn.root,
            size: drawn && drawn.size,
            drawn_on: drawn && dateIn(drawn.on, calendar.zone),
            made: state.visits.length,
            complete: isComplete(state),
            untaken: untaken(state).length,
            closed: state.closed,
            next: state.next,
          },
        ],
      },
    ],
  };
};

/** Whose list has something new: that of the office that visits, once all visits are made. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { lead } = fold(events);
  return added.flatMap((event): readonly Bell[] =>
    event.type === 'all_examined' && lead !== null ? [{ office: lead, event: { level: event.level, n: event.n } }] : [],
  );
};
