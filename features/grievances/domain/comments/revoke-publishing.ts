import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, type Verb } from '../verb.ts';
import { publishesOf } from './comment.ts';

/** Who agreed to be published takes that back, until the words of all are published. */
export const revokePublishing: Verb = {
  name: 'revoke_publishing',
  by: 'filer',
  onOwnDevice: true,
  makes: 'publishing_revoked',
  fields: {},
  closed: (state, context) => {
    const publishes = publishesOf(state);
    if (publishes !== 'agreed') return refuse(publishes === 'revoked' ? 'already_done' : 'publishing_not_agreed');
    return context.consultation?.ordered === true ? refuse('words_published') : undefined;
  },
  decide: (_input, _state, _context, actor) => [newEvent({ type: 'publishing_revoked', level: 0, actor })],
};
