import { TEXT, optional } from '../../../../kernel/stream/fields.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { hasSince, rightClosed, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The office that a step upward goes to, and the stream that it begins. */
const TO: { readonly [office in 'above' | 'above2']: Level } = { above: 1, above2: 2 };

/** A step of the filer to an office higher up. Nobody can block it, and the office below is not told (G6). */
export const upwardVerb = (name: 'ask_take_up' | 'ask_review' | 'ask_rereview', makes: MatterEvent['type'], to: keyof typeof TO): Verb => ({
  name,
  by: 'filer',
  makes,
  fields: { words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    // Two rights can lead to one review: each answer is reviewed once.
    (name === 'ask_review' && has(state, makes) && hasSince(state, makes, 'replied') ? refuse('already_done') : undefined) ??
    rightClosed(context, name) ??
    (state[to] === null ? refuse('no_office_above') : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: makes, level: TO[to], actor, texts: texts(input, 'words') })],
});
