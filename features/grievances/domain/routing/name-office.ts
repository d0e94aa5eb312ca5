import { ID, TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { forwardTo, isNaming, targetFault } from './forward.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** The office above names the one that deals with it. That one may not object again. */
export const nameOffice: Verb = {
  name: 'name_office',
  by: 'staff',
  makes: 'office_named',
  fields: { office: ID, reason: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!isNaming(state) || runningDuties(context, 'name_office').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, context, actor) => {
    const office = field(input, 'office');
    const fault = office === state.lead ? undefined : targetFault(office, state, context);
    if (fault) return fault;
    const words = texts(input, 'reason');
    return [
      newEvent({ type: 'office_named', level: 1, actor, data: { office }, texts: words }),
      forwardTo(office, actor, context, { named: true }, words),
    ];
  },
};
