import { describe, expect, it } from 'vitest';
import { PaperLines, type PaperLine } from './lines.ts';

describe('turns for papers', () => {
  it('go to staff before filers, and to filers before posters, whoever asked first', async () => {
    const turns = new PaperLines({ atOnce: 1, waiting: 2 });
    const order: PaperLine[] = [];
    const ask = async (line: PaperLine): Promise<void> => {
      const pass = await turns.take(line);
      order.push(line);
      pass?.();
    };
    const first = await turns.take('poster');
    const asked = (['poster', 'filer', 'staff', 'poster', 'filer', 'staff'] as const).map(ask);
    first?.();
    await Promise.all(asked);
    expect(order).toEqual(['staff', 'staff', 'filer', 'filer', 'poster', 'poster']);
  });

  it('are refused to those beyond a line, and a full line of posters refuses nobody else', async () => {
    const turns = new PaperLines({ atOnce: 1, waiting: 2 });
    const first = await turns.take('poster');
    const waiting = [turns.take('poster'), turns.take('poster')];
    expect(turns.take('poster')).toBeUndefined();
    const staff = turns.take('staff');
    expect(staff).toBeDefined();
    first?.();
    for (const turn of [staff, ...waiting]) (await turn)?.();
    // Every turn was given back: the next comes at once.
    expect(await turns.take('filer')).toBeTypeOf('function');
  });
});
