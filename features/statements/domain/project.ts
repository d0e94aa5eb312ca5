import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { AssignmentRow, Rows, TableSpec } from '../../../kernel/stream/table.ts';
import type { Figures } from './figures.ts';
import { fold } from './state.ts';
import { STATEMENT } from './vocabulary.ts';

/** What lists ask of statements: offices, days, and the newest figures that were signed. No words. */
export const STATEMENTS: TableSpec = {
  name: 'hazard_statement',
  key: ['matter'],
  columns: {
    matter: 'plain',
    office: 'plain',
    supervisor: 'plain',
    unit: 'plain',
    from_day: 'plain',
    to_day: 'plain',
    due_on: 'plain',
    signed_on: 'plain',
    versions: 'plain',
    figures: 'plain',
  },
  fixed: ['office', 'supervisor', 'unit', 'from_day', 'to_day', 'due_on'],
};

/** Figures as a row keeps them: the same text for the same numbers. */
export const figuresText = (figures: Figures): string => canonicalJson(figures);

/** Recomputes every row of a statement from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const { office, supervisor, period, stage, versions } = fold(events);
  if (!first || !last || office === null || period === null) throw new Error('a statement starts with its office and period');
  const owed = obligationRows(obligations(STATEMENT, events, pack, calendar, last.recordedAt), events, (it) =>
    it.owedBy === 'receiving_office' ? supervisor : office,
  );
  const above: readonly AssignmentRow[] = supervisor === null ? [] : [{ level: 0, office: supervisor, role: 'co', since: 0, until: null }];
  const [signed, newest] = [versions[0], versions.at(-1)];
  return {
    listed: { sort: 'hazard_statement', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: stage ?? 'statement_opened', length: events.length }],
    assignments: [{ level: 0, office, role: 'lead', since: 0, until: null }, ...above],
    obligations: owed,
    tables: [
      {
        spec: STATEMENTS,
        rows: [
          {
            matter,
            office,
            supervisor,
            unit: period.unit,
            from_day: period.from,
            to_day: period.to,
            due_on: owed.find((row) => row.owed_by === 'reporting_office')?.due_on ?? null,
            signed_on: signed ? dateIn(signed.at, calendar.zone) : null,
            versions: versions.length,
            figures: newest ? figuresText(newest.figures) : null,
          },
        ],
      },
    ],
  };
};

/** Whose list has something new after a step. */
export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const { office, supervisor } = fold(events);
  return added.flatMap((event) => {
    const to = event.type === 'statement_signed' || event.type === 'statement_corrected' ? supervisor : office;
    return to === null || event.type === 'deadline_passed' || event.type === 'statement_opened'
      ? []
      : [{ office: to, event: { level: event.level, n: event.n } }];
  });
};
