import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The office above takes a late matter up: it answers the filer, and with the same step tells the office below (G6). */
export const supervise: Verb = {
  name: 'supervise',
  by: 'staff',
  makes: 'supervised',
  fields: { words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (runningDuties(context, 'supervise', 'answer_take_up').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, _state, _context, actor) => [
    newEvent({ type: 'supervised', level: 1, actor, texts: texts(input, 'words') }),
    newEvent({ type: 'supervision_notified', level: 0, actor, texts: texts(input, 'words') }),
  ],
};
