import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { addMs, fromIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject, NewStreamEvent, StreamEvent } from '../../../kernel/stream/event.ts';
import { minuteText } from '../../../kernel/stream/fields.ts';
import { decideStaff, staffOptions, type StaffKind, type StaffSurroundings } from '../../../kernel/stream/staff-kind.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { drills, incidents } from '../server/incidents.ts';
import { bells, project } from './project.ts';
import { fold, relationOf, type IncidentState } from './state.ts';
import { DRILL, EVENTS, GRADES, INCIDENT, REPORTS, RUNG } from './vocabulary.ts';

const PACKS = { incident: getPackOf([INCIDENT], 'incident-safety'), drill: getPackOf([DRILL], 'drill') };
const KINDS: { readonly [kind in keyof typeof PACKS]: StaffKind<IncidentState> } = { incident: incidents.staff, drill: drills.staff };
const calendar = getPackCalendar(PACKS.incident.calendar);
const BEGIN = fromIso('2026-07-09T19:00:00.000Z');
const ACCESS = readAccess().rules;
const OFFICES = ['housing', 'county', 'city'];
const POSTS = ['housing.head', 'housing.duty', 'county.head', 'county.duty', 'city.duty'] as const;

const around = (kind: keyof typeof PACKS, now: Instant): StaffSurroundings => ({
  now,
  pack: PACKS[kind],
  calendar,
  access: ACCESS,
  officeExists: (office) => OFFICES.includes(office),
  placeExists: () => false,
});
const asker = (post: string) => {
  const [office = '', role = ''] = post.split('.');
  return { post, office, role: role as Role };
};
const stored = (events: readonly StreamEvent[], added: readonly NewStreamEvent[], recordedAt: Instant): readonly StreamEvent[] => [
  ...events,
  ...added.map(({ texts: _texts, ...it }, i): StreamEvent => ({ ...it, v: 1, n: events.length + i, recordedAt, policy: '', calendar: '' })),
];

/** What happens next: some minutes later some post takes one of the steps that are open to it. */
interface Move {
  readonly minutes: number;
  readonly post: (typeof POSTS)[number];
  /** Taken where it is open; else one of the open steps, by number. */
  readonly want: string;
  readonly pick: number;
  readonly report: (typeof REPORTS)[number];
  readonly rung: (typeof RUNG)[number];
  readonly grade: (typeof GRADES)[number];
  readonly many: number;
}
const moves = fc.array(
  fc.record<Move>({
    minutes: fc.integer({ min: 0, max: 2000 }),
    post: fc.constantFrom(...POSTS),
    want: fc.constantFrom(
      '',
      '',
      'send_report',
      'take_report',
      'enter_paper',
      'end_danger',
      'assess_drill',
      'write_review',
      'close_incident',
    ),
    pick: fc.nat(1000),
    report: fc.constantFrom(...REPORTS),
    rung: fc.constantFrom(...RUNG),
    grade: fc.constantFrom(...GRADES),
    many: fc.nat(3),
  }),
  { minLength: 1, maxLength: 40 },
);

/** A number that the state knows, for the field that names one. */
const someOf = ({ reports, uncountersigned, lessons }: IncidentState, verb: string, pick: number): number => {
  const all =
    verb === 'countersign_call'
      ? uncountersigned
      : verb === 'do_lesson'
        ? lessons.filter(({ done }) => !done).map(({ n }) => n)
        : reports.filter(({ proof }) => proof === null).map(({ n }) => n);
  return all[pick % Math.max(1, all.length)] ?? 0;
};

