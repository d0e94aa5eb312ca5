import type { Relation } from '../../../kernel/access/access.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Json, JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { FINDINGS, POINTS, type VisitEventKind, type VisitFinding, type VisitPoint } from './vocabulary.ts';

/** One visit: how the ten points stand in an office. `n`: the event that says it. */
export interface Visit {
  readonly n: number;
  readonly office: string;
  readonly points: { readonly [point in VisitPoint]?: VisitFinding };
}

/** What was drawn, and what from. */
export interface Drawn {
  readonly seed: string;
  readonly root: string;
  readonly size: number;
  readonly offices: readonly string[];
  readonly on: StreamEvent['recordedAt'];
}

/** A tour of supervision visits as its events tell it. Offices and duties, no person. */
export interface TourState {
  readonly stage: VisitEventKind | null;
  readonly title: string;
  readonly english: string | null;
  /** The office that visits. */
  readonly lead: string | null;
  readonly count: number;
  readonly by: PlainDate | null;
  /** The offices in the drum, in alphabetical order. */
  readonly drum: readonly string[];
  readonly commitment: string;
  /** Null: not yet. */
  readonly drawn: Drawn | null;
  readonly visits: readonly Visit[];
  /** Offices whose findings have become hazards. */
  readonly taken: readonly string[];
  readonly closed: boolean;
  /** The tour that its office announced after it. */
  readonly next: string | null;
}

export const initialState: TourState = {
  stage: null,
  title: '',
  english: null,
  lead: null,
  count: 0,
  by: null,
  drum: [],
  commitment: '',
  drawn: null,
  visits: [],
  taken: [],
  closed: false,
  next: null,
};

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];

const pointsIn = (data: JsonObject): Visit['points'] =>
  Object.fromEntries(
    POINTS.flatMap((point) => {
      const found = FINDINGS.find((it) => it === data[point]);
      return found === undefined ? [] : [[point, found] as const];
    }),
  );

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: TourState, event: StreamEvent): TourState => {
  const { data } = event;
  const text = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
  const type = event.type as VisitEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'draw_announced':
      return {
        ...state,
        stage: type,
        title: text('title') ?? '',
        english: text('english'),
        lead: text('lead'),
        count: Number(data['count'] ?? 0),
        by: parsePlainDate(text('until') ?? '') ?? null,
        drum: textsIn(data['drum']),
        commitment: text('commitment') ?? '',
      };
    case 'offices_drawn': {
      const [seed, root] = [text('told') ?? '', text('root') ?? ''];
      const drawn = { seed, root, size: Number(data['size'] ?? 0), offices: textsIn(data['drawn']), on: event.recordedAt };
      return { ...state, stage: type, drawn };
    }
    case 'office_examined':
      return { ...state, stage: type, visits: [...state.visits, { n: event.n, office: text('office') ?? '', points: pointsIn(data) }] };
    case 'all_examined':
      return { ...state, stage: type };
    case 'findings_taken':
      return { ...state, taken: [...state.taken, text('office') ?? ''] };
    case 'tour_closed':
      return { ...state, stage: type, closed: true };
    case 'next_announced':
      return { ...state, next: text('tour') };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): TourState => events.reduce(evolve, initialState);

/** Only the office that visits opens a tour: a visit that is known beforehand is none. What was found reaches an office as hazards. */
export const relationOf = ({ lead }: TourState, office: string): Relation => (lead === null || office === lead ? 'own' : 'other');

/** Offices that were drawn and not yet visited. */
export const toVisit = ({ drawn, visits }: TourState): readonly string[] =>
  (drawn?.offices ?? []).filter((office) => !visits.some((visit) => visit.office === office));

/** Every drawn office was visited. */
export const isComplete = (state: TourState): boolean => state.drawn !== null && toVisit(state).length === 0;

/** What is not in order at one visit. */
export const findingsOf = ({ points }: Visit): readonly VisitPoint[] => POINTS.filter((point) => points[point] === 'not_in_order');

/** Visits with findings that are no hazards yet. */
export const untaken = ({ visits, taken }: TourState): readonly Visit[] =>
  visits.filter((visit) => findingsOf(visit).length > 0 && !taken.includes(visit.office));
