import { createHash } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { VerifierKey } from '../../kernel/log/vkey.ts';
import type { Witness } from './witness.ts';

/** A proof of 63 lines takes 3 kB; what is left is for the checkpoint with all its signatures. */
export const ADD_CHECKPOINT_BYTES_MAX = 65_536;
const PLAIN = 'text/plain; charset=utf-8';

export interface WitnessRoutes {
  /** Where requests are sent, below the address: empty, or like `/witness`. */
  readonly prefix: string;
  readonly witness: Witness;
  readonly clock: () => Instant;
  /** The keys trusted for each origin, as of now. */
  readonly known: () => Promise<ReadonlyMap<string, readonly VerifierKey[]>>;
}

/** Keys by the origin that they sign for. */
export const keysByOrigin = (keys: readonly VerifierKey[]): ReadonlyMap<string, readonly VerifierKey[]> =>
  Map.groupBy(keys, (key) => key.name);

/** How a log is called in an address: SHA-256 of its origin in hex. */
export const logHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

/** `POST …/add-checkpoint`, byte for byte as c2sp.org/tlog-witness has it. Nothing of who asks is kept or written down. */
export const registerWitness = (app: FastifyInstance, { prefix, witness, clock, known }: WitnessRoutes): void => {
  void app.register(async (scope) => {
    // The specification names no type for the body, and whatever a client calls it, it is these bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: ADD_CHECKPOINT_BYTES_MAX }, (_request, body, done) => done(null, body));
    scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 503;
      // Its own state that cannot be read or written is for whoever runs it to see; nothing was signed.
      if (status === 503) process.stderr.write(`witness: ${error.message}\n`);
      return reply
        .code(status)
        .type(PLAIN)
        .send(status === 503 ? 'nothing was signed\n' : 'not an add-checkpoint request\n');
    });
    // A log that has lost its memory learns here what it has signed: its own signature proves it, so nobody has to believe the witness.
    scope.get(`${prefix}/checkpoint/:log`, { schema: { hide: true } }, async (request, reply) => {
      const { log } = request.params as { log: string }; // of this route
      const origin = [...(await known()).keys()].find((name) => logHash(name) === log);
      const note = origin === undefined ? undefined : witness.head(origin);
      return note === undefined
        ? reply.code(404).type(PLAIN).send('no head of this log was cosigned here\n')
        : reply.type(PLAIN).header('cache-control', 'no-store').send(note);
    });
    scope.post(`${prefix}/add-checkpoint`, { schema: { hide: true }, bodyLimit: ADD_CHECKPOINT_BYTES_MAX }, async (request, reply) => {
      const keys = await known();
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await witness.add(body, (origin) => keys.get(origin) ?? [], clock());
      return reply.code(answer.status).header('content-type', answer.type).header('cache-control', 'no-store').send(answer.body);
    });
  });
};
