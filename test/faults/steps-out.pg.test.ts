import type * as Fs from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { checkArchive } from '../../server/archive/read.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { namePeer } from '../../engine/place/peers.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { deliver } from '../../engine/outbox/deliver.ts';
import { tick } from '../../engine/log/tick.ts';
import { openWitness, type Witness } from '../../engine/witness/witness.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { watchConnections } from './harness/connections.ts';
import { faultyFetch, type Answering } from './harness/requests.ts';
import type { Operation } from './harness/inject.ts';
import { stands } from './harness/stands.ts';
import { DATABASE_KINDS, FILE_KINDS, KINDS, outside } from './harness/steps.ts';
import { openWorld, type World } from './harness/world.ts';
import { testFolder } from '../support/folder.ts';

vi.mock('node:fs', async (original) => (await import('./harness/files.ts')).faultySync(await original<typeof Fs>()));
vi.mock('node:fs/promises', async (original) => (await import('./harness/files.ts')).faultyPromises(await original<typeof FsPromises>()));
watchConnections();

let town: TestTown;
let world: World;
let folder = '';
let answering: Answering;
beforeEach(async () => {
  vi.stubGlobal(
    'fetch',
    faultyFetch((url, body) => answering(url, body)),
  );
  folder = testFolder('steps');
  town = await openTown();
  world = openWorld(town);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const later = (ms: number): void => town.setClock(new Date(town.now() + ms).toISOString());

describe('a failure or a kill at each single step', { timeout: 1_800_000 }, () => {
  it('of asking two witnesses: each signs one line of logs, and what they signed is stored and served', async () => {
    const witnesses = new Map<string, Witness>();
    const logKey = town.service.logKeys.checkpoint.key;
    answering = (url, body) =>
      outside(async () => {
        const witness = witnesses.get(new URL(url).hostname);
        const reply = await witness?.add(utf8Encode(body), () => [logKey], town.now());
        return new Response(reply?.body ?? '', { status: reply?.status ?? 404 });
      });
    for (const name of ['w1.example', 'w2.example']) {
      const witness = openWitness(name, { keyFile: join(folder, `${name}.key`), folder: join(folder, name) });
      witnesses.set(name, witness);
      const url = `http://${name}`;
      const peer = { peer: name.slice(0, 2), url, log: null, witness: { key: formatVkey(witness.key), url } };
      await inJurisdiction(town.installation.pools.app, 1, (tx) => namePeer(tx, peer, 1, { log: '', witness: '' }, town.now()));
    }
    const signatures = async (): Promise<number> => {
      const { rows } = await town.superuser.query<{ n: string }>(
        'select count(*) as n from cosignature c, log_state s where c.size = s.published',
      );
      return Number(rows[0]?.n);
    };
    await stands(world, {
      name: 'ask witnesses',
      kinds: KINDS,
      prepare: async (service) => {
        await world.file(service);
        await tick(service);
      },
      run: async (service) => void (await askWitnesses(service)),
      look: async ({ store }) => {
        expect(await signatures()).toBe(2);
        const lines = Buffer.from(store.read('checkpoint') ?? [])
          .toString()
          .split('\n')
          .filter((line) => line.startsWith('— '));
        expect(lines).toHaveLength(3);
      },
    });
  });

  it('of delivering: the office is rung at least once for everything that is new, and nothing is left waiting', async () => {
    let rung = 0;
    answering = async () => {
      rung += 1;
      return new Response('', { status: 200 });
    };
    await town.superuser.query("update office set bell_url = 'http://bell.example/' where office = 'letters'");
    const waiting = async (): Promise<number> => (await town.superuser.query('select 1 from outbox where sent_at is null')).rowCount ?? 0;
    await stands(world, {
      name: 'deliver',
      kinds: DATABASE_KINDS,
      prepare: async (service) => {
        rung = 0;
        await world.file(service);
        await world.file(service);
        expect(await waiting()).toBe(2);
      },
      run: async (service) => void (await deliver(service)),
      again: async (service) => {
        later(10 * 60_000); // what was not reached is due again
        await deliver(service);
      },
      look: async () => {
        expect(await waiting()).toBe(0);
        expect(rung).toBeGreaterThanOrEqual(1);
      },
    });
  });

  it('of archiving: a file that has its name is whole, and there is never a data file without its keys', async () => {
    const identity = await generateIdentity();
    const to = { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) };
    const source = { installation: town.installation, jurisdictions: [1], listErased: async () => [] };
    await world.file(town.service);
    await tick(town.service);
    const archiving: Operation = {
      name: 'archive: files',
      kinds: FILE_KINDS,
      family: 'file',
      prepare: async () => rmSync(to.directory, { recursive: true, force: true }),
      run: async ({ pools }) => {
        later(1000);
        await writeArchive({ ...source, installation: { ...town.installation, pools } }, to, instant(town.now()));
      },
      again: async ({ pools }) => {
        const names = archivesIn(to.directory);
        for (const name of names) {
          const base = name.replace(/\.(data\.gz|keys\.age)$/, '');
          expect(names).toContain(`${base}.keys.age`);
          if (name.endsWith('.data.gz')) await checkArchive(join(to.directory, name), join(to.directory, `${base}.keys.age`), identity);
        }
        later(1000);
        const made = await writeArchive({ ...source, installation: { ...town.installation, pools } }, to, instant(town.now()));
        await checkArchive(made.data, made.keys, identity);
      },
    };
    await stands(world, archiving);
    // Three statements a table, all alike: every seventeenth one.
    await stands(world, { ...archiving, name: 'archive: statements', kinds: DATABASE_KINDS, family: 'database', stride: 17 });
  });
});

/** What passes for an archive in a folder. */
const archivesIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory).filter((name) => /\.(data\.gz|keys\.age)$/.test(name));
  } catch {
    return []; // not begun
  }
};
