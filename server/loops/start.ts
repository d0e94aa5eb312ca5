import { askInBackground } from '../../engine/log/ask-witnesses.ts';
import { tick } from '../../engine/log/tick.ts';
import type { Service } from '../../engine/service.ts';
import { startDue } from '../../engine/calls/deliver-calls.ts';
import { deliver, deliverDanger } from '../../engine/outbox/deliver.ts';
import { FEATURES } from '../features.ts';
import { startLoop, type Loop } from './loop.ts';
import { sweep } from './sweep.ts';

const SWEEP_MS = 60_000;
const DELIVER_MS = 15_000;
const DANGER_MS = 2000;
const CALLS_MS = 5000;
const URGENT_MS = 2000;

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
      name: 'danger',
      pool: service.pools.relay,
      everyMs: Math.min(DANGER_MS, service.tickMs),
      round: async () => void (await deliverDanger(service)),
    }),
    startLoop({
      ...common,
      name: 'urgent',
      pool: service.pools.sweeper,
      everyMs: Math.min(URGENT_MS, service.tickMs),
      round: async () => void (await Promise.all(FEATURES.flatMap((it) => it.urgent ?? []).map((look) => look(service)))),
    }),
    startLoop({
      ...common,
      name: 'calls',
      pool: service.pools.relay,
      everyMs: Math.min(CALLS_MS, service.tickMs),
      round: () => startDue(service),
    }),
    startLoop({
      ...common,
      name: 'deliver',
      pool: service.pools.relay,
      everyMs: Math.min(DELIVER_MS, service.tickMs),
      round: async () => void (await deliver(service)),
    }),
    // Each for itself: a feed that is slow must not keep a box from its door, nor a report from the office above.
    ...FEATURES.flatMap((feature) =>
      (feature.deliveries ?? []).map((send, nth) =>
        startLoop({
          ...common,
          name: `deliver-${feature.name}-${nth + 1}`,
          pool: service.pools.relay,
          everyMs: Math.min(DELIVER_MS, service.tickMs),
          round: async () => void (await send(service)),
        }),
      ),
    ),
  ];
};
