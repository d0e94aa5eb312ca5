import { describe, expect, it } from 'vitest';
import { addMs, instant } from '../calendar/instant.ts';
import { clockJump, CLOCK_JUMP_MS, nextTime, rememberClock, type ClockMemory } from './clock.ts';

const NINE = instant(Date.parse('2026-09-28T09:00:00Z'));
const MINUTE = 60_000;
const after = (minutes: number) => addMs(NINE, minutes * MINUTE);
const even: ClockMemory = { tickedAt: NINE, jumpedAt: null };

describe('a clock between two ticks', () => {
  it('goes as it should up to an hour, and jumps beyond it, or back', () => {
    expect(clockJump(NINE, NINE)).toBeUndefined();
    expect(clockJump(NINE, addMs(NINE, CLOCK_JUMP_MS))).toBeUndefined();
    expect(clockJump(NINE, addMs(NINE, CLOCK_JUMP_MS + 1))).toBe('ahead');
    expect(clockJump(NINE, addMs(NINE, -1))).toBe('back');
  });

  it('is in doubt after a jump until it has gone evenly for an hour', () => {
    let memory = rememberClock(even, after(180));
    expect(memory).toEqual({ tickedAt: after(180), jumpedAt: after(180) });
    memory = rememberClock(memory, after(239));
    expect(memory.jumpedAt).toBe(after(180));
    expect(rememberClock(memory, after(240))).toEqual({ tickedAt: after(240), jumpedAt: null });
  });

  it('that was a year ahead and is put right drags nothing along: an hour later it is in no doubt', () => {
    const year = after(365 * 1440);
    let memory = rememberClock(even, year);
    expect(memory.jumpedAt).toBe(year);
    memory = rememberClock(memory, after(20));
    expect(memory).toEqual({ tickedAt: after(20), jumpedAt: after(20) });
    memory = rememberClock(memory, after(70));
    expect(rememberClock(memory, after(80)).jumpedAt).toBeNull();
  });

  it('is believed at the first tick', () => {
    expect(rememberClock(undefined, NINE)).toEqual(even);
  });
});

describe('the time of the next event', () => {
  it('is never before the last one for a small step back, and what the clock says for a large one', () => {
    expect(nextTime(undefined, NINE)).toBe(NINE);
    expect(nextTime(NINE, after(5))).toBe(after(5));
    expect(nextTime(NINE, after(-59))).toBe(NINE);
    expect(nextTime(NINE, after(-61))).toBe(after(-61));
  });
});
