import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { Tally } from '../counts.ts';

const HOUR_MS = 3_600_000;
/** Wrong tries that cost nothing: a slip, a stale code, the other keyboard. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 2_000;
/** A minute: somebody at the office's own kiosk who guesses must not keep the office out for long, and 1,440 guesses a day get nowhere. */
const LONGEST_WAIT_MS = 60_000;

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
  /** A try that was turned away before anything was looked at does not count. */
  readonly turnedAway: (staff: string, visitor: string, now: Instant) => void;
  readonly succeeded: (staff: string, visitor: string, now: Instant) => void;
}

export const openSignInDelay = (): SignInDelay => {
  let key = randomBytes(32);
  let since = 0;
  let tries = new Tally<Tries>();
  const nameOf = (staff: string, visitor: string, now: Instant): string => {
    if (now - since > HOUR_MS || now < since) [key, since, tries] = [randomBytes(32), now, new Tally()];
    return createHmac('sha256', key)
      .update(JSON.stringify([staff, visitor]))
      .digest('base64url');
  };
  const count = (staff: string, visitor: string, now: Instant, by: 1 | -1): void => {
    const name = nameOf(staff, visitor, now);
    const wrong = Math.max(0, (tries.of(name)?.wrong ?? 0) + by);
    const wait = wrong <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1));
    tries.set(name, { wrong, until: now + wait });
  };
  return {
    mustWait: (staff, visitor, now) => (tries.of(nameOf(staff, visitor, now))?.until ?? 0) > now,
    failed: (staff, visitor, now) => count(staff, visitor, now, 1),
    turnedAway: (staff, visitor, now) => count(staff, visitor, now, -1),
    succeeded: (staff, visitor, now) => tries.forget(nameOf(staff, visitor, now)),
  };
};
