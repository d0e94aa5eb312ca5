import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { refuse, type Refusal, type RefusalCode } from '../../kernel/refusal.ts';
import { Counts } from '../counts.ts';
import type { Service } from '../service.ts';

const HOUR_MS = 3_600_000;
/** Wrong guesses of one kind from one address in an hour; a person needs a handful, a guesser of codes 2^100. */
const MOST_GUESSES = 60;
/** Seats of joint matters that one address takes in an hour: one device does not fill a matter with people who are not there. */
const MOST_JOINED = 60;

/** Sealed boxes that one address posts in an hour: a written accusation takes its writer longer than a minute. */
const MOST_BOXES = 60;

/** Test messages that one account sends to its own devices in an hour: each goes to somebody else's server. */
const MOST_PUSH_TESTS = 20;

// In memory only, under a key thrown away every hour: no table, file or log ever holds an address (G10).
let key = randomBytes(32);
let since = 0;
let counts = new Counts();

const HEXTETS_64 = 4;

/** The network that an address stands for: an IPv4 address, or the /64 that one IPv6 subscriber has at least (RFC 6177). */
export const networkOf = (ip: string): string => {
  const [bare = ''] = ip.split('%');
  const mapped = /^(?:0*:)*(?:0*:)?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right];
  return `${all
    .slice(0, HEXTETS_64)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`;
};

/** Stands for an address within one hour; nothing outside this process can make it again. */
export const whoOf = (service: Service, request: Pick<FastifyRequest, 'ip'>): string => {
  const now = service.clock();
  if (now - since > HOUR_MS || now < since) [key, since, counts] = [randomBytes(32), now, new Counts()];
  return createHmac('sha256', key).update(networkOf(request.ip)).digest('base64url');
};

/** What was guessed at, by the refusal itself: whatever the route is called and however its address is spelt. */
const GUESSES: { readonly [code in RefusalCode]?: string } = {
  sign_in_failed: 'sign-in',
  passkey_failed: 'sign-in',
  oidc_failed: 'sign-in',
  link_unknown: 'link',
};

/** The kind of secret that a refusal says was guessed wrongly; undefined for every other refusal. */
export const guessedAt = ({ refused, data }: Refusal): string | undefined => {
  const what = data?.['what'];
  return refused === 'not_found' && (what === 'code' || what === 'lost' || what === 'collection' || what === 'feed' || what === 'call')
    ? what
    : GUESSES[refused];
};

/**
 * Counts a wrong guess, each kind for itself, and answers it otherwise once there were too many from one address. What is right is never
 * asked here, so it is never refused; nor is filing.
 */
export const countGuess = (service: Service, request: Pick<FastifyRequest, 'ip'>, refusal: Refusal): Refusal => {
  const kind = guessedAt(refusal);
  if (kind === undefined) return refusal;
  return counts.add(`guess ${kind} ${whoOf(service, request)}`) > MOST_GUESSES ? refuse('too_many_requests') : refusal;
};

/** Counts somebody who joins, by what stands for their address; a refusal once there were too many from there. */
export const countJoining = (visitor: string): Refusal | undefined =>
  counts.add(`join ${visitor}`) > MOST_JOINED ? refuse('too_many_requests') : undefined;

/** Counts a box for the door by what stands for its sender's address; a refusal once there were too many from there. */
export const countBox = (visitor: string): Refusal | undefined =>
  counts.add(`box ${visitor}`) > MOST_BOXES ? refuse('too_many_requests') : undefined;

/** Counts a test message of an account to one of its own devices; a refusal once there were too many. */
export const countPushTest = (staff: string): Refusal | undefined =>
  counts.add(`push test ${staff}`) > MOST_PUSH_TESTS ? refuse('too_many_requests') : undefined;
