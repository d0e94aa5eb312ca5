import { LINE, TEXT, choice } from '../../../../kernel/stream/fields.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { levelOf, whenWithdrawn } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { OFFICE_PURPOSES, sealedUnder, standingOf, unsealRequests } from './unsealing.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';

/** Why nobody can ask at this level now: no name is taken here, it is gone, or a request runs already. */
export const askingClosed = (state: GrievanceState, context: Context, level: Level): Refusal | undefined => {
  const hash = sealedUnder(state);
  const set = hash === null ? undefined : context.custodians(hash);
  if (!set) return refuse('no_sealed_box');
  const running = unsealRequests(state).some(
    (it) => it.level === level && ['waiting', 'open', 'readable'].includes(standingOf(it, set, context.now)),
  );
  return running ? refuse('already_done') : undefined;
};

/**
 * An office asks that the name be opened, for one of three purposes and with its basis (G4). The filer sees it at once; the custodians
 * decide. Whether there is a name in the box nobody knows before.
 */
export const askUnseal: Verb = {
  name: 'ask_unseal',
  by: 'staff',
  makes: 'unseal_asked',
  fields: { purpose: choice(OFFICE_PURPOSES), basis: LINE, reason: TEXT },
  closed: (state, context, actor) => {
    const level = levelOf(state, actor);
    if (level === undefined) return refuse('not_your_post');
    return (
      whenWithdrawn(state, context) ??
      askingClosed(state, context, level) ??
      (context.unsealingsLeft > 0 ? undefined : refuse('unsealings_spent'))
    );
  },
  decide: (input, state, context, actor) => {
    const purpose = OFFICE_PURPOSES.find((it) => it === field(input, 'purpose'));
    const level = levelOf(state, actor);
    if (purpose === undefined || level === undefined) return refuse('field_choice', { field: 'purpose' });
    return [
      newEvent({
        type: 'unseal_asked',
        level,
        actor,
        data: { purpose, custodians: sealedUnder(state) },
        texts: texts(input, 'basis', 'reason'),
      }),
    ];
  },
};
