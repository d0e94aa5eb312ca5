import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { testFolder } from '../support/folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = testFolder('memory');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const MB = 1024; // the kernel counts in kB
const residentOf = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / MB;

describe('a town that `huiyin up --demo` has just filled', () => {
  it('is served from less than 250 MB, before and after forty who sign in: what hashes took is given back', async () => {
    const child = spawn('sh', [join(ROOT, 'huiyin'), 'up', '--demo', '--data', join(folder, 'data'), '--port', '0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error('the launcher did not start');
    try {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk;
      });
      let url: string | undefined;
      while (url === undefined) {
        url = /^ready (\S+)$/m.exec(said)?.[1];
        expect(child.exitCode).toBe(null);
        await sleep(50);
      }
      expect(residentOf(pid)).toBeLessThan(250);
      const signIn = (i: number): Promise<Response> =>
        fetch(`${url}/desk/sign-in`, {
          method: 'POST',
          body: new URLSearchParams({ staff: `nobody.${i}`, code: '123456', password: 'a long password' }),
        });
      for (let i = 0; i < 40; i += 4) await Promise.all(Array.from({ length: 4 }, (_, k) => signIn(i + k)));
      expect(residentOf(pid)).toBeLessThan(250);
    } finally {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  });
});
