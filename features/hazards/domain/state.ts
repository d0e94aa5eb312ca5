import type { Relation } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { GRADES, type HazardEventKind, type HazardGrade } from './vocabulary.ts';

export type HazardEvent = StreamEvent<HazardEventKind>;

/** Steps that a hazard can rest on, each the newest of its kind. */
export const STAGES = [
  'found',
  'graded',
  'mended_at_once',
  'ordered',
  'reported_mended',
  'mend_accepted',
  'mend_returned',
  'delisted',
  'reopened',
] as const;
export type Stage = (typeof STAGES)[number];

/** The site that it was found at, as it was then. */
export interface HazardSite {
  readonly site: string;
  readonly name: string;
  readonly class: string;
  readonly office: string;
}

/** How it stands with a listing in public: decided, published, to be ended, ended. */
export interface Listing {
  readonly declined: boolean;
  readonly publishedAt: Instant | null;
  /** What is said of it in public, in the office's own words. */
  readonly what: string | null;
  readonly where: string | null;
  readonly fulfilled: boolean;
  readonly endedAt: Instant | null;
  /** The listing of before that has ended: it stays where it is until the next one hangs. */
  readonly before: Listing | null;
}

/** What is told in public of how far it is. */
export interface Progress {
  readonly n: number;
  readonly at: Instant;
  readonly told: string;
}

/** A hazard as its events tell it. Offices and posts, no person; no words but those that were written to be public. */
export interface HazardState {
  readonly history: readonly HazardEvent[];
  readonly stage: Stage | null;
  readonly grade: HazardGrade | null;
  readonly danger: string;
  /** The criterion that the newest grading cites. */
  readonly cites: string | null;
  readonly source: string | null;
  readonly site: HazardSite | null;
  /** The seats: who orders, who mends, who looks again, who stands above the first, who was asked whether it is theirs. */
  readonly lead: string | null;
  readonly mender: string | null;
  readonly acceptor: string | null;
  readonly supervisor: string | null;
  readonly referredTo: string | null;
  /** The post that wrote it down, those that took the newest order and said that it was mended: none of the last two looks again. */
  readonly foundBy: string | null;
  readonly orderedBy: string | null;
  readonly reportedBy: string | null;
  /** Until when more time is asked for and not decided, and whether the office above was asked. */
  readonly asked: string | null;
  readonly askedAbove: boolean;
  /** How often more time was granted for the newest day. */
  readonly granted: number;
  /** The day that the newest order or refusal has set, as it was extended. */
  readonly by: string | null;
  /** What is out of use, and whether it is asked to use it again. */
  readonly stopped: string | null;
  readonly resumeAsked: boolean;
  readonly isGuarded: boolean;
  readonly planMade: boolean;
  readonly reportedUp: boolean;
  readonly listing: Listing | null;
  readonly progress: readonly Progress[];
  readonly foundAt: Instant | null;
  readonly mendedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly delistedAt: Instant | null;
  readonly reopenings: number;
  /** The record and the item of a form by which it was found. */
  readonly record: string | null;
  readonly item: string | null;
}

export const initialState: HazardState = {
  history: [],
  stage: null,
  grade: null,
  danger: 'other',
  cites: null,
  source: null,
  site: null,
  lead: null,
  mender: null,
  acceptor: null,
  supervisor: null,
  referredTo: null,
  foundBy: null,
  orderedBy: null,
  reportedBy: null,
  asked: null,
  askedAbove: false,
  granted: 0,
  by: null,
  stopped: null,
  resumeAsked: false,
  isGuarded: false,
  planMade: false,
  reportedUp: false,
  listing: null,
  progress: [],
  foundAt: null,
  mendedAt: null,
  acceptedAt: null,
  delistedAt: null,
  reopenings: 0,
  record: null,
  item: null,
};

const LISTED: Listing = { declined: false, publishedAt: null, what: null, where: null, fulfilled: false, endedAt: null, before: null };

const postOf = ({ actor }: HazardEvent): string | null => (actor.kind === 'staff' ? actor.post : null);

type Text = (name: string) => string | null;

const found = (next: HazardState, event: HazardEvent, text: Text): HazardState => {
  const [site, name, kind, office] = [text('site'), text('siteName'), text('siteClass'), text('siteOffice')];
  return {
    ...next,
    lead: text('lead'),
    supervisor: text('supervisor'),
    foundBy: postOf(event),
    source: text('source'),
    danger: text('danger') ?? 'other',
    site: site === null || office === null ? null : { site, name: name ?? '', class: kind ?? '', office },
    foundAt: event.recordedAt,
    record: text('record'),
    item: text('item'),
  };
};

const listed = (next: HazardState, event: HazardEvent, text: Text): HazardState => {
  const listing = next.listing ?? LISTED;
  const anew = { ...LISTED, before: listing.endedAt === null ? listing.before : listing };
  switch (event.type) {
    case 'listed':
      // What hangs in public is accepted by the office that hung it there.
      return { ...next, listing: anew, acceptor: next.supervisor ?? next.acceptor };
    case 'listing_declined':
      return { ...next, listing: { ...anew, declined: true } };
    case 'listing_published':
      return { ...next, listing: { ...listing, publishedAt: event.recordedAt, what: text('public_what'), where: text('public_where') } };
    case 'listing_fulfilled':
      return { ...next, listing: { ...listing, fulfilled: true } };
    default:
      return { ...next, listing: { ...listing, endedAt: event.recordedAt } };
  }
};

