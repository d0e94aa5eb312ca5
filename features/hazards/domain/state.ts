import type { Relation } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
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
  /** The number of the step that it rests on. */
  readonly restsOn: number | null;
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
  restsOn: null,
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

/** A listing that is decided on anew, with the one before that has ended. */
const anew = ({ listing }: HazardState): Listing => ({
  ...LISTED,
  before: listing === null ? null : listing.endedAt === null ? listing.before : listing,
});

const postOf = ({ actor }: HazardEvent): string | null => (actor.kind === 'staff' ? actor.post : null);

/** A word of an event; null where it has none of that name. */
const wordOf = ({ data }: HazardEvent, name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' ? value : null;
};

const siteOf = (event: HazardEvent): HazardSite | null => {
  const [site, name, kind, office] = ['site', 'siteName', 'siteClass', 'siteOffice'].map((field) => wordOf(event, field));
  return site && office ? { site, name: name ?? '', class: kind ?? '', office } : null;
};

type Change = (state: HazardState, event: HazardEvent) => Partial<HazardState>;

const graded: Change = (state, event) => ({
  grade: GRADES.find((it) => it === event.data['grade']) ?? state.grade,
  danger: wordOf(event, 'danger') ?? state.danger,
  cites: wordOf(event, 'cites'),
});
const asked =
  (above: boolean): Change =>
  (_state, event) => ({ asked: wordOf(event, 'until'), askedAbove: above });
const listing =
  (change: (event: HazardEvent) => Partial<Listing>): Change =>
  (state, event) => ({
    listing: { ...(state.listing ?? LISTED), ...change(event) },
  });

/** What an event changes beside the history and the stage. */
const CHANGES: { readonly [type in HazardEventKind]?: Change } = {
  found: (_state, event) => ({
    lead: wordOf(event, 'lead'),
    supervisor: wordOf(event, 'supervisor'),
    foundBy: postOf(event),
    source: wordOf(event, 'source'),
    danger: wordOf(event, 'danger') ?? 'other',
    site: siteOf(event),
    foundAt: event.recordedAt,
    record: wordOf(event, 'record'),
    item: wordOf(event, 'item'),
  }),
  graded,
  regraded: graded,
  reported_up: () => ({ reportedUp: true }),
  mended_at_once: (_state, event) => ({ reportedBy: postOf(event), mendedAt: event.recordedAt }),
  ordered: (state, event) => ({
    mender: wordOf(event, 'mender'),
    acceptor: isHung(state) ? state.acceptor : wordOf(event, 'acceptor'),
    orderedBy: postOf(event),
    reportedBy: null,
    asked: null,
    granted: 0,
    by: wordOf(event, 'by'),
  }),
  plan_made: () => ({ planMade: true }),
  extension_asked: asked(false),
  extension_asked_above: asked(true),
  extension_granted: (state, event) => ({ asked: null, granted: state.granted + 1, by: wordOf(event, 'until') ?? state.by }),
  extension_refused: () => ({ asked: null }),
  progress_told: (state, event) => ({
    progress: [...state.progress, { n: event.n, at: event.recordedAt, told: wordOf(event, 'told') ?? '' }],
  }),
  use_stopped: (_state, event) => ({ stopped: wordOf(event, 'stops'), resumeAsked: false }),
  resume_asked: () => ({ resumeAsked: true }),
  use_resumed: () => ({ stopped: null, resumeAsked: false }),
  resume_refused: () => ({ resumeAsked: false }),
  guarded: () => ({ isGuarded: true }),
  guard_ended: () => ({ isGuarded: false }),
  referred: (_state, event) => ({ referredTo: wordOf(event, 'office') }),
  referral_taken: (state, event) => {
    const lead = state.referredTo ?? state.lead;
    // Whoever stood above stays there where nobody stands above the new one; never above itself.
    const supervisor = wordOf(event, 'supervisor') ?? (state.supervisor === lead ? null : state.supervisor);
    return { lead, supervisor, referredTo: null, ...(isHung(state) ? { acceptor: supervisor } : {}) };
  },
  referral_returned: () => ({ referredTo: null }),
  reported_mended: (_state, event) => ({ reportedBy: postOf(event), asked: null, mendedAt: event.recordedAt }),
  mend_accepted: (_state, event) => ({ acceptedAt: event.recordedAt, isGuarded: false }),
  mend_returned: (_state, event) => ({ asked: null, granted: 0, by: wordOf(event, 'by'), mendedAt: null }),
  delisted: (_state, event) => ({ delistedAt: event.recordedAt }),
  reopened: (state) => ({
    reopenings: state.reopenings + 1,
    mendedAt: null,
    acceptedAt: null,
    delistedAt: null,
    by: null,
    planMade: false,
  }),
  // What hangs in public is accepted by the office that hung it there.
  listed: (state) => ({ listing: anew(state), acceptor: state.supervisor ?? state.acceptor }),
  listing_declined: (state) => ({ listing: { ...anew(state), declined: true } }),
  listing_published: listing((event) => ({
    publishedAt: event.recordedAt,
    what: wordOf(event, 'public_what'),
    where: wordOf(event, 'public_where'),
  })),
  listing_fulfilled: listing(() => ({ fulfilled: true })),
  listing_ended: listing((event) => ({ endedAt: event.recordedAt })),
};

/** Folds one event into the state. Total: one that it does not know changes nothing but the history. */
export const evolve = (state: HazardState, event: HazardEvent): HazardState => ({
  ...state,
  history: [...state.history, event],
  ...(STAGES.some((it) => it === event.type) ? { stage: event.type as Stage, restsOn: event.n } : {}),
  ...(Object.hasOwn(CHANGES, event.type) ? CHANGES[event.type]?.(state, event) : {}),
});

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
export const relationOf = (
  { lead, supervisor, mender, acceptor, referredTo }: Pick<HazardState, 'lead' | 'supervisor' | 'mender' | 'acceptor' | 'referredTo'>,
  office: string,
): Relation =>
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
export const dayOf = (at: Instant | null, zone: string): PlainDate | null => (at === null ? null : dateIn(at, zone));
