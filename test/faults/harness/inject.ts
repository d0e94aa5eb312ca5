import { tick } from '../../../engine/log/tick.ts';
import type { Service } from '../../../engine/service.ts';
import { startProcess, type Family, type Kind } from './steps.ts';
import type { Server, World } from './world.ts';

/** Something that can be interrupted at each of its steps. */
export interface Operation {
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Only steps of this family are hit. */
  readonly family?: Family;
  /** Every so many of the steps only, where many of them are alike; 1 where this is absent. */
  readonly stride?: number;
  /** Without faults, before each point. */
  readonly prepare?: (service: Service) => Promise<void>;
  readonly run: (service: Service) => Promise<void>;
  /** After the fault, by the same process where it lives and by the next one where it was killed; `run` where there is none. */
  readonly again?: (service: Service) => Promise<void>;
  /** Looks, after all that, for what only this operation can break. */
  readonly look?: (service: Service) => Promise<void>;
}

/** What came of an operation: its steps, and how many points of each kind were tried. */
export interface Injected {
  readonly name: string;
  readonly steps: { readonly [family in Family]?: number };
  readonly points: { readonly [kind in Kind]?: number };
  /** Every name of a step at which something was injected. */
  readonly names: ReadonlySet<string>;
}

const BUNDLES = 1;

/** Puts every kind of fault at every step of an operation, one at a time, restarts, lets it run to its end, and looks. */
export const injectEverywhere = async (world: World, operation: Operation): Promise<Injected> => {
  const { name, kinds, family, stride = 1, prepare, run, again = run, look } = operation;
  let server: Server = await world.start();
  const points: { [kind in Kind]?: number } = {};
  const names = new Set<string>();
  const steps: { [family in Family]?: number } = {};
  await prepare?.(server.service);
  const dry = startProcess();
  await dry.run(() => run(server.service));
  for (const taken of dry.steps) steps[taken.family] = (steps[taken.family] ?? 0) + 1;
  await tick(server.service);
  for (const kind of kinds) {
    for (let at = 0; ; at += stride) {
      await prepare?.(server.service);
      const process = startProcess({ kind, at, family });
      await process.run(() => run(server.service)).catch(() => undefined); // that it may fail is the point
      if (process.isKilled()) {
        await server.end();
        server = await world.start();
      }
      await again(server.service);
      await world.sendAgain(server.service);
      if (await world.isUnfinished()) await tick(server.service);
      await look?.(server.service);
      await world.check(server.service, BUNDLES);
      const hit = process.hit();
      if (!hit) break; // it came to its end before it had taken so many steps
      names.add(hit.name);
      points[kind] = (points[kind] ?? 0) + 1;
    }
  }
  await server.end();
  return { name, steps, points, names };
};

/** One line of a report. */
export const lineOf = ({ name, steps, points }: Injected, { losses }: World): string => {
  const taken = Object.entries(steps).map(([family, count]) => `${count} ${family}`);
  const total = Object.values(points).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(points).map(([kind, count]) => `${kind} ${count}`);
  const { lost, doubled, shrunk, twoRoots } = losses;
  return `${name}: ${taken.join(', ')} steps; ${total} points (${kinds.join(', ')}); lost ${lost}, doubled ${doubled}, shrunk ${shrunk}, two roots ${twoRoots}\n`;
};
