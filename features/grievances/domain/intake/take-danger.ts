import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isDangerOpen } from './danger.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** Who is on duty has taken it on and says what was done. A withdrawal does not end that: a life may still be in danger. */
export const takeDanger: Verb = {
  name: 'take_danger',
  by: 'staff',
  makes: 'danger_taken',
  fields: { words: TEXT },
  closed: (state) => (isDangerOpen(state) ? undefined : refuse('not_yet')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'danger_taken', level: 0, actor, texts: texts(input, 'words') })],
};
