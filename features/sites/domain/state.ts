import type { Relation } from '../../../kernel/access/access.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { SITE_FACTS, type SiteFact } from '../../../kernel/site/classes.ts';
import { getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { closureIn, type SaidClosure } from '../../../kernel/site/closures.ts';
import type { SiteHours } from '../../../kernel/recurrence/surroundings.ts';
import { parseHours, parseMeals, parseNight } from '../../../kernel/site/hours.ts';
import type { SiteEventKind } from './vocabulary.ts';

export type SiteEvent = StreamEvent<SiteEventKind>;

/** A place in a site where something is looked at, with a printed code. */
export interface Spot {
  readonly spot: number;
  readonly name: string;
  readonly ended: boolean;
}

/** A picture of a floor, by the event that brought it. One that another of its floor has replaced stays. */
export interface Plan {
  readonly n: number;
  readonly floor: string;
  readonly width: number;
  readonly height: number;
  readonly replaced: boolean;
}

/** Where a spot stands on a plan, in ten-thousandths of its width and height. */
export interface Pin {
  readonly plan: number;
  readonly spot: number;
  readonly x: number;
  readonly y: number;
}

/** Class and facts of a site, from an instant on. */
export interface Version {
  readonly since: Instant;
  readonly class: string;
  readonly facts: readonly SiteFact[];
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
  /** What was said of its hours, from which day on; a later one holds from its day. */
  readonly hours: readonly SiteHours[];
  /** What it was, since when: which checks come back hangs on it. */
  readonly versions: readonly Version[];
  readonly closures: readonly SaidClosure[];
  readonly spots: readonly Spot[];
  readonly plans: readonly Plan[];
  readonly pins: readonly Pin[];
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
  hours: [],
  versions: [],
  closures: [],
  spots: [],
  plans: [],
  pins: [],
  confirmed: false,
  ended: false,
};

/** Hours as an event says them: the form has looked at them. */
const hoursOf = (data: JsonObject, since: PlainDate): SiteHours => {
  const said = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
  return {
    since,
    week: parseHours(said('hours')) ?? [],
    holidays: said('holidays') === 'as_week' ? 'as_week' : 'closed',
    makeUpDays: said('make_up_days') === 'as_monday' ? 'as_monday' : 'as_week',
    termOnly: data['term_only'] === true,
    night: parseNight(said('night')) ?? null,
    meals: parseMeals(said('meals')) ?? [],
  };
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
    case 'site_changed': {
      const facts = SITE_FACTS.filter((fact) => event.data[fact] === true);
      const kind = said('class') ?? state.class;
      const isSame = kind === state.class && facts.join() === state.facts.join() && state.versions.length > 0;
      return {
        ...next,
        versions: isSame ? state.versions : [...state.versions, { since: event.recordedAt, class: kind, facts }],
        name: said('name') ?? state.name,
        english: said('english'),
        class: kind,
        facts,
        office: said('office') ?? state.office,
        role: said('role') ?? state.role,
        sector: said('sector') ?? state.sector,
        local: said('local') ?? state.local,
        confirmed: false,
      };
    }
    case 'site_confirmed':
      return { ...next, confirmed: true };
    case 'hours_set':
      return { ...next, hours: [...state.hours, hoursOf(event.data, getPlainDate(said('since') ?? '1970-01-01'))] };
    case 'closure_said':
      return { ...next, closures: [...state.closures, closureIn(event)] };
    case 'closure_taken_back':
      return { ...next, closures: state.closures.map((it) => (it.n === event.data['closure'] ? { ...it, backOn: said('on') } : it)) };
    case 'spot_added':
      return { ...next, spots: [...state.spots, { spot: state.spots.length + 1, name: said('name') ?? '', ended: false }] };
    case 'spot_ended':
      return { ...next, spots: state.spots.map((it) => (it.spot === event.data['spot'] ? { ...it, ended: true } : it)) };
    case 'plan_added': {
      const floor = said('floor') ?? '';
      const plan: Plan = { n: event.n, floor, width: Number(event.data['width']), height: Number(event.data['height']), replaced: false };
      return { ...next, plans: [...state.plans.map((it) => (it.floor === floor ? { ...it, replaced: true } : it)), plan] };
    }
    case 'spot_pinned': {
      const of = (name: string): number => Number(event.data[name]);
      const pin: Pin = { plan: of('plan'), spot: of('spot'), x: of('x'), y: of('y') };
      return { ...next, pins: [...state.pins.filter((it) => it.plan !== pin.plan || it.spot !== pin.spot), pin] };
    }
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
