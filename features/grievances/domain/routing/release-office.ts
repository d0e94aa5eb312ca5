import { ID, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** An office that helped or read along is no longer needed; from then on the matter does not exist for it. */
export const releaseOffice: Verb = {
  name: 'release_office',
  by: 'staff',
  makes: 'office_left',
  fields: { office: ID, words: optional(TEXT) },
  closed: (state, context) => whenWithdrawn(state, context) ?? (state.helpers.length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => {
    const office = field(input, 'office');
    if (!state.helpers.some((it) => it.office === office)) return refuse('office_unknown', { field: 'office' });
    return [newEvent({ type: 'office_left', level: 0, actor, data: { office }, texts: texts(input, 'words') })];
  },
};
