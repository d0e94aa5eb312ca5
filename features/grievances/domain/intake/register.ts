import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { GRADES } from '../../../../kernel/matter/vocabulary.ts';
import { DAY, ID, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { officeFault } from '../routing/office-fault.ts';
import { occurredOn } from '../occurred.ts';
import { whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { field, newEvent, type Context, type Verb } from '../verb.ts';

/** Why a matter cannot be registered now, by one post or by two. */
export const registerClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ??
  (has(state, 'registered') ? refuse('already_done') : has(state, 'refused') ? refuse('wrong_stage') : undefined);

/** What a registration says: the office that will answer, the two above it, and the grade where the pack has grades. */
export const routeOf = (input: JsonObject, state: GrievanceState, context: Context): JsonObject | Refusal => {
  const lead = field(input, 'office');
  const fault = officeFault(lead, state, context);
  if (fault) return fault;
  const grade = context.pack.grades.find((it) => it === field(input, 'grade'));
  if (context.pack.grades.length > 0 && grade === undefined) return refuse('grade_missing', { field: 'grade' });
  const above = context.above(lead);
  const above2 = above === null ? null : context.above(above);
  return { lead, above, above2, ...(grade === undefined ? {} : { grade }) };
};

/**
 * The desk registers a matter and routes it to the office that will answer; the grade is set here where the pack has grades. At an office where
 * two posts sign, no post does it alone: it writes a transfer slip (functions 1.07).
 */
export const register: Verb = {
  name: 'register',
  by: 'staff',
  makes: 'registered',
  fields: { office: ID, grade: optional(choice(GRADES)), occurredOn: optional(DAY) },
  closed: (state, context, actor) =>
    registerClosed(state, context) ??
    (!context.imported && actor.kind === 'staff' && context.twoSign(actor.office) ? refuse('second_post_first') : undefined),
  decide: (input, state, context, actor) => {
    const route = routeOf(input, state, context);
    if (isRefusal(route)) return route;
    const day = occurredOn(input, state, context);
    return isRefusal(day) ? day : [newEvent({ type: 'registered', level: 0, actor, ...day, data: route })];
  },
};
