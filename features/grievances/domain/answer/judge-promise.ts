import { WHICH } from '../dialogue/offers.ts';
import { TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { answeredStep } from '../dialogue/offers.ts';
import { judgeable } from './promises.ts';
import { whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

export const JUDGEMENTS = ['kept', 'partly', 'not_kept'] as const;

/** The filer says whether a promise of the answer was kept. */
export const judgePromise: Verb = {
  name: 'judge_promise',
  by: 'filer',
  makes: 'promise_judged',
  fields: { of: optional(WHICH), answer: choice(JUDGEMENTS), words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (judgeable(state, context.today).length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, context, actor) => {
    const promise = answeredStep(input, judgeable(state, context.today));
    if (isRefusal(promise)) return promise;
    const kept = JUDGEMENTS.find((it) => it === field(input, 'answer'));
    if (kept === undefined) return refuse('field_choice', { field: 'answer' });
    return [newEvent({ type: 'promise_judged', level: 0, actor, data: { of: promise.n, kept }, texts: texts(input, 'words') })];
  },
};
