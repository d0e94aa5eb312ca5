import { SERVER, TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, texts, type Verb } from '../verb.ts';
import { sideBy, tableClosed } from './table.ts';

/** A side says something to the mediator and the other side; both read it. */
export const tellTable: Verb = {
  name: 'tell_table',
  by: 'filer',
  makes: 'table_told',
  most: 60,
  fields: { by: SERVER, words: TEXT },
  closed: tableClosed,
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    return side === null
      ? refuse('not_found', { what: 'code' })
      : [newEvent({ type: 'table_told', level: 0, actor, data: { side }, texts: texts(input, 'words') })];
  },
};
