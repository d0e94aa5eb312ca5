import { isRefusal } from '../../../../kernel/refusal.ts';
import { ANSWER, readReply, replyClosed } from './reply.ts';
import { isRefused, needsSecondPost, proposalOf } from './second-post.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, type Verb } from '../verb.ts';

/** For a hard matter: the answer as one post would give it. Another post reads it, and gives it or sends it back. */
export const proposeReply: Verb = {
  name: 'propose_reply',
  by: 'staff',
  makes: 'reply_proposed',
  fields: ANSWER,
  closed: (state, context) =>
    replyClosed(state, context) ??
    (!needsSecondPost(state, context)
      ? refuse('wrong_stage')
      : proposalOf(state) && !isRefused(state)
        ? refuse('already_done')
        : undefined),
  decide: (input, state, context, actor) => {
    const read = readReply(input, state, context, actor);
    if (isRefusal(read)) return read;
    const { outcome, words, promises } = read;
    const promised = Object.fromEntries(
      promises.flatMap((it, i) => [
        [`promise${i + 1}`, it.texts['promise'] ?? ''],
        [`promise${i + 1}By`, String(it.data['by'])],
      ]),
    );
    return [newEvent({ type: 'reply_proposed', level: 0, actor, data: { outcome }, texts: { ...words, ...promised } })];
  },
};
