import { instant, toIso } from '../../../kernel/calendar/instant.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { LESSON_THINGS } from '../../../kernel/form/lesson.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold, type CheckState } from './state.ts';
import { CHECK } from './vocabulary.ts';

/** What slots ask of records: times and numbers, no words and no answers. */
export const CHECKS: TableSpec = {
  name: 'check_record',
  key: ['matter'],
  columns: {
    matter: 'plain',
    site: 'plain',
    office: 'plain',
    form: 'plain',
    nil: 'plain',
    findings: 'plain',
    done_at: 'instant',
    not_before: 'instant',
    received_at: 'instant',
    signed_at: 'instant',
    voided: 'plain',
    completed_at: 'instant',
    handle: 'hex',
    manifest: 'hex',
    twin: 'plain',
  },
  fixed: ['site', 'office', 'form', 'nil', 'findings', 'done_at', 'not_before', 'received_at', 'handle', 'manifest', 'twin'],
  changedBy: ['check_signed', 'check_voided', 'photos_received'],
};

/** Photos that a record names, and whether each is here. */
export const CHECK_PHOTOS: TableSpec = {
  name: 'check_photo',
  key: ['matter', 'nth'],
  columns: { matter: 'plain', nth: 'plain', tag: 'hex', size: 'plain', here: 'plain' },
  fixed: ['tag', 'size'],
  changedBy: ['photos_received'],
};

/** For which windows of which rules it was made. */
export const CHECK_SLOTS: TableSpec = {
  name: 'check_slot',
  key: ['matter', 'rule'],
  columns: { matter: 'plain', site: 'plain', rule: 'plain', slot: 'plain' },
  fixed: ['site', 'slot'],
  changedBy: [],
};

/** What a record says as a lesson or a campaign: coverage is added up of these (features/outreach). */
export const CHECK_LESSONS: TableSpec = {
  name: 'check_lesson',
  key: ['matter'],
  columns: {
    matter: 'plain',
    site: 'plain',
    use: 'plain',
    topic: 'plain',
    teacher: 'plain',
    minutes: 'plain',
    trained: 'plain',
    expected: 'plain',
    things: 'plain',
    lacks: 'plain',
    differs: 'plain',
    done_at: 'instant',
    whole_at: 'instant',
    voided: 'plain',
  },
  fixed: ['site', 'use', 'topic', 'teacher', 'minutes', 'trained', 'expected', 'things', 'lacks', 'differs', 'done_at'],
  changedBy: ['check_voided', 'photos_received'],
};

const lessonRow = (matter: string, { said, completedAt, voided }: CheckState) => {
  if (!said?.lesson) return [];
  const { use, topic, teacher, minutes, trained, expected, things, lacks, differs } = said.lesson;
  return [
    {
      matter,
      site: said.site,
      use,
      topic,
      teacher,
      minutes: Math.floor(minutes),
      trained,
      expected,
      things: JSON.stringify(
        Object.fromEntries(LESSON_THINGS.flatMap((thing) => (things[thing] === undefined ? [] : [[thing, things[thing]]]))),
      ),
      lacks: lacks.join(' '),
      differs: differs.join(' '),
      done_at: toIso(instant(said.doneAt)),
      whole_at: completedAt === null ? null : toIso(instant(completedAt)),
      voided,
    },
  ];
};

/** Recomputes every row of a record from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { said } = state;
  if (!first || !last || said === null) throw new Error('a record starts with what was looked at');
  const officeOf = (party: string): string =>
    party === 'checking_office' ? said.by : party === 'check_supervisor' ? said.local : said.office;
  const seats = [...new Set([said.office, said.local, said.sector, said.by])];
  return {
    listed: { sort: 'check', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office: said.office, state: state.stage ?? 'check_recorded', length: events.length }],
    assignments: seats.map((office) => ({ level: 0, office, role: office === said.office ? 'lead' : 'co', since: 0, until: null })),
    obligations: obligationRows(obligations(CHECK, events, pack, calendar, last.recordedAt), events, (it) => officeOf(it.owedBy)),
    tables: [
      {
        spec: CHECKS,
        rows: [
          {
            matter,
            site: said.site,
            office: said.office,
            form: said.form,
            nil: said.nil,
            findings: said.findings,
            done_at: toIso(instant(said.doneAt)),
            not_before: said.notBefore === null ? null : toIso(instant(said.notBefore)),
            received_at: toIso(first.recordedAt),
            signed_at: state.signedAt === null ? null : toIso(instant(state.signedAt)),
            voided: state.voided,
            completed_at: state.completedAt === null ? null : toIso(instant(state.completedAt)),
            handle: said.intake?.handle ?? null,
            manifest: said.intake?.manifest ?? null,
            twin: said.twin,
          },
        ],
      },
      {
        spec: CHECK_PHOTOS,
        rows: said.photos.map(({ tag, size }, i) => ({ matter, nth: i + 1, tag, size, here: state.photos.has(i + 1) })),
      },
      { spec: CHECK_LESSONS, rows: lessonRow(matter, state) },
      { spec: CHECK_SLOTS, rows: said.for.map(({ rule, window }) => ({ matter, site: said.site, rule, slot: window })) },
    ],
  };
};
