import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The end of the path, explained: what was decided in plain words, and which ways stay open (信访工作条例 37(3)). */
export const explainFinal: Verb = {
  name: 'explain_final',
  by: 'staff',
  makes: 'final_explained',
  fields: { words: TEXT, ways: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (runningDuties(context, 'explain_final').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, _state, _context, actor) => [
    newEvent({ type: 'final_explained', level: 2, actor, texts: texts(input, 'words', 'ways') }),
  ],
};
