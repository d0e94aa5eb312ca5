import { addMonths } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { choice, DAY, FILES, optional, SERVER, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import { notPast, type Staff } from '../../../../kernel/stream/staff-kind.ts';
import { isHung, type HazardState } from '../state.ts';
import { beside, onlyIn, SHOWN, wrongShown, type Verb } from './shared.ts';

/** A hazard that comes back within so many months is the same one (functions.md 5.09). */
export const REBOUND_MONTHS = 12;

/** Of a step that was taken on a phone: when, by its own clock, and since when the log has had what it knew (docs/adr/0055). */
const ON_PHONE = { seenAt: SERVER, notBefore: SERVER } as const;

/** The office that mends says so, with photos: never the post that ordered it. */
export const reportMended: Verb = {
  name: 'report_mended',
  makes: 'reported_mended',
  fields: { words: TEXT, ...SHOWN, ...ON_PHONE },
  closed: (state, context, actor) => {
    const closed = onlyIn('ordered', 'mend_returned')(state, context, actor);
    if (closed) return closed;
    if (actor.office !== state.mender) return refuse('not_your_post');
    return actor.post === state.orderedBy ? refuse('own_work') : undefined;
  },
  wrong: wrongShown,
};

/** The third seat: of the office that was named for it, and no post that ordered it or said that it was mended. */
const thirdSeat = (state: HazardState, { office, post }: Staff): Refusal | undefined => {
  if (state.stage !== 'reported_mended') return refuse('wrong_stage');
  if (office !== state.acceptor) return refuse('not_your_post');
  if (office === state.mender && state.grade !== 'none') return refuse('own_work');
  return post === state.orderedBy || post === state.reportedBy ? refuse('own_work') : undefined;
};

/** Accepted by the standard of the order. A repair is done with; what hangs in public is to be taken down. */
export const acceptMend: Verb = {
  name: 'accept_mend',
  makes: 'mend_accepted',
  fields: { words: TEXT, ...SHOWN, ...ON_PHONE },
  closed: (state, _context, actor) => thirdSeat(state, actor),
  wrong: wrongShown,
  follows: (_input, actor, state) => [
    ...(isHung(state) ? [beside('listing_fulfilled', actor)] : []),
    ...(state.grade === 'none' ? [beside('delisted', actor)] : []),
  ],
};

export const returnMend: Verb = {
  name: 'return_mend',
  makes: 'mend_returned',
  fields: { by: DAY, reason: TEXT, files: FILES, ...ON_PHONE },
  closed: (state, _context, actor) => thirdSeat(state, actor),
  wrong: (input, _state, context) => notPast(input, 'by', context),
};

/** Struck off: after it was accepted, or where it was mended on the spot by somebody else. */
export const delist: Verb = {
  name: 'delist',
  makes: 'delisted',
  fields: { words: optional(TEXT) },
  closed: (state, context, actor) => {
    const closed = onlyIn('mend_accepted', 'mended_at_once')(state, context, actor);
    if (closed) return closed;
    if (state.stopped !== null) return refuse('use_not_resumed');
    return state.stage === 'mended_at_once' && actor.post === state.reportedBy ? refuse('own_work') : undefined;
  },
};

/** It is still in order, months later. */
export const lookBack: Verb = {
  name: 'look_back',
  makes: 'looked_back',
  fields: { words: TEXT, files: FILES },
  closed: onlyIn('delisted'),
};

/** It came back, or was not mended at all: whoever sees it opens the same hazard again, with all that was ordered before. */
export const reopen: Verb = {
  name: 'reopen',
  makes: 'reopened',
  fields: { reason: TEXT, files: FILES },
  closed: (state, context, actor) => {
    const closed = onlyIn('delisted', 'mended_at_once')(state, context, actor);
    if (closed || state.delistedAt === null) return closed;
    const last = addMonths(dateIn(state.delistedAt, context.calendar.zone), REBOUND_MONTHS);
    return context.today > last ? refuse('reopen_late', { day: last }) : undefined;
  },
};

/** What an officer brought from the field after the hazard had moved on: kept beside it, and no step of it (places.md 4). */
export const addEvidence: Verb = {
  name: 'add_evidence',
  makes: 'evidence_added',
  fields: {
    meant: optional(choice(['report_mended', 'accept_mend', 'return_mend'])),
    version: optional(STEP),
    words: TEXT,
    files: FILES,
    ...ON_PHONE,
  },
  closed: ({ stage }) => (stage === null ? refuse('wrong_stage') : undefined),
};
