import { systemClock } from '../instance.ts';
import { readRelayConfig } from '../relay/config.ts';
import { startRelay } from '../relay/relay.ts';
import type { Io } from './io.ts';

/** `huiyin relay --config FILE`: sends what the server hands over, until it is told to stop. */
export const relayCommand = async (options: { readonly config: string }, io: Io): Promise<number> => {
  const config = readRelayConfig(options.config);
  if (!('portal' in config)) {
    for (const problem of config) io.err(problem);
    return 2;
  }
  const relay = await startRelay(config, systemClock);
  io.out(`public key ${relay.key}`);
  io.out(`ready ${relay.url}`);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await relay.close();
  return 0;
};
