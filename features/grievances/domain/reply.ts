import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { occurredOn } from './occurred.ts';
import { isTakenOn, whenWithdrawn } from './standing.ts';
import { has } from './state.ts';
import { checkFields, field, newEvent, texts, type Verb } from './verb.ts';

/** How a claim ends (信访工作条例 32, 34). */
export const OUTCOMES = ['supported', 'partly_supported', 'explained', 'not_supported'] as const;
/** What a record of another system does not say. */
const UNSTATED = 'unstated';

/** The written answer: facts, opinion, the rule it stands on. */
export const reply: Verb = {
  name: 'reply',
  by: 'staff',
  makes: 'replied',
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'refused')
      ? refuse('wrong_stage')
      : has(state, 'replied')
        ? refuse('already_done')
        : isTakenOn(state, context.pack)
          ? undefined
          : refuse('not_yet')),
  decide: (input, state, context, actor) => {
    const outcome = context.imported ? UNSTATED : OUTCOMES.find((it) => it === field(input, 'outcome'));
    if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
    const fault = checkFields(input, { facts: context.imported ? 'optional' : 'text', opinion: 'text', basis: 'optional' });
    if (fault) return fault;
    const day = occurredOn(input, state, context);
    return isRefusal(day)
      ? day
      : [newEvent({ type: 'replied', level: 0, actor, ...day, data: { outcome }, texts: texts(input, 'facts', 'opinion', 'basis') })];
  },
};
