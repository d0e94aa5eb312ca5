import { choice, DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { answeredStep, unanswered, WHICH } from '../dialogue/offers.ts';
import { occurredOn } from '../occurred.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { whenWithdrawn } from '../standing.ts';
import { isOfChild } from './danger-to-a-child.ts';

/** How it is, as the child says. Whoever says nothing has not said that it is well. */
export const HOW_IT_IS = ['safe', 'not_safe', 'not_sure'] as const;
/** Where a child is heard: never in the school. */
export const HEARD_AT = ['at_home', 'at_this_office', 'at_a_hospital', 'another_safe_place'] as const;

const isSafe = (said: string): boolean => said === 'safe';

/** The office asks through the receipt how the child is now. */
export const askChild: Verb = {
  name: 'ask_child',
  by: 'staff',
  makes: 'child_asked',
  isOf: isOfChild,
  most: 20,
  fields: { words: optional(TEXT) },
  closed: (state) => (unanswered(state, 'child_asked').length > 0 ? refuse('already_done') : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'child_asked', level: 0, actor, texts: texts(input, 'words') })],
};

/** The child was heard in person, outside the school. Not safe, or not sure: it is protected anew. */
export const hearChild: Verb = {
  name: 'hear_child',
  by: 'staff',
  makes: 'child_heard',
  also: 'child_unsafe',
  isOf: isOfChild,
  most: 20,
  fields: { at: choice(HEARD_AT), said: choice(HOW_IT_IS), words: optional(TEXT), occurredOn: optional(DAY) },
  closed: () => undefined,
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const said = field(input, 'said');
    return [
      newEvent({ type: 'child_heard', level: 0, actor, ...day, data: { at: field(input, 'at'), said }, texts: texts(input, 'words') }),
      ...(isSafe(said) ? [] : [newEvent({ type: 'child_unsafe', level: 0, actor })]),
    ];
  },
};

/** Whoever holds the receipt answers how the child is. Not answering means nothing, and pays nobody (G8). */
export const answerChild: Verb = {
  name: 'answer_child',
  by: 'filer',
  makes: 'child_answered',
  also: 'child_unsafe',
  isOf: isOfChild,
  fields: { of: optional(WHICH), answer: choice(HOW_IT_IS), words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (unanswered(state, 'child_asked').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => {
    const asked = answeredStep(input, unanswered(state, 'child_asked'));
    if (isRefusal(asked)) return asked;
    const said = field(input, 'answer');
    return [
      newEvent({ type: 'child_answered', level: 0, actor, data: { of: asked.n, said }, texts: texts(input, 'words') }),
      ...(isSafe(said) ? [] : [newEvent({ type: 'child_unsafe', level: 0, actor })]),
    ];
  },
};

/** Whoever holds the receipt says at any time that the child is not safe: it is protected anew, by a time. */
export const sayUnsafe: Verb = {
  name: 'say_unsafe',
  by: 'filer',
  makes: 'child_unsafe',
  isOf: isOfChild,
  most: 20,
  fields: { words: TEXT },
  closed: whenWithdrawn,
  decide: (input, _state, _context, actor) => [newEvent({ type: 'child_unsafe', level: 0, actor, texts: texts(input, 'words') })],
};
