import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold, type Message } from './state.ts';
import { WARNING } from './vocabulary.ts';

/** What everybody may know of a warning: all that it says, and which messages went out. */
export const WARNINGS: TableSpec = {
  name: 'warning',
  key: ['matter'],
  columns: {
    matter: 'plain',
    office: 'plain',
    supervisor: 'plain',
    hazard: 'plain',
    exercise: 'plain',
    level: 'plain',
    begins: 'instant',
    ends: 'instant',
    places: 'plain',
    offices: 'plain',
    caution: 'plain',
    measures: 'plain',
    caution_english: 'plain',
    measures_english: 'plain',
    source: 'plain',
    source_office: 'plain',
    signed_by: 'plain',
    told_by: 'plain',
    messages: 'plain',
    issued_at: 'instant',
    changed_at: 'instant',
    lifted_for: 'plain',
    over_at: 'instant',
  },
  fixed: ['office', 'hazard', 'exercise', 'begins', 'issued_at'],
};

/** `0 Alert 2026-…;3 Update 2026-…`: the messages of a warning in a column. */
const written = (messages: readonly Message[]): string => messages.map(({ n, type, at }) => `${n} ${type} ${toIso(at)}`).join(';');

/** Recomputes every row of a warning from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, hazard, begins, content, over } = state;
  const newest = state.messages.at(-1);
  if (!first || !last || !newest || lead === null || hazard === null || begins === null || content === null)
    throw new Error('a warning starts with what it says');
  return {
    listed: {
      sort: state.exercise ? 'exercise' : 'warning',
      came_on: dateIn(first.recordedAt, calendar.zone),
      subject: null,
      place_code: null,
    },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'warning_issued', length: events.length }],
    assignments: [{ level: 0, office: lead, role: 'lead', since: 0, until: null }],
    obligations: obligationRows(obligations(WARNING, events, pack, calendar, last.recordedAt), events, () => lead),
    tables: [
      {
        spec: WARNINGS,
        rows: [
          {
            matter,
            office: lead,
            supervisor: state.supervisor,
            hazard,
            exercise: state.exercise,
            level: content.level,
            begins: toIso(begins),
            ends: toIso(content.ends),
            places: content.places.join(' '),
            offices: content.offices.join(' '),
            caution: content.words.caution,
            measures: content.words.measures,
            caution_english: content.english?.caution ?? null,
            measures_english: content.english?.measures ?? null,
            source: content.source,
            source_office: content.office,
            signed_by: content.signer,
            told_by: content.toldBy && `${content.toldBy.sender},${content.toldBy.identifier},${content.toldBy.sent}`,
            messages: written(state.messages),
            issued_at: toIso(first.recordedAt),
            changed_at: toIso(newest.at),
            lifted_for: state.liftedFor,
            over_at: over && toIso(over),
          },
        ],
      },
    ],
  };
};
