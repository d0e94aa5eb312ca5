import type { Relation } from '../../../kernel/access/access.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { SITE_FACTS, type SiteFact } from '../../../kernel/site/classes.ts';
import type { SiteEventKind } from './vocabulary.ts';

export type SiteEvent = StreamEvent<SiteEventKind>;

/** Days on which a site is closed, both ends included, and the event that said so. */
export interface Closure {
  readonly n: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** The day on which it was taken back; what lay before that day stays closed. */
  readonly backOn: string | null;
}

/** A place in a site where something is looked at, with a printed code. */
export interface Spot {
  readonly spot: number;
  readonly name: string;
  readonly ended: boolean;
}

/** A site as its events tell it. Offices and posts, no person. */
export interface SiteState {
  readonly stage: SiteEventKind | null;
  readonly name: string;
  readonly english: string | null;
  readonly class: string;
  readonly facts: readonly SiteFact[];
  readonly office: string | null;
  /** The function of the post that answers for it. */
  readonly role: string | null;
  readonly sector: string | null;
  readonly local: string | null;
  readonly hours: string | null;
  readonly closures: readonly Closure[];
  readonly spots: readonly Spot[];
  /** Whether the local supervisor has found its class and facts right since they were said last. */
  readonly confirmed: boolean;
  readonly ended: boolean;
}

export const initialState: SiteState = {
  stage: null,
  name: '',
  english: null,
  class: '',
  facts: [],
  office: null,
  role: null,
  sector: null,
  local: null,
  hours: null,
  closures: [],
  spots: [],
  confirmed: false,
  ended: false,
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: SiteState, event: SiteEvent): SiteState => {
  const said = (name: string): string | null => {
    const value = event.data[name];
    return typeof value === 'string' ? value : null;
  };
  const next: SiteState = event.type === 'deadline_passed' ? state : { ...state, stage: event.type };
  switch (event.type) {
    case 'site_opened':
    case 'site_changed':
      return {
        ...next,
        name: said('name') ?? state.name,
        english: said('english'),
        class: said('class') ?? state.class,
        facts: SITE_FACTS.filter((fact) => event.data[fact] === true),
        office: said('office') ?? state.office,
        role: said('role') ?? state.role,
        sector: said('sector') ?? state.sector,
        local: said('local') ?? state.local,
        confirmed: false,
      };
    case 'site_confirmed':
      return { ...next, confirmed: true };
    case 'hours_set':
      return { ...next, hours: said('hours') };
    case 'closure_said':
      return {
        ...next,
        closures: [
          ...state.closures,
          { n: event.n, from: said('from') ?? '', to: said('to') ?? '', reason: said('reason') ?? '', backOn: null },
        ],
      };
    case 'closure_taken_back':
      return { ...next, closures: state.closures.map((it) => (it.n === event.data['closure'] ? { ...it, backOn: said('on') } : it)) };
    case 'spot_added':
      return { ...next, spots: [...state.spots, { spot: state.spots.length + 1, name: said('name') ?? '', ended: false }] };
    case 'spot_ended':
      return { ...next, spots: state.spots.map((it) => (it.spot === event.data['spot'] ? { ...it, ended: true } : it)) };
    case 'site_ended':
      return { ...next, ended: true };
    default:
      return next;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): SiteState => (events as readonly SiteEvent[]).reduce(evolve, initialState);

/** How an office stands to a site: it answers for it, or supervises it where it lies or in its sector. Who enters one is its first office. */
export const relationOf = ({ office: own, sector, local }: SiteState, office: string): Relation =>
  own === null || office === own ? 'own' : office === local ? 'above' : office === sector ? 'co' : 'other';