const inputOf = (verb: string, state: IncidentState, move: Move, now: Instant): JsonObject => {
  const at = minuteText(now, calendar.zone);
  const whom = move.rung;
  const all: { readonly [field: string]: Json } = {
    words: '好',
    reason: '好',
    conditions: '好',
    actions: '好',
    course: '好',
    causes: '好',
    responsibility: '好',
    measures: '好',
    late: '好',
    learnt: '好',
    what: '门',
    organised: '好',
    goals: '好',
    carriedOut: '好',
    problems: '好',
    changes: '好',
    of: someOf(state, verb, move.pick),
    which: move.report,
    whom,
    ...(whom === 'office_above' && state.above !== null ? { reported: move.report } : {}),
    number: '12345678',
    answered: '值班岗',
    from: verb === 'set_level' ? 'own' : verb === 'hold_appraisal' ? '2026-07-10' : at,
    to: verb === 'hand_command' ? 'fire_brigade' : verb === 'hold_appraisal' ? '2026-07-10' : at,
    known: at,
    grade: move.grade,
    dead: move.many,
    missing: 0,
    injured: 1,
    evacuated: 0,
    level: 'strengthened',
    hours: 24,
    group: verb === 'set_task' ? 'scene' : '三楼',
    minutes: 10,
    out: 30,
    fault: 'late',
    kept: 'kept',
    until: '2027-01-01',
    by: '2027-01-01',
    office: 'housing',
    task: state.tasks[0]?.id ?? 'own-0',
  };
  const fields = Object.values(KINDS)
    .flatMap(({ steps }) => steps.filter(({ name }) => name === verb).map((it) => Object.keys(it.fields)))
    .flat();
  return Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name)));
};

const BEGINNINGS: { readonly [kind in keyof typeof PACKS]: (watch: boolean) => JsonObject } = {
  incident: (watch) => ({
    kind: 'works_accident',
    as: watch ? 'watch' : 'incident',
    known: minuteText(BEGIN, calendar.zone),
    source: 'duty_call',
    words: '好',
    above: 'county',
    top: 'city',
  }),
  drill: () => ({
    kind: 'fire',
    site: 'S-1',
    siteName: '学校',
    siteClass: 'school',
    siteOffice: 'housing',
    announced: 'announced',
    words: '好',
    above: 'county',
    top: 'city',
  }),
};

/** A life by these moves: whatever is refused changes nothing. */
const lived = (kind: keyof typeof PACKS, watch: boolean, all: readonly Move[]): readonly StreamEvent[] => {
  const staff = KINDS[kind];
  const first = decideStaff(
    staff,
    [],
    asker('housing.duty'),
    { name: staff.begins.name, input: BEGINNINGS[kind](watch) },
    around(kind, BEGIN),
  );
  if (isRefusal(first)) throw new Error(JSON.stringify(first));
  let now = BEGIN;
  return all.reduce(
    (events, move) => {
      now = addMs(now, move.minutes * 60_000);
      const open = staffOptions(staff, events, asker(move.post), around(kind, now)).filter(({ because }) => because === undefined);
      const chosen = (open.find(({ verb }) => verb.name === move.want) ?? open[move.pick % Math.max(1, open.length)])?.verb.name;
      if (chosen === undefined) return events;
      const input = inputOf(chosen, fold(events), move, now);
      const added = decideStaff(staff, events, asker(move.post), { name: chosen, input }, around(kind, now));
      return isRefusal(added) ? events : stored(events, added, now);
    },
    stored([], first, BEGIN),
  );
};

const REPORT_DUTIES = ['report_first', 'report_written', 'report_again', 'report_toll', 'report_final'];
const owedIn = (kind: keyof typeof PACKS, events: readonly StreamEvent[]) =>
  obligations(kind === 'drill' ? DRILL : INCIDENT, events, PACKS[kind], calendar, events.at(-1)?.recordedAt ?? BEGIN);

