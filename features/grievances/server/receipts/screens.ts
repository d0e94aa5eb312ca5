import { randomBytes, randomInt } from 'node:crypto';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { Counts } from '../../../../engine/counts.ts';
import { hasCheckDigit, withCheckDigit } from './check-digit.ts';

/** How long a receipt stands on a screen before it is forgotten, in milliseconds. */
export const SHOWN_MS = 90_000;
/** A screen that nobody has looked at for so long is closed, in milliseconds. */
const IDLE_MS = 60_000;
const SCREENS_MAX = 200;
/** A counter has few screens; all of a hall may share one address. */
const OF_ONE_VISITOR = 20;
/** How long the code that opens a screen is good for, and for how long a new page shows the same one, in milliseconds. */
const PASS_MS = 600_000;
const SAME_PASS_MS = 300_000;
/** Wrong codes of one visitor within the time that a code is good for; a code is one of a million. */
const WRONG_MAX = 10;

const PASS_DIGITS = 7;
const HANDLE_DIGITS = 6;

const numberOf = (digits: number): string => withCheckDigit(String(randomInt(10 ** (digits - 1))).padStart(digits - 1, '0'));

interface Screen {
  readonly handle: string;
  readonly visitor: string;
  seenAt: Instant;
  shown: { readonly what: unknown; readonly until: Instant } | null;
}

/**
 * The screens that face the people at a counter. A screen says a number; whoever takes a matter down types that number, and the receipt
 * appears on that screen alone. What is shown lies in memory only, and for a minute and a half (G7: staff never see the code).
 */
export interface Screens<T> {
  /** The code that opens a screen now, for a clerk who is signed in to read out or type: seven digits, good for ten minutes. */
  pass(now: Instant): string;
  /**
   * Opens a screen with such a code: its secret, which stays on that device, and the number it says. Refused for a code that is none, and
   * when too many are open, here or for one visitor.
   */
  open(
    by: { readonly pass: string; readonly visitor: string },
    now: Instant,
  ): { readonly secret: string; readonly handle: string } | 'pass' | 'busy';
  /** What a screen shows now: its number, and a receipt while there is one. Undefined for a screen that is closed. */
  look(secret: string, now: Instant): { readonly handle: string; readonly shown: T | null } | undefined;
  /** True when a screen with that number is open and free. */
  isFree(handle: string, now: Instant): boolean;
  /** Puts a receipt on the screen with that number; false when there is none. */
  show(handle: string, what: T, now: Instant): boolean;
  /** The person at the screen needs more time: the receipt stands for another minute and a half. */
  extend(secret: string, now: Instant): void;
  /** The person at the screen is done. */
  clear(secret: string): void;
}

export const openScreens = <T>(): Screens<T> => {
  const screens = new Map<string, Screen>();
  let passes: readonly { readonly pass: string; readonly since: Instant }[] = [];
  let wrong: { since: Instant; by: Counts } | undefined;

  const tidy = (now: Instant): void => {
    for (const [secret, screen] of screens) {
      if (screen.shown !== null && now >= screen.shown.until) screen.shown = null;
      if (now - screen.seenAt > IDLE_MS && screen.shown === null) screens.delete(secret);
    }
  };
  // A typing error of one digit, or two swapped, is no other screen's number.
  const byHandle = (handle: string): Screen | undefined =>
    hasCheckDigit(handle) ? [...screens.values()].find((it) => it.handle === handle) : undefined;

  return {
    pass: (now) => {
      passes = passes.filter((it) => now - it.since < PASS_MS);
      const last = passes.at(-1);
      if (last && now - last.since < SAME_PASS_MS) return last.pass;
      const made = { pass: numberOf(PASS_DIGITS), since: now };
      passes = [...passes, made];
      return made.pass;
    },
    open: ({ pass, visitor }, now) => {
      tidy(now);
      if (!wrong || now - wrong.since >= PASS_MS) wrong = { since: now, by: new Counts() };
      if ((wrong.by.of(visitor) ?? 0) >= WRONG_MAX) return 'busy';
      if (!passes.some((it) => it.pass === pass && now - it.since < PASS_MS)) {
        wrong.by.add(visitor);
        return 'pass';
      }
      const own = [...screens.values()].filter((it) => it.visitor === visitor).length;
      if (screens.size >= SCREENS_MAX || own >= OF_ONE_VISITOR) return 'busy';
      let handle = numberOf(HANDLE_DIGITS);
      while (byHandle(handle)) handle = numberOf(HANDLE_DIGITS);
      const secret = randomBytes(16).toString('base64url');
      screens.set(secret, { handle, visitor, seenAt: now, shown: null });
      return { secret, handle };
    },
    look: (secret, now) => {
      tidy(now);
      const screen = screens.get(secret);
      if (!screen) return undefined;
      screen.seenAt = now;
      // What was put there is of this kind: `show` takes no other.
      return { handle: screen.handle, shown: (screen.shown?.what ?? null) as T | null };
    },
    isFree: (handle, now) => {
      tidy(now);
      return byHandle(handle)?.shown === null;
    },
    show: (handle, what, now) => {
      tidy(now);
      const screen = byHandle(handle);
      if (!screen || screen.shown !== null) return false;
      screen.shown = { what, until: (now + SHOWN_MS) as Instant }; // a sum of instants is one
      return true;
    },
    extend: (secret, now) => {
      const screen = screens.get(secret);
      if (screen?.shown && now < screen.shown.until) screen.shown = { what: screen.shown.what, until: (now + SHOWN_MS) as Instant };
    },
    clear: (secret) => {
      const screen = screens.get(secret);
      if (screen) screen.shown = null;
    },
  };
};
