import type { Pack } from '../../../../kernel/policy/pack.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { has, type GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** A report that a child may be in danger, bullying among it; an independent door alone takes one (G5, functions.md N14). */
export const isOfChild = (pack: Pack): boolean => pack.kind === 'child_danger';

/**
 * What has to come before the answer, where the rules ask for it: the child was protected, the guardian told or kept out for a reason, and somebody
 * outside the school has looked. Records of another system know none of it.
 */
export const missingBeforeAnswer = (state: GrievanceState, { pack, imported }: Pick<Context, 'pack' | 'imported'>): Refusal | undefined => {
  const asks = (kind: 'protect_child' | 'tell_guardian' | 'look_outside'): boolean => pack.rules.some((rule) => rule.kind === kind);
  if (imported || !isOfChild(pack)) return undefined;
  const isMissing =
    (asks('protect_child') && !has(state, 'child_protected')) ||
    (asks('tell_guardian') && !has(state, 'guardian_told') && !has(state, 'guardian_kept_out')) ||
    (asks('look_outside') && !has(state, 'looked_outside'));
  return isMissing ? refuse('child_first') : undefined;
};
