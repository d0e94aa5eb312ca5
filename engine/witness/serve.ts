import fastify, { type FastifyInstance } from 'fastify';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { peerCardJson } from '../../kernel/log/peer-card.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import type { WitnessConfig } from './config.ts';
import { keysByOrigin, registerWitness } from './routes.ts';
import { openWitness } from './witness.ts';

/** How long a request may take to arrive; it is a few kilobytes. */
const REQUEST_MS = 10_000;

/** A witness as a server of its own: `POST /add-checkpoint`, and the card that `huiyin peer` reads. No request is logged. */
export const buildWitness = async (
  config: WitnessConfig,
  clock: () => Instant,
): Promise<{ readonly app: FastifyInstance; readonly vkey: string }> => {
  const witness = openWitness(config.name, config);
  const vkey = formatVkey(witness.key);
  const app = fastify({ logger: false, requestTimeout: REQUEST_MS, bodyLimit: 1024 });
  const keys = keysByOrigin(config.logs);
  registerWitness(app, { prefix: '', witness, clock, known: async () => keys });
  const card = peerCardJson({ names: config.names, log: null, witness: { key: vkey, path: '' } });
  app.get('/log/peer.json', async () => card);
  await app.ready();
  return { app, vkey };
};