describe('whatever offices do', () => {
  it('no clock of a report is met but by an event that says how it is known to have arrived, in the step that proves it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.boolean(), moves, (watch, all) => {
        const events = lived('incident', watch, all);
        for (const { type } of events) seen.add(type);
        for (const { kind, metBy } of owedIn('incident', events)) {
          if (metBy === null || !REPORT_DUTIES.includes(kind)) continue;
          const event = events[metBy.n];
          expect(event?.type).toMatch(/^told_(first|written|again|toll|final)$/);
          const before = events[metBy.n - 1]?.type;
          const proved = { taken_here: 'report_taken', call: 'call_entered', paper: 'paper_entered' }[String(event?.data['proof'])];
          expect(before).toBe(proved);
          // Whoever only sent it has told nobody: the office above took it, or a call or a paper of this office stands there.
          if (before === 'report_taken') expect(event?.actor).toMatchObject({ office: 'county' });
        }
      }),
      { numRuns: 300 },
    );
    // The lives were not all too short to say anything.
    for (const type of ['report_sent', 'report_taken', 'told_first', 'graded', 'stood_down']) expect(seen).toContain(type);
  });

  it('taking away what says that it arrived leaves every report owed', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const events = lived('incident', false, all)
          .filter(({ type }) => !type.startsWith('told_'))
          .map((event, n) => ({ ...event, n }));
        expect(owedIn('incident', events).filter(({ kind, metBy }) => REPORT_DUTIES.includes(kind) && metBy !== null)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('a drill stands in tables of drills, and an incident in tables of incidents', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom('incident', 'drill'), moves, (kind, all) => {
        const events = lived(kind, false, all);
        for (const { type } of events) if (kind === 'drill') seen.add(type);
        const { listed, tables, obligations: owed } = project(kind, 'X-1', events, PACKS[kind], calendar);
        expect(tables.map(({ spec }) => spec.name)).toEqual([kind, `${kind}_call`]);
        expect(listed?.sort).toBe(kind);
        expect(owed.filter(({ rule }) => !rule.startsWith(`${kind}.`))).toEqual([]);
        const real = ['word_received', 'incident_began', 'report_owed', 'onward_owed', 'final_owed', 'stood_down', 'toll_changed'];
        expect(events.filter(({ type }) => (kind === 'drill' ? real.includes(type) : type.startsWith('drill_')))).toEqual([]);
        expect(fold(events).isDrill).toBe(kind === 'drill');
      }),
      { numRuns: 300 },
    );
    for (const type of ['report_taken', 'told_first', 'danger_over', 'drill_assessed']) expect(seen).toContain(type);
  });
});

describe('the fold', () => {
  const anything = fc.array(
    fc.record({
      type: fc.oneof(fc.constantFrom(...EVENTS), fc.constantFrom('constructor', '__proto__', 'unknown')),
      data: fc.dictionary(
        fc.constantFrom(
          'of',
          'which',
          'grade',
          'knownAt',
          'until',
          'calls',
          'tasks',
          'chain',
          'site',
          'siteOffice',
          'lead',
          'above',
          'dead',
          'task',
          'by',
        ),
        fc.jsonValue() as fc.Arbitrary<Json>, // what JSON can say
      ),
      minutes: fc.nat(100_000),
    }),
    { maxLength: 30 },
  );

  it('is total: it takes any events with any data, and so does whatever reads it', () => {
    fc.assert(
      fc.property(anything, (all) => {
        const events = all.map(({ type, data, minutes }, n): StreamEvent => ({
          type,
          data,
          v: 1,
          level: 0,
          n,
          actor: { kind: 'staff', post: 'housing.duty', office: 'housing' },
          recordedAt: addMs(BEGIN, minutes * 60_000),
          visibility: 'open',
          policy: '',
          calendar: '',
        }));
        const state = fold(events);
        expect(state.history).toHaveLength(events.length);
        relationOf(state, 'county');
        bells(state, events);
        expect(Array.isArray(owedIn('incident', events))).toBe(true);
        expect(
          owedIn('incident', events).filter(
            ({ kind, metBy }) => REPORT_DUTIES.includes(kind) && metBy !== null && !events[metBy.n]?.type.startsWith('told_'),
          ),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
