import { refuse } from '../../../../kernel/refusal.ts';
import { choice, ID, LINE, MOMENT, optional, PART, SERVER, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import type { Json } from '../../../../kernel/stream/event.ts';
import { calledPosts, isCalling, isObject, officeOfPost, type IncidentState } from '../state.ts';
import { REPORTS, RUNG, type Rung } from '../vocabulary.ts';
import { told } from './reports.ts';
import { beside, isoOf, onceBegun, wrongMoment, type Verb } from './shared.ts';

/** A watch can call people out, too: they come before it is certain. */
const beforeItsEnd: Verb['closed'] = ({ stage }) =>
  stage === 'word_received' || stage === 'incident_began' || stage === 'drill_began' ? undefined : refuse('wrong_stage');

/** The first calls, which `complete` counts from one, as calls of the cycles after those that were. */
const fromCycle = (calls: Json | undefined, before: number): Json =>
  Array.isArray(calls) ? calls.map((call) => (isObject(call) ? { ...call, cycle: Number(call['cycle']) + before } : call)) : [];

/**
 * A plan is opened: its chain of calls is frozen here, whatever becomes of the plan, its tasks with their minutes, and the first calls go out
 * with this step (server/complete.ts). Another plan may be opened once the calls of the one before are ended.
 */
export const openPlan: Verb = {
  name: 'open_plan',
  makes: 'called_out',
  fields: { plan: ID, planHash: SERVER, chain: SERVER, leftOut: SERVER, tasks: SERVER, targetMinutes: SERVER, calls: SERVER },
  closed: (state, context, actor) => beforeItsEnd(state, context, actor) ?? (isCalling(state) ? refuse('calls_running') : undefined),
  wrong: ({ chain }) => (chain === undefined ? refuse('plan_unknown', { field: 'plan' }) : undefined),
  // Counted through all call-outs of one thing: a call of this one is never taken for one of those before.
  adds: (_actor, state, { calls }) => ({ calls: fromCycle(calls, Math.max(0, ...state.calls.map(({ cycle }) => cycle))) }),
};

/** Whether a post was called by the chain that is frozen here. */
const isCalled = (state: IncidentState, post: string): boolean => calledPosts(state).includes(post);

const called: Verb['closed'] = (state, _context, { post }) => {
  if (state.callsBeganAt === null) return refuse('not_yet');
  return isCalled(state, post) ? undefined : refuse('not_called');
};

/** Who was called says that they come; said again, it is written down again and changes nothing. */
export const acknowledge: Verb = {
  name: 'acknowledge_call',
  makes: 'call_acknowledged',
  fields: { words: optional(TEXT) },
  closed: called,
};

/** They cannot come, and say why: the next one is called at once. */
export const decline: Verb = {
  name: 'decline_call',
  makes: 'call_declined',
  fields: { reason: TEXT },
  closed: (state, context, actor) => called(state, context, actor) ?? (isCalling(state) ? undefined : refuse('wrong_stage')),
};

/** They are there. The clock of arrival is met by the first who is. */
export const arrive: Verb = {
  name: 'say_arrived',
  makes: 'call_arrived',
  fields: { words: optional(TEXT) },
  closed: (state, context, actor) =>
    officeOfPost(actor.post) === state.lead ? beforeItsEnd(state, context, actor) : called(state, context, actor),
  // Said when it is over, it is written down, and is no arrival that anybody waited for.
  follows: (_input, actor, { overAt }) => (overAt === null ? [beside('on_the_scene', actor)] : []),
};

export const endCalls: Verb = {
  name: 'end_calls',
  makes: 'call_out_ended',
  fields: { reason: TEXT },
  closed: (state) => (isCalling(state) ? undefined : refuse('not_yet')),
};

/** What has to be written: the last report says everything that the written one did, and meets its clock. */
const WRITTEN: readonly string[] = ['written', 'final'];

/** Which clock a call meets. */
const METS: { readonly [rung in Rung]?: string } = {
  fire_brigade: 'rescue_called',
  ambulance: 'rescue_called',
  police: 'rescue_called',
  traffic_police: 'rescue_called',
  head: 'head_told',
  authority: 'others_told',
  guardians: 'others_told',
  other_office: 'others_told',
};

/**
 * A call that a post has made: which number, who answered as a post, from when to when. It counts from when it is entered here and not from when
 * it is said to have been, so that nobody is in time afterwards; both stand on the review.
 */
export const enterCall: Verb = {
  name: 'enter_call',
  makes: 'call_entered',
  fields: {
    whom: choice(RUNG),
    number: LINE,
    answered: LINE,
    from: MOMENT,
    to: MOMENT,
    reported: optional(choice(REPORTS)),
    words: optional(TEXT),
    code: SERVER,
  },
  closed: onceBegun,
  wrong: (input, { above, abovePeer }, context) => {
    const fault = wrongMoment(input, 'from', context) ?? wrongMoment(input, 'to', context);
    if (fault) return fault;
    if (String(input['to']) < String(input['from'])) return refuse('period_order', { field: 'to' });
    if (input['reported'] === undefined) return undefined;
    if (input['whom'] !== 'office_above' || (above === null && abovePeer === null)) return refuse('call_not_above', { field: 'reported' });
    // Somebody may say it on the telephone: what has to be written is not told so.
    return WRITTEN.includes(String(input['reported'])) ? refuse('call_not_written', { field: 'reported' }) : undefined;
  },
  adds: (_actor, _state, input, { calendar }) => ({
    fromAt: isoOf(input, 'from', calendar.zone) ?? '',
    toAt: isoOf(input, 'to', calendar.zone) ?? '',
  }),
  follows: (input, actor, state) => {
    const of = state.history.length;
    const met = METS[input['whom'] as Rung]; // one of the list, which `readFields` has checked
    const { reported } = input;
    return [
      ...(met === undefined ? [] : [beside(met, actor, { of })]),
      ...(typeof reported === 'string' ? told(reported, actor, of, 'call', state) : []),
    ];
  },
};

/** Whoever answered a call says so from their own side. */
export const countersign: Verb = {
  name: 'countersign_call',
  makes: 'call_countersigned',
  fields: { of: STEP, words: optional(TEXT) },
  closed: ({ uncountersigned }) => (uncountersigned.length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, { uncountersigned }) =>
    uncountersigned.includes(Number(input['of'])) ? undefined : refuse('field_choice', { field: 'of' }),
};

/** A task of the plan is done, or one that somebody has set here. */
export const finishTask: Verb = {
  name: 'finish_task',
  makes: 'task_done',
  fields: { task: PART, words: optional(TEXT) },
  closed: ({ tasks, stage }) =>
    stage === 'closed' || stage === 'stood_down'
      ? refuse('wrong_stage')
      : tasks.some(({ doneAt }) => doneAt === null)
        ? undefined
        : refuse('not_yet'),
  wrong: (input, { tasks }) =>
    tasks.some(({ id, doneAt }) => id === input['task'] && doneAt === null) ? undefined : refuse('field_choice', { field: 'task' }),
};
