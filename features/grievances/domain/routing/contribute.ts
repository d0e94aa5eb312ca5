import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** An office that helps says what it found; the lead answers with it. */
export const contribute: Verb = {
  name: 'contribute',
  by: 'staff',
  makes: 'contributed',
  fields: { words: TEXT },
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (actor.kind === 'staff' && state.helpers.some((it) => it.office === actor.office && it.role === 'co')
      ? undefined
      : refuse('wrong_stage')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'contributed', level: 0, actor, texts: texts(input, 'words') })],
};
