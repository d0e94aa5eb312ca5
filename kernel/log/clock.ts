import { instant, type Instant } from '../calendar/instant.ts';

/** A step of the clock that is no ordinary one: an hour (design 5). */
export const CLOCK_JUMP_MS = 3_600_000;

/** What the log remembers of the clock: what it said at the last tick, and when it was last seen to jump. */
export interface ClockMemory {
  readonly tickedAt: Instant;
  /** What the clock said after its last jump; null where it is not in doubt. */
  readonly jumpedAt: Instant | null;
}

export type ClockJump = 'ahead' | 'back';

/** How the clock stepped between two ticks; undefined: as a clock should. */
export const clockJump = (before: Instant, now: Instant): ClockJump | undefined => {
  if (now < before) return 'back';
  return now > before + CLOCK_JUMP_MS ? 'ahead' : undefined;
};

/**
 * What is remembered after a tick. A jump puts the clock in doubt until it has gone evenly for an hour. What it said at a tick is kept as
 * it was, whatever it had said before: a wrong time leaves no mark on later ones.
 */
export const rememberClock = (memory: ClockMemory | undefined, now: Instant): ClockMemory => {
  if (memory === undefined) return { tickedAt: now, jumpedAt: null };
  if (clockJump(memory.tickedAt, now)) return { tickedAt: now, jumpedAt: now };
  const isEven = memory.jumpedAt !== null && now >= memory.jumpedAt + CLOCK_JUMP_MS;
  return { tickedAt: now, jumpedAt: isEven ? null : memory.jumpedAt };
};

/**
 * The time of the next event of a stream: never before the last one, unless the clock has gone back by more than an hour. Then one of the
 * two times is wrong, which the log marks, and the later event is not dragged along.
 */
export const nextTime = (last: Instant | undefined, now: Instant): Instant =>
  last === undefined || now < last - CLOCK_JUMP_MS ? now : instant(Math.max(last, now));
