import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { maySecond, needsSecondPost } from './second-post.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The second post does not give the proposed answer, and says why. The clock runs on. */
export const returnReply: Verb = {
  name: 'return_reply',
  by: 'staff',
  makes: 'reply_returned',
  fields: { reason: TEXT },
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (!needsSecondPost(state, context) ? refuse('wrong_stage') : maySecond(state, actor) ? undefined : refuse('not_yet')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'reply_returned', level: 0, actor, texts: texts(input, 'reason') })],
};
