import { listen, systemClock } from '../instance.ts';
import { readWitnessConfig } from '../../engine/witness/config.ts';
import { buildWitness } from '../../engine/witness/serve.ts';
import type { Io } from './io.ts';

/** `huiyin witness --config FILE`: cosigns the logs named there, until it is told to stop. Needs no database. */
export const witnessCommand = async (options: { readonly config: string }, io: Io): Promise<number> => {
  const config = readWitnessConfig(options.config);
  if (!('logs' in config)) {
    for (const problem of config) io.err(problem);
    return 2;
  }
  const { app, vkey } = await buildWitness(config, systemClock);
  const address = await listen(app, config.port, config.host);
  io.out(`witness key ${vkey}`);
  io.out(`logs ${config.logs.length}`);
  io.out(`ready ${address}`);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await app.close();
  return 0;
};
