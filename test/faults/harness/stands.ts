import { expect } from 'vitest';
import { injectEverywhere, lineOf, type Operation } from './inject.ts';
import type { World } from './world.ts';

/** Every kind at every step; then nothing is lost, doubled or contradicted, and all of it agrees. Prints one line. */
export const stands = async (world: World, operation: Operation): Promise<void> => {
  const done = await injectEverywhere(world, operation);
  process.stdout.write(lineOf(done, world));
  for (const kind of operation.kinds) expect(done.points[kind], kind).toBeGreaterThan(0);
  expect(world.losses).toEqual({ lost: 0, doubled: 0, shrunk: 0, twoRoots: 0 });
  const server = await world.start();
  expect(await world.reconcile(server.service)).toEqual([]);
  await server.end();
};
