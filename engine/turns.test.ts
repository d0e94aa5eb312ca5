import { describe, expect, it } from 'vitest';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { openTurns } from './turns.ts';

const FULL = refuse('sign_in_wait');
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

describe('turns for what takes much of the machine', () => {
  it('lets so many run at once, the others wait, and nobody is left behind', async () => {
    const queue = openTurns({ atOnce: 2, waiting: 10, share: 10, full: FULL });
    const { opened, open } = gate();
    let running = 0;
    let most = 0;
    const all = Array.from({ length: 8 }, (_, i) =>
      queue.run(`v${i}`, async () => {
        running += 1;
        most = Math.max(most, running);
        await opened;
        running -= 1;
        return i;
      }),
    );
    open();
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(2);
  });

  it('refuses who finds it full, at once and without running anything', async () => {
    const queue = openTurns({ atOnce: 1, waiting: 2, share: 9, full: FULL });
    const { opened, open } = gate();
    const all = Array.from({ length: 5 }, (_, i) => queue.run(`v${i}`, () => opened.then(() => i)));
    open();
    expect((await Promise.all(all)).map((it) => (isRefusal(it) ? it.refused : it))).toEqual([0, 1, 2, 'sign_in_wait', 'sign_in_wait']);
  });

  it('gives one address no more than its share, and another its turn', async () => {
    const queue = openTurns({ atOnce: 1, waiting: 30, share: 3, full: FULL });
    const { opened, open } = gate();
    const flood = Array.from({ length: 20 }, () => queue.run('flood', () => opened.then(() => 'ran')));
    const other = queue.run('other', () => opened.then(() => 'ran'));
    open();
    expect((await Promise.all(flood)).filter((it) => it === 'ran').length).toBe(3);
    expect(await other).toBe('ran');
    expect(await queue.run('flood', async () => 'again')).toBe('again');
  });

  it('serves the visitors round by round: who comes with many waits for themselves', async () => {
    const queue = openTurns({ atOnce: 1, waiting: 30, share: 9, full: FULL });
    const { opened, open } = gate();
    const served: string[] = [];
    const ask = (visitor: string) => queue.run(visitor, () => opened.then(() => void served.push(visitor)));
    const all = [...Array.from({ length: 6 }, () => ask('many')), ask('one'), ask('other'), ask('one')];
    open();
    await Promise.all(all);
    expect(served.slice(0, 5)).toEqual(['many', 'many', 'one', 'other', 'many']);
    expect(served.toSorted()).toEqual(['many', 'many', 'many', 'many', 'many', 'many', 'one', 'one', 'other']);
  });

  it('goes on after work that failed', async () => {
    const queue = openTurns({ atOnce: 1, waiting: 2, share: 2, full: FULL });
    await expect(queue.run('v', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await queue.run('v', async () => 1)).toBe(1);
  });
});
