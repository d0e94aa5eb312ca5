import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { choice, DAY, FILES, FLAG, ID, NAME, optional, SERVER, STEP, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { filesOf } from '../../../kernel/stream/files.ts';
import { notPast, textOf, type StaffContext, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { SITE_CLASSES, SITE_FACTS } from '../../../kernel/site/classes.ts';
import { canTakeBack, wrongClosure, wrongTakeBack } from '../../../kernel/site/closures.ts';
import { HOURS_MAX, parseHours, parseMeals, parseNight } from '../../../kernel/site/hours.ts';
import type { SiteState } from './state.ts';
import { CLOSURES, ENDINGS, FLOORS, ON_HOLIDAYS, ON_MAKE_UP_DAYS, POSTS } from './vocabulary.ts';

type Verb = StaffVerb<SiteState>;

const FACTS: Fields = Object.fromEntries(SITE_FACTS.map((fact) => [fact, FLAG]));

/** What is said of a site whenever it is said at all: nothing of who owns it, lives, learns or prays there (G11). */
const ABOUT = {
  name: NAME,
  english: optional(NAME),
  class: choice(SITE_CLASSES),
  ...FACTS,
  office: ID,
  role: choice(POSTS),
  sector: ID,
  local: ID,
} as const satisfies Fields;

/** Three offices that exist, of which the two that supervise are not the one that answers for it. */
const wrongOffices = (input: JsonObject, { officeExists }: StaffContext): Refusal | undefined => {
  for (const field of ['office', 'sector', 'local']) if (!officeExists(textOf(input, field))) return refuse('office_unknown', { field });
  for (const field of ['sector', 'local']) if (input[field] === input['office']) return refuse('supervises_itself', { field });
  return undefined;
};

/** Whoever answers for a site or supervises it enters it. */
export const open: Verb = {
  name: 'open_site',
  makes: 'site_opened',
  fields: ABOUT,
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context, { office }) =>
    wrongOffices(input, context) ??
    ([input['office'], input['sector'], input['local']].includes(office) ? undefined : refuse('no_part_in_it', { field: 'office' })),
};

const whileThere: Verb['closed'] = ({ stage, ended }) => (stage === null || ended ? refuse('wrong_stage') : undefined);

const sameAs = (state: SiteState, input: JsonObject): boolean =>
  input['name'] === state.name &&
  (input['english'] ?? null) === state.english &&
  input['class'] === state.class &&
  input['office'] === state.office &&
  input['role'] === state.role &&
  input['sector'] === state.sector &&
  input['local'] === state.local &&
  SITE_FACTS.every((fact) => (input[fact] === true) === state.facts.includes(fact));

const change: Verb = {
  name: 'change_site',
  makes: 'site_changed',
  fields: ABOUT,
  closed: whileThere,
  wrong: (input, state, context) => wrongOffices(input, context) ?? (sameAs(state, input) ? refuse('nothing_changes') : undefined),
};

const confirm: Verb = {
  name: 'confirm_site',
  makes: 'site_confirmed',
  fields: {},
  closed: (state, context, actor) => whileThere(state, context, actor) ?? (state.confirmed ? refuse('already_done') : undefined),
};

const returnIt: Verb = { name: 'return_site', makes: 'site_returned', fields: { reason: TEXT }, closed: confirm.closed };

const HOURS_TEXT = { kind: 'name', max: HOURS_MAX } as const;

/** Hours hold from today or from a later day: what was owed by those of before stays owed. */
const setHours: Verb = {
  name: 'set_hours',
  makes: 'hours_set',
  fields: {
    since: DAY,
    hours: HOURS_TEXT,
    holidays: choice(ON_HOLIDAYS),
    make_up_days: choice(ON_MAKE_UP_DAYS),
    term_only: FLAG,
    night: optional(HOURS_TEXT),
    meals: optional(HOURS_TEXT),
  },
  closed: whileThere,
  wrong: (input, _state, context) => {
    if (parseHours(textOf(input, 'hours')) === undefined) return refuse('hours_form', { field: 'hours' });
    if (input['night'] !== undefined && parseNight(textOf(input, 'night')) === undefined) return refuse('night_form', { field: 'night' });
    if (input['meals'] !== undefined && parseMeals(textOf(input, 'meals')) === undefined) return refuse('meals_form', { field: 'meals' });
    return notPast(input, 'since', context);
  },
};

const sayClosed: Verb = {
  name: 'say_closed',
  makes: 'closure_said',
  fields: { from: DAY, to: DAY, reason: choice(CLOSURES) },
  closed: whileThere,
  wrong: (input, _state, context) => wrongClosure(input, context),
};

const takeBack: Verb = {
  name: 'take_back_closed',
  makes: 'closure_taken_back',
  fields: { closure: STEP, on: DAY },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (canTakeBack(state.closures, context.today) ? undefined : refuse('not_yet')),
  wrong: (input, { closures }, context) => wrongTakeBack(input, 'closure', closures, context),
};

/** How many spots a site may have. */
export const SPOTS_MAX = 99;

const addSpot: Verb = {
  name: 'add_spot',
  makes: 'spot_added',
  fields: { name: NAME },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (state.spots.length >= SPOTS_MAX ? refuse('site_spots_full', { max: SPOTS_MAX }) : undefined),
  wrong: (input, { spots }) =>
    spots.some((it) => !it.ended && it.name === input['name']) ? refuse('already_done', { field: 'name' }) : undefined,
};

const endSpot: Verb = {
  name: 'end_spot',
  makes: 'spot_ended',
  fields: { spot: STEP },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (state.spots.some((it) => !it.ended) ? undefined : refuse('not_yet')),
  wrong: (input, { spots }) =>
    spots.some((it) => !it.ended && it.spot === input['spot']) ? undefined : refuse('field_choice', { field: 'spot' }),
};

/** How many plans a site may have, those that were replaced among them. */
const PLANS_MAX = 120;

/** One picture of a floor; the server has made it small and measured it. */
const addPlan: Verb = {
  name: 'add_plan',
  makes: 'plan_added',
  apart: true,
  fields: { floor: choice(FLOORS), width: SERVER, height: SERVER, files: FILES },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (state.plans.length >= PLANS_MAX ? refuse('site_plans_full', { max: PLANS_MAX }) : undefined),
  wrong: (input) => {
    const isMeasured = ['width', 'height'].every((side) => typeof input[side] === 'number');
    return isMeasured && filesOf(input).length === 1 ? undefined : refuse('plan_picture', { field: 'files' });
  },
};

/** Fractions of a plan are whole numbers of ten-thousandths: an event holds no other. */
export const PIN_MAX = 10_000;

const pinSpot: Verb = {
  name: 'pin_spot',
  makes: 'spot_pinned',
  apart: true,
  fields: { plan: STEP, spot: STEP, x: STEP, y: STEP },
  closed: (state, context, actor) =>
    whileThere(state, context, actor) ?? (state.plans.length > 0 && state.spots.some((it) => !it.ended) ? undefined : refuse('not_yet')),
  wrong: (input, { plans, spots }) => {
    if (!plans.some((it) => it.n === input['plan'] && !it.replaced)) return refuse('field_choice', { field: 'plan' });
    if (!spots.some((it) => it.spot === input['spot'] && !it.ended)) return refuse('field_choice', { field: 'spot' });
    const out = ['x', 'y'].find((side) => Number(input[side]) > PIN_MAX);
    return out === undefined ? undefined : refuse('field_choice', { field: out });
  },
};

const end: Verb = { name: 'end_site', makes: 'site_ended', fields: { reason: choice(ENDINGS), words: optional(TEXT) }, closed: whileThere };

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [confirm, returnIt, setHours, sayClosed, takeBack, addSpot, endSpot, addPlan, pinSpot, change, end];
