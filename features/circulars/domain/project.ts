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
import { fold } from './state.ts';
import { CIRCULAR } from './vocabulary.ts';

/** What is asked of circulars without opening one: what it is called, its paper and days. None of its words. */
export const CIRCULARS: TableSpec = {
  name: 'circular',
  key: ['matter'],
  columns: {
    matter: 'plain',
    office: 'plain',
    title: 'plain',
    paper: 'plain',
    issued_on: 'plain',
    receipt_by: 'plain',
    carry_by: 'plain',
    replaces: 'plain',
    offices: 'plain',
    received: 'plain',
    answered: 'plain',
    taken_back: 'plain',
    ended_on: 'plain',
  },
  fixed: ['office', 'title', 'paper', 'issued_on', 'receipt_by', 'carry_by', 'replaces', 'offices'],
};

/** What each office owes of one, and on which days it was answered. */
export const CIRCULAR_OFFICES: TableSpec = {
  name: 'circular_office',
  key: ['matter', 'office'],
  columns: {
    matter: 'plain',
    office: 'plain',
    receipt_by: 'plain',
    received_on: 'plain',
    carry_by: 'plain',
    carried_on: 'plain',
    ended: 'plain',
  },
  fixed: ['receipt_by', 'carry_by'],
};

/** Recomputes every row of a circular from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { lead, receiptBy, offices } = state;
  if (!first || !last || lead === null || receiptBy === null) throw new Error('a circular starts by being issued');
  const dayOf = (at: Instant | null | undefined): string | null => (at === null || at === undefined ? null : dateIn(at, calendar.zone));
  const issuedOn = dateIn(first.recordedAt, calendar.zone);
  return {
    listed: { sort: 'circular', came_on: issuedOn, subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: state.stage ?? 'circular_issued', length: events.length }],
    assignments: [lead, ...offices.map(({ office }) => office)].map((office) => ({
      level: 0,
      office,
      role: office === lead ? 'lead' : 'co',
      since: 0,
      until: null,
    })),
    // What is owed is owed by the office that the event names from which it starts.
    obligations: obligationRows(obligations(CIRCULAR, events, pack, calendar, last.recordedAt), events, (it) => {
      const named = events[it.startedBy.n]?.data['office'];
      return it.owedBy === 'addressed_office' && typeof named === 'string' ? named : lead;
    }),
    tables: [
      {
        spec: CIRCULARS,
        rows: [
          {
            matter,
            office: lead,
            title: state.title,
            paper: state.paper,
            issued_on: issuedOn,
            receipt_by: receiptBy,
            carry_by: state.carryBy,
            replaces: state.replaces,
            offices: offices.length,
            received: offices.filter(({ receipt }) => receipt.answer !== null).length,
            answered: offices.filter(({ carrying }) => carrying !== null && carrying.answer !== null).length,
            taken_back: state.takenBack !== null,
            ended_on: dayOf(state.endedAt),
          },
        ],
      },
      {
        spec: CIRCULAR_OFFICES,
        rows: offices.map(({ office, receipt, carrying }) => ({
          matter,
          office,
          receipt_by: receipt.by,
          received_on: dayOf(receipt.answer?.at),
          carry_by: carrying?.by ?? null,
          carried_on: dayOf(carrying?.answer?.at),
          ended: receipt.ended || carrying?.ended === true,
        })),
      },
    ],
  };
};

/** Whose lists have something new: those it is sent to, those that owe nothing of it any more, and the office that issued it once all have answered. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { lead } = fold(events);
  const rung = added.flatMap((event): readonly Bell[] => {
    const ring = (it: string | null): readonly Bell[] => (it === null ? [] : [{ office: it, event: { level: event.level, n: event.n } }]);
    const { office } = event.data;
    if (event.type === 'receipt_owed' || event.type === 'owed_no_more') return ring(typeof office === 'string' ? office : null);
    return event.type === 'board_closed' && event.actor.kind === 'system' ? ring(lead) : [];
  });
  return [...Map.groupBy(rung, ({ office }) => office).values()].flatMap((of) => of.slice(0, 1));
};
