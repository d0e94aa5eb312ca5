import { choice, DAY, FLAG, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { isOfChild } from './danger-to-a-child.ts';

/** Who looked. Never the school, nor anybody in it: what it says is one side. */
export const LOOKERS = ['this_office', 'police', 'procuratorate', 'civil_affairs', 'doctor', 'education_authority'] as const;
/** What was found: about what happened, never about what kind of child it is. */
export const FOUND_OUTSIDE = ['danger_found', 'bullying_found', 'other_harm_found', 'nothing_found'] as const;

/** Somebody outside the school has looked, and says what was found and whether the child itself was heard (Law on the Protection of Minors art. 11). */
export const lookOutside: Verb = {
  name: 'look_outside',
  by: 'staff',
  makes: 'looked_outside',
  isOf: isOfChild,
  most: 20,
  fields: { lookedBy: choice(LOOKERS), found: choice(FOUND_OUTSIDE), childHeard: optional(FLAG), words: TEXT, occurredOn: optional(DAY) },
  closed: () => undefined,
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const data = { lookedBy: field(input, 'lookedBy'), found: field(input, 'found'), childHeard: input['childHeard'] === true };
    return [newEvent({ type: 'looked_outside', level: 0, actor, ...day, data, texts: texts(input, 'words') })];
  },
};
