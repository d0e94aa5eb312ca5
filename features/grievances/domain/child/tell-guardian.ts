import { choice, DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { isOfChild } from './danger-to-a-child.ts';

/** How a guardian was told. */
export const GUARDIAN_TOLD = ['in_person', 'by_telephone', 'through_police'] as const;
/** Why a guardian is not told. That nobody was reached is none of them: it is tried again. */
export const KEPT_OUT = ['guardian_is_the_danger', 'telling_endangers'] as const;
/** Who looks after the child's interests instead, where the guardian is kept out (Law on the Protection of Minors arts 92 and 93). */
export const INSTEAD = ['civil_affairs', 'other_guardian', 'police', 'children_officer'] as const;

/** The guardian is told, by a post and without a name. */
export const tellGuardian: Verb = {
  name: 'tell_guardian',
  by: 'staff',
  makes: 'guardian_told',
  isOf: isOfChild,
  fields: { how: choice(GUARDIAN_TOLD), words: optional(TEXT), occurredOn: optional(DAY) },
  closed: (state) => (has(state, 'guardian_told') ? refuse('already_done') : undefined),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const data = { how: field(input, 'how') };
    return [newEvent({ type: 'guardian_told', level: 0, actor, ...day, data, texts: texts(input, 'words') })];
  },
};

/** The guardian is the danger, or telling would bring one: somebody else speaks for the child, and the reason stands in the history. */
export const keepGuardianOut: Verb = {
  name: 'keep_guardian_out',
  by: 'staff',
  makes: 'guardian_kept_out',
  isOf: isOfChild,
  fields: { because: choice(KEPT_OUT), instead: choice(INSTEAD), words: TEXT },
  closed: (state) => (has(state, 'guardian_kept_out') ? refuse('already_done') : undefined),
  decide: (input, _state, _context, actor) => {
    const data = { because: field(input, 'because'), instead: field(input, 'instead') };
    return [newEvent({ type: 'guardian_kept_out', level: 0, actor, data, texts: texts(input, 'words') })];
  },
};
