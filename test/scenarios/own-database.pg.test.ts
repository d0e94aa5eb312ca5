import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { quietly } from '../../engine/store/pools.ts';
import { commit, inJurisdiction, isRollback, statement, UnknownCommit } from '../../engine/store/transaction.ts';
import { openServed } from '../../server/commands/io.ts';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/instance.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { startPostgres, type EmbeddedPostgres } from '../../server/postgres/supervisor.ts';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { postMatter, runCommand, startServer } from '../support/server-process.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const SET_UP = join(import.meta.dirname, '../support/set-up.yaml');
const folder = testFolder('own');
chmodSync(folder, 0o755);
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

const CSV = [
  '编号,来件时间,标题,内容,答复时间,答复意见,承办单位',
  ...Array.from({ length: 5 }, (_, i) => `${i},2024-03-0${1 + i} 09:00,路灯${i},不亮,2024-03-20 10:00,已修好。,housing`),
];

const run = async (superuser: Client, sql: readonly string[]): Promise<void> => {
  for (const one of sql) await superuser.query(one);
};

const clusterOf17 = async () => {
  const server = await startPostgres(preparePlace(join(folder, 'cluster')));
  ends.push(() => server.stop());
  return server;
};

const connectTo = async (connection: EmbeddedPostgres['connection'], database: string): Promise<Client> => {
  const client = new Client({ ...connection, database });
  await client.connect();
  return client;
};

/** A login that owns its databases, may make roles and is no superuser: what a hosted PostgreSQL gives. */
const ownerOn = async (connection: EmbeddedPostgres['connection']) => {
  const superuser = await connectTo(connection, 'postgres');
  await run(superuser, [
    'create role operator login createrole nosuperuser nobypassrls',
    'create database place owner operator',
    'create database other owner operator',
  ]);
  await superuser.end();
  return (database: string): NodeJS.ProcessEnv => ({
    DATABASE_URL: `postgresql:///${database}?host=${encodeURIComponent(connection.host)}&user=operator`,
  });
};

/** Set up, served, filed, imported into a jurisdiction of its own number, reconciled, archived, and restored into another database. */
const wholeLife = async (name: string, env: (database: string) => NodeJS.ProcessEnv): Promise<void> => {
  const data = join(folder, name, 'data');
  const done = async (args: readonly string[], database = 'place'): Promise<string> => {
    const { code, out, err } = await runCommand(args, env(database));
    expect([args.slice(0, 2), code, err.replaceAll(/^.*(rows|checking).*\n/gm, '')]).toEqual([args.slice(0, 2), 0, '']);
    return out;
  };
  await done(['admin', 'set-up', SET_UP, '--data', data]);
  const server = await startServer(data, ['--tick', '0.3'], env('place'));
  expect((await postMatter(server.url, 'own-database-form-1', { subject: '灯', body: '不亮' }))?.status).toBe(201);
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, CSV.join('\r\n'));
  await done(['import', file, '--into', '3', '--data', data]);
  expect(await server.stop()).toBe(0);
  expect(await done(['reconcile', '--data', data])).toContain('everything agrees');
  const [identity = ''] = (await done(['archive', 'new-recovery-key'])).split('\n').filter((line) => line.startsWith('AGE-'));
  const key = join(folder, `${name}.key`);
  writeFileSync(key, identity);
  const recipient = /age1[a-z0-9]+/.exec(await done(['archive', 'new-recovery-key', '--json']));
  expect(recipient).not.toBeNull();
  const { identityToRecipient } = await import('age-encryption');
  const to = join(folder, `${name}-archive`);
  const told = await done(['archive', '--to', to, '--recovery', await identityToRecipient(identity), '--data', data]);
  expect(told).toMatch(/^jurisdiction 1: \d+ rows, 1 matters, \d+ leaves$/m);
  expect(told).toMatch(/^jurisdiction 3: \d+ rows, 5 matters, \d+ leaves$/m);
  const paths = { from: /^data {2}(\S+)/m.exec(told)?.[1] ?? '', keys: /^keys {2}(\S+)/m.exec(told)?.[1] ?? '' };
  const back = join(folder, `${name}-back`, 'data');
  const restored = await done(['restore', '--from', paths.from, '--keys', paths.keys, '--identity', key, '--data', back], 'other');
  expect(restored).toMatch(/^jurisdiction 1: /m);
  expect(restored).toMatch(/^jurisdiction 3: /m);
  expect(restored).toMatch(/^5 matters, .* 0 findings$/m);
  expect(
    (
      await runCommand(
        ['restore', '--from', paths.from, '--keys', paths.keys, '--identity', key, '--data', join(folder, `${name}-x`)],
        env('other'),
      )
    ).err,
  ).toContain('place_not_empty');
};

