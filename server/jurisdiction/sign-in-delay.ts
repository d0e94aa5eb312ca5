import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';

const HOUR_MS = 3_600_000;
/** Wrong tries that cost nothing: a slip, a stale code, the other keyboard. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 900_000;

interface Tries {
  readonly wrong: number;
  readonly until: number;
}

/**
 * How long an account must wait, seen from one address. Somebody else's wrong tries elsewhere never keep a colleague out.
 * In memory only, under a key thrown away every hour (G10).
 */
export interface SignInDelay {
  readonly mustWait: (staff: string, visitor: string, now: Instant) => boolean;
  readonly failed: (staff: string, visitor: string, now: Instant) => void;
  readonly succeeded: (staff: string, visitor: string, now: Instant) => void;
}

export const openSignInDelay = (): SignInDelay => {
  let key = randomBytes(32);
  let since = 0;
  let tries = new Map<string, Tries>();
  const nameOf = (staff: string, visitor: string, now: Instant): string => {
    if (now - since > HOUR_MS || now < since) [key, since, tries] = [randomBytes(32), now, new Map()];
    return createHmac('sha256', key)
      .update(JSON.stringify([staff, visitor]))
      .digest('base64url');
  };
  return {
    mustWait: (staff, visitor, now) => (tries.get(nameOf(staff, visitor, now))?.until ?? 0) > now,
    failed: (staff, visitor, now) => {
      const name = nameOf(staff, visitor, now);
      const wrong = (tries.get(name)?.wrong ?? 0) + 1;
      const wait = wrong <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1));
      tries.set(name, { wrong, until: now + wait });
    },
    succeeded: (staff, visitor, now) => void tries.delete(nameOf(staff, visitor, now)),
  };
};
