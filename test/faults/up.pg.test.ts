import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { postMatter, runCommand, startServer, whenServed } from '../support/server-process.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const SET_UP = join(import.meta.dirname, '../support/set-up.yaml');
const ROOT = join(import.meta.dirname, '../..');
const folder = testFolder('up');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const isOpenToAll = (path: string): boolean => {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === dirname(at)) return true;
  }
};

describe('./huiyin up', () => {
  it('works from a path with a space and Chinese characters, with LANG unset and umask 077, and a second time', async () => {
    const data = join(folder, '数据 目录', 'data');
    const umask = process.umask(0o077);
    try {
      const env = { LANG: undefined, LC_ALL: undefined, LANGUAGE: undefined };
      expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data], env)).code).toBe(0);
      const first = await startServer(data, ['--tick', '0.2'], env);
      const filed = await postMatter(first.url, 'up-test-form-1', { subject: '灯', body: '不亮' });
      expect(filed?.status).toBe(201);
      const second = await runCommand(['up', '--port', '0', '--data', data], env);
      expect([second.code, second.err]).toEqual([1, expect.stringContaining('already serves')]);
      expect(await first.stop()).toBe(0);
      const again = await startServer(data, ['--tick', '0.2'], env);
      const repeated = await postMatter(again.url, 'up-test-form-1', { subject: '灯', body: '不亮' });
      expect(repeated?.body).toEqual(filed?.body);
      expect(await again.stop()).toBe(0);
    } finally {
      process.umask(umask);
    }
  });

  it('starts in the background again what a killed server left running, and finds all of it', async () => {
    const data = join(folder, 'adopt', 'data');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
    const first = await startServer(data, ['--tick', '0.2']);
    const filed = await postMatter(first.url, 'up-test-form-2', { subject: '灯', body: '不亮' });
    first.child.kill('SIGKILL'); // the database goes on without it
    await sleep(200);
    const second = await startServer(data, ['--tick', '0.2']);
    const repeated = await postMatter(second.url, 'up-test-form-2', { subject: '灯', body: '不亮' });
    expect(repeated?.body).toEqual(filed?.body);
    expect(await second.stop()).toBe(0);
  });

  it('will not make new keys beside old data', async () => {
    const data = join(folder, 'adopt', 'data');
    rmSync(`${data}-keys`, { recursive: true });
    const refused = await runCommand(['up', '--port', '0', '--data', data]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is missing; bring it back')]);
  });

  it('says what to do while nothing is set up, and serves as soon as it is', async () => {
    const data = join(folder, 'empty', 'data');
    const server = await startServer(data, ['--tick', '0.2']);
    const waiting = await fetch(`${server.url}/desk`);
    expect([waiting.status, await waiting.text()]).toEqual([503, expect.stringContaining('admin set-up FILE')]);
    expect(waiting.headers.get('content-security-policy')).toContain("default-src 'none'");
    const set = await runCommand(['admin', 'set-up', SET_UP, '--data', data]);
    expect([set.code, set.err]).toEqual([0, '']);
    const account = await runCommand(['admin', 'staff', 'wang', '--office', 'letters', '--role', 'desk', '--data', data]);
    // The address is the server's own, and one by which passkeys work.
    const own = server.url.replace('127.0.0.1', 'localhost');
    const [, address, link = ''] = /^link {5}(http:\/\/\S+)(\/desk\/set-up\/[\w-]{43})$/m.exec(account.out) ?? [];
    expect(address).toBe(own);
    expect(account.out).not.toMatch(/password {2}\S|otpauth:/);
    await whenServed(server.url); // at the same address
    const page = await (await fetch(`${server.url}/en${link}`)).text();
    expect(page).toContain('Account wang, post letters.desk.');
    const again = await runCommand(['admin', 'recover', 'wang', '--data', data, '--json']);
    const other = JSON.parse(again.out) as { readonly account: string; readonly state: string; readonly link: string };
    expect([other.account, other.state, other.link.includes(link)]).toEqual(['wang', 'link', false]);
    expect((await fetch(`${server.url}${link}`)).status).toBe(404);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const listed = JSON.parse((await runCommand(['admin', 'list', '--data', data, '--json'])).out) as {
      readonly accounts: readonly { readonly staff: string; readonly post: string }[];
      readonly definitions: readonly { readonly kind: string; readonly id: string }[];
    };
    expect(listed.accounts.map(({ staff, post }) => [staff, post])).toEqual([['wang', 'letters.desk']]);
    expect(listed.definitions.map(({ kind, id }) => `${kind} ${id}`)).toContain('pack petition-2022');
    expect((await runCommand(['admin', 'list', '--data', data])).out).toContain('account     wang  letters.desk');
    expect(JSON.parse((await runCommand(['figures', 'nobody', '--data', data, '--json'])).out)).toEqual({
      done: false,
      problems: [{ code: 'office_unknown', about: 'there is no office nobody' }],
    });
    expect((await runCommand(['figures', '--data', data])).out).toContain('month,office');
    const duty = await runCommand(['admin', 'duty', 'letters', '--phone', '0571 8000', '--data', data, '--json']);
    expect(JSON.parse(duty.out)).toEqual({ done: true, office: 'letters', phone: '0571 8000', url: null, problems: [] });
    expect((await runCommand(['admin', 'duty', 'letters', '--phone', '<script>', '--data', data])).code).toBe(2);
    expect((await runCommand(['admin', 'end', 'wang', '--data', data])).out).toContain('its post was letters.desk');
    expect((await runCommand(['admin', 'end', 'wang', '--data', data])).code).toBe(2);
    const record = (await (await fetch(`${server.url}/record.json`)).json()) as { events: { payload: string }[] };
    expect(record.events.map(({ payload }) => (JSON.parse(payload) as { type: string }).type)).toEqual([
      'set_up',
      'post_granted',
      'post_ended',
    ]);
    // What waits for a second person is taken back by the same command; then there is nothing of it any more.
    for (const [name, role] of [
      ['chen', 'admin'],
      ['zhao', 'auditor'],
      ['li', 'desk'],
    ] as const)
      expect((await runCommand(['admin', 'staff', name, '--office', 'letters', '--role', role, '--data', data])).code).toBe(0);
    expect((await runCommand(['admin', 'end', 'li', '--data', data])).out).toContain('is withdrawn: the account li');
    expect((await runCommand(['admin', 'end', 'li', '--data', data])).err).toContain('nothing of it waits');
    expect(await server.stop()).toBe(0);
    // Without a server no address is guessed.
    const late = await runCommand(['admin', 'staff', 'sun', '--office', 'letters', '--role', 'custodian', '--data', data]);
    expect(late.out).toMatch(/^link {5}\/desk\/set-up\/[\w-]{43}\nNo server runs on this data/m);
  });

  it('is stopped in order however often it is told to', async () => {
    const data = join(folder, 'told-twice', 'data');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
    const server = await startServer(data, ['--tick', '0.2']);
    const ended = server.stop();
    for (let n = 0; n < 5; n += 1) {
      server.child.kill('SIGTERM');
      await sleep(5);
    }
    expect(await ended).toBe(0);
    expect(existsSync(join(readFileSync(join(data, 'postgres-cluster'), 'utf8').trim(), 'postmaster.pid'))).toBe(false);
  });

  it('lets commands start at the same moment on a place where there is nothing yet, and none stops what another uses', async () => {
    for (const wait of [0, 300, 600, 900]) {
      const data = join(folder, `at-once-${wait}`, 'data');
      const starting = startServer(data, ['--tick', '0.2']);
      await sleep(wait);
      const set = await runCommand(['admin', 'set-up', SET_UP, '--data', data]);
      expect([set.code, set.err]).toEqual([0, '']);
      const server = await starting;
      await whenServed(server.url);
      expect((await postMatter(server.url, 'up-test-form-3', { subject: '灯', body: '不亮' }))?.status).toBe(201);
      expect(await server.stop()).toBe(0);
    }
  });

  it('makes a database cluster again that was killed while it was being made', async () => {
    const data = join(folder, 'unfinished', 'data');
    mkdirSync(join(data, 'postgres.unfinished'), { recursive: true });
    writeFileSync(join(data, 'postgres.unfinished', 'PG_VERSION'), '17\n');
    expect((await runCommand(['admin', 'set-up', SET_UP, '--data', data])).code).toBe(0);
  });

  it('refuses a set-up file with faults, one line each, and stores nothing', async () => {
    const data = join(folder, 'faulty', 'data');
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'names: { zh: 县 }\noffices: [{ office: A B, zh: 县, en: County, parent: nobody }]\n');
    const refused = await runCommand(['admin', 'set-up', bad, '--data', data]);
    expect(refused.code).toBe(2);
    expect(refused.err.trim().split('\n').length).toBeGreaterThanOrEqual(5);
  });

  const asRoot = process.getuid?.() === 0;
  const reachable = isOpenToAll(ROOT);
  it.runIf(!asRoot || reachable)('works as an ordinary user', wants('open'), async () => {
    const home = join(folder, 'ordinary');
    mkdirSync(home, { recursive: true });
    chmodSync(folder, 0o755);
    chmodSync(home, 0o777);
    accessSync(home, constants.W_OK);
    const nobody = asRoot ? { uid: 65_534, gid: 65_534 } : {};
    const args = [join(ROOT, 'server/main.ts'), 'up', '--demo', '--port', '0', '--data', join(home, 'data')];
    const child = spawn(process.execPath, args, {
      ...nobody,
      env: { PATH: process.env['PATH'], HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    while (!/^ready /m.test(output) && child.exitCode === null) await sleep(20);
    expect(output).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/m);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