describe('a database of one’s own', { timeout: 1_800_000 }, () => {
  it('can belong to a login that is no superuser, for everything; an archive holds every jurisdiction and names it', async () => {
    const { connection } = await clusterOf17();
    const env = await ownerOn(connection);
    await wholeLife('seventeen', env);
    // The wall stands for the owner as for everybody else.
    const owner = new Client({ connectionString: env('place')['DATABASE_URL'] });
    await owner.connect();
    await owner.query("set app.jurisdiction = '3'");
    const { rows } = await owner.query<{ jurisdiction: number }>('select distinct jurisdiction from matter');
    expect(rows).toEqual([{ jurisdiction: 3 }]);
    await owner.query('set role huiyin_app');
    expect((await owner.query('select jurisdiction from jurisdiction')).rows).toEqual([{ jurisdiction: 3 }]);
    await owner.end();
  });

  it.runIf(hasDebianPostgres())('the same on PostgreSQL 15', wants('postgres15'), async () => {
    const older = await startDebianPostgres();
    ends.push(older.stop);
    const host = new URL(older.url.replace('postgresql:///', 'postgresql://x/')).searchParams.get('host') ?? '';
    await wholeLife('fifteen', await ownerOn({ host, user: 'postgres', port: 5432 }));
  });

  it('is served by one: a second `up` is refused in a sentence, and after a kill the next one serves', async () => {
    const place = preparePlace(join(folder, 'cluster'));
    const env = { DATABASE_URL: `postgresql:///place?host=${encodeURIComponent(place.socket)}&user=operator` };
    const data = join(folder, 'seventeen', 'data');
    const first = await startServer(data, ['--tick', '0.3'], env);
    const second = join(folder, 'second', 'data');
    cpSync(`${data}-keys`, `${second}-keys`, { recursive: true });
    const refused = await runCommand(['up', '--port', '0', '--data', second], env);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('another_up: another huiyin serves this database already')]);
    expect((await fetch(`${first.url}/log/checkpoint`)).status).toBe(200);
    first.child.kill('SIGKILL');
    const next = await startServer(data, ['--tick', '0.3'], env);
    expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
    // The connection that holds the place is cut: it is taken again, and nobody else has got in between.
    const superuser = await connectTo({ host: place.socket, user: 'postgres', port: 5432 }, 'place');
    await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'huiyin up'");
    const again = await runCommand(['up', '--port', '0', '--data', second], env);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('another_up')]);
    await superuser.end();
    expect(await next.stop()).toBe(0);
  });
});

type Ending = 'reset' | 'end' | 'silence' | { readonly code: string };

