import { STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import type { Actor, JsonObject } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { levelOf } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The event a correction or a voiding is about: of the actor's own stream, made by staff, not voided. */
export const ownEvent = (input: JsonObject, state: GrievanceState, actor: Actor): MatterEvent | Refusal => {
  const n = Number(input['n']);
  const event = state.history.find(
    (it) => it.level === levelOf(state, actor) && it.n === n && it.type !== 'voided' && it.type !== 'corrected',
  );
  if (!event) return refuse('not_found', { field: 'n' });
  return event.actor.kind === 'staff' ? event : refuse('not_filers_event', { field: 'n' });
};

const anyOwn = (state: GrievanceState, actor: Actor): boolean => state.history.some((it) => 'type' in ownEvent({ n: it.n }, state, actor));

/** Adds what should have been said; the old text stays readable beside it. */
export const correct: Verb = {
  name: 'correct',
  by: 'staff',
  makes: 'corrected',
  fields: { n: STEP, words: TEXT },
  closed: (state, _context, actor) => (anyOwn(state, actor) ? undefined : refuse('not_yet')),
  decide: (input, state, _context, actor) => {
    const event = ownEvent(input, state, actor);
    if ('refused' in event) return event;
    return [newEvent({ type: 'corrected', level: event.level, actor, data: { n: event.n }, texts: texts(input, 'words') })];
  },
};
