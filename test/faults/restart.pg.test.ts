import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { preparePlace } from '../../server/postgres/place.ts';
import { postMatter, runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { testFolder } from '../support/folder.ts';

const CLIENTS = 8;
const folder = testFolder('restart');
const data = join(folder, 'data');
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Form {
  readonly key: string;
  number?: string;
}
const forms: Form[] = [];

const send = async (url: string, form: Form): Promise<void> => {
  const answer = await postMatter(url, form.key, { subject: `灯 ${form.key}`, body: '不亮。' });
  if (answer?.status !== 201) return;
  // An answer that was given once is the answer for ever.
  expect(form.number ?? answer.body.number).toBe(answer.body.number);
  form.number = answer.body.number;
};

/** Files from eight clients, ends the database in the middle with a signal to its postmaster, and goes on filing for a while. */
const fileThrough = async (url: string, signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
  let over = false;
  const client = async (): Promise<void> => {
    while (!over) {
      const form: Form = { key: `restart-${forms.length}-abcdefgh` };
      forms.push(form);
      await send(url, form);
      await sleep(10);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  const answered = (): number => forms.filter((form) => form.number !== undefined).length;
  const before = answered();
  await sleep(700);
  // In the middle: a machine with much else to do has answered nobody yet.
  while (answered() < before + 6) await sleep(10);
  process.kill(Number(readFileSync(join(preparePlace(data).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), signal);
  await sleep(700);
  over = true;
  await Promise.all(clients);
};

describe('a database that ends under a server that is busy', () => {
  it('by a fast shutdown and by a kill: after a restart all that was answered is there once', async () => {
    const set = await runCommand(['admin', 'set-up', join(import.meta.dirname, '../support/set-up.yaml'), '--data', data]);
    expect(set.code, set.err).toBe(0);
    const ends: string[] = [];
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      server = await startServer(data, ['--tick', '0.2']);
      await fileThrough(server.url, signal);
      ends.push(server.child.exitCode === null ? 'goes on' : `ended ${server.child.exitCode}`);
      await server.killAll().catch(() => undefined); // where the database left no file of its process any more
      server.child.kill('SIGKILL');
    }
    const answered = forms.filter((form) => form.number !== undefined);
    server = await startServer(data, ['--tick', '0.2']);
    for (const form of forms) await send(server.url, form);
    await sleep(1500);
    const reconciled = await runCommand(['reconcile', '--json', '--data', data]);
    const report = JSON.parse(reconciled.out) as { checked: { matters: number }; findings: unknown[] }; // the documented answer
    process.stdout.write(
      `restart: after SIGINT and SIGKILL to the postmaster the server ${ends.join(', ')}; ${answered.length} answered, ${forms.length - answered.length} sent again, ${report.checked.matters - forms.length} doubled\n`,
    );
    expect(answered.length).toBeGreaterThan(10);
    expect(forms.filter((form) => form.number === undefined)).toEqual([]);
    expect(report.checked.matters).toBe(forms.length);
    expect(report.findings).toEqual([]);
  });
});
