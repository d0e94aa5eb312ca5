import { dueAfter } from '../../../kernel/calendar/due.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { choice, DAY, ID, LINE, optional, TEXT } from '../../../kernel/stream/fields.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { HazardState, Stage } from './state.ts';
import { notPast, textOf, type Staff, type StaffContext as Context, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { GRADES, SOURCES } from './vocabulary.ts';

type Verb = StaffVerb<HazardState>;

/** Closed but in these stages. */
const onlyIn =
  (...stages: readonly Stage[]): Verb['closed'] =>
  ({ stage }) =>
    stage !== null && stages.includes(stage) ? undefined : refuse('wrong_stage');

/** The duty to mend that waits for somebody now. */
const mending = ({ obligations }: Context): Obligation<Words> | undefined =>
  obligations.find((it) => it.kind === 'mend' && (it.status === 'running' || it.status === 'overdue'));

/** Somebody writes down what they have seen: what is not in order, and where. */
export const find: Verb = {
  name: 'find',
  makes: 'found',
  fields: { source: choice(SOURCES), what: LINE, spot: LINE, place: optional(ID), seen: optional(TEXT) },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, { placeExists }) =>
    input['place'] === undefined || placeExists(textOf(input, 'place')) ? undefined : refuse('place_unknown', { field: 'place' }),
  adds: ({ office }) => ({ lead: office }),
};

const grade: Verb = { name: 'grade', makes: 'graded', fields: { grade: choice(GRADES), criterion: LINE }, closed: onlyIn('found') };

/** A grade is only ever raised: the shorter clock counts from then on, and nothing is made lighter in silence. */
const regrade: Verb = {
  name: 'regrade',
  makes: 'regraded',
  fields: { grade: choice(['major']), criterion: LINE },
  closed: (state) => (state.stage === 'graded' && state.grade !== 'major' ? undefined : refuse('wrong_stage')),
};

/** The order: five things are named before it is served, and three seats. */
const order: Verb = {
  name: 'order',
  makes: 'ordered',
  fields: { mender: ID, acceptor: ID, measures: TEXT, money: LINE, by: DAY, meanwhile: TEXT, standard: TEXT },
  closed: onlyIn('graded', 'reopened'),
  wrong: (input, _state, context) => {
    for (const seat of ['mender', 'acceptor'])
      if (!context.officeExists(textOf(input, seat))) return refuse('office_unknown', { field: seat });
    if (input['mender'] === input['acceptor']) return refuse('own_work', { field: 'acceptor' });
    return notPast(input, 'by', context);
  },
};

/** How often the pack lets a day be moved, and how far from the day that was set. */
const extension = (context: Context) => {
  const duty = mending(context);
  const rule = context.pack.rules.find((it) => it.id === duty?.rule);
  return { duty, extend: rule?.extend ?? null, counting: rule?.counting ?? context.pack.counting };
};

const granted = ({ history }: HazardState): number => {
  const since = history.findLastIndex((event) => event.type === 'ordered' || event.type === 'mend_returned');
  return history.slice(since).filter((event) => event.type === 'extension_granted').length;
};

/** What is late cannot be moved any more; what was moved as often as may be, neither. */
const whileRunning = (state: HazardState, context: Context) => {
  const { duty, extend } = extension(context);
  if (!duty || (state.stage !== 'ordered' && state.stage !== 'mend_returned')) return refuse('wrong_stage');
  if (duty.status === 'overdue') return refuse('duty_over');
  return extend === null || granted(state) >= extend.times ? refuse('extension_spent') : undefined;
};

const notTooLong: Verb['wrong'] = (input, _state, context) => {
  const { duty, extend, counting } = extension(context);
  if (!duty || !extend || typeof duty.due !== 'string') return refuse('wrong_stage');
  if (textOf(input, 'until') <= duty.due) return refuse('nothing_changes', { field: 'until', due: duty.due });
  const latest = String(dueAfter({ on: duty.due, at: context.now }, extend.max, counting, context.calendar).due);
  return textOf(input, 'until') > latest ? refuse('extension_too_long', { field: 'until', latest }) : undefined;
};

const askExtension: Verb = {
  name: 'ask_extension',
  makes: 'extension_asked',
  fields: { until: DAY, reason: TEXT },
  closed: (state, context) => (state.asked === null ? whileRunning(state, context) : refuse('already_done')),
  wrong: notTooLong,
};

const grantExtension: Verb = {
  name: 'grant_extension',
  makes: 'extension_granted',
  fields: { until: DAY, reason: TEXT },
  closed: (state, context) => (state.asked === null ? refuse('not_yet') : whileRunning(state, context)),
  wrong: (input, state, context, actor) =>
    textOf(input, 'until') > String(state.asked)
      ? refuse('extension_too_long', { field: 'until', latest: String(state.asked) })
      : notTooLong(input, state, context, actor),
};

const refuseExtension: Verb = {
  name: 'refuse_extension',
  makes: 'extension_refused',
  fields: { reason: TEXT },
  closed: ({ asked }) => (asked === null ? refuse('not_yet') : undefined),
};

/** What is late is pressed for, in words that stay. */
const press: Verb = {
  name: 'press',
  makes: 'pressed',
  fields: { words: TEXT },
  closed: (_state, context) => (mending(context)?.status === 'overdue' ? undefined : refuse('not_yet')),
};

const reportMended: Verb = {
  name: 'report_mended',
  makes: 'reported_mended',
  fields: { words: TEXT },
  closed: onlyIn('ordered', 'mend_returned'),
};

/** The third seat: of the office that was named for it, and no post that ordered it or said that it was mended. */
const thirdSeat = (state: HazardState, { office, post }: Staff) => {
  if (state.stage !== 'reported_mended') return refuse('wrong_stage');
  if (office !== state.acceptor) return refuse('not_your_post');
  return office === state.mender || post === state.orderedBy || post === state.reportedBy ? refuse('own_work') : undefined;
};

const acceptMend: Verb = {
  name: 'accept_mend',
  makes: 'mend_accepted',
  fields: { words: TEXT },
  closed: (state, _context, actor) => thirdSeat(state, actor),
};

const returnMend: Verb = {
  name: 'return_mend',
  makes: 'mend_returned',
  fields: { by: DAY, reason: TEXT },
  closed: (state, _context, actor) => thirdSeat(state, actor),
  wrong: (input, _state, context) => notPast(input, 'by', context),
};

const delist: Verb = { name: 'delist', makes: 'delisted', fields: { words: optional(TEXT) }, closed: onlyIn('mend_accepted') };

/** It came back: whoever sees it opens the same hazard again, with all that was ordered before. */
const reopen: Verb = { name: 'reopen', makes: 'reopened', fields: { reason: TEXT }, closed: onlyIn('delisted') };

/** Every step after the finding, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [
  grade,
  regrade,
  order,
  askExtension,
  grantExtension,
  refuseExtension,
  press,
  reportMended,
  acceptMend,
  returnMend,
  delist,
  reopen,
];
