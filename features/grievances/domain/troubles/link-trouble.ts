import { ID, noted } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { aboutOf, groupingFault, isAlike, linkedTo } from './trouble.ts';
import { field, newEvent, type Verb } from '../verb.ts';

/**
 * Links a matter to a trouble of its own office. Its clock, its reply and its rights stay its own: no date starts, ends or moves, and no
 * filer learns the number of another's matter.
 */
export const linkTrouble: Verb = {
  name: 'link_trouble',
  by: 'staff',
  makes: 'linked',
  fields: { trouble: noted(ID, 'Number of a trouble of the own office.') },
  closed: (state, context, actor) => {
    const withdrawn = whenWithdrawn(state, context);
    if (withdrawn) return withdrawn;
    if (linkedTo(state) !== null) return refuse('already_done');
    const own = actor.kind === 'staff' ? context.troubles(actor.office) : [];
    return groupingFault(state, context) ?? (own.some((it) => isAlike(it, aboutOf(state))) ? undefined : refuse('trouble_none'));
  },
  decide: (input, state, context, actor) => {
    const own = actor.kind === 'staff' ? context.troubles(actor.office) : [];
    const trouble = own.find((it) => it.number === field(input, 'trouble'));
    if (!trouble) return refuse('trouble_unknown', { field: 'trouble' });
    if (!isAlike(trouble, aboutOf(state))) return refuse('trouble_not_alike', { field: 'trouble' });
    return [newEvent({ type: 'linked', level: 0, actor, data: { trouble: trouble.number } })];
  },
};
