import { askingClosed } from './ask-unseal.ts';
import { sealedUnder } from './unsealing.ts';
import { newEvent, type Verb } from '../verb.ts';

/** The filer lets the office that deals with the matter know the name. Never from a screen of an office (G7). */
export const openMyName: Verb = {
  name: 'open_my_name',
  by: 'filer',
  onOwnDevice: true,
  makes: 'unseal_asked',
  fields: {},
  closed: (state, context) => askingClosed(state, context, 0),
  decide: (_input, state, _context, actor) => [
    newEvent({ type: 'unseal_asked', level: 0, actor, data: { purpose: 'filer_asks', custodians: sealedUnder(state) } }),
  ],
};
