import { dueAfter } from '../../../../kernel/calendar/due.ts';
import { addDays, addMonths, getPlainDate, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { isWorkingDay, type Calendar } from '../../../../kernel/calendar/calendar.ts';
import { getPeriod } from '../../../../kernel/calendar/within.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { DAY, ID, LINE, TEXT } from '../../../../kernel/stream/fields.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { notPast, textOf } from '../../../../kernel/stream/staff-kind.ts';
import type { HazardState } from '../state.ts';
import { beside, mending, onlyIn, type Context, type Verb } from './shared.ts';

/** The offices that are named for a seat are there, and those that may not be one are two. */
const wrongSeats = (input: JsonObject, { supervisor }: HazardState, { officeExists }: Context): Refusal | undefined => {
  for (const seat of ['mender', 'acceptor'])
    if (input[seat] !== undefined && !officeExists(textOf(input, seat))) return refuse('office_unknown', { field: seat });
  if (input['mender'] === input['acceptor']) return refuse('own_work', { field: 'acceptor' });
  // Who supervises is never who is responsible.
  return input['mender'] === supervisor ? refuse('own_work', { field: 'mender' }) : undefined;
};

const toOrder: Verb['closed'] = (state, context, actor) =>
  state.referredTo === null ? onlyIn('graded', 'reopened')(state, context, actor) : refuse('referral_waits');

/** The order: five things are named before it is served, and the seats (functions.md 5.03). */
export const order: Verb = {
  name: 'order',
  makes: 'ordered',
  fields: { mender: ID, acceptor: ID, measures: TEXT, money: LINE, by: DAY, meanwhile: TEXT, standard: TEXT },
  closed: (state, context, actor) => toOrder(state, context, actor) ?? (state.grade === 'none' ? refuse('wrong_stage') : undefined),
  wrong: (input, state, context) => wrongSeats(input, state, context) ?? notPast(input, 'by', context),
  follows: (_input, actor, { grade }) => (grade === 'major' ? [beside('plan_asked', actor)] : []),
};

/** A repair: who, what, by when. Whoever gives it looks whether it was done, another post where it is the same office. */
export const giveRepair: Verb = {
  name: 'give_repair',
  makes: 'ordered',
  fields: { mender: ID, measures: TEXT, by: DAY },
  closed: (state, context, actor) => toOrder(state, context, actor) ?? (state.grade === 'none' ? undefined : refuse('wrong_stage')),
  wrong: (input, _state, context) =>
    context.officeExists(textOf(input, 'mender')) ? notPast(input, 'by', context) : refuse('office_unknown', { field: 'mender' }),
  adds: (_actor, { lead }) => ({ acceptor: lead }),
};

/** The plan of a major one, in six parts (Order 16 art. 15). */
export const makePlan: Verb = {
  name: 'make_plan',
  makes: 'plan_made',
  fields: { goals: TEXT, methods: TEXT, money: LINE, people: TEXT, by: DAY, safety: TEXT },
  closed: (state, _context, { office }) => {
    if (state.grade !== 'major' || state.mender === null || (state.stage !== 'ordered' && state.stage !== 'mend_returned'))
      return refuse('wrong_stage');
    if (office !== state.mender) return refuse('not_your_post');
    return state.planMade ? refuse('already_done') : undefined;
  },
  wrong: (input, state, context) =>
    notPast(input, 'by', context) ??
    (state.by !== null && textOf(input, 'by') > state.by ? refuse('extension_too_long', { field: 'by', latest: state.by }) : undefined),
};

/** How often the pack lets a day be moved, how far from the day that was set, and until when that is asked. */
const extension = (context: Context) => {
  const duty = mending(context);
  const rule = context.pack.rules.find((it) => it.id === duty?.rule);
  return { duty, extend: rule?.extend ?? null, counting: rule?.counting ?? context.pack.counting };
};

/** What is late cannot be moved any more; what was moved as often as may be, neither. */
const whileRunning = (state: HazardState, context: Context): Refusal | undefined => {
  const { duty, extend } = extension(context);
  if (!duty || (state.stage !== 'ordered' && state.stage !== 'mend_returned')) return refuse('wrong_stage');
  if (duty.status === 'overdue') return refuse('duty_over');
  return extend === null || state.granted >= extend.times ? refuse('extension_spent') : undefined;
};

/** So many days, working days or months before a day. */
const before = (day: PlainDate, period: string, calendar: Calendar): PlainDate => {
  const { unit, ...rest } = getPeriod(period);
  const count = 'count' in rest ? rest.count : 0;
  if (unit === 'months') return addMonths(day, -count);
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, -1);
    if (unit !== 'working days' || isWorkingDay(at, calendar).working) left -= 1;
  }
  return at;
};

