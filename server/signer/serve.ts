import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBase64 } from '../../kernel/canonical/base64.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { PROOF_LINES_MAX } from '../../kernel/log/witness.ts';
import { openKeyDirectory, type KeyDirectory } from '../../engine/keys/key-directory.ts';
import { localSigner, type SignRequest } from '../../engine/log/head-signer.ts';
import { checkpointSigners } from '../../engine/log/signer.ts';
import { knownHead } from '../../engine/log/known-head.ts';
import { LogBehind, LogFork, SignerAway } from '../../engine/log/trouble.ts';
import type { SignerConfig } from './config.ts';

const BODY_BYTES_MAX = 16_384; // a proof of 63 hashes takes 3 kB
const KEYS_MAX = 4;
const HASH_BYTES = 32;

const Request = z.strictObject({
  origin: z.string().max(255),
  size: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** The size that the proof begins at: that of the head signed last, 0 where there is none. */
  oldSize: z.int().min(0),
  proof: z.array(z.string().max(44)).max(PROOF_LINES_MAX),
  keys: z.array(z.string().max(400)).min(1).max(KEYS_MAX),
});

/** A refusal of the signer. `stale`: ask again with a proof from the head signed last. */
type Code = 'stale' | 'smaller' | 'fork' | 'unknown' | 'malformed';
const STATUS: { readonly [code in Code]: number } = { stale: 409, smaller: 409, fork: 409, unknown: 404, malformed: 400 };

class Refused extends Error {
  readonly code: Code;
  constructor(code: Code, why: string) {
    super(why);
    this.code = code;
  }
}

const codeOf = (error: unknown): Code | undefined => {
  if (error instanceof Refused) return error.code;
  if (error instanceof LogFork) return 'fork';
  if (error instanceof LogBehind) return 'smaller';
  return error instanceof SignerAway ? 'unknown' : undefined;
};

/** Throws where the folder could sign what contradicts an earlier signature: a key without its memory. `isFirst`: nothing was ever signed. */
export const openSignerFolder = ({ folder, jurisdiction, origin }: SignerConfig, isFirst: boolean): KeyDirectory => {
  const keys = openKeyDirectory(folder);
  if (checkpointSigners(keys, jurisdiction, origin).length === 0)
    throw new Error(`there is no key log-${jurisdiction}.key in ${folder}: move it there from the key directory of the server`);
  const head = knownHead(keys, jurisdiction);
  if (!head && !isFirst)
    throw new Error(
      `there is no heads-${jurisdiction}.json in ${folder}: move it there with the key, which could contradict itself without it (--first: nothing was ever signed)`,
    );
  if (head && head.origin !== origin) throw new Error(`the heads file in ${folder} is of ${head.origin}, not of ${origin}`);
  return keys;
};

/**
 * A signer as a server of its own. It signs what goes on from the head it signed last, for one log, and remembers each head durably before
 * it answers. It reads no database, no tile and no matter, and tells whoever reaches the socket nothing that is not public.
 */
export const buildSigner = (config: SignerConfig, keys: KeyDirectory): FastifyInstance => {
  const signer = localSigner(keys, config.jurisdiction);
  let waiting: Promise<unknown> = Promise.resolve();

  const sign = async (body: unknown): Promise<string> => {
    const parsed = Request.safeParse(body);
    const proof = parsed.data?.proof.map(parseBase64).filter((hash) => hash?.length === HASH_BYTES) ?? [];
    if (!parsed.success || proof.length !== parsed.data.proof.length) throw new Refused('malformed', 'not a request to sign');
    const { origin, size, root, oldSize, keys: wanted } = parsed.data;
    if (origin !== config.origin) throw new Refused('unknown', `this signer signs for ${config.origin}`);
    const last = (await signer.head())?.size ?? 0;
    if (last !== oldSize && last < size) throw new Refused('stale', `size ${last} was signed last`);
    // The filter above leaves no undefined among them.
    const request: SignRequest = { origin, size, root: fromHex(root), keys: wanted, proofFrom: () => proof as Uint8Array[] };
    return signer.sign(request);
  };

  const app = fastify({ logger: false, bodyLimit: BODY_BYTES_MAX });
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const code = codeOf(error) ?? (error.statusCode !== undefined && error.statusCode < 500 ? 'malformed' : undefined);
    if (code) return reply.code(STATUS[code]).send({ code, why: error.message });
    // Its own files that cannot be read or written are for whoever runs it to see; nothing was signed.
    process.stderr.write(`signer: ${error.message}\n`);
    return reply.code(500).send({ code: 'unknown', why: 'nothing was signed: see the output of the signer' });
  });
  app.get('/about', async (request, reply) => {
    const { origin } = request.query as { origin?: string }; // of this route
    const keysHeld = await signer.keys(origin === '' || origin === undefined ? config.origin : origin);
    return reply.send({ head: (await signer.head()) ?? null, keys: keysHeld });
  });
  app.post('/sign', async (request, reply) => {
    // One at a time: what is signed goes out in the order in which it was written down.
    const answer = waiting.then(() => sign(request.body));
    waiting = answer.catch(() => undefined);
    return reply.send({ note: await answer });
  });
  return app;
};
