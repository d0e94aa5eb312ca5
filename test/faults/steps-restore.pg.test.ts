import type * as Fs from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { Client } from 'pg';
import { expect, inject, it, vi } from 'vitest';
import { restoreArchive } from '../../server/archive/restore.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { keyPathOf, openInstallation } from '../../server/instance.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService } from '../../engine/service.ts';
import { fileIn } from '../support/desk.ts';
import { TEMPLATE } from '../support/global-setup.ts';
import { openTown } from '../support/installation.ts';
import { watchConnections } from './harness/connections.ts';
import { DATABASE_KINDS, FILE_KINDS, startProcess, type Family, type Kind } from './harness/steps.ts';
import { testFolder } from '../support/folder.ts';

vi.mock('node:fs', async (original) => (await import('./harness/files.ts')).faultySync(await original<typeof Fs>()));
vi.mock('node:fs/promises', async (original) => (await import('./harness/files.ts')).faultyPromises(await original<typeof FsPromises>()));
watchConnections();

const MATTERS = 3;
const DATABASE = `restored_${process.pid}`;
/** A restore has some two hundred statements, most of them one a table and all alike. */
const TRIED: readonly (readonly [family: Family, kinds: readonly Kind[], stride: number])[] = [
  ['file', FILE_KINDS, 1],
  ['database', DATABASE_KINDS, 9],
];

it(
  'a failure or a kill at each step of a restore leaves all of it, or a place in which nothing starts',
  { timeout: 1_800_000 },
  async () => {
    const cluster = inject('postgres');
    const url = `postgresql://${cluster.user}@localhost:${cluster.port}/${DATABASE}?host=${encodeURIComponent(cluster.host)}`;
    const folder = testFolder('restore');
    const town = await openTown();
    for (let i = 0; i < MATTERS; i += 1) await fileIn(town, `第${i}件`);
    await town.tick();
    const identity = await generateIdentity();
    const source = { installation: town.installation, jurisdictions: [1], listErased: async () => [] };
    const made = await writeArchive(source, { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) }, town.now());
    const maker = new Client({ ...cluster, database: 'postgres' });
    await maker.connect();
    const data = join(folder, 'place');

    const renew = async (): Promise<void> => {
      for (const path of [data, keyPathOf(data)]) rmSync(path, { recursive: true, force: true });
      if (!(await isUsed())) return; // a transaction that did not end has left nothing in it
      await maker.query(`drop database if exists ${DATABASE} with (force)`);
      await maker.query(`create database ${DATABASE} template ${TEMPLATE}`);
    };
    const isUsed = async (): Promise<boolean> => {
      const there = await maker.query('select 1 from pg_database where datname = $1', [DATABASE]);
      if (there.rowCount === 0) return true;
      const looking = new Client({ ...cluster, database: DATABASE });
      await looking.connect();
      const rows = await looking.query('select 1 from jurisdiction limit 1');
      await looking.end();
      return rows.rowCount !== 0;
    };
    /** What a server finds that is started here: all of it, or nothing of it. */
    const startHere = async (): Promise<'whole' | 'empty' | 'refused'> => {
      let installation;
      try {
        installation = await openInstallation(data, url);
      } catch {
        return 'refused';
      }
      try {
        if ((await installation.jurisdictions()).length === 0) return 'empty';
        const { pools, keys, dataDirectory } = installation;
        const service = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
        const { checked, findings } = await reconcile(service);
        expect([checked.matters, findings]).toEqual([MATTERS, []]);
        return 'whole';
      } finally {
        await installation.close();
      }
    };

    const found = { whole: 0, empty: 0, refused: 0 };
    let points = 0;
    for (const [family, kinds, stride] of TRIED) {
      for (const kind of kinds) {
        for (let at = 0; ; at += stride) {
          await renew();
          const running = startProcess({ kind, at, family });
          let answered = false;
          await running
            .run(async () => {
              const restored = await restoreArchive({ data: made.data, keys: made.keys, identity }, { data, url }, town.now());
              answered = true;
              await restored.installation.close();
            })
            .catch(() => undefined); // that it may fail is the point
          const hit = running.hit();
          const state = await startHere();
          if (answered) expect(state, `${kind} at ${hit?.name}`).toBe('whole');
          else expect(['whole', 'empty', 'refused'], `${kind} at ${hit?.name}`).toContain(state);
          if (!hit) break; // it came to its end before it had taken so many steps
          found[state] += 1;
          points += 1;
        }
      }
    }
    process.stdout.write(
      `restore: ${points} points, then a start: ${found.whole} whole, ${found.refused} refused, ${found.empty} with nothing in them, 0 half\n`,
    );
    expect(points).toBeGreaterThan(50);
    await maker.query(`drop database if exists ${DATABASE} with (force)`);
    await maker.end();
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
