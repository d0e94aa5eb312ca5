import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { checkArchive } from '../../server/archive/read.ts';
import { openInstallation, RESTORING, systemClock } from '../../server/instance.ts';
import { tick } from '../../engine/log/tick.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService } from '../../engine/service.ts';
import { setUpCounty } from '../support/installation.ts';
import { testFolder } from '../support/folder.ts';

const KILLS = 5;
const MATTERS = 150;
const folder = testFolder('archive-kill');
const data = join(folder, 'data');
const kept = join(folder, 'kept');
const identityFile = join(folder, 'identity');
let identity: string;
let recovery: string;

const serviceOn = (installation: Awaited<ReturnType<typeof openInstallation>>) =>
  openService({
    id: 1,
    pools: installation.pools,
    keys: installation.keys,
    dataDirectory: installation.dataDirectory,
    clock: systemClock,
    tickMs: 1000,
  });

beforeAll(async () => {
  identity = await generateIdentity();
  recovery = await identityToRecipient(identity);
  writeFileSync(identityFile, identity);
  const installation = await openInstallation(data);
  await setUpCounty(installation, systemClock());
  const service = await serviceOn(installation);
  const body = '灯不亮。'.repeat(300);
  const filed = await Promise.all(
    Array.from({ length: MATTERS }, (_, i) =>
      fileMatter(service, { fields: { subject: '灯', body }, lang: 'zh-CN' }, { token: `kill-${i}-abcdefgh` }),
    ),
  );
  expect(filed.filter(isRefusal)).toEqual([]);
  await tick(service);
  await installation.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command and kills it with SIGKILL after some milliseconds; its exit code when it was faster. */
const runKilled = async (args: readonly string[], afterMs: number): Promise<number | null> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts', ...args], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const code = await ended;
  clearTimeout(timer);
  return code;
};

/** A killed command leaves its database running; the next one adopts it, and here nobody comes. */
const stopLeftover = async (home: string): Promise<void> => {
  const file = join(preparePlace(home).cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return; // it has just ended
  }
  for (let i = 0; i < 100 && existsSync(file); i += 1) await sleep(50);
};

/** Kills at the random points of the time that one whole run takes. */
const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await run();
  return performance.now() - from;
};

describe('kill -9', () => {
  it('in the middle of an archive leaves nothing that passes for one', async () => {
    const args = ['archive', '--to', kept, '--recovery', recovery, '--data', data];
    const whole = await timed(async () => expect(await runKilled(args, 120_000)).toBe(0));
    let killed = 0;
    for (let i = 0; i < KILLS; i += 1) if ((await runKilled(args, whole * (0.3 + 0.65 * Math.random()))) === null) killed += 1;
    const names = readdirSync(kept);
    const keys = names.filter((name) => name.endsWith('.keys.age'));
    const files = names.filter((name) => name.endsWith('.data.gz'));
    // Each file that has its name is whole, with the newest keys or those of its own run.
    for (const name of files) await checkArchive(join(kept, name), join(kept, keys.at(-1) ?? ''), identity);
    for (const name of keys) await checkArchive(join(kept, files[0] ?? ''), join(kept, name), identity);
    process.stdout.write(`archive: ${killed} of ${KILLS} runs killed, ${files.length + keys.length} whole files, 0 that pass for one\n`);
    expect(killed).toBeGreaterThan(0);
  });

  it('in the middle of a restore leaves a place in which nothing starts, or all of it', async () => {
    const [first] = readdirSync(kept).filter((name) => name.endsWith('.data.gz'));
    const args = (to: string) => [
      'restore',
      '--from',
      join(kept, first ?? ''),
      '--keys',
      join(kept, (first ?? '').replace('.data.gz', '.keys.age')),
      '--identity',
      identityFile,
      '--data',
      to,
    ];
    const whole = await timed(async () => expect(await runKilled(args(join(folder, 'whole')), 120_000)).toBe(0));
    let [killed, complete] = [0, 0];
    for (let i = 0; i < KILLS; i += 1) {
      const to = join(folder, `restored-${i}`);
      if ((await runKilled(args(to), whole * (0.2 + 0.75 * Math.random()))) === null) killed += 1;
      if (!existsSync(to) || readdirSync(to).length === 0) continue; // it had not begun
      if (existsSync(join(to, RESTORING))) await expect(openInstallation(to)).rejects.toThrow('has not ended');
      else {
        const installation = await openInstallation(to);
        const { findings, checked } = await reconcile(await serviceOn(installation));
        expect([findings, checked.matters]).toEqual([[], MATTERS]);
        await installation.close();
        complete += 1;
      }
      await stopLeftover(to);
    }
    process.stdout.write(`restore: ${killed} of ${KILLS} runs killed, ${complete} whole, none half\n`);
    expect(killed).toBeGreaterThan(0);
  });
});
