import { deliverBoxes } from '../../features/door/server/deliver-boxes.ts';
import { integrate } from '../log/integrate.ts';
import { askInBackground } from '../log/ask-witnesses.ts';
import { publish } from '../log/publish.ts';
import type { Service } from '../service.ts';
import { deliver } from './deliver.ts';
import { startLoop, type Loop } from './loop.ts';
import { sweep } from './sweep.ts';

const SWEEP_MS = 60_000;
const DELIVER_MS = 15_000;

/** Takes what is queued into the log and publishes it: one tick. */
export const tick = async (service: Service): Promise<void> => {
  const { origin } = await service.jurisdiction();
  await integrate(service.pools.integrator, service.id, service.logKeys.pad, service.clock());
  await publish(
    service.pools.integrator,
    { jurisdiction: service.id, origin, signer: service.logKeys.checkpoint, store: service.store, keys: service.keys },
    service.clock(),
  );
};

/** Starts the loops of a jurisdiction. None of them decides anything: what they do late is true all the same. */
export const startLoops = (service: Service): readonly Loop[] => {
  const common = { jurisdiction: service.id, clock: service.clock };
  const witnesses = askInBackground(service);
  return [
    startLoop({
      ...common,
      name: 'integrate',
      pool: service.pools.integrator,
      everyMs: service.tickMs,
      round: async () => {
        await tick(service);
        // Not waited for: a slow witness must not keep the next tick.
        witnesses.ask();
      },
    }),
    witnesses,
    startLoop({
      ...common,
      name: 'sweep',
      pool: service.pools.sweeper,
      everyMs: Math.min(SWEEP_MS, service.tickMs),
      round: () => sweep(service),
    }),
    startLoop({
      ...common,
      name: 'deliver',
      pool: service.pools.relay,
      everyMs: Math.min(DELIVER_MS, service.tickMs),
      round: async () => {
        await deliver(service);
        await deliverBoxes(service);
      },
    }),
  ];
};
