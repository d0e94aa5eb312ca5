import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isDangerOpen } from './danger.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** Who reads a matter sees in it that a life is in danger, though nobody said so: who is on duty is called. */
export const callDuty: Verb = {
  name: 'call_duty',
  by: 'staff',
  makes: 'danger_reported',
  fields: { words: TEXT },
  closed: (state, context) => whenWithdrawn(state, context) ?? (isDangerOpen(state) ? refuse('already_done') : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'danger_reported', level: 0, actor, texts: texts(input, 'words') })],
};
