import { describe, expect, it } from 'vitest';
import { ownRound } from './rounds.ts';

describe('rounds of the event loop', () => {
  it('let something else go between any two who asked, however many asked at once', async () => {
    const order: string[] = [];
    let over = false;
    const beside = (): void => {
      order.push('beside');
      if (!over) setImmediate(beside);
    };
    setImmediate(beside);
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        await ownRound();
        order.push('work');
      }),
    );
    over = true;
    expect(order.filter((it) => it === 'work')).toHaveLength(50);
    expect(order.some((it, i) => it === 'work' && order[i + 1] === 'work')).toBe(false);
  });

  it('come in the order in which they were asked for', async () => {
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        await ownRound();
        order.push(i);
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
