import { choice, counted, DAY, LINE, optional, TEXT, unstated, type Fields } from '../../../../kernel/stream/fields.ts';
import type { Actor, JsonObject } from '../../../../kernel/stream/event.ts';
import type { NewEvent } from '../../../../kernel/matter/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { POINTS_MAX, pointsOf, readAnswers } from '../intake/points.ts';
import { PROMISES_MAX, readPromises } from './promises.ts';
import { isMediation } from '../mediation/table.ts';
import { missingBeforeAnswer } from '../child/danger-to-a-child.ts';
import { isLine, resultClosed } from '../line/verdict.ts';
import { maySecond, needsSecondPost } from './second-post.ts';
import { isAnswered, isTakenOn, whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';

/** How a claim ends (信访工作条例 32, 34). */
export const OUTCOMES = ['supported', 'partly_supported', 'explained', 'not_supported'] as const;
/** What a record of another system does not say. */
const UNSTATED = 'unstated';

/** Why no answer can be written now, by whichever post. */
export const replyClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ??
  (has(state, 'refused') || isMediation(context.pack)
    ? refuse('wrong_stage')
    : isLine(context.pack)
      ? resultClosed(context)
      : isAnswered(state)
        ? refuse('already_done')
        : isTakenOn(state, context.pack)
          ? missingBeforeAnswer(state, context)
          : refuse('not_yet'));

/** What is promised, and by when. */
const PROMISES: Fields = Object.fromEntries(
  Array.from({ length: PROMISES_MAX }, (_, i) => i + 1).flatMap((nth) => [
    [`promise${nth}`, optional(LINE)],
    [`promise${nth}By`, optional(DAY)],
  ]),
);

/** What an answer takes, of whichever post. */
export const ANSWER = {
  outcome: unstated(choice(OUTCOMES)),
  facts: unstated(TEXT),
  opinion: TEXT,
  basis: optional(TEXT),
  ...counted(POINTS_MAX, (nth) => `answer${nth}`, TEXT),
  ...PROMISES,
} satisfies Fields;

interface Reply {
  readonly outcome: string;
  readonly words: { readonly [field: string]: string };
  readonly promises: readonly NewEvent[];
}

/** Reads an answer: outcome, facts, opinion and basis, a word to each point, and what is promised by when. */
export const readReply = (input: JsonObject, state: GrievanceState, context: Context, actor: Actor): Reply | Refusal => {
  const outcome = context.imported ? UNSTATED : OUTCOMES.find((it) => it === field(input, 'outcome'));
  if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
  const answers = readAnswers(input, context.imported ? 0 : pointsOf(state).length);
  if (isRefusal(answers)) return answers;
  const promises = readPromises(input, actor, context);
  return isRefusal(promises) ? promises : { outcome, words: { ...texts(input, 'facts', 'opinion', 'basis'), ...answers }, promises };
};

/** The written answer: facts, opinion, the rule it stands on, a word to each point asked; its promises become duties with dates. */
export const reply: Verb = {
  name: 'reply',
  by: 'staff',
  makes: 'replied',
  fields: { ...ANSWER, occurredOn: optional(DAY) },
  closed: (state, context, actor) =>
    replyClosed(state, context) ?? (needsSecondPost(state, context) && !maySecond(state, actor) ? refuse('second_post_first') : undefined),
  decide: (input, state, context, actor) => {
    const read = readReply(input, state, context, actor);
    if (isRefusal(read)) return read;
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const { outcome, words, promises } = read;
    return [newEvent({ type: 'replied', level: 0, actor, ...day, data: { outcome }, texts: words }), ...promises];
  },
};
