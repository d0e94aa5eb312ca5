import type { FastifyInstance } from 'fastify';
import { ED25519_NOTE, parseVkey } from '../../kernel/log/vkey.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';
import { WITNESS_PATH } from '../witness/own-witness.ts';
import { keysByOrigin, registerWitness } from '../witness/routes.ts';

/** The witness of an installation, for the logs of those it is paired with. */
export const registerOwnWitness = (app: FastifyInstance, service: Service): void =>
  registerWitness(app, {
    prefix: `/${WITNESS_PATH}`,
    witness: service.witness,
    clock: service.clock,
    known: async () => {
      const { peers } = await service.jurisdiction();
      const keys = peers.map(({ log }) => (log === null ? undefined : parseVkey(hashing, log)));
      return keysByOrigin(keys.filter((key) => key !== undefined).filter((key) => key.type === ED25519_NOTE));
    },
  });
