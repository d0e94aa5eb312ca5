import { describe, expect, it } from 'vitest';
import { accepted, opened } from '../../../../test/support/given.ts';
import { erase } from './erase.ts';

const BASIS = '个人信息保护法 第四十七条';
const office = { basis: BASIS, askedBy: 'office', completeAfterDays: 30 } as const;
const filer = { ...office, askedBy: 'filer' } as const;

describe('the texts of a matter are destroyed', () => {
  it('not by an office while one owes something, but at the filer’s wish at any time', () => {
    const running = accepted();
    expect(erase(running.events, office, running.around('2026-09-10'))).toEqual({ refused: 'duty_running' });
    expect(erase(running.events, filer, running.around('2026-09-10'))).toMatchObject([
      {
        type: 'erased',
        level: 0,
        actor: { kind: 'system' },
        texts: {},
        data: { basis: BASIS, askedBy: 'filer', completeOn: '2026-10-10' },
      },
    ]);
  });

  it('by an office once nothing is owed any more, with the clause in clear and the day on which the last copy is gone', () => {
    const done = opened();
    expect(erase(done.events, office, done.around('2026-12-01'))).toMatchObject([
      { data: { basis: BASIS, askedBy: 'office', completeOn: '2026-12-31' } },
    ]);
  });

  it('never without a clause, and not twice over', () => {
    const done = opened();
    const around = done.around('2026-12-01');
    expect(erase(done.events, { ...office, basis: ' ' }, around)).toMatchObject({ refused: 'field_empty' });
    const again = { ...done.events[0], type: 'erased' as const, recordedAt: around.now };
    expect(erase([...done.events, again as (typeof done.events)[number]], office, around)).toEqual({ refused: 'already_done' });
  });
});
