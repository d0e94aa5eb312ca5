import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForFiler } from '../../features/grievances/server/read-matter.ts';
import { findMatters, readHistories } from '../../engine/store/history.ts';
import { encryptExisting } from '../../engine/store/encrypt-existing.ts';
import { openText } from '../../engine/keys/content.ts';
import { wrap } from '../../engine/keys/wrap.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { fileIn } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { liveWholeLife } from '../support/whole-life.ts';

let town: TestTown;
let lived = '';
beforeAll(async () => {
  town = await openTown();
  lived = await liveWholeLife(town);
  for (let i = 0; i < 210; i += 1) await fileIn(town, `第${i}件`);
  await town.tick();
});
afterAll(async () => {
  await town.close();
});

const many = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await town.superuser.query<Row>(sql, [...values])).rows;

/** Writes every matter as the version before encryption stored it: plain payloads and texts, keys under the wrapping key itself. */
const storeAsBefore = async (): Promise<void> => {
  const numbers = (await many<{ matter: string }>('select matter from matter')).map((row) => row.matter);
  const { keys, histories } = await town.service.read(async (tx) => {
    const keys = await town.service.broker.forSystem(tx, numbers);
    const contents = new Map([...keys].map(([matter, it]) => [matter, it.contents] as const));
    return { keys, histories: await readHistories(tx, hashing, await findMatters(tx, numbers, false), contents) };
  });
  await town.superuser.query('begin');
  for (const [matter, opened] of keys) {
    for (const row of histories.get(matter)?.rows ?? []) {
      await many('update event set payload = $1 where stream = $2 and version = $3', [row.payload, row.stream, row.version]);
    }
    for (const payload of histories.get(matter)?.payloads ?? []) {
      for (const { blob } of Object.values(payload.texts)) {
        const id = Buffer.from(blob, 'hex');
        const [row] = await many<{ bytes: Buffer; wrapped: Buffer }>(
          'select bytes, wrapped from blob join keystore.blob_key using (jurisdiction, blob) where blob = $1',
          [id],
        );
        const key = opened.contents[payload.level];
        if (!row || !key) throw new Error('a text without its key');
        await many('update blob set bytes = $1 where blob = $2', [
          openText(key, { jurisdiction: 1, blob: id, chunk: 0 }, row.wrapped, row.bytes),
          id,
        ]);
      }
    }
    const old = (kind: 'doc' | 'log' | 'internal') =>
      wrap(town.service.wrappingKey, `huiyin/matter-key/v1/1/${matter}/${opened.epoch}/${kind}`, opened[kind]);
    await many('update keystore.matter_key set office = null, doc = $2, log = $3, internal = $4 where matter = $1 and level = 0', [
      matter,
      old('doc'),
      old('log'),
      old('internal'),
    ]);
  }
  await town.superuser.query('delete from keystore.blob_key; delete from keystore.matter_key where level > 0');
  await town.superuser.query('commit');
};

const unsealed = async (): Promise<readonly number[]> =>
  (
    await many<{ n: number }>(`select count(*)::integer as n from event where get_byte(payload, 0) = ascii('{')
      union all select count(*)::integer from blob where not exists (select from keystore.blob_key k where k.blob = blob.blob)
      union all select count(*)::integer from keystore.matter_key where office is null`)
  ).map((row) => row.n);

describe('a database that an earlier version has filled in the clear', () => {
  it('is sealed at the next start, goes on after an interruption, and its leaves, words and log stay as they are', async () => {
    const before = JSON.stringify([
      await many('select stream, version, leaf from event order by 1, 2'),
      await many('select * from log_leaf'),
    ]);
    const words = (await readForFiler(town.service, lived))?.entries.map((entry) => entry.texts);
    await storeAsBefore();
    const [events, blobs, keys] = await unsealed();
    expect([events, blobs, keys]).toEqual([expect.toSatisfy((n: number) => n > 211), expect.toSatisfy((n: number) => n > 422), 211]);
    expect((await reconcile(town.service)).findings.length).toBeGreaterThanOrEqual(211);

    const { reach, service } = { reach: town.installation.reach, service: town.service };
    if (reach.kind !== 'socket') throw new Error('tests run on the embedded server');
    const owner = { host: reach.host, port: reach.port, user: 'postgres', database: reach.database, application_name: 'encrypting' };
    const lines: string[] = [];
    // The connections of the pass are killed while its second batch runs: a whole number of matters is sealed, the others are not.
    const killed = encryptExisting(owner, service.wrappingKey, (line) => {
      lines.push(line);
      void many("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'encrypting' and datname = $1", [
        reach.database,
      ]);
    });
    await expect(killed).rejects.toThrow();
    expect(lines).toEqual(['encrypting what an earlier version stored in the clear: 100 matters done, 111 left\n']);
    const [, , left] = await unsealed();
    expect(left).toBe(111);

    const again = (line: string): void => void lines.push(line);
    // Two starts at once: one does it, the other finds it done.
    const done = await Promise.all([
      encryptExisting(owner, service.wrappingKey, again),
      encryptExisting(owner, service.wrappingKey, again),
    ]);
    expect(done.toSorted((a, b) => a - b)).toEqual([0, 111]);
    expect(await encryptExisting(owner, service.wrappingKey, again)).toBe(0);
    expect(lines.at(-1)).toContain('111 matters done, 0 left');

    expect(await unsealed()).toEqual([0, 0, 0]);
    const after = JSON.stringify([
      await many('select stream, version, leaf from event order by 1, 2'),
      await many('select * from log_leaf'),
    ]);
    expect(after).toBe(before);
    expect((await reconcile(service)).findings).toEqual([]);
    expect((await readForFiler(service, lived))?.entries.map((entry) => entry.texts)).toEqual(words);
    process.stdout.write(`encrypted afterwards: ${events} payloads, ${blobs} texts, ${keys} matters, interrupted once\n`);
  });

  it('and what is filed from then on is sealed, too', async () => {
    await fileIn(town, '以后');
    expect(await unsealed()).toEqual([0, 0, 0]);
  });
});
