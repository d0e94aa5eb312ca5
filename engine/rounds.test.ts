import { describe, expect, it } from 'vitest';
import { mapInRounds, ownRound, proofRound } from './rounds.ts';

describe.each([
  { line: 'work', round: ownRound },
  { line: 'proofs', round: proofRound },
])('rounds of the event loop for $line', ({ round }) => {
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
        await round();
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
        await round();
        order.push(i);
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('a page', () => {
  it('waits for no proof, however many stand in their own line', async () => {
    let proofs = 0;
    for (let i = 0; i < 500; i += 1) void proofRound().then(() => (proofs += 1));
    await ownRound();
    expect(proofs).toBeLessThan(5);
  });
});

describe('a long list', () => {
  it('is worked off in the order of its items, sixteen a round', async () => {
    let rounds = 0;
    let over = false;
    const count = (): void => {
      rounds += 1;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    const squares = await mapInRounds(
      Array.from({ length: 100 }, (_, i) => i),
      (i) => i * i,
    );
    over = true;
    expect(squares).toEqual(Array.from({ length: 100 }, (_, i) => i * i));
    expect(rounds).toBeGreaterThanOrEqual(6);
    expect(await mapInRounds([], () => 1)).toEqual([]);
  });
});
