import { LEFT_OUT } from '../../../../kernel/matter/comment.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { choice } from '../../../../kernel/stream/fields.ts';
import { field, newEvent, type Verb } from '../verb.ts';
import { leftOutOf, publishesOf } from './comment.ts';

/** The office leaves the words of somebody who agreed out of what is published: by a reason of a closed list, which its filer reads. */
export const leaveOutComment: Verb = {
  name: 'leave_out_comment',
  by: 'staff',
  makes: 'comment_left_out',
  fields: { reason: choice(LEFT_OUT) },
  closed: (state, context) =>
    context.consultation?.ordered === true
      ? refuse('words_published')
      : publishesOf(state) !== 'agreed'
        ? refuse('publishing_not_agreed')
        : leftOutOf(state) !== null
          ? refuse('already_done')
          : undefined,
  decide: (input, _state, _context, actor) => [
    newEvent({ type: 'comment_left_out', level: 0, actor, data: { reason: field(input, 'reason') } }),
  ],
};
