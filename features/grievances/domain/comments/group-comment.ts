import { STEP } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, type Verb } from '../verb.ts';
import { answerClosed, groupOf } from './comment.ts';

/** A comment is put beside others that say the same: the group stands in the comment, never the comment in the group (G10). */
export const groupComment: Verb = {
  name: 'group_comment',
  by: 'staff',
  makes: 'comment_grouped',
  most: 20,
  fields: { group: STEP },
  closed: (state, context) => answerClosed(state, context) ?? ((context.consultation?.groups ?? 1) > 0 ? undefined : refuse('groups_none')),
  decide: (input, state, context, actor) => {
    const group = Number(input['group']);
    if (group < 1 || group > (context.consultation?.groups ?? 0)) return refuse('field_choice', { field: 'group' });
    if (groupOf(state) === group) return refuse('already_done', { field: 'group' });
    return [newEvent({ type: 'comment_grouped', level: 0, actor, data: { group } })];
  },
};
