import { GRADES } from '../../../../kernel/matter/vocabulary.ts';
import { DAY, ID, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, type Verb } from '../verb.ts';

/** The desk registers a matter and routes it to the office that will answer; the grade is set here where the pack has grades. */
export const register: Verb = {
  name: 'register',
  by: 'staff',
  makes: 'registered',
  fields: { office: ID, grade: optional(choice(GRADES)), occurredOn: optional(DAY) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'registered') ? refuse('already_done') : has(state, 'refused') ? refuse('wrong_stage') : undefined),
  decide: (input, state, context, actor) => {
    const lead = field(input, 'office');
    if (!context.officeExists(lead)) return refuse('office_unknown', { field: 'office' });
    const grade = context.pack.grades.find((it) => it === field(input, 'grade'));
    if (context.pack.grades.length > 0 && grade === undefined) return refuse('grade_missing', { field: 'grade' });
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const above = context.above(lead);
    const above2 = above === null ? null : context.above(above);
    return [
      newEvent({ type: 'registered', level: 0, actor, ...day, data: { lead, above, above2, ...(grade === undefined ? {} : { grade }) } }),
    ];
  },
};
