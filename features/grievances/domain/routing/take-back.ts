import { TEXT } from '../../../../kernel/stream/fields.ts';
import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { signatureOf } from './second-signature.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

const PASSING: readonly EventKind[] = ['registered', 'forwarded'];

/**
 * The step by which an office passed a matter on, while neither that office nor the one it was passed to has done anything since. Looks at
 * what these two did only: a step upward, or a word of an office above, neither opens nor closes it (G6).
 */
export const lastPassing = (state: GrievanceState, office: string): MatterEvent | undefined => {
  const steps = state.history.filter((event) => event.level === 0 && event.actor.kind === 'staff');
  const at = steps.findLastIndex((event) => event.actor.kind === 'staff' && event.actor.office === office);
  const last = steps[at];
  if (!last || !PASSING.includes(last.type)) return undefined;
  const to = last.type === 'forwarded' ? last.data['to'] : last.data['lead'];
  if (steps.slice(at + 1).some((event) => event.actor.kind === 'staff' && event.actor.office === to)) return undefined;
  const isAway = last.type === 'forwarded' ? last.data['named'] !== true && state.asked !== null : state.lead !== office;
  return isAway ? last : undefined;
};

/**
 * The office that passed a matter on undoes a wrong choice, until the other one has opened the matter. What it passed it on by is
 * struck out, so that every date is what it was before; both stay readable.
 */
export const takeBack: Verb = {
  name: 'take_back',
  by: 'staff',
  makes: 'taken_back',
  fields: { reason: TEXT },
  undoesOwn: (state, office) => lastPassing(state, office) !== undefined,
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (actor.kind !== 'staff' || lastPassing(state, actor.office) === undefined
      ? refuse('not_yet')
      : context.isOpenedThere
        ? refuse('opened_there')
        : undefined),
  decide: (input, state, _context, actor) => {
    const passing = actor.kind === 'staff' ? lastPassing(state, actor.office) : undefined;
    if (!passing) return refuse('not_yet');
    const { n } = passing;
    const signature = signatureOf(state, passing);
    return [
      newEvent({ type: 'taken_back', level: 0, actor, data: { n }, texts: texts(input, 'reason') }),
      newEvent({ type: 'voided', level: 0, actor, data: { n } }),
      ...(signature === undefined ? [] : [newEvent({ type: 'voided', level: 0, actor, data: { n: signature.n } })]),
    ];
  },
};
