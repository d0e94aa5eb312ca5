import { kindIn } from '../../../../engine/kind.ts';
import type { Service } from '../../../../engine/service.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { answerByGroup, type GroupAnswer } from '../../domain/comments/answer-comment.ts';
import { contextOf } from '../../domain/decide.ts';
import { fold, inOrder } from '../../domain/state.ts';
import { matters } from '../matters.ts';
import { surroundings } from '../surroundings.ts';

/**
 * Tells one comment the answer of its group, in the name of the post that answered. Late or twice, it comes to the same: a comment that was
 * answered, withdrawn or put elsewhere since is passed over.
 */
export const answerFromGroup = async (service: Service, comment: string, answer: GroupAnswer): Promise<boolean> => {
  const it = await service.jurisdiction();
  let told = false;
  // What it says is words, and the sweeper writes none.
  const outcome = await service.lane.submit({
    kind: 'step',
    matter: comment,
    of: kindIn(matters, it),
    decide: (history, now) => {
      const events = inOrder(asMatter(history.events));
      const decided = answerByGroup(fold(events), contextOf(events, surroundings(it, history, now)), answer);
      told = decided.length > 0;
      return decided;
    },
  });
  return outcome.ok && told;
};
