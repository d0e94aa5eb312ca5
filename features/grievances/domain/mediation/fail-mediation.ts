import { choice, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, texts, type Verb } from '../verb.ts';
import { ENDINGS, failed } from './ending.ts';
import { isMediation, isOver } from './table.ts';

/** The mediator ends it without an agreement, and tells both sides the other ways in the same step (People's Mediation Law art. 26). */
export const failMediation: Verb = {
  name: 'fail_mediation',
  by: 'staff',
  makes: 'mediation_failed',
  also: 'ways_told',
  fields: { because: choice(ENDINGS), words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!isMediation(context.pack)
      ? refuse('wrong_stage')
      : isOver(state)
        ? refuse('mediation_over')
        : has(state, 'registered')
          ? undefined
          : refuse('not_yet')),
  decide: (input, _state, _context, actor) => failed(actor, { because: field(input, 'because') }, texts(input, 'words')),
};
