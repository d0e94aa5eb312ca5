import type { Relation } from '../../../kernel/access/access.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { SITE_CLASSES, type SiteClass } from '../../../kernel/site/classes.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { movedPhases, phasesIn, type Phase } from './phases.ts';
import type { Report } from './report.ts';
import { OFFICES_MAX, TOUR_POINTS, type RoundEventKind } from './vocabulary.ts';

/** Something that an office has to hand in, and whether it has. */
export interface Asked {
  /** The event that asks for it: what is handed in names it. */
  readonly n: number;
  readonly phase: number;
  readonly what: string;
  readonly office: string;
  readonly by: PlainDate;
  readonly handedIn: boolean;
}

/** Dates that were moved, and why: said publicly. */
export interface Move {
  readonly phase: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string;
}

/** A tour that was made: where, and which of the ten points were looked at. */
export interface Tour {
  readonly office: string;
  readonly points: readonly string[];
}

/** A round as its events tell it. Offices, classes and days; no person, no site. */
export interface RoundState {
  readonly stage: RoundEventKind | null;
  readonly title: string;
  readonly english: string | null;
  readonly subject: string;
  readonly form: string;
  readonly lead: string | null;
  readonly classes: readonly SiteClass[];
  readonly offices: readonly string[];
  readonly phases: readonly Phase[];
  readonly toursAsked: number;
  readonly tours: readonly Tour[];
  readonly asked: readonly Asked[];
  readonly moves: readonly Move[];
  /** The last day is over. */
  readonly ended: boolean;
  /** What was counted when it was closed; null: not closed. */
  readonly report: Report | null;
}

export const initialState: RoundState = {
  stage: null,
  title: '',
  english: null,
  subject: '',
  form: '',
  lead: null,
  classes: [],
  offices: [],
  phases: [],
  toursAsked: 0,
  tours: [],
  asked: [],
  moves: [],
  ended: false,
  report: null,
};

/** The field of a class, and of an office: in the order of their lists. */
export const classField = (kind: SiteClass): string => `class_${kind}`;
export const officeField = (nth: number): string => `office${nth}`;

/** The classes and offices that a form or an event names, each once. */
export const classesIn = (said: JsonObject): readonly SiteClass[] => SITE_CLASSES.filter((it) => said[classField(it)] === true);
export const officesIn = (said: JsonObject): readonly string[] => [
  ...new Set(
    Array.from({ length: OFFICES_MAX }, (_, i) => said[officeField(i + 1)]).filter(
      (it): it is string => typeof it === 'string' && it !== '',
    ),
  ),
];

const dayIn = (said: JsonObject, name: string): PlainDate => parsePlainDate(String(said[name] ?? '')) ?? DAY_ZERO;
// Days are looked at before an event is made; one that is none stands before all others.
const DAY_ZERO = '0001-01-01' as PlainDate;

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: RoundState, event: StreamEvent): RoundState => {
  const { data } = event;
  const text = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
  const type = event.type as RoundEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'round_opened':
      return {
        ...state,
        stage: type,
        title: text('title') ?? '',
        english: text('english'),
        subject: text('subject') ?? '',
        form: text('form') ?? '',
        lead: text('lead'),
        classes: classesIn(data),
        offices: officesIn(data),
        phases: phasesIn(data),
        toursAsked: Number(data['tours'] ?? 0),
      };
    case 'deliverable_asked': {
      const one = { n: event.n, phase: Number(data['phase']), what: text('what') ?? '', office: text('office') ?? '' };
      return { ...state, asked: [...state.asked, { ...one, by: dayIn(data, 'by'), handedIn: false }] };
    }
    case 'deliverable_moved':
      return { ...state, asked: state.asked.filter((it) => it.n !== data['of']) };
    case 'deliverable_handed_in':
      return { ...state, asked: state.asked.map((it) => (it.n === data['of'] ? { ...it, handedIn: true } : it)) };
    case 'dates_moved': {
      const phase = Number(data['phase']);
      const [from, to] = [state.phases.find((it) => it.phase === phase)?.to ?? DAY_ZERO, dayIn(data, 'to')];
      const move = { phase, from, to, reason: text('reason') ?? '' };
      return { ...state, stage: type, phases: movedPhases(state.phases, phase, to), moves: [...state.moves, move] };
    }
    case 'tour_made': {
      const tour = { office: text('office') ?? '', points: TOUR_POINTS.filter((it) => data[it] === true) };
      return { ...state, tours: [...state.tours, tour] };
    }
    case 'round_ended':
      return { ...state, stage: type, ended: true };
    case 'round_closed':
      return { ...state, stage: type, report: (data['report'] as unknown as Report | undefined) ?? null }; // counted by read-progress.ts alone
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): RoundState => events.reduce(evolve, initialState);

/** How an office stands to a round: it leads it, or is covered by it. */
export const relationOf = ({ lead, offices }: RoundState, office: string): Relation =>
  lead === null || office === lead ? 'own' : offices.includes(office) ? 'co' : 'other';

/** What an office has still to hand in, by phase. */
export const openOf = ({ asked }: RoundState, office: string): readonly Asked[] =>
  asked.filter((it) => it.office === office && !it.handedIn);
