import { DAY, ID, TEXT, noted, optional } from '../../../../kernel/stream/fields.ts';
import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { Actor, JsonObject } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { DAY_SET } from '../../../../kernel/policy/pack.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { officeFault } from './office-fault.ts';
import { packForwards, whenWithdrawn } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';

/** After this many objections the offices stop passing it on and the office above decides. */
export const OBJECTIONS_MAX = 2;

const objections = (state: GrievanceState): readonly MatterEvent[] => state.history.filter((event) => event.type === 'forward_objected');

/** Whether an office stands below another in the tree, at any depth. */
const isBelow = (office: string, superior: string, above: Context['above']): boolean => {
  for (let at = above(office); at !== null; at = above(at)) if (at === superior) return true;
  return false;
};

/** Why an office cannot be asked to take a matter over; undefined when it can. */
export const targetFault = (office: string, state: GrievanceState, context: Context): Refusal | undefined => {
  const fault = officeFault(office, state, context);
  if (fault) return fault;
  if (office === state.lead) return refuse('nothing_changes', { field: 'office' });
  // The two need an office above both, which decides when they disagree (信访工作条例 24).
  if (state.above === null || !isBelow(office, state.above, context.above)) return refuse('office_out_of_reach', { field: 'office' });
  return undefined;
};

/** A `forwarded` that names its target and the two offices above it. */
export const forwardTo = (
  office: string,
  actor: Actor,
  context: Context,
  { named = false, by = {} }: { readonly named?: boolean; readonly by?: JsonObject },
  words: { readonly [field: string]: string },
) => {
  const above = context.above(office);
  return newEvent({
    type: 'forwarded',
    level: 0,
    actor,
    data: { to: office, above, above2: above === null ? null : context.above(above), ...(named ? { named } : {}), ...by },
    texts: words,
  });
};

/** Whether passing a matter on may set the day by which it is to be finished (交办, 信访工作条例 22). */
export const setsDays = (context: Pick<Context, 'pack'>): boolean =>
  context.pack.rules.some((rule) => rule.within === DAY_SET && 'event' in rule.start && rule.start.event === 'forwarded');

/** The day set with a forward: none, one that has not passed, or a refusal. */
const daySet = (input: JsonObject, context: Context): JsonObject | Refusal => {
  if (field(input, 'by') === '') return {};
  const by = setsDays(context) ? parsePlainDate(field(input, 'by')) : undefined;
  if (by === undefined) return refuse('field_date', { field: 'by' });
  return by < context.today ? refuse('promise_past', { field: 'by' }) : { by };
};

/** Passes a matter on to the office that is competent, with reasons. The sender stays answerable until that office accepts. */
export const forward: Verb = {
  name: 'forward',
  by: 'staff',
  makes: 'forwarded',
  fields: { office: ID, reason: TEXT, by: optional(noted(DAY, 'To be finished by; only where the pack has a rule for it.')) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!packForwards(context.pack) || has(state, 'accepted', 'refused', 'hazard_confirmed', 'hazard_unconfirmed')
      ? refuse('wrong_stage')
      : !has(state, 'registered')
        ? refuse('not_yet')
        : state.asked !== null
          ? refuse('forward_waits')
          : isNaming(state)
            ? refuse('superior_decides')
            : objections(state).length >= OBJECTIONS_MAX
              ? refuse('superior_decides')
              : undefined),
  decide: (input, state, context, actor) => {
    const office = field(input, 'office');
    const fault = targetFault(office, state, context);
    if (fault) return fault;
    if (objections(state).some((event) => event.actor.kind === 'staff' && event.actor.office === office))
      return refuse('forward_refused_there', { field: 'office' });
    const by = daySet(input, context);
    if (isRefusal(by)) return by;
    return [forwardTo(office, actor, context, { by }, texts(input, 'reason'))];
  },
};

/** True while the office above has been asked to name the office, and has not. */
export const isNaming = (state: GrievanceState): boolean => {
  const asked = findEvent(state, 'naming_asked');
  return asked !== undefined && state.history.indexOf(asked) > state.history.findLastIndex((event) => event.data['named'] === true);
};
