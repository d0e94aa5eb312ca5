import type { Actor, JsonObject } from '../../../../kernel/stream/event.ts';
import type { NewEvent } from '../../../../kernel/matter/event.ts';
import { newEvent } from '../verb.ts';

/** Why a mediation ended without an agreement. Closed: none of them blames a side. */
export const ENDINGS = ['not_agreed', 'no_answer', 'not_suitable', 'time_over'] as const;

/**
 * A mediation that fails tells both sides at once which ways stay open (People's Mediation Law art. 26): the two facts are one step, so
 * that nobody can make the first without the second.
 */
export const failed = (actor: Actor, data: JsonObject, texts: { readonly [field: string]: string } = {}): readonly NewEvent[] => [
  newEvent({ type: 'mediation_failed', level: 0, actor, data, texts }),
  newEvent({ type: 'ways_told', level: 0, actor }),
];
