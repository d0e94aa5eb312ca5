import type { Json } from '../../kernel/stream/event.ts';
import type { Places } from '../../kernel/policy/places.ts';
import type { NewDefinition } from './create.ts';

/** A list of public places, ready to be published. */
export const placesDefinition = (set: Places): NewDefinition => ({
  kind: 'places',
  name: set.id,
  body: set as unknown as Json, // plain JSON by its own type
});
