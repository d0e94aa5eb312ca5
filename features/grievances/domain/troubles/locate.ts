import { ID, noted } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isAnswered, whenWithdrawn } from '../standing.ts';
import { linkedTo } from './trouble.ts';
import { field, newEvent, type Verb } from '../verb.ts';

/** Says which public place a matter is about: one of the published list, nothing finer than a building (G11). */
export const locate: Verb = {
  name: 'locate',
  by: 'staff',
  makes: 'located',
  fields: { place: noted(ID, 'Id of the published list of public places.') },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (context.places === null
      ? refuse('places_none')
      : isAnswered(state)
        ? refuse('duty_over')
        : linkedTo(state) === null
          ? undefined
          : refuse('trouble_linked')),
  decide: (input, _state, context, actor) => {
    const place = field(input, 'place');
    return context.places?.has(place)
      ? [newEvent({ type: 'located', level: 0, actor, data: { place, places: context.places.hash } })]
      : refuse('place_unknown', { field: 'place' });
  },
};
