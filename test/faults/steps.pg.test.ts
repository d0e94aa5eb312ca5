import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Fs from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { integrate } from '../../server/log/integrate.ts';
import { publish } from '../../server/log/publish.ts';
import type { Service } from '../../server/service.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { watchConnections } from './harness/connections.ts';
import { injectEverywhere, lineOf, type Operation } from './harness/inject.ts';
import { KINDS } from './harness/steps.ts';
import { openWorld, type World } from './harness/world.ts';

vi.mock('node:fs', async (original) => (await import('./harness/files.ts')).faultySync(await original<typeof Fs>()));
vi.mock('node:fs/promises', async (original) => (await import('./harness/files.ts')).faultyPromises(await original<typeof FsPromises>()));

watchConnections();
const DATABASE_KINDS = KINDS.slice(0, 4);
const NONE = { lost: 0, doubled: 0, shrunk: 0, twoRoots: 0 };

let town: TestTown;
let world: World;
beforeEach(async () => {
  town = await openTown();
  world = openWorld(town);
});
afterEach(() => town.close());

const integrateIn = async (service: Service): Promise<void> =>
  void (await integrate(service.pools.integrator, service.id, service.logKeys.pad, service.clock()));
const publishIn = async (service: Service): Promise<void> => {
  const { origin } = await service.jurisdiction();
  const { logKeys, store, keys } = service;
  await publish(service.pools.integrator, { jurisdiction: 1, origin, signer: logKeys.checkpoint, store, keys }, service.clock());
};

/** Every kind at every step; then nothing is lost, doubled or contradicted, and all of it agrees. */
const stands = async (operation: Operation): Promise<void> => {
  const from = performance.now();
  const done = await injectEverywhere(world, operation);
  process.stdout.write(`${Math.round(performance.now() - from)} ms ${lineOf(done, world)}`);
  for (const kind of operation.kinds) expect(done.points[kind], kind).toBeGreaterThan(0);
  expect(world.losses).toEqual(NONE);
  const server = await world.start();
  expect(await world.reconcile(server.service)).toEqual([]);
  await server.end();
};

describe('a failure or a kill at each single step', { timeout: 600_000 }, () => {
  it('of integrating: what is queued becomes a leaf once', () =>
    stands({ name: 'integrate', kinds: DATABASE_KINDS, prepare: async (service) => void (await world.file(service)), run: integrateIn }));

  it('of publishing (tiles, heads file, signature, checkpoint): the log goes on from what was signed', () =>
    stands({
      name: 'publish',
      kinds: KINDS,
      prepare: async (service) => {
        await world.file(service);
        await integrateIn(service);
      },
      run: publishIn,
    }));
});