/** A pack may ask that more time is asked for so long before the day. */
const inTime = (context: Context): Refusal | undefined => {
  const { duty, extend } = extension(context);
  if (!duty || extend?.ask === undefined || typeof duty.due !== 'string') return undefined;
  const last = before(getPlainDate(duty.due), extend.ask, context.calendar);
  return context.today > last ? refuse('extension_asked_late', { day: last }) : undefined;
};

const notTooLong: Verb['wrong'] = (input, _state, context) => {
  const { duty, extend, counting } = extension(context);
  if (!duty || !extend || typeof duty.due !== 'string') return refuse('wrong_stage');
  if (textOf(input, 'until') <= duty.due) return refuse('nothing_changes', { field: 'until', due: duty.due });
  const latest = String(dueAfter({ on: duty.due, at: context.now }, extend.max, counting, context.calendar).due);
  return textOf(input, 'until') > latest ? refuse('extension_too_long', { field: 'until', latest }) : undefined;
};

/** The second time, and where an office would decide on itself, the office above decides. */
const isForAbove = ({ granted, lead, mender, supervisor }: HazardState): boolean => supervisor !== null && (granted > 0 || lead === mender);

const toAsk =
  (above: boolean): Verb['closed'] =>
  (state, context, { office }) => {
    if (state.mender !== null && office !== state.mender) return refuse('not_your_post');
    if (state.asked !== null) return refuse('already_done');
    const closed = whileRunning(state, context) ?? inTime(context);
    return closed ?? (isForAbove(state) === above ? undefined : refuse(above ? 'ask_who_ordered' : 'ask_above'));
  };

const ASK = { fields: { until: DAY, reason: TEXT }, wrong: notTooLong };

export const askExtension: Verb = { name: 'ask_extension', makes: 'extension_asked', ...ASK, closed: toAsk(false) };
export const askExtensionAbove: Verb = { name: 'ask_extension_above', makes: 'extension_asked_above', ...ASK, closed: toAsk(true) };

/** Whoever was asked decides: the office that ordered, or the one above it. */
const toDecide = ({ asked, askedAbove, lead, supervisor }: HazardState, office: string): Refusal | undefined => {
  if (asked === null) return refuse('not_yet');
  return office === (askedAbove ? supervisor : lead) ? undefined : refuse('not_your_post');
};

export const grantExtension: Verb = {
  name: 'grant_extension',
  makes: 'extension_granted',
  fields: { until: DAY, reason: TEXT },
  closed: (state, context, { office }) => toDecide(state, office) ?? whileRunning(state, context),
  wrong: (input, state, context, actor) =>
    textOf(input, 'until') > String(state.asked)
      ? refuse('extension_too_long', { field: 'until', latest: String(state.asked) })
      : notTooLong(input, state, context, actor),
};

export const refuseExtension: Verb = {
  name: 'refuse_extension',
  makes: 'extension_refused',
  fields: { reason: TEXT },
  closed: (state, _context, { office }) => toDecide(state, office),
};

/** What is late is pressed for, in words that stay. */
export const press: Verb = {
  name: 'press',
  makes: 'pressed',
  fields: { words: TEXT },
  closed: ({ lead }, context, { office }) =>
    office !== lead ? refuse('not_your_post') : mending(context)?.status === 'overdue' ? undefined : refuse('not_yet'),
};

/** The office above takes up what one of the others has let pass. */
export const pressAbove: Verb = {
  name: 'press_above',
  makes: 'pressed_above',
  fields: { words: TEXT },
  closed: ({ supervisor }, { obligations }, { office }) => {
    if (office !== supervisor) return refuse('not_your_post');
    return obligations.some((it) => it.nature === 'duty' && it.owedBy !== 'supervising_office' && it.status === 'overdue')
      ? undefined
      : refuse('not_yet');
  },
};
