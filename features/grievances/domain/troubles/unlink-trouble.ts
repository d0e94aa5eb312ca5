import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { linkedTo } from './trouble.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** Takes a matter out of a trouble again, with reasons that its filer reads. */
export const unlinkTrouble: Verb = {
  name: 'unlink_trouble',
  by: 'staff',
  makes: 'unlinked',
  fields: { reason: TEXT },
  closed: (state) => (linkedTo(state) === null ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => [
    newEvent({ type: 'unlinked', level: 0, actor, data: { trouble: linkedTo(state) }, texts: texts(input, 'reason') }),
  ],
};
