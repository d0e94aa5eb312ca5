import { DAY, TEXT, noted, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Actor } from '../../../../kernel/stream/event.ts';
import { isNaming } from '../routing/forward.ts';
import { occurredOn } from '../occurred.ts';
import { readPoints } from './points.ts';
import { isAsked, packForwards, packKnows, takenOver, whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { newEvent, type Verb } from '../verb.ts';
import { hasConsented, isMediation } from '../mediation/table.ts';

/** Whose turn it is to take a matter on: the office it was forwarded to, or else the lead. */
export const turnFault = (state: GrievanceState, actor: Actor): Refusal | undefined =>
  isAsked(state, actor)
    ? undefined
    : state.asked !== null
      ? refuse('forward_waits')
      : isNaming(state)
        ? refuse('superior_decides')
        : undefined;

/** The office says in writing that it takes the matter on, and which points its answer will speak to. */
export const accept: Verb = {
  name: 'accept',
  by: 'staff',
  makes: 'accepted',
  fields: { points: optional(noted(TEXT, 'One a line: the reply must answer each.')), occurredOn: optional(DAY) },
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (!(packKnows(context.pack, 'accepted') || (packForwards(context.pack) && isAsked(state, actor))) || has(state, 'refused')
      ? refuse('wrong_stage')
      : has(state, 'accepted')
        ? refuse('already_done')
        : has(state, 'registered')
          ? (turnFault(state, actor) ?? (isMediation(context.pack) && !hasConsented(state) ? refuse('consent_missing') : undefined))
          : refuse('not_yet')),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const points = readPoints(input);
    if (isRefusal(points)) return points;
    const data = { ...takenOver(state, actor), ...(points.length === 0 ? {} : { points: points.length }) };
    const words = Object.fromEntries(points.map((point, i) => [`point${i + 1}`, point] as const));
    return [newEvent({ type: 'accepted', level: 0, actor, ...day, data, texts: words })];
  },
};
