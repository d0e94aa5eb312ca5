import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { expect, it } from 'vitest';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { addCheckpointBody } from '../../kernel/log/witness.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { fakeLog } from '../support/fake-log.ts';
import { startWitness, type ServerProcess } from '../support/server-process.ts';
import { testFolder } from '../support/folder.ts';

const MOST = 400;
const ORIGIN = 'killed.example/1';
const LOGS = [MOST, 50, 120, 260].map((forkAt) => fakeLog(ORIGIN, { most: MOST, forkAt }));
const KILLS = 6;

it('kill -9 at any moment: what a witness answered stays answered, and it never cosigns a smaller or other tree', async () => {
  const folder = testFolder('witness-kill');
  const config = join(folder, 'witness.yaml');
  const key = LOGS[0] ? formatVkey(LOGS[0].key) : '';
  writeFileSync(
    config,
    stringify({ name: 'w.example', names: { 'zh-CN': '见证', en: 'Witness' }, port: 0, keyFile: 'w.key', folder: 'memory', logs: [key] }),
  );
  const roots = new Map<number, string>();
  let largest = 0;
  let killed = 0;
  let unanswered = 0;
  let server: ServerProcess | undefined;

  /** Each client shows its own log, going on from whatever the witness says it has. */
  const client = async (url: string, log: (typeof LOGS)[number], ends: () => boolean): Promise<void> => {
    let old = 0;
    for (let to = largest + 1; to <= MOST && !ends(); to += 1) {
      try {
        const body = addCheckpointBody({ oldSize: old, proof: old <= to ? log.proof(old, to) : [], message: log.note(to) });
        const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
        const text = await response.text();
        if (response.status === 200) {
          const root = toHex(log.root(to));
          expect(roots.get(to) ?? root).toBe(root);
          roots.set(to, root);
          largest = Math.max(largest, to);
          old = to;
        } else if (response.status === 409) {
          old = Number(text);
          to = Math.max(to, old); // the next one is larger
        }
      } catch {
        unanswered += 1; // nothing is known of it
        return;
      }
    }
  };

  try {
    for (let round = 0; round < KILLS; round += 1) {
      const running = await startWitness(config);
      server = running;
      // What it acknowledged before the kill is the least it knows now.
      const probe = await fetch(`${running.url}/add-checkpoint`, {
        method: 'POST',
        body: addCheckpointBody({ oldSize: 0, proof: [], message: LOGS[0]?.note(0) ?? '' }),
      });
      if (largest > 0) {
        expect(probe.status).toBe(409);
        expect(Number(await probe.text())).toBeGreaterThanOrEqual(largest);
      }
      let ended = false;
      const before = roots.size;
      const clients = LOGS.map((log) => client(running.url, log, () => ended));
      await sleep(40 + round * 35);
      // Under load: a machine with much else to do has cosigned nothing yet.
      while (roots.size === before && largest < MOST) await sleep(5);
      running.child.kill('SIGKILL');
      ended = true;
      await Promise.all(clients);
      killed += 1;
    }
  } finally {
    server?.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  expect(killed).toBe(KILLS);
  // All that was cosigned in all its lives lies on one line.
  const sizes = [...roots.keys()];
  expect(LOGS.some((log) => sizes.every((size) => toHex(log.root(size)) === roots.get(size)))).toBe(true);
  expect(sizes.length).toBeGreaterThan(5);
  process.stdout.write(`witness: ${KILLS} kills, ${sizes.length} sizes cosigned up to ${largest}, ${unanswered} requests cut off\n`);
});
