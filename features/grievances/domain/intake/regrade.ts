import { TEXT, choice } from '../../../../kernel/stream/fields.ts';
import { GRADES } from '../../../../kernel/matter/vocabulary.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** Puts a matter into a shorter grade; a longer one would take time from the filer. */
export const regrade: Verb = {
  name: 'regrade',
  by: 'staff',
  makes: 'regraded',
  fields: { grade: choice(GRADES), reason: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (state.grade === null
      ? refuse(has(state, 'registered') ? 'wrong_stage' : 'not_yet')
      : has(state, 'replied')
        ? refuse('duty_over')
        : state.grade === 'simple'
          ? refuse('grade_longer')
          : undefined),
  decide: (input, state, _context, actor) => {
    const grade = GRADES.find((it) => it === field(input, 'grade'));
    if (grade === undefined) return refuse('grade_missing', { field: 'grade' });
    if (state.grade === null || GRADES.indexOf(grade) >= GRADES.indexOf(state.grade)) return refuse('grade_longer', { field: 'grade' });
    return [newEvent({ type: 'regraded', level: 0, actor, data: { grade }, texts: texts(input, 'reason') })];
  },
};
