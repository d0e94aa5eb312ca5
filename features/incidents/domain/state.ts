import type { Relation } from '../../../kernel/access/access.ts';
import { addMs, parseIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { CALL_REASONS, type CallAnswer, type StepCall } from '../../../kernel/callout/call-state.ts';
import type { Chain } from '../../../kernel/callout/chain.ts';
import type { Json, StreamEvent } from '../../../kernel/stream/event.ts';
import { GRADES, TOLL, type IncidentEventKind, type IncidentGrade } from './vocabulary.ts';

export type IncidentEvent = StreamEvent<IncidentEventKind>;

/** Steps that an incident can rest on. */
export const STAGES = ['word_received', 'incident_began', 'stood_down', 'drill_began', 'danger_over', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

/** What was told upstairs, and how it is known that it arrived. */
export interface ReportSent {
  readonly n: number;
  readonly which: string;
  readonly at: Instant;
  /** Null while it is sent and nothing more. */
  readonly proof: { readonly how: string; readonly n: number; readonly at: Instant } | null;
  readonly returned: boolean;
}

/** A task of a group of the plan. Its words stand in the plan, or in the event that set it. */
export interface Task {
  /** Its id in the plan; where somebody has set it here, `own-` and the number of the event. */
  readonly id: string;
  readonly group: string;
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
}

/** What an office has to do because of what was learnt. */
export interface Lesson {
  readonly n: number;
  readonly office: string;
  readonly by: string;
  readonly done: boolean;
}

/** What was counted at a muster point, of a class or a floor, as numbers; its words stand in the event. */
export interface Counted {
  readonly n: number;
  readonly out: number;
  readonly missing: number;
  readonly at: Instant;
}

/** A step of the chain that called somebody, or that nobody held. */
export interface CalledStep extends StepCall {
  readonly n: number;
  readonly at: Instant;
}

export interface Answer {
  readonly n: number;
  readonly at: Instant;
  readonly post: string;
  readonly answer: CallAnswer;
}

/** An incident or a drill as its events tell it: posts, offices, places, counts and minutes; no person, and no words. */
export interface IncidentState {
  readonly history: readonly IncidentEvent[];
  readonly stage: Stage | null;
  readonly isDrill: boolean;
  readonly what: string;
  readonly source: string;
  /** The message of CAP that opened it as a watch: its sender and identifier. */
  readonly warning: string | null;
  readonly lead: string | null;
  readonly above: string | null;
  readonly top: string | null;
  readonly site: { readonly site: string; readonly name: string; readonly class: string; readonly office: string } | null;
  readonly place: string | null;
  readonly knownAt: Instant | null;
  readonly beganAt: Instant | null;
  readonly overAt: Instant | null;
  readonly grade: IncidentGrade | null;
  readonly plan: string | null;
  /** The hash of the version of the plan that was opened. */
  readonly planHash: string | null;
  readonly chain: Chain | null;
  readonly callsBeganAt: Instant | null;
  readonly callsEndedAt: Instant | null;
  readonly calls: readonly CalledStep[];
  readonly answers: readonly Answer[];
  readonly reports: readonly ReportSent[];
  /** What the office above has sent on, and the office above that has not taken yet. */
  readonly furtherWaits: boolean;
  readonly furtherTold: boolean;
  /** The installation in which the office above is; null where it is here, or nowhere. */
  readonly abovePeer: string | null;
  /** The incident of another installation that it is about, and what was reported of it. */
  readonly peerOf: string | null;
  readonly peerReports: readonly {
    readonly n: number;
    readonly peer: string;
    readonly report: string;
    readonly which: string;
    readonly taken: boolean;
  }[];
  readonly firstToldAt: Instant | null;
  /** Events of calls that were entered and nobody has countersigned yet. */
  readonly uncountersigned: readonly number[];
  readonly toll: { readonly [count: string]: number };
  readonly commander: string | null;
  readonly tasks: readonly Task[];
  readonly level: { readonly level: string; readonly until: Instant } | null;
  readonly alarmAt: Instant | null;
  readonly outAt: Instant | null;
  readonly counted: readonly Counted[];
  readonly announced: boolean;
  readonly targetMinutes: number | null;
  readonly faults: readonly string[];
  readonly investigated: 'running' | 'reported' | 'decided' | 'looked_at' | null;
  readonly assessed: boolean;
  readonly reviewed: boolean;
  readonly lessons: readonly Lesson[];
  readonly wordsDestroyed: boolean;
  /** When somebody last wrote something after its words were destroyed; null where nobody has. */
  readonly wordsSince: Instant | null;
}

export const initialState: IncidentState = {
  history: [],
  stage: null,
  isDrill: false,
  what: 'other_thing',
  source: '',
  warning: null,
  lead: null,
  above: null,
  top: null,
  site: null,
  place: null,
  knownAt: null,
  beganAt: null,
  overAt: null,
  grade: null,
  plan: null,
  planHash: null,
  chain: null,
  callsBeganAt: null,
  callsEndedAt: null,
  calls: [],
  answers: [],
  reports: [],
  furtherWaits: false,
  furtherTold: false,
  abovePeer: null,
  peerOf: null,
  peerReports: [],
  firstToldAt: null,
  uncountersigned: [],
  toll: {},
  commander: null,
  tasks: [],
  level: null,
  alarmAt: null,
  outAt: null,
  counted: [],
  announced: true,
  targetMinutes: null,
  faults: [],
  investigated: null,
  assessed: false,
  reviewed: false,
  lessons: [],
  wordsDestroyed: false,
  wordsSince: null,
};

const wordOf = ({ data }: IncidentEvent, name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
const numberOf = ({ data }: IncidentEvent, name: string): number => (typeof data[name] === 'number' ? data[name] : 0);
const atOf = (event: IncidentEvent, name: string): Instant | null => parseIso(wordOf(event, name) ?? '') ?? null;
/** Who took a step: its post; of an answer that came by a code, the post that was called. */
export const postOf = ({ actor, data }: IncidentEvent): string =>
  actor.kind === 'staff' ? actor.post : typeof data['post'] === 'string' ? data['post'] : '';

const asWord = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The chain that was frozen into the event; the server wrote it from a plan that was checked. */
const chainOf = ({ data: { chain } }: IncidentEvent): Chain | null => (isObject(chain) ? (chain as unknown as Chain) : null);

const listOf = ({ data }: IncidentEvent, name: string): readonly { readonly [name: string]: Json }[] => {
  const value = data[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
};

/** Whom an event calls: when a plan is opened, and whenever its chain goes on. */
export const callsIn = (event: IncidentEvent): readonly CalledStep[] =>
  listOf(event, 'calls').map(({ step, cycle, posts }) => ({
    n: event.n,
    at: event.recordedAt,
    step: asWord(step),
    cycle: typeof cycle === 'number' ? cycle : 1,
    posts: (Array.isArray(posts) ? posts.filter(isObject) : []).map(({ post, because }) => ({
      post: asWord(post),
      because: CALL_REASONS.find((reason) => reason === because) ?? 'next',
    })),
  }));

/** So many minutes at most: what is longer, or no number, is due at once. */
const MINUTES_MAX = 100_000;
const minutesOf = (value: Json | undefined): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MINUTES_MAX ? value : 0;

const taskOf = ({ recordedAt }: IncidentEvent, { group, minutes }: { readonly [name: string]: Json }, id: string): Task => ({
  id,
  group: asWord(group),
  dueAt: addMs(recordedAt, minutesOf(minutes) * 60_000),
  doneAt: null,
});

const placed = (event: IncidentEvent): Partial<IncidentState> => {
  const [site, name, kind, office] = ['site', 'siteName', 'siteClass', 'siteOffice'].map((field) => wordOf(event, field));
  return {
    what: wordOf(event, 'kind') ?? 'other_thing',
    lead: wordOf(event, 'lead'),
    above: wordOf(event, 'above'),
    top: wordOf(event, 'top'),
    site: site && office ? { site, name: name ?? '', class: kind ?? '', office } : null,
    place: wordOf(event, 'place'),
  };
};

type Change = (state: IncidentState, event: IncidentEvent) => Partial<IncidentState>;

const graded: Change = (state, event) => ({ grade: GRADES.find((it) => it === event.data['grade']) ?? state.grade });
const answered =
  (answer: CallAnswer): Change =>
  (state, event) => ({
    answers: [...state.answers, { n: event.n, at: event.recordedAt, post: postOf(event), answer }],
  });

/** A report that has reached somebody: the one it answers, or, of a call and a paper, itself. */
const told =
  (which: string): Change =>
  (state, event) => {
    const of = numberOf(event, 'of');
    const proof = { how: wordOf(event, 'proof') ?? 'taken_here', n: of, at: event.recordedAt };
    const known = state.reports.some((report) => report.n === of);
    const reports = known
      ? state.reports.map((report) => (report.n === of ? { ...report, proof } : report))
      : [...state.reports, { n: of, which, at: event.recordedAt, proof, returned: false }];
    return { reports, firstToldAt: state.firstToldAt ?? event.recordedAt };
  };

/** What an event changes beside the history and the stage. */
const CHANGES: { readonly [type in IncidentEventKind]?: Change } = {
  word_received: (_state, event) => ({
    ...placed(event),
    knownAt: atOf(event, 'knownAt'),
    source: wordOf(event, 'source') ?? '',
    warning: wordOf(event, 'warning'),
    abovePeer: wordOf(event, 'abovePeer'),
    peerOf: wordOf(event, 'peerOf'),
  }),
  drill_began: (_state, event) => ({
    ...placed(event),
    isDrill: true,
    knownAt: event.recordedAt,
    beganAt: event.recordedAt,
    announced: event.data['announced'] === 'announced',
  }),
  incident_began: (state, event) => ({ beganAt: event.recordedAt, knownAt: atOf(event, 'knownAt') ?? state.knownAt }),
  graded,
  called_out: (state, event) => ({
    plan: wordOf(event, 'plan'),
    planHash: wordOf(event, 'planHash'),
    calls: [...state.calls, ...callsIn(event)],
    tasks: [...state.tasks, ...listOf(event, 'tasks').map((task) => taskOf(event, task, asWord(task['id'])))],
    chain: chainOf(event),
    targetMinutes: typeof event.data['targetMinutes'] === 'number' ? event.data['targetMinutes'] : null,
    callsBeganAt: event.recordedAt,
    callsEndedAt: null,
  }),
  step_called: (state, event) => ({ calls: [...state.calls, ...callsIn(event)] }),
  call_acknowledged: answered('acknowledged'),
  call_declined: answered('declined'),
  call_arrived: answered('arrived'),
  call_out_ended: (_state, event) => ({ callsEndedAt: event.recordedAt }),
  call_entered: (state, event) => ({ uncountersigned: [...state.uncountersigned, event.n] }),
  call_countersigned: (state, event) => ({ uncountersigned: state.uncountersigned.filter((n) => n !== numberOf(event, 'of')) }),
  report_sent: (state, event) => ({
    reports: [
      ...state.reports,
      { n: event.n, which: wordOf(event, 'which') ?? 'first', at: event.recordedAt, proof: null, returned: false },
    ],
  }),
  report_returned: (state, event) => ({
    reports: state.reports.map((report) => (report.n === numberOf(event, 'of') ? { ...report, returned: true } : report)),
  }),
  peer_report_received: (state, event) => ({
    peerReports: [
      ...state.peerReports,
      {
        n: event.n,
        peer: wordOf(event, 'peer') ?? '',
        report: wordOf(event, 'report') ?? '',
        which: wordOf(event, 'which') ?? 'first',
        taken: false,
      },
    ],
  }),
  peer_report_taken: (state, event) => ({
    peerReports: state.peerReports.map((one) => (one.n === numberOf(event, 'of') ? { ...one, taken: true } : one)),
  }),
  told_first: told('first'),
  told_written: told('written'),
  told_again: told('again'),
  told_toll: told('toll'),
  told_final: told('final'),
  further_sent: () => ({ furtherWaits: true }),
  told_further: () => ({ furtherWaits: false, furtherTold: true }),
  toll_stated: (_state, event) => ({ toll: Object.fromEntries(TOLL.map((count) => [count, numberOf(event, count)])) }),
  command_taken: (_state, event) => ({ commander: postOf(event) }),
  command_handed: (_state, event) => ({ commander: wordOf(event, 'to') }),
  task_set: (state, event) => ({ tasks: [...state.tasks, taskOf(event, event.data, `own-${event.n}`)] }),
  task_done: (state, event) => ({
    tasks: state.tasks.map((task) =>
      task.id === wordOf(event, 'task') && task.doneAt === null ? { ...task, doneAt: event.recordedAt } : task,
    ),
  }),
  level_set: (state, event) => {
    const until = atOf(event, 'until');
    return { level: until === null ? state.level : { level: wordOf(event, 'level') ?? 'strengthened', until } };
  },
  level_ended: () => ({ level: null }),
  alarm_given: (state, event) => ({ alarmAt: state.alarmAt ?? atOf(event, 'tappedAt') ?? event.recordedAt }),
  all_out: (state, event) => ({ outAt: state.outAt ?? atOf(event, 'tappedAt') ?? event.recordedAt }),
  counted: (state, event) => ({
    counted: [
      ...state.counted,
      {
        n: event.n,
        out: numberOf(event, 'out'),
        missing: numberOf(event, 'missing'),
        at: event.recordedAt,
      },
    ],
  }),
  danger_over: (state, event) => ({ overAt: event.recordedAt, level: null, callsEndedAt: state.callsEndedAt ?? event.recordedAt }),
  stood_down: (state, event) => ({ overAt: event.recordedAt, callsEndedAt: state.callsEndedAt ?? event.recordedAt }),
  fault_found: (state, event) => ({ faults: [...state.faults, wordOf(event, 'fault') ?? 'late'] }),
  investigation_extended: () => ({ investigated: 'running' }),
  appraisal_held: () => ({ investigated: 'running' }),
  investigation_reported: () => ({ investigated: 'reported' }),
  investigation_decided: () => ({ investigated: 'decided' }),
  measures_looked_at: () => ({ investigated: 'looked_at' }),
  drill_assessed: () => ({ assessed: true }),
  review_written: () => ({ reviewed: true }),
  lesson_set: (state, event) => ({
    lessons: [...state.lessons, { n: event.n, office: wordOf(event, 'office') ?? '', by: wordOf(event, 'by') ?? '', done: false }],
  }),
  lesson_done: (state, event) => ({
    lessons: state.lessons.map((lesson) => (lesson.n === numberOf(event, 'of') ? { ...lesson, done: true } : lesson)),
  }),
  erased: () => ({ wordsDestroyed: true, wordsSince: null }),
};

/** Folds one event into the state. Total: one that it does not know changes nothing but the history. */
export const evolve = (state: IncidentState, event: IncidentEvent): IncidentState => ({
  ...state,
  history: [...state.history, event],
  ...(state.wordsDestroyed && (event.actor.kind === 'staff' || event.type === 'peer_report_received')
    ? { wordsSince: event.recordedAt }
    : {}),
  ...(STAGES.some((it) => it === event.type) ? { stage: event.type as Stage } : {}), // just found in the list
  ...(Object.hasOwn(CHANGES, event.type) ? CHANGES[event.type]?.(state, event) : {}),
});

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): IncidentState => (events as readonly IncidentEvent[]).reduce(evolve, initialState);

/** The office of a post, which is written `office.function`. */
export const officeOfPost = (post: string): string => post.slice(0, post.lastIndexOf('.'));

/** Every post that was called, once. */
export const calledPosts = ({ calls }: Pick<IncidentState, 'calls'>): readonly string[] => [
  ...new Set(calls.flatMap(({ posts }) => posts.map(({ post }) => post))),
];

/** How an office stands to an incident: it deals with it, it is told, it was called, or it has something to do because of what was learnt. */
export const relationOf = (state: IncidentState, office: string): Relation => {
  if (state.lead === null || office === state.lead) return 'own';
  if (office === state.above) return 'above';
  if (office === state.top && (state.furtherWaits || state.furtherTold)) return 'above_2';
  if (calledPosts(state).some((post) => officeOfPost(post) === office)) return 'asked';
  return state.lessons.some((lesson) => lesson.office === office) ? 'co' : 'other';
};

/** Whether it is going on: it began, and nobody has said that the danger is over. */
export const isRunning = ({ stage }: IncidentState): boolean => stage === 'incident_began' || stage === 'drill_began';
/** Whether calls go out: a plan was opened, and nobody has ended it. */
export const isCalling = ({ callsBeganAt, callsEndedAt }: IncidentState): boolean => callsBeganAt !== null && callsEndedAt === null;
