import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { accountFor, isReachable } from '../../engine/machine/account.ts';
import { openOwnLog, ownFolder } from '../../engine/machine/own-folder.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { startPostgres } from '../../server/postgres/supervisor.ts';
import { enter, inTurn, isInUse } from '../../server/postgres/turn.ts';
import { postMatter, runCommand, startServer } from '../support/server-process.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const SET_UP = join(import.meta.dirname, '../support/set-up.yaml');
const NOBODY = { uid: 65_534, gid: 65_534 };
const asRoot = process.getuid?.() === 0;
const folder = testFolder('root');
chmodSync(folder, 0o755);
const canShow = asRoot && isReachable(ROOT) && isReachable(folder);
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script as somebody else on this machine; it says `done` when it has prepared what it wanted. */
const prepareAs = async (who: { uid: number; gid: number }, script: string): Promise<void> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${script}\nconsole.log('done');`], {
    ...who,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  while (!said.includes('done') && child.exitCode === null) await sleep(10);
  expect(said).toContain('done');
};

const idOf = (data: string): string => createHash('sha256').update(join(data, 'postgres')).digest('hex').slice(0, 12);

/** Everything of the table of attacks on the folder that builds of before took below the temporary one; each with what it must not reach. */
const prepareOld = async (data: string, secret: string): Promise<void> => {
  const old = join('/tmp', `huiyin-${idOf(data)}`);
  await prepareAs(
    NOBODY,
    `import { mkdirSync, symlinkSync, chmodSync } from 'node:fs';
     import { createServer } from 'node:net';
     mkdirSync(${JSON.stringify(old)}); mkdirSync(${JSON.stringify(`${old}/users`)});
     for (let pid = 1; pid < 40000; pid += 1) symlinkSync(${JSON.stringify(secret)}, ${JSON.stringify(`${old}/users/`)} + pid + '-1');
     symlinkSync(${JSON.stringify(`${secret}.log`)}, ${JSON.stringify(`${old}/postgres.log`)});
     chmodSync(${JSON.stringify(old)}, 0o777);
     const listening = (at) => new Promise((done) => createServer((socket) => socket.resume()).listen(at, done));
     await listening(${JSON.stringify(`${old}/.s.PGSQL.5432`)});
     await listening('\\0' + ${JSON.stringify(old)});`,
  );
};

const uidOf = (pid: number): readonly string[] =>
  (/^Uid:\s+(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '').split(/\s+/);

describe('what others on the machine have prepared', () => {
  it.runIf(canShow)(
    'in the temporary folder: links, a listener, a name of the kernel; root writes nowhere, adopts nobody and waits for nobody',
    wants('root'),
    async () => {
      const data = join(folder, 'prepared', 'data');
      mkdirSync(join(folder, 'prepared'), { mode: 0o755 });
      const secret = join(folder, 'prepared', 'secret');
      writeFileSync(secret, 'of root only', { mode: 0o600 });
      await prepareOld(data, secret);
      const since = performance.now();
      const set = await runCommand(['admin', 'set-up', SET_UP, '--data', data]);
      const took = performance.now() - since;
      expect([set.code, set.err]).toEqual([0, '']);
      expect([readFileSync(secret, 'utf8'), (statSync(secret).mode & 0o777).toString(8)]).toEqual(['of root only', '600']);
      expect(existsSync(`${secret}.log`)).toBe(false);
      expect(lstatSync(join('/tmp', `huiyin-${idOf(data)}`)).uid).toBe(NOBODY.uid);
      expect(took).toBeLessThan(60_000); // with the name taken the builds of before waited three minutes
      rmSync(join('/tmp', `huiyin-${idOf(data)}`), { recursive: true });
    },
  );

  it.runIf(canShow)('cannot be prepared where the folder is now', wants('root'), async () => {
    const { socket } = preparePlace(join(folder, 'other', 'data'));
    for (const path of [socket, join(socket, '..'), '/run/huiyin']) {
      const tried = spawnSync('/bin/sh', ['-c', `ln -s /etc "${path}/x" || mkdir "${path}/users"`], { ...NOBODY, cwd: '/' });
      expect([path, tried.status === 0]).toEqual([path, false]);
    }
  });

  it.runIf(canShow)('by the account of the database itself: root follows no link of it', wants('root'), async () => {
    const data = join(folder, 'own', 'data');
    const place = preparePlace(data);
    const account = accountFor(place.cluster);
    const secret = join(folder, 'of-root');
    writeFileSync(secret, 'of root only', { mode: 0o600 });
    symlinkSync(secret, join(place.socket, 'postgres.log'));
    expect(() => openOwnLog(join(place.socket, 'postgres.log'), account)).toThrow('ELOOP');
    rmSync(join(place.socket, 'postgres.log'));
    const users = join(place.socket, 'users');
    symlinkSync(folder, users);
    expect(() => enter(users, account)).toThrow('folder_foreign');
    rmSync(users);
    const leave = enter(users, account);
    symlinkSync(secret, join(users, '1-a'));
    expect([isInUse(users), readFileSync(secret, 'utf8'), readdirSync(users).length]).toEqual([true, 'of root only', 1]);
    leave();
    expect(isInUse(users)).toBe(false);
  });

  it.runIf(canShow)('is refused when it stands where our folder should be, and is not changed', wants('root'), () => {
    const account = { uid: 12_345, gid: 12_345 };
    const target = join(folder, 'target');
    mkdirSync(target, { mode: 0o755 });
    symlinkSync(target, join(folder, 'link'));
    mkdirSync(join(folder, 'theirs'), { mode: 0o700 });
    chownSync(join(folder, 'theirs'), NOBODY.uid, NOBODY.gid);
    mkdirSync(join(folder, 'full'), { mode: 0o700 });
    writeFileSync(join(folder, 'full', 'x'), '');
    mkdirSync(join(folder, 'open'));
    chownSync(join(folder, 'open'), account.uid, account.gid);
    chmodSync(join(folder, 'open'), 0o777);
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['link', 'theirs', 'full', 'open', 'file']) {
      const before = lstatSync(join(folder, name));
      expect(() => ownFolder(join(folder, name), account, 0o700), name).toThrow('folder_foreign');
      const after = lstatSync(join(folder, name));
      expect([name, after.uid, after.mode]).toEqual([name, before.uid, before.mode]);
    }
    expect(statSync(target).uid).toBe(0);
  });

  it('a server that says it is ours and does not know the cluster is not adopted', async () => {
    const [mine, theirs] = ['mine', 'theirs-too'].map((name) => preparePlace(join(folder, name, 'data')));
    if (!mine || !theirs) throw new Error('two places');
    const other = await startPostgres(theirs);
    const first = await startPostgres(mine);
    await first.stop();
    // The pid file of a place that names the server of another one.
    writeFileSync(join(mine.cluster, 'postmaster.pid'), readFileSync(join(theirs.cluster, 'postmaster.pid')));
    const starting = startPostgres(mine);
    starting.catch(() => undefined);
    await sleep(500);
    rmSync(join(mine.cluster, 'postmaster.pid'), { force: true });
    const started2 = await starting;
    expect(started2.connection.host).toBe(mine.socket);
    await started2.stop();
    await other.stop();
  });

  it('a turn is taken by one at a time, is nobody’s after a kill, and is no name that others can take', async () => {
    const path = join(folder, 'one.turn');
    const turn = join(ROOT, 'server/postgres/turn.ts');
    const script = `import { inTurn } from ${JSON.stringify(turn)}; await inTurn(${JSON.stringify(path)}, () => { console.log('mine'); return new Promise((r) => setTimeout(r, 600_000)); });`;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    let held = false;
    const waiting = inTurn(path, async () => {
      held = true;
    });
    await sleep(300);
    expect(held).toBe(false);
    child.kill('SIGKILL');
    await waiting;
    expect(held).toBe(true);
    expect(readFileSync('/proc/net/unix', 'utf8')).not.toContain('one.turn');
    if (!asRoot) return;
    const squatter = spawnSync(process.execPath, ['-e', `require('fs').openSync(${JSON.stringify(path)}, 'r')`], {
      ...NOBODY,
      cwd: '/',
      encoding: 'utf8',
    });
    expect(squatter.stderr).toContain('EACCES');
  });
});

describe.runIf(canShow)('a server that root starts', wants('root'), () => {
  it('is root no more when it answers, nor is what it starts; data of before go on, and commands of root work beside it', async () => {
    const data = join(folder, 'dropped', 'data');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
    expect(lstatSync(`${data}-keys/wrap.key`).uid).toBe(0); // as every build of before left it
    const server = await startServer(data, ['--tick', '0.2']);
    const account = String(lstatSync(join(data, 'postgres')).uid);
    expect(account).not.toBe('0');
    expect(new Set(uidOf(server.child.pid ?? 0))).toEqual(new Set([account]));
    expect(readFileSync(`/proc/${server.child.pid}/status`, 'utf8')).toMatch(/^CapEff:\s+0+$/m);
    expect((await postMatter(server.url, 'root-test-form-1-abcdefgh', { subject: '灯', body: '不亮' }))?.status).toBe(201);
    // The child that draws papers, and what makes the style sheet, run as the same account.
    const poster = fetch(`${server.url}/poster.pdf`);
    const children = new Set<string>();
    for (let tries = 0; tries < 200; tries += 1) {
      for (const pid of readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean))
        if (existsSync(`/proc/${pid}/status`)) for (const uid of uidOf(Number(pid))) children.add(uid);
      await sleep(5);
    }
    expect((await poster).status).toBe(200);
    expect((await fetch(`${server.url}/huiyin.css`)).status).toBe(200);
    expect([...children]).toEqual([account]);
    // Root beside it: an account, and a key that the server must be able to read.
    expect((await runCommand(['admin', 'staff', 'wang', '--office', 'letters', '--role', 'desk', '--data', data])).code).toBe(0);
    expect((await runCommand(['log', 'rotate-key', '--data', data])).code).toBe(0);
    expect(String(lstatSync(`${data}-keys/log-1-2.key`).uid)).toBe(account);
    await sleep(1000);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: 'ok', log: { state: 'OK' } });
    expect(await server.stop()).toBe(0);
    expect((await runCommand(['reconcile', '--data', data])).code).toBe(0);
    const again = await startServer(data, ['--tick', '0.2']);
    expect(await again.stop()).toBe(0);
  });

  it('gives no file away that has a second name elsewhere, and follows no link', async () => {
    const data = join(folder, 'links', 'data');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
    const secret = join(folder, 'links', 'secret');
    writeFileSync(secret, 'of root only', { mode: 0o600 });
    symlinkSync(secret, join(data, 'a-link'));
    spawnSync('ln', [secret, join(data, 'a-second-name')]);
    const server = await startServer(data);
    expect(await server.stop()).toBe(0);
    expect(lstatSync(secret).uid).toBe(0);
  });

  it('says so where it has to stay root', async () => {
    const shut = mkdtempSync(join(tmpdir(), 'huiyin-shut-'));
    const data = join(shut, 'data');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
    const server = await startServer(data);
    expect(server.output()).toMatch(/warning: root_stays: .* may not enter/);
    expect(await server.stop()).toBe(0);
    expect(lstatSync(data).uid).toBe(0);
    // The cluster lies where the account can reach it, not in the folder (docs/adr/0007).
    const cluster = readFileSync(join(data, 'postgres-cluster'), 'utf8').trim();
    expect(cluster.startsWith(shut)).toBe(false);
    for (const path of [cluster, `${cluster}.turn`]) rmSync(path, { recursive: true, force: true });
    rmSync(shut, { recursive: true, force: true });
  });
});
