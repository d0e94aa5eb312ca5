import { TEXT } from '../../../../kernel/stream/fields.ts';
import { newEvent, texts, type Verb } from '../verb.ts';
import { verifyClosed } from './verdict.ts';

/** The office has looked, and there is no danger: the filer reads why, and is told the result in writing by a day. */
export const findNoHazard: Verb = {
  name: 'find_no_hazard',
  by: 'staff',
  makes: 'hazard_unconfirmed',
  fields: { reason: TEXT },
  closed: verifyClosed,
  decide: (input, _state, _context, actor) => [newEvent({ type: 'hazard_unconfirmed', level: 0, actor, texts: texts(input, 'reason') })],
};
