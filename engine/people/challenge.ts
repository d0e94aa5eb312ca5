import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';

const KEY = randomBytes(32); // of this process: a restart ends every challenge that is out
const LIFE_MS = 600_000;
const NONCE = 16;
const TIME = 6;

const used = new Map<string, number>();

const tagOf = (purpose: string, head: Buffer): Buffer => createHmac('sha256', KEY).update(JSON.stringify(purpose)).update(head).digest();

/** A challenge for one purpose. Nothing is stored until it is answered, so asking for a million of them fills no memory. */
export const newChallenge = (purpose: string, now: Instant): Uint8Array<ArrayBuffer> => {
  const head = Buffer.alloc(NONCE + TIME);
  randomBytes(NONCE).copy(head);
  head.writeUIntBE(now + LIFE_MS, NONCE, TIME);
  return Uint8Array.from([...head, ...tagOf(purpose, head)]);
};

/** Notes that something was used and says whether it was the first time. What has run out by then is forgotten, the oldest first. */
export const useOnce = (what: string, until: number, now: Instant): boolean => {
  for (const [old, end] of used) {
    if (end > now) break; // each lives for minutes, so what is kept behind a longer life is kept for minutes more
    used.delete(old);
  }
  if (used.has(what)) return false;
  used.set(what, until);
  return true;
};

/** Uses a challenge up: true once, in its time and for its purpose. */
export const takeChallenge = (challenge: string, purpose: string, now: Instant): boolean => {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== NONCE + TIME + 32 || bytes.toString('base64url') !== challenge) return false;
  const head = bytes.subarray(0, NONCE + TIME);
  const until = head.readUIntBE(NONCE, TIME);
  if (!timingSafeEqual(tagOf(purpose, head), bytes.subarray(NONCE + TIME)) || until <= now) return false;
  return useOnce(challenge, until, now);
};
