import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { choice, DAY, LINE, NAME, optional, PAST_DAY, SERVER, site, STEP, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { textOf, type StaffContext, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { canTakeBack, wrongClosure, wrongTakeBack } from '../../../kernel/site/closures.ts';
import { ASSET_CLASSES } from '../../../kernel/site/classes.ts';
import type { AssetState } from './state.ts';
import { ENDINGS, PAUSES } from './vocabulary.ts';

type Verb = StaffVerb<AssetState>;

/** What its site is called, and the offices of that: the server looks them up, nobody types them. */
const SEATS = { place: SERVER, office: SERVER, sector: SERVER, local: SERVER } as const satisfies Fields;

/** What is said of an asset whenever it is said at all. A name or a number of a thing, never of who uses it (G11). */
const ABOUT = {
  class: choice(ASSET_CLASSES),
  name: NAME,
  english: optional(NAME),
  spot: optional(STEP),
  made: optional(PAST_DAY),
} as const satisfies Fields;

const wrongAbout = (input: JsonObject, { today }: StaffContext): Refusal | undefined =>
  textOf(input, 'made') > today ? refuse('date_in_future', { field: 'made' }) : undefined;

/** Whoever answers for a site or supervises it enters what hangs on it. */
export const enter: Verb = {
  name: 'enter_asset',
  makes: 'asset_entered',
  fields: { site: site('seat'), ...ABOUT, ...SEATS },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => wrongAbout(input, context),
};

const whileThere: Verb['closed'] = ({ stage, ended }) => (stage === null || ended ? refuse('wrong_stage') : undefined);

const sameAs = (state: AssetState, input: JsonObject): boolean =>
  input['class'] === state.class &&
  input['name'] === state.name &&
  (input['english'] ?? null) === state.english &&
  (input['spot'] ?? null) === state.spot &&
  (input['made'] ?? null) === state.made;

const change: Verb = {
  name: 'change_asset',
  makes: 'asset_changed',
  fields: ABOUT,
  closed: whileThere,
  wrong: (input, state, context) => wrongAbout(input, context) ?? (sameAs(state, input) ? refuse('nothing_changes') : undefined),
};

const move: Verb = {
  name: 'move_asset',
  makes: 'asset_moved',
  fields: { site: site('own'), ...SEATS },
  closed: whileThere,
  wrong: (input, state) => (input['site'] === state.site ? refuse('nothing_changes', { field: 'site' }) : undefined),
};

/** The day it was made is past, the day it holds until comes later. */
const wrongDays = (input: JsonObject, { today }: StaffContext): Refusal | undefined => {
  if (textOf(input, 'on') > today) return refuse('date_in_future', { field: 'on' });
  return textOf(input, 'by') <= textOf(input, 'on') ? refuse('period_order', { field: 'by' }) : undefined;
};

const proof = (what: 'inspection' | 'certificate'): Verb => ({
  name: `tell_${what}`,
  makes: `${what}_told`,
  fields: { number: LINE, on: PAST_DAY, by: PAST_DAY },
  closed: whileThere,
  wrong: (input, _state, context) => wrongDays(input, context),
});

/** Of things for which nobody gives a proof: a bucket of sand, a ladder. */
const noProof: Verb = {
  name: 'say_no_proof_needed',
  makes: 'no_proof_needed',
  fields: { reason: TEXT },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ??
    (state.proofs.length > 0 || state.stage === 'no_proof_needed' ? refuse('already_done') : undefined),
};

const outOfUse: Verb = {
  name: 'say_out_of_use',
  makes: 'out_of_use_said',
  fields: { from: DAY, to: DAY, reason: choice(PAUSES) },
  closed: whileThere,
  wrong: (input, _state, context) => wrongClosure(input, context),
};

const backInUse: Verb = {
  name: 'take_back_out_of_use',
  makes: 'out_of_use_taken_back',
  fields: { pause: STEP, on: DAY },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (canTakeBack(state.pauses, context.today) ? undefined : refuse('not_yet')),
  wrong: (input, { pauses }, context) => wrongTakeBack(input, 'pause', pauses, context),
};

const end: Verb = {
  name: 'end_asset',
  makes: 'asset_ended',
  fields: { reason: choice(ENDINGS), words: optional(TEXT) },
  closed: whileThere,
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [proof('inspection'), proof('certificate'), noProof, outOfUse, backInUse, change, move, end];
