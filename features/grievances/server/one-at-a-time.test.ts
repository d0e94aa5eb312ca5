import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

describe('costly work that many ask for', () => {
  it('runs once at a time for a name; who asks meanwhile shares one later run, which has seen what happened before', async () => {
    const [work, owner] = [new OneAtATime<number>(3), {}];
    let [runs, atOnce, most, fact] = [0, 0, 0, 0];
    const ask = () =>
      work.run(owner, 'a', async () => {
        runs += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        const seen = fact;
        await setTimeout(10);
        atOnce -= 1;
        return seen;
      });
    const first = ask();
    await setTimeout(2);
    fact = 1;
    const later = Array.from({ length: 19 }, ask);
    expect([await first, new Set(await Promise.all(later))]).toEqual([0, new Set([1])]);
    expect([runs, most]).toEqual([2, 1]);
  });

  it('runs a few at a time for all names, and goes on after a fault', async () => {
    const [work, owner] = [new OneAtATime<string>(2), {}];
    let [atOnce, most] = [0, 0];
    const ask = (name: string) =>
      work.run(owner, name, async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await setTimeout(5);
        atOnce -= 1;
        if (name === '3') throw new Error('fault');
        return name;
      });
    const told = await Promise.allSettled(['1', '2', '3', '3', '4', '5'].map(ask));
    expect(told.map((it) => (it.status === 'fulfilled' ? it.value : 'fault'))).toEqual(['1', '2', 'fault', 'fault', '4', '5']);
    expect(most).toBe(2);
    await expect(ask('3')).rejects.toThrow('fault');
    expect(await Promise.all([ask('1'), work.run({}, '1', async () => 'another')])).toEqual(['1', 'another']);
  });
});
