import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { fold, isOn } from '../domain/state.ts';
import { warningsToEnd } from './read-warnings.ts';
import { warnings } from './warnings.ts';

/** Says of each warning that its end has come: nobody has to remember it. Late or twice, it comes to the same. */
export const endWarnings = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const found = await service.read((tx) => warningsToEnd(tx, service.clock()));
  for (const matter of found)
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(warnings, it),
      decide: ({ events }, now) => {
        const state = fold(events);
        return state.over !== null || isOn(state, now)
          ? []
          : [{ type: 'warning_ended', level: 0, actor: { kind: 'system' }, visibility: 'open', data: {}, texts: {} }];
      },
    });
};
