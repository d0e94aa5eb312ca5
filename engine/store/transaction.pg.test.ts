import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { inJurisdiction, statement } from './transaction.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const COUNT = statement<{ n: number }>('test_count_offices', 'select count(*) as n from office where jurisdiction = $1');
const WHO = statement<{ pid: number }>('test_backend', 'select pg_backend_pid() as pid from jurisdiction where jurisdiction = $1');

describe('a transaction', () => {
  it('whose connection is cut fails alone, and the next one gets a new connection', async () => {
    const cut = inJurisdiction(town.installation.pools.app, 1, async (tx) => {
      const pid = (await tx.run(WHO, [1]))[0]?.pid;
      await town.superuser.query('select pg_terminate_backend($1)', [pid]);
      return tx.run(COUNT, [1]);
    });
    await expect(cut).rejects.toThrow();
    const after = await inJurisdiction(town.installation.pools.app, 1, (tx) => tx.run(COUNT, [1]));
    expect(after[0]?.n).toBeGreaterThan(0);
  });

  it('sees no other jurisdiction, and takes no name for a number', async () => {
    expect(await inJurisdiction(town.installation.pools.app, 2, (tx) => tx.run(COUNT, [1]))).toEqual([{ n: 0 }]);
    for (const wrong of [0, -1, 1.5, Number.NaN])
      await expect(inJurisdiction(town.installation.pools.app, wrong, (tx) => tx.run(COUNT, [1]))).rejects.toThrow();
  });

  it('that throws leaves nothing behind', async () => {
    const insert = statement(
      'test_insert_office',
      "insert into office (jurisdiction, office, name_zh, name_en) values ($1, 'gone', '无', 'Gone')",
    );
    const failing = inJurisdiction(town.installation.pools.app, 1, async (tx) => {
      await tx.run(insert, [1]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await town.superuser.query("select 1 from office where office = 'gone'")).rowCount).toBe(0);
  });
});
