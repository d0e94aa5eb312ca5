import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { surroundings } from '../../../engine/service.ts';
import { erase, type Erasure } from '../domain/ending/erase.ts';
import { projectIn } from './take-step.ts';

/**
 * Destroys the keys of all texts of a matter, with an event that says why, in one transaction. What an archive of before holds is gone
 * when its keys are (`completeOn`). Undefined when it was done.
 */
export const eraseMatter = async (service: Service, matter: string, erasure: Erasure): Promise<Refusal | undefined> => {
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(matter)) return refuse('not_found');
  const it = await service.jurisdiction();
  const outcome = await service.sweepLane.submit({
    kind: 'step',
    matter,
    forget: true,
    project: projectIn(it, service.clock()),
    bells: () => [],
    calendarNow: (bound) => it.newestCalendar.get(bound) ?? bound,
    decide: (history, now) => erase(history.events, erasure, surroundings(it, history, now)),
  });
  return outcome.ok ? undefined : outcome.refusal;
};
