import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { choice, DAY, ID, optional, SERVER, site, TEXT } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type StaffContext, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import type { LetterState } from './state.ts';
import { ENDINGS } from './vocabulary.ts';

type Verb = StaffVerb<LetterState>;

/** From when to when it holds, and what is answered for. */
const ABOUT = { from: DAY, to: DAY, what: TEXT } as const;

const wrongDays = (input: JsonObject, context: StaffContext): Refusal | undefined =>
  textOf(input, 'to') < textOf(input, 'from') ? refuse('period_order', { field: 'to' }) : notPast(input, 'to', context);

/** An office draws a letter up: site, duty and post were looked up before (server/what-it-is-about.ts). */
export const drawUp: Verb = {
  name: 'draw_up_letter',
  makes: 'letter_drawn',
  fields: {
    site: optional(site('seat')),
    rule: optional(ID),
    holder: ID,
    name: SERVER,
    english: SERVER,
    siteOffice: SERVER,
    local: SERVER,
    holderOffice: SERVER,
    ...ABOUT,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => {
    if (input['site'] === undefined && input['rule'] === undefined) return refuse('letter_no_subject', { field: 'site' });
    return typeof input['holder'] === 'string' ? wrongDays(input, context) : refuse('letter_post_unknown', { field: 'holder' });
  },
  adds: ({ office }) => ({ office }),
};

const stands = ({ stage, ended }: LetterState): Refusal | undefined => (stage === null || ended ? refuse('wrong_stage') : undefined);

/** Other days or other words: a new letter in all but its number, which both sign again. */
const change: Verb = {
  name: 'change_letter',
  makes: 'letter_changed',
  fields: ABOUT,
  closed: stands,
  wrong: (input, _state, context) => wrongDays(input, context),
};

/** The office signs and hands it out: never by the post that takes it on. */
const sign: Verb = {
  name: 'sign_letter',
  makes: 'letter_signed',
  fields: {},
  closed: (state, _context, { post }) =>
    stands(state) ??
    (state.returned ? refuse('wrong_stage') : undefined) ??
    (state.signedBy === null ? undefined : refuse('already_done')) ??
    (post === state.holder ? refuse('letter_two_signatures') : undefined),
};

/** What the post does with a letter that was handed out to it, and nobody else. */
const byHolder: Verb['closed'] = (state, _context, { post }) =>
  stands(state) ??
  (state.returned ? refuse('wrong_stage') : undefined) ??
  (post === state.holder ? undefined : refuse('not_your_post')) ??
  (state.signedBy === null ? refuse('not_yet') : undefined) ??
  (state.takenBy === null ? undefined : refuse('already_done'));

const takeOn: Verb = { name: 'take_on_letter', makes: 'letter_taken_on', fields: {}, closed: byHolder };

/** A post that cannot answer for what is written says so; the office changes the letter, or ends it. */
const giveBack: Verb = { name: 'return_letter', makes: 'letter_returned', fields: { reason: TEXT }, closed: byHolder };

const end: Verb = { name: 'end_letter', makes: 'letter_ended', fields: { reason: choice(ENDINGS) }, closed: stands };

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [sign, takeOn, giveBack, change, end];
