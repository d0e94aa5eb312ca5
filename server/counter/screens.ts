import { randomBytes, randomInt } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';

/** How long a receipt stands on a screen before it is forgotten, in milliseconds. */
export const SHOWN_MS = 90_000;
/** A screen that nobody has looked at for so long is closed, in milliseconds. */
const IDLE_MS = 60_000;
const HANDLE_MAX = 10_000;
const SCREENS_MAX = 200;

interface Screen {
  readonly handle: string;
  seenAt: Instant;
  shown: { readonly what: unknown; readonly until: Instant } | null;
}

/**
 * The screens that face the people at a counter. A screen says a number; whoever takes a matter down types that number, and the receipt
 * appears on that screen alone. What is shown lies in memory only, and for a minute and a half (G7: staff never see the code).
 */
export interface Screens<T> {
  /** Opens a screen: its secret, which stays on that device, and the number it says. Undefined when too many are open. */
  open(now: Instant): { readonly secret: string; readonly handle: string } | undefined;
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

  const tidy = (now: Instant): void => {
    for (const [secret, screen] of screens) {
      if (screen.shown !== null && now >= screen.shown.until) screen.shown = null;
      if (now - screen.seenAt > IDLE_MS && screen.shown === null) screens.delete(secret);
    }
  };
  const byHandle = (handle: string): Screen | undefined => [...screens.values()].find((it) => it.handle === handle);

  return {
    open: (now) => {
      tidy(now);
      if (screens.size >= SCREENS_MAX) return undefined;
      let handle = '';
      do handle = String(randomInt(HANDLE_MAX)).padStart(4, '0');
      while (byHandle(handle));
      const secret = randomBytes(16).toString('base64url');
      screens.set(secret, { handle, seenAt: now, shown: null });
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
