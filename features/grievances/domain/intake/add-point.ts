import { LINE } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { POINTS_MAX, pointsOf } from './points.ts';
import { isAnswered, isTakenOn, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The filer says what the office left out of the points that its answer must speak to. */
export const addPoint: Verb = {
  name: 'add_point',
  by: 'filer',
  makes: 'point_added',
  fields: { words: LINE },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!isTakenOn(state, context.pack)
      ? refuse('not_yet')
      : isAnswered(state)
        ? refuse('duty_over')
        : pointsOf(state).length >= POINTS_MAX
          ? refuse('points_too_many', { max: POINTS_MAX })
          : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'point_added', level: 0, actor, texts: texts(input, 'words') })],
};
