import { ID, TEXT, choice } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { officeFault } from './office-fault.ts';
import { isAnswered, whenWithdrawn } from '../standing.ts';
import { HELPER_ROLES } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** Most offices that can take part beside the lead. */
export const HELPERS_MAX = 8;

/** Another office helps, or reads along. The lead alone answers, by the one date that the filer knows. */
export const addOffice: Verb = {
  name: 'add_office',
  by: 'staff',
  makes: 'office_joined',
  fields: { office: ID, role: choice(HELPER_ROLES), words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (state.lead === null
      ? refuse('not_yet')
      : isAnswered(state)
        ? refuse('duty_over')
        : state.helpers.length >= HELPERS_MAX
          ? refuse('already_done')
          : undefined),
  decide: (input, state, context, actor) => {
    const office = field(input, 'office');
    const role = HELPER_ROLES.find((it) => it === field(input, 'role'));
    const fault = officeFault(office, state, context);
    if (fault) return fault;
    if (role === undefined) return refuse('field_choice', { field: 'role' });
    // An office that may be asked to review must not have taken part.
    if ([state.lead, state.above, state.above2, state.asked?.office].includes(office))
      return refuse('office_out_of_reach', { field: 'office' });
    if (state.helpers.some((it) => it.office === office)) return refuse('office_joined_already', { field: 'office' });
    return [newEvent({ type: 'office_joined', level: 0, actor, data: { office, role }, texts: texts(input, 'words') })];
  },
};
