import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTown, type TestTown } from '../test/support/installation.ts';
import { observe } from './store/transaction.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => town.close());

let ahead = 0;
/** Lets what was read grow old. */
const growOld = (): void => {
  ahead += 10_000;
  const now = performance.now() + ahead;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
};
const nameOf = (it: Awaited<ReturnType<TestTown['service']['jurisdiction']>>): string | undefined => it.offices.get('housing')?.name_en;
const rename = (name: string) => town.superuser.query("update office set name_en = $1 where office = 'housing'", [name]);

describe('rules and offices', () => {
  it('are read once however many ask when they have grown old', async () => {
    growOld();
    const asked: string[] = [];
    const stop = observe((sql) => void asked.push(sql.name));
    const found = await Promise.all(Array.from({ length: 50 }, () => town.service.jurisdiction()));
    stop();
    expect(asked.length).toBeGreaterThan(3);
    expect(new Set(asked).size).toBe(asked.length);
    expect(new Set(found).size).toBe(1);
  });

  it('stay as who read last began to read them: an earlier reading that ends later does not bring the old ones back', async () => {
    growOld();
    await rename('Before');
    const gate = Promise.withResolvers<void>();
    const { app } = town.installation.pools;
    const connect = app.connect.bind(app) as () => Promise<PoolClient>;
    let opened = 0;
    app.connect = (async () => {
      opened += 1;
      app.connect = connect as typeof app.connect;
      const client = await connect();
      const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
      client.query = (async (...given: unknown[]) => {
        if (given[0] === 'commit') {
          await gate.promise;
          client.query = query as typeof client.query;
        }
        return query(...given);
      }) as typeof client.query;
      return client;
    }) as typeof app.connect;
    const slow = town.service.jurisdiction();
    await vi.waitFor(() => expect(opened).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await rename('After');
    expect(nameOf(await town.service.jurisdiction('fresh'))).toBe('After');
    gate.resolve();
    expect(nameOf(await slow)).toBe('Before');
    expect(nameOf(await town.service.jurisdiction())).toBe('After');
  });
});
