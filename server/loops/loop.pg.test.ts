import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMs } from '../../kernel/calendar/instant.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { systemClock } from '../instance.ts';
import { startLoop } from './loop.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const EVERY_MS = 400;
const start = (name: string, round: () => Promise<void>) =>
  startLoop({ name, round, everyMs: EVERY_MS, jurisdiction: 1, clock: systemClock, pool: town.installation.pools.integrator });
const until = async (name: string): Promise<number> =>
  Number((await town.superuser.query<{ until: number }>('select until from lease where loop = $1', [name])).rows[0]?.until);
/** Waits until a count has grown, at most for `ticks` of the loop. */
const grows = async (count: () => number, ticks: number): Promise<boolean> => {
  const before = count();
  const end = Date.now() + ticks * EVERY_MS + 1000;
  while (count() === before && Date.now() < end) await sleep(20);
  return count() > before;
};

describe('a loop that has ended', () => {
  it('gives its lease back: who starts next runs at once, so that no promise is late after a restart', async () => {
    let [first, second] = [0, 0];
    const one = start('given-back', async () => void (first += 1));
    expect(await grows(() => first, 2)).toBe(true);
    expect((await until('given-back')) - Date.now()).toBeGreaterThan(0);
    await one.stop();
    expect((await until('given-back')) - Date.now()).toBeLessThanOrEqual(0);
    const two = start('given-back', async () => void (second += 1));
    expect(await grows(() => second, 2)).toBe(true);
    await two.stop();
  });

  it('while its clock was hours ahead keeps nobody waiting once the clock is right again', async () => {
    let [wrong, right] = [0, 0];
    const hours = (): ReturnType<typeof systemClock> => addMs(systemClock(), 3 * 3_600_000);
    const common = { name: 'ahead', everyMs: EVERY_MS, jurisdiction: 1, pool: town.installation.pools.integrator };
    const one = startLoop({ ...common, clock: hours, round: async () => void (wrong += 1) });
    expect(await grows(() => wrong, 2)).toBe(true);
    await one.stop();
    expect((await until('ahead')) - Date.now()).toBeGreaterThan(3_000_000);
    const two = startLoop({ ...common, clock: systemClock, round: async () => void (right += 1) });
    expect(await grows(() => right, 2)).toBe(true);
    await two.stop();
  });

  it('by a kill holds it for less than two ticks: a promise of three is kept by the next process', async () => {
    let rounds = 0;
    const loop = start('killed', async () => void (rounds += 1));
    expect(await grows(() => rounds, 2)).toBe(true);
    const [held, now] = [await until('killed'), Date.now()];
    await loop.stop();
    expect(held - now).toBeLessThan(2 * EVERY_MS);
  });
});
