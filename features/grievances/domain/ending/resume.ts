import { refuse } from '../../../../kernel/refusal.ts';
import { withdrawal } from '../standing.ts';
import { newEvent, type Verb } from '../verb.ts';

/** The filer takes a withdrawal back; every date is again what it was (G8). */
export const resume: Verb = {
  name: 'resume',
  by: 'filer',
  makes: 'resumed',
  fields: {},
  closed: (state, context) => (withdrawal(state, context) === 'none' ? refuse('right_not_open') : undefined),
  decide: (_input, _state, _context, actor) => [newEvent({ type: 'resumed', level: 0, actor })],
};
