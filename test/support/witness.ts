import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifierKey } from '../../kernel/log/vkey.ts';
import { peerAt } from '../../server/commands/peer.ts';
import { listen } from '../../server/instance.ts';
import { buildWitness } from '../../engine/witness/serve.ts';
import type { TestTown } from './installation.ts';
import { testFolder } from './folder.ts';

/** A witness that listens, in this process. */
export interface RunningWitness {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts a witness for some logs, with a key and a memory of its own. */
export const runWitness = async (town: TestTown, logs: readonly VerifierKey[], name = 'w.example'): Promise<RunningWitness> => {
  const folder = testFolder('witness');
  const names = { 'zh-CN': '市图书馆', en: 'City Library' };
  const config = { name, names, host: '127.0.0.1', port: 0, keyFile: join(folder, 'w.key'), folder: join(folder, 'memory'), logs };
  const { app } = await buildWitness(config, town.now);
  return {
    url: await listen(app, 0),
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** `huiyin peer` in a town; what it printed, and its exit code. The town sees it at once. */
export const peerIn = async (
  town: TestTown,
  target: string | undefined,
  options: object = {},
): Promise<{ readonly code: number; readonly lines: readonly string[] }> => {
  const lines: string[] = [];
  const io = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
  const code = await peerAt(town.installation, target, options, io);
  await town.service.jurisdiction('fresh');
  return { code, lines };
};
