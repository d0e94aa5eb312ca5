import { TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isDangerOpen } from './danger.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The filer says that a life is in danger: who is on duty is called at once, and a clock of minutes starts where the pack has one. */
export const reportDanger: Verb = {
  name: 'report_danger',
  by: 'filer',
  makes: 'danger_reported',
  most: 20,
  fields: { words: optional(TEXT) },
  closed: (state, context) => whenWithdrawn(state, context) ?? (isDangerOpen(state) ? refuse('already_done') : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'danger_reported', level: 0, actor, texts: texts(input, 'words') })],
};
