import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Service } from '../service.ts';

const HOUR_MS = 3_600_000;
/** Tries of a code or a password from one address in an hour; a person needs a handful, a guesser 2^100. */
const MOST_TRIES = 600;
const GUARDED = ['/follow', '/en/follow', '/api/v1/receipt', '/desk/sign-in', '/en/desk/sign-in'];

// In memory only, under a key thrown away every hour: no table, file or log ever holds an address (G10).
let key = randomBytes(32);
let since = 0;
let counts = new Map<string, number>();

/** True when this address has tried too often. Pages that are only read are never limited. */
export const isRateLimited = (service: Service, request: FastifyRequest): boolean => {
  if (request.method !== 'POST' || !GUARDED.includes(request.url.split('?')[0] ?? '')) return false;
  const now = service.clock();
  if (now - since > HOUR_MS || now < since) [key, since, counts] = [randomBytes(32), now, new Map()];
  const who = createHmac('sha256', key).update(request.ip).digest('base64url');
  const count = (counts.get(who) ?? 0) + 1;
  counts.set(who, count);
  return count > MOST_TRIES;
};
