import { refuse } from '../../../../kernel/refusal.ts';
import { choice, FILES, ID, LINE, optional, SERVER, site, TEXT } from '../../../../kernel/stream/fields.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { textOf } from '../../../../kernel/stream/staff-kind.ts';
import type { Criterion } from '../../../../kernel/policy/pack.ts';
import type { HazardSite, HazardState } from '../state.ts';
import { DANGERS, GRADES, SOURCES } from '../vocabulary.ts';
import { beside, onlyIn, SHOWN, UNMENDED, wrongShown, type Context, type Verb } from './shared.ts';

/**
 * Somebody writes down what they have seen: what is not in order, and where. Which offices stand around the site is looked up and not typed,
 * as is the record that it was found in.
 */
export const find: Verb = {
  name: 'find',
  makes: 'found',
  fields: {
    source: choice(SOURCES),
    danger: optional(choice(DANGERS)),
    what: LINE,
    spot: LINE,
    site: optional(site('public')),
    place: optional(ID),
    seen: optional(TEXT),
    files: FILES,
    supervisor: SERVER,
    siteName: SERVER,
    siteClass: SERVER,
    siteOffice: SERVER,
    record: SERVER,
    item: SERVER,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, { placeExists }) =>
    input['place'] === undefined || placeExists(textOf(input, 'place')) ? undefined : refuse('place_unknown', { field: 'place' }),
  adds: ({ office }) => ({ lead: office }),
};

/** Whether a criterion is about a hazard: its class of site where that is known, its kind of danger where one was said. */
export const isAbout = ({ sites, field }: Criterion, site: HazardSite | null, danger: string): boolean =>
  (sites === undefined || site === null || sites.includes(site.class)) && (field === undefined || danger === 'other' || field === danger);

/** A grade that the pack has criteria for cites one of them that is about this hazard. */
const wrongGrade = (input: JsonObject, { site, danger }: HazardState, { pack }: Context) => {
  const [grade, cites] = [textOf(input, 'grade'), textOf(input, 'cites')];
  if (!pack.grades.some((it) => it === grade)) return refuse('field_choice', { field: 'grade' });
  const said = input['danger'] === undefined ? danger : textOf(input, 'danger');
  const criteria = (pack.criteria ?? []).filter((it) => it.grade === grade);
  if (cites === '') return criteria.length === 0 ? undefined : refuse('criterion_needed', { field: 'cites' });
  return criteria.some((it) => it.id === cites && isAbout(it, site, said)) ? undefined : refuse('criterion_unknown', { field: 'cites' });
};

const GRADED = { danger: optional(choice(DANGERS)), cites: optional(ID), criterion: LINE };

export const grade: Verb = {
  name: 'grade',
  makes: 'graded',
  fields: { grade: choice(GRADES), ...GRADED },
  closed: (state, context, actor) => (state.referredTo === null ? onlyIn('found')(state, context, actor) : refuse('referral_waits')),
  wrong: (input, state, context) => wrongGrade(input, state, context),
  follows: (input, actor) => (input['grade'] === 'major' ? [beside('major_found', actor)] : []),
};

/** A grade is only ever raised: the shorter clock counts from then on, and nothing is made lighter in silence. */
export const regrade: Verb = {
  name: 'regrade',
  makes: 'regraded',
  fields: { grade: choice(['major', 'general']), ...GRADED },
  closed: ({ stage, grade: now }) =>
    stage !== null && now !== null && now !== 'major' && UNMENDED.includes(stage) ? undefined : refuse('wrong_stage'),
  wrong: (input, state, context) =>
    GRADES.findIndex((it) => it === input['grade']) < GRADES.findIndex((it) => it === state.grade)
      ? wrongGrade(input, state, context)
      : refuse('nothing_changes', { field: 'grade' }),
  follows: (input, actor, { stage }) =>
    input['grade'] === 'major'
      ? [beside('major_found', actor), ...(stage === 'ordered' || stage === 'mend_returned' ? [beside('plan_asked', actor)] : [])]
      : [],
};

/** A major one is reported: state and cause, harm and difficulty, what is proposed (Order 16 art. 14). */
export const reportUp: Verb = {
  name: 'report_up',
  makes: 'reported_up',
  fields: { cause: TEXT, harm: TEXT, proposal: TEXT },
  closed: ({ grade: now, reportedUp, stage }) =>
    now !== 'major' || stage === 'delisted' ? refuse('wrong_stage') : reportedUp ? refuse('already_done') : undefined,
};

/** It was put right on the spot (Order 61 art. 31): never what may be major. Another post strikes it off. */
export const mendAtOnce: Verb = {
  name: 'mend_at_once',
  makes: 'mended_at_once',
  fields: { words: TEXT, ...SHOWN },
  closed: (state, context, actor) => {
    if (state.grade === 'major') return refuse('major_needs_order');
    return state.referredTo === null ? onlyIn('found', 'graded')(state, context, actor) : refuse('referral_waits');
  },
  wrong: wrongShown,
};

/** It is not this office's to order: it goes to the one whose it is, with a clock of its own (Work Safety Law art. 69). */
export const refer: Verb = {
  name: 'refer',
  makes: 'referred',
  fields: { office: ID, reason: TEXT },
  closed: (state, context, actor) =>
    state.referredTo === null ? onlyIn('found', 'graded', 'reopened')(state, context, actor) : refuse('already_done'),
  wrong: (input, { lead }, { officeExists }) => {
    if (!officeExists(textOf(input, 'office'))) return refuse('office_unknown', { field: 'office' });
    return input['office'] === lead ? refuse('nothing_changes', { field: 'office' }) : undefined;
  },
};

const asked: Verb['closed'] = ({ referredTo }, _context, { office }) =>
  referredTo === null ? refuse('not_yet') : office === referredTo ? undefined : refuse('not_your_post');

/** The office that is asked takes it: it orders from now on. */
export const takeReferral: Verb = {
  name: 'take_referral',
  makes: 'referral_taken',
  fields: { words: optional(TEXT), supervisor: SERVER },
  closed: asked,
};

export const returnReferral: Verb = { name: 'return_referral', makes: 'referral_returned', fields: { reason: TEXT }, closed: asked };
