import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { makeNextKey } from '../../engine/log/signer.ts';
import { readSignerConfig } from '../signer/config.ts';
import { buildSigner, openSignerFolder } from '../signer/serve.ts';
import { takeLock } from './lock.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly first?: boolean;
  readonly newKey?: boolean;
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const tried = createConnection(socket);
    tried.once('connect', () => (tried.destroy(), resolve(true)));
    tried.once('error', () => resolve(false));
  });

/** A socket that a kill has left behind is in the way of nobody; one that somebody listens at is theirs. */
const clear = async (socket: string): Promise<void> => {
  if (!existsSync(socket)) return;
  if (await answers(socket)) throw new Error(`somebody listens at ${socket} already`);
  rmSync(socket);
};

/** `huiyin signer --config FILE`: holds the key of a log and signs what goes on from what it signed before, until it is told to stop. */
export const signerCommand = async (options: Options, io: Io): Promise<number> => {
  const config = readSignerConfig(options.config);
  if (!('socket' in config)) {
    for (const problem of config) io.err(problem);
    return 2;
  }
  const keys = openSignerFolder(config, options.first === true);
  if (options.newKey === true) {
    io.out(`new key ${makeNextKey(keys, config.jurisdiction, config.origin, 'checkpoint')}`);
    io.out('It signs once the public record names it: ./huiyin log rotate-key, at the server.');
    return 0;
  }
  // Two of them with one memory could each sign what the other does not know of.
  const release = takeLock(config.folder);
  try {
    await clear(config.socket);
    const app = buildSigner(config, keys);
    await app.listen({ path: config.socket });
    chmodSync(config.socket, 0o660);
    io.out(`ready ${config.socket}`);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', resolve);
      process.once('SIGINT', resolve);
    });
    await app.close();
    return 0;
  } finally {
    release();
  }
};