const errorMessage = (code: string): Buffer => {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0Mcould not commit\0\0`);
  const head = Buffer.alloc(5);
  head.write('E', 0, 'latin1');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])]);
};

/** Stands between the product and PostgreSQL: COMMIT is carried out there, and its answer is lost in some way, or is made another. */
const losing = async (socketPath: string, ending: Ending, isArmed = (): boolean => true): Promise<Server> => {
  const server = createServer((near) => {
    const far: Socket = createConnection(socketPath);
    let isLost = false;
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    near.on('data', (chunk) => {
      if (chunk.includes(Buffer.from('commit\0')) && isArmed()) isLost = true;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!isLost) return void near.write(chunk);
      isLost = false; // this is the answer to COMMIT: it has happened
      if (ending === 'reset') near.resetAndDestroy();
      else if (ending === 'end') near.end();
      else if (ending !== 'silence') near.write(errorMessage(ending.code));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
};

const ADD = statement('test_add', 'insert into tried (jurisdiction, n) values ($1, $2)');

describe('a COMMIT that is carried out and whose answer is lost', () => {
  const endings: readonly Ending[] = [
    'reset',
    'end',
    'silence',
    ...[
      '57P01',
      '57P02',
      '57P03',
      '57014',
      '57P05',
      '08006',
      '08003',
      '08P01',
      'XX000',
      'XX001',
      '53100',
      '53200',
      '55P03',
      '58030',
      '40003',
      'HV000',
      '25P03',
      '72000',
    ].map((code) => ({ code })),
  ];
  it('is known to be unknown in every form, and is never taken for a rollback', async () => {
    const place = preparePlace(join(folder, 'cluster'));
    const superuser = await connectTo({ host: place.socket, user: 'postgres', port: 5432 }, 'postgres');
    await superuser.query('create table tried (jurisdiction integer, n integer)');
    for (const [n, ending] of endings.entries()) {
      const proxy = await losing(join(place.socket, '.s.PGSQL.5432'), ending);
      const address = proxy.address();
      const pool = quietly(
        new Pool({
          host: '127.0.0.1',
          port: typeof address === 'object' && address ? address.port : 0,
          user: 'postgres',
          database: 'postgres',
          max: 1,
          query_timeout: 1500,
        }),
      );
      const tried = inJurisdiction(pool, 1, (tx) => tx.run(ADD, [1, n]));
      await expect(tried, JSON.stringify(ending)).rejects.toBeInstanceOf(UnknownCommit);
      await pool.end();
      proxy.close();
    }
    const { rows } = await superuser.query<{ n: number }>('select n from tried order by n');
    expect(rows.map((row) => row.n)).toEqual(endings.map((_, n) => n)); // every one of them was stored
    await superuser.end();
  });

  it('is told to who filed as not known, and the same form sent again is one matter', async () => {
    const place = preparePlace(join(folder, 'cluster'));
    let isArmed = false;
    const proxy = await losing(join(place.socket, '.s.PGSQL.5432'), 'end', () => isArmed);
    const address = proxy.address();
    const url = `postgresql://operator@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/place`;
    const data = join(folder, 'seventeen', 'data');
    const it17 = await openInstallation(data, url);
    const service = await openServed(it17);
    const app = await buildApp(service);
    const count = async (): Promise<number> =>
      service.read(
        async (tx) =>
          (await tx.run<{ n: number }>(statement('test_count', 'select count(*) as n from matter where jurisdiction = $1'), [1]))[0]?.n ??
          0,
      );
    const file = () =>
      app.inject({
        method: 'POST',
        url: '/api/v1/matters',
        headers: { 'idempotency-key': 'unknown-commit-form-1-abcdef' },
        payload: { kind: 'grievance', subject: '灯', body: '不亮' },
      });
    const before = await count();
    isArmed = true;
    const lost = await file();
    isArmed = false;
    expect([lost.statusCode, lost.json()]).toMatchObject([503, { error: { code: 'storage_unknown' } }]);
    expect(await count()).toBe(before + 1); // it was stored
    expect((await file()).statusCode).toBe(201);
    expect(await count()).toBe(before + 1);
    await app.close();
    await it17.close();
    proxy.close();
  });

  it('is an answer where the database says that it was rolled back: by a constraint, a deadlock, or a statement that failed before', async () => {
    for (const code of ['23505', '23503', '40001', '40P01', '25P02', 'P0001', '22003', '42501'])
      expect(isRollback({ code }), code).toBe(true);
    for (const code of [undefined, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED', 'ENOENT', '', 42, '4000', 'XX000'])
      expect(isRollback({ code }), String(code)).toBe(false);
    const place = preparePlace(join(folder, 'cluster'));
    const client = await connectTo({ host: place.socket, user: 'postgres', port: 5432 }, 'postgres');
    await client.query('create table later (n integer unique deferrable initially deferred)');
    await client.query('begin; insert into later values (1), (1)');
    await expect(commit(client)).rejects.toMatchObject({ code: '23505' });
    await client.query('begin');
    await client.query('select 1/0').catch(() => undefined);
    const swallowed = commit(client);
    await expect(swallowed).rejects.not.toBeInstanceOf(UnknownCommit);
    await expect(swallowed).rejects.toThrow('COMMIT was answered with ROLLBACK');
    await client.end();
  });
});
