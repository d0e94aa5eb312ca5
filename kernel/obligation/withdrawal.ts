import { dueAfter } from '../calendar/due.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Pack } from '../policy/pack.ts';
import type { Vocabulary, Words } from '../policy/vocabulary.ts';
import type { Fact } from './history.ts';

/**
 * When the withdrawal asked for takes effect, or took effect; null when none stands (G8), or of a kind that nobody withdraws. Only the filer withdraws,
 * asking twice does not bring it nearer, and resuming undoes it before and after it has taken effect.
 */
export const withdrawalEffectAt = (
  { withdrawal }: Vocabulary,
  facts: readonly Fact[],
  pack: Pack<Words>,
  calendar: Calendar,
): Instant | null => {
  if (withdrawal === null || pack.withdrawalAfter === undefined) return null;
  let asked: Fact | null = null;
  for (const fact of facts) {
    if (fact.voided) continue;
    if (fact.event.type === withdrawal.asked && fact.event.actor.kind === 'filer') asked ??= fact;
    if (fact.event.type === withdrawal.undone) asked = null;
  }
  if (asked === null) return null;
  return dueAfter(asked.late, pack.withdrawalAfter, { firstDay: 'excluded', lastDay: 'keep' }, calendar).breachAt;
};
