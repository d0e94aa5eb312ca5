import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { openSignInDelay } from './sign-in-delay.ts';

const T = 1_790_000_000_000;
const at = (ms: number) => instant(T + ms);
const fail = (delay: ReturnType<typeof openSignInDelay>, times: number, visitor = 'here') => {
  for (let i = 0; i < times; i += 1) delay.failed('li', visitor, at(0));
};

describe('the wait after wrong sign-ins', () => {
  it('does not start with the first three', () => {
    const delay = openSignInDelay();
    fail(delay, 3);
    expect(delay.mustWait('li', 'here', at(0))).toBe(false);
  });

  it('is two seconds after the fourth and doubles with each further one', () => {
    const delay = openSignInDelay();
    fail(delay, 4);
    expect([delay.mustWait('li', 'here', at(1999)), delay.mustWait('li', 'here', at(2000))]).toEqual([true, false]);
    fail(delay, 1);
    expect([delay.mustWait('li', 'here', at(3999)), delay.mustWait('li', 'here', at(4000))]).toEqual([true, false]);
  });

  it('never exceeds a minute', () => {
    const delay = openSignInDelay();
    fail(delay, 60);
    expect([delay.mustWait('li', 'here', at(59_999)), delay.mustWait('li', 'here', at(60_000))]).toEqual([true, false]);
  });

  it('keeps neither another account nor the same account at another address out', () => {
    const delay = openSignInDelay();
    fail(delay, 20);
    expect([delay.mustWait('wang', 'here', at(0)), delay.mustWait('li', 'elsewhere', at(0)), delay.mustWait('li', 'here', at(0))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('does not grow by a try that was turned away unseen', () => {
    const delay = openSignInDelay();
    fail(delay, 3);
    for (let i = 0; i < 20; i += 1) {
      fail(delay, 1);
      delay.turnedAway('li', 'here', at(0));
    }
    expect(delay.mustWait('li', 'here', at(0))).toBe(false);
    fail(delay, 1);
    expect(delay.mustWait('li', 'here', at(0))).toBe(true);
  });

  it('ends with a right sign-in', () => {
    const delay = openSignInDelay();
    fail(delay, 20);
    delay.succeeded('li', 'here', at(0));
    expect(delay.mustWait('li', 'here', at(0))).toBe(false);
  });

  it('is forgotten within the hour', () => {
    const delay = openSignInDelay();
    fail(delay, 60);
    expect(delay.mustWait('li', 'here', at(3_600_001))).toBe(false);
  });
});
