import type * as Fs from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { integrate } from '../../engine/log/integrate.ts';
import { publish } from '../../engine/log/publish.ts';
import { signingKeys } from '../../engine/log/standing.ts';
import type { Service } from '../../engine/service.ts';
import { live } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { watchConnections } from './harness/connections.ts';
import { stands } from './harness/stands.ts';
import { DATABASE_KINDS, FILE_KINDS, KINDS } from './harness/steps.ts';
import { openWorld, type World } from './harness/world.ts';

vi.mock('node:fs', async (original) => (await import('./harness/files.ts')).faultySync(await original<typeof Fs>()));
vi.mock('node:fs/promises', async (original) => (await import('./harness/files.ts')).faultyPromises(await original<typeof FsPromises>()));
watchConnections();

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
  const { origin, logKeys } = await service.jurisdiction();
  const { signer, store } = service;
  const signWith = signingKeys(service, logKeys);
  await publish(service.pools.integrator, { jurisdiction: 1, origin, signer, signWith, store }, service.clock());
};
const all = async (works: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(works)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
};

describe('a failure or a kill at each single step', { timeout: 1_800_000 }, () => {
  it('of filing and of taking a step, alone and in a batch: what was answered is there once', async () => {
    let number = '';
    let asked = 0;
    let taken = 0;
    const addPoint = async (service: Service): Promise<void> => {
      asked += 1;
      const refusal = await takeStep(service, number, PEOPLE.filer, { name: 'add_point', input: { words: '三楼的灯。' } });
      if (!refusal) taken += 1;
    };
    await stands(world, {
      name: 'append',
      kinds: DATABASE_KINDS,
      prepare: async (service) => {
        [asked, taken] = [0, 0];
        ({ number } = await world.file(service));
        await live({ ...town, service }, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
      },
      // The first goes alone; what comes while its transaction runs is one batch.
      run: (service) => all([...[1, 2, 3].map(() => addPoint(service)), ...[1, 2].map(() => world.file(service))]),
      again: async () => undefined,
      look: async () => {
        const { rowCount } = await town.superuser.query("select 1 from event where matter = $1 and type = 'point_added'", [number]);
        world.losses.lost += Math.max(0, taken - (rowCount ?? 0));
        world.losses.doubled += Math.max(0, (rowCount ?? 0) - asked);
      },
    });
  });

  it('of integrating: what is queued becomes a leaf once', () =>
    stands(world, {
      name: 'integrate',
      kinds: DATABASE_KINDS,
      prepare: async (service) => void (await world.file(service)),
      run: integrateIn,
    }));

  it('of publishing (tiles, heads file, signature, checkpoint): the log goes on from what was signed', () =>
    stands(world, {
      name: 'publish',
      kinds: KINDS,
      prepare: async (service) => {
        await world.file(service);
        await integrateIn(service);
      },
      run: publishIn,
    }));

  it('of writing one tile: it is the old one or the new one, whole, and the new one when it was said to be there', async () => {
    const path = 'tile/0/x000/000.p/8';
    const [before, next] = [new Uint8Array(256).fill(1), new Uint8Array(512).fill(2)];
    let said = false;
    await stands(world, {
      name: 'tile write',
      kinds: FILE_KINDS,
      prepare: async ({ store }) => {
        said = false;
        await store.write(path, before);
        await store.sync();
      },
      run: async ({ store }) => {
        await store.write(path, next);
        await store.sync();
        said = true;
      },
      again: async ({ store }) => {
        const bytes = store.read(path);
        const isOld = bytes?.length === before.length && bytes.every((byte) => byte === 1);
        const isNew = bytes?.length === next.length && bytes.every((byte) => byte === 2);
        expect([isOld, isNew]).toContain(true);
        if (said) expect(isNew).toBe(true);
        await store.write(path, next);
        expect(store.read(path)).toEqual(next);
      },
    });
  });
});
