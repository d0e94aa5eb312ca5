import { WHICH } from '../dialogue/offers.ts';
import { DAY, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { answeredStep } from '../dialogue/offers.ts';
import { unkept } from './promises.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The office says that it did what its answer promised; the filer is asked whether that is so. */
export const keepPromise: Verb = {
  name: 'keep_promise',
  by: 'staff',
  makes: 'promise_kept',
  fields: { of: optional(WHICH), words: TEXT, occurredOn: optional(DAY) },
  closed: (state, context) => whenWithdrawn(state, context) ?? (unkept(state).length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, context, actor) => {
    const promise = answeredStep(input, unkept(state));
    if (isRefusal(promise)) return promise;
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    return [newEvent({ type: 'promise_kept', level: 0, actor, ...day, data: { of: promise.n }, texts: texts(input, 'words') })];
  },
};
