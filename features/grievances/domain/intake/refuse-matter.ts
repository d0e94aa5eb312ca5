import { LINE, TEXT, choice } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { turnFault } from './accept.ts';
import { packKnows, takenOver, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** The right doors a refusal can name (信访工作条例 31(1)–(5)). */
export const DOORS = ['court', 'arbitration', 'administrative_review', 'other_office', 'other_procedure'] as const;

/** The office says in writing that the matter is not for it, why, and whose it is. */
export const refuseMatter: Verb = {
  name: 'refuse',
  by: 'staff',
  makes: 'refused',
  fields: { door: choice(DOORS), where: LINE, reason: TEXT },
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (!packKnows(context.pack, 'refused') ||
    has(state, 'hazard_confirmed', 'hazard_unconfirmed') ||
    (packKnows(context.pack, 'accepted') && has(state, 'accepted'))
      ? refuse('wrong_stage')
      : has(state, 'refused')
        ? refuse('already_done')
        : has(state, 'registered')
          ? turnFault(state, actor)
          : refuse('not_yet')),
  decide: (input, state, _context, actor) => {
    const door = DOORS.find((it) => it === field(input, 'door'));
    if (door === undefined) return refuse('field_choice', { field: 'door' });
    return [
      newEvent({ type: 'refused', level: 0, actor, data: { door, ...takenOver(state, actor) }, texts: texts(input, 'reason', 'where') }),
    ];
  },
};