/** What is out of use or guarded meanwhile; nothing for any other event. */
const meanwhile = (event: HazardEvent, text: Text): Partial<HazardState> => {
  switch (event.type) {
    case 'use_stopped':
      return { stopped: text('stops'), resumeAsked: false };
    case 'resume_asked':
      return { resumeAsked: true };
    case 'use_resumed':
      return { stopped: null, resumeAsked: false };
    case 'resume_refused':
      return { resumeAsked: false };
    case 'guarded':
      return { isGuarded: true };
    case 'guard_ended':
      return { isGuarded: false };
    default:
      return {};
  }
};

/** Folds one event into the state. Total: one that it does not know changes nothing but the history. */
export const evolve = (state: HazardState, event: HazardEvent): HazardState => {
  const text: Text = (name) => {
    const value = event.data[name];
    return typeof value === 'string' ? value : null;
  };
  const stage = STAGES.find((it) => it === event.type) ?? state.stage;
  const next: HazardState = { ...state, history: [...state.history, event], stage };
  switch (event.type) {
    case 'found':
      return found(next, event, text);
    case 'graded':
    case 'regraded':
      return {
        ...next,
        grade: GRADES.find((it) => it === event.data['grade']) ?? state.grade,
        danger: text('danger') ?? state.danger,
        cites: text('cites'),
      };
    case 'reported_up':
      return { ...next, reportedUp: true };
    case 'mended_at_once':
      return { ...next, reportedBy: postOf(event), mendedAt: event.recordedAt };
    case 'ordered':
      return {
        ...next,
        mender: text('mender'),
        acceptor: isHung(state) ? state.acceptor : text('acceptor'),
        orderedBy: postOf(event),
        reportedBy: null,
        asked: null,
        granted: 0,
        by: text('by'),
      };
    case 'plan_made':
      return { ...next, planMade: true };
    case 'extension_asked':
    case 'extension_asked_above':
      return { ...next, asked: text('until'), askedAbove: event.type === 'extension_asked_above' };
    case 'extension_granted':
      return { ...next, asked: null, granted: state.granted + 1, by: text('until') ?? state.by };
    case 'extension_refused':
      return { ...next, asked: null };
    case 'progress_told':
      return { ...next, progress: [...state.progress, { n: event.n, at: event.recordedAt, told: text('told') ?? '' }] };
    case 'referred':
      return { ...next, referredTo: text('office') };
    case 'referral_taken':
      return { ...next, lead: state.referredTo ?? state.lead, supervisor: text('supervisor'), referredTo: null };
    case 'referral_returned':
      return { ...next, referredTo: null };
    case 'reported_mended':
      return { ...next, reportedBy: postOf(event), asked: null, mendedAt: event.recordedAt };
    case 'mend_accepted':
      return { ...next, acceptedAt: event.recordedAt, isGuarded: false };
    case 'mend_returned':
      return { ...next, asked: null, granted: 0, by: text('by'), mendedAt: null };
    case 'delisted':
      return { ...next, delistedAt: event.recordedAt };
    case 'reopened':
      return {
        ...next,
        reopenings: state.reopenings + 1,
        mendedAt: null,
        acceptedAt: null,
        delistedAt: null,
        by: null,
        planMade: false,
      };
    case 'listed':
    case 'listing_declined':
    case 'listing_published':
    case 'listing_fulfilled':
    case 'listing_ended':
      return listed(next, event, text);
    default:
      return { ...next, ...meanwhile(event, text) };
  }
};

/** Whether it is under supervision in public: decided, and not ended. */
export function isHung({ listing }: HazardState): boolean {
  return listing !== null && !listing.declined && listing.endedAt === null;
}

/** What everybody sees of its listing: the one that hangs, or the last that did. */
export const shownListing = ({ listing }: HazardState): Listing | null => (listing?.publishedAt === null ? listing.before : listing);

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): HazardState => (events as readonly HazardEvent[]).reduce(evolve, initialState);

/**
 * How an office stands to a hazard: it orders, it stands above, it mends, it looks again, it was asked whether it is its own. Who finds one is
 * its first office. An office that stands above and looks again is above.
 */
export const relationOf = ({ lead, supervisor, mender, acceptor, referredTo }: HazardState, office: string): Relation =>
  lead === null || office === lead
    ? 'own'
    : office === supervisor
      ? 'above'
      : office === mender
        ? 'asked'
        : office === acceptor
          ? 'co'
          : office === referredTo
            ? 'watch'
            : 'other';

/** The day of an instant in a zone; null where there is none. */
export const dayOf = (at: Instant | null, zone: string): string | null => (at === null ? null : dateIn(at, zone));
