import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Service } from '../service.ts';

const HOUR_MS = 3_600_000;
/** Wrong codes or passwords from one address in an hour; a person needs a handful, a guesser 2^100. */
const MOST_FAILURES = 60;
const CODE_FORMS = [
  '/follow',
  '/follow/step',
  '/follow/bundle',
  '/follow/calendar',
  '/follow/files',
  '/follow/file',
  '/follow/papers',
  '/follow/code',
  '/follow/others',
  '/join',
  '/join/take',
  '/join/leave',
  '/file/calendar',
  '/lost',
];
const GUARDED = [
  ...CODE_FORMS,
  ...CODE_FORMS.map((path) => `/en${path}`),
  '/api/v1/receipt',
  '/api/v1/receipt/steps',
  '/api/v1/receipt/codes',
  '/api/v1/joint',
  '/api/v1/joint/join',
  '/api/v1/joint/leave',
  '/api/v1/lost',
  '/api/v1/receipt/files',
  '/api/v1/receipt/file',
  '/desk/sign-in',
  '/en/desk/sign-in',
  '/api/v1/staff/session',
];
/** Looked at as well as sent: a link is guessed by opening it, and the way back from another sign-in is a GET. */
const GUARDED_PATHS = /^(\/en)?\/desk\/(set-up\/|oidc)/;

// In memory only, under a key thrown away every hour: no table, file or log ever holds an address (G10).
let key = randomBytes(32);
let since = 0;
let failures = new Map<string, number>();

const isGuarded = (request: FastifyRequest): boolean => {
  const path = request.url.split('?')[0] ?? '';
  return GUARDED_PATHS.test(path) || (request.method === 'POST' && GUARDED.includes(path));
};

/** Stands for an address within one hour; nothing outside this process can make it again. */
export const whoOf = (service: Service, request: FastifyRequest): string => {
  const now = service.clock();
  if (now - since > HOUR_MS || now < since) [key, since, failures] = [randomBytes(32), now, new Map()];
  return createHmac('sha256', key).update(request.ip).digest('base64url');
};

/** True when this address has guessed too often. What is answered rightly is never limited, nor is filing. */
export const isRateLimited = (service: Service, request: FastifyRequest): boolean =>
  isGuarded(request) && (failures.get(whoOf(service, request)) ?? 0) >= MOST_FAILURES;

/** Joining is counted whatever is answered: one device does not fill a matter with people who are not there. */
const COUNTED_ALWAYS = ['/join/take', '/en/join/take', '/api/v1/joint/join'];

/** Counts an answer that was "no such code" or "wrong sign-in", and everybody who joins a matter. */
export const countFailure = (service: Service, request: FastifyRequest, status: number): void => {
  const isCounted = status === 401 || status === 404 || COUNTED_ALWAYS.includes(request.url.split('?')[0] ?? '');
  if (!isGuarded(request) || !isCounted) return;
  const who = whoOf(service, request);
  failures.set(who, (failures.get(who) ?? 0) + 1);
};
