import { refuse } from '../../../../kernel/refusal.ts';
import { optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isHung, type HazardState } from '../state.ts';
import { UNMENDED, type Verb } from './shared.ts';

/** Longest name of what hangs in public, in code points. */
export const PUBLIC_MAX = 60;

/** Only the office above decides on a listing, tells it and ends it: never one that is responsible. */
const above = ({ supervisor }: HazardState, office: string) => (office === supervisor ? undefined : refuse('not_your_post'));

/** Of a major one, and once. */
const toDecide: Verb['closed'] = (state, _context, { office }) => {
  const { grade, listing, stage } = state;
  if (grade !== 'major' || stage === null) return refuse('wrong_stage');
  // One that came back after it was taken down is decided on anew.
  const isOver = listing === null || listing.declined || (listing.endedAt !== null && UNMENDED.includes(stage));
  return above(state, office) ?? (isOver ? undefined : refuse('already_done'));
};

/** Nothing is hung out any more that is said to be mended: who was named for it looks first. */
export const list: Verb = {
  name: 'list',
  makes: 'listed',
  fields: { reason: TEXT },
  closed: (state, context, actor) =>
    toDecide(state, context, actor) ??
    (state.stage !== 'reported_mended' && UNMENDED.some((it) => it === state.stage) ? undefined : refuse('wrong_stage')),
};

export const declineListing: Verb = {
  name: 'decline_listing',
  makes: 'listing_declined',
  fields: { reason: TEXT },
  closed: (state, context, actor) => toDecide(state, context, actor) ?? (state.listing?.declined ? refuse('already_done') : undefined),
};

const PUBLIC_NAME = { kind: 'name', max: PUBLIC_MAX } as const;

/** It hangs in public from now on: what and where, in words that name things. */
export const publishListing: Verb = {
  name: 'publish_listing',
  makes: 'listing_published',
  fields: { public_what: PUBLIC_NAME, public_where: PUBLIC_NAME },
  closed: (state, _context, { office }) => {
    if (!isHung(state)) return refuse('not_yet');
    return above(state, office) ?? (state.listing?.publishedAt === null ? undefined : refuse('already_done'));
  },
};

/** Taken down once it was accepted, and not before. The page says for a year that it was there. */
export const endListing: Verb = {
  name: 'end_listing',
  makes: 'listing_ended',
  fields: { words: optional(TEXT) },
  closed: (state, _context, { office }) => {
    if (!isHung(state)) return refuse('wrong_stage');
    return above(state, office) ?? (state.listing?.fulfilled === true ? undefined : refuse('not_yet'));
  },
};
