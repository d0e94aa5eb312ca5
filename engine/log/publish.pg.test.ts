import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileIn } from '../../test/support/desk.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { integrate } from './integrate.ts';
import { knownHead } from './known-head.ts';
import { LogBehind, LogFork } from './trouble.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const TABLES = ['log_state', 'log_leaf', 'log_checkpoint', 'log_queue'];
const served = (): string => Buffer.from(town.service.store.read('checkpoint') ?? []).toString();

describe('a database that was put back to an earlier day, beside keys and tiles of today', () => {
  it('is never signed, however long it grows: its log contradicts what was signed before', async () => {
    await fileIn(town, '一');
    await town.tick();
    for (const table of TABLES) await town.superuser.query(`create table kept_${table} as select * from ${table}`);
    await fileIn(town, '二');
    await town.tick();
    const [checkpoint, head] = [served(), knownHead(town.service.keys, 1)];
    expect(head?.size).toBe(16);
    for (const table of TABLES)
      await town.superuser.query(`delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`);
    await fileIn(town, '三');
    for (let ticks = 0; ticks < 4; ticks += 1) await expect(town.tick()).rejects.toThrow(LogBehind);
    expect([served(), knownHead(town.service.keys, 1)]).toEqual([checkpoint, head]);
    // An older version would have numbered on.
    for (let ticks = 0; ticks < 2; ticks += 1) await integrate(town.service.pools.integrator, 1, town.service.logKeys.pad, town.now());
    for (let ticks = 0; ticks < 4; ticks += 1) await expect(town.tick()).rejects.toThrow(LogFork);
    expect([served(), knownHead(town.service.keys, 1)]).toEqual([checkpoint, head]);
    expect((await reconcile(town.service)).findings).toContainEqual({ code: 'head', where: 'heads file', what: 'root' });
  });
});

describe('a log', () => {
  it('whose tiles are gone is written again from its leaves, and goes on from what was signed', async () => {
    const other = await openTown();
    await fileIn(other, '一');
    await other.tick();
    const head = knownHead(other.service.keys, 1);
    const { store } = other.service;
    await store.write('tile/0/000.p/8', new Uint8Array(3));
    await fileIn(other, '二');
    await other.tick();
    expect(knownHead(other.service.keys, 1)?.size).toBe((head?.size ?? 0) + 8);
    expect((await reconcile(other.service)).findings).toEqual([]);
    await other.close();
  });
});
