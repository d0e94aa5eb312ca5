import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { getPack } from '../../policy/load.ts';
import { openTown, setUpCounty, type TestTown } from '../../test/support/installation.ts';
import { inJurisdiction } from '../store/transaction.ts';
import { openInstallation, systemClock } from '../../server/instance.ts';
import { ownerOf } from '../store/owner.ts';
import type { Installation } from '../installation.ts';
import { tick } from '../log/tick.ts';
import { openService } from '../service.ts';
import { findJurisdiction } from './read.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { definitionHash } from './create.ts';
import { publishDefinition } from './publish-definition.ts';
import { readPublicStream } from './public-stream.ts';
import { testFolder } from '../../test/support/folder.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** The pack of the law with another version number: another document. */
const version = (n: number): Json => ({ ...getPack('petition-2022'), version: n }) as unknown as Json; // a pack is plain JSON by its own type
const publish = (n: number, emergency = false) =>
  town.service.read((tx) =>
    publishDefinition(
      tx,
      { kind: 'pack', name: 'petition-2022', body: version(n), replaces: true, emergency, actor: { kind: 'machine' } },
      town.now(),
    ),
  );
const inForce = async (): Promise<number | undefined> => {
  const it = await town.service.jurisdiction('fresh');
  return it.packs.get(it.pack)?.version;
};
let token = 0;
/** The version of the pack that a filing of now is bound to. */
const filedUnder = async (): Promise<number | undefined> => {
  token += 1;
  const filed = await fileMatter(
    town.service,
    { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' },
    { token: `publish-${token}-abcdefg` },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  const row = await town.superuser.query<{ pack: Buffer }>('select pack from matter where matter = $1', [filed.number]);
  return (await town.service.jurisdiction()).packs.get(row.rows[0]?.pack.toString('hex') ?? '')?.version;
};
const at = async (iso: string): Promise<void> => {
  town.setClock(iso);
  await sweep(town.service);
};
const findings = async () => (await reconcile(town.service)).findings;

describe('a definition is public before it is used (G1)', () => {
  it('what the set-up brought is in force at once and listed as such', async () => {
    const { events, windows } = await town.service.read(readPublicStream);
    expect(events.map((event) => event.type)).toEqual(['set_up']);
    expect(windows.map((window) => window.way)).toEqual(['first_setup', 'first_setup', 'first_setup', 'first_setup']);
    expect(await inForce()).toBe(1);
    await town.tick();
    expect(await findings()).toEqual([]);
  });

  it('one published today changes nothing for seven days, and nothing at all while the log has not taken it in', async () => {
    expect(isRefusal(await publish(2))).toBe(false);
    await at('2026-11-01T02:00:00Z');
    expect(await inForce()).toBe(1); // no tick since: in no checkpoint
    await town.tick();
    await at('2026-11-08T01:59:59.999Z');
    expect([await inForce(), await filedUnder()]).toEqual([1, 1]);
    await at('2026-11-08T02:00:00Z');
    expect([await inForce(), await filedUnder()]).toEqual([2, 2]);
    const row = await town.superuser.query<{ way: string; in_log: boolean }>(
      "select u.way, u.leaf_hash = l.hash as in_log from usable_definition u join log_leaf l on l.hash = u.leaf_hash where u.way = 'waited'",
    );
    expect(row.rows).toEqual([{ way: 'waited', in_log: true }]);
    await town.tick();
    expect(await findings()).toEqual([]);
  });

  it('the same document twice is refused', async () => {
    expect(await publish(2)).toEqual({ refused: 'definition_known' });
  });

  it('an emergency counts at once, ends by itself after 72 hours, is marked, and comes back for good after seven days', async () => {
    await publish(3, true);
    expect([await inForce(), await filedUnder()]).toEqual([3, 3]);
    await town.tick();
    await at('2026-11-11T01:59:59.999Z');
    expect(await inForce()).toBe(3);
    await at('2026-11-11T02:00:00Z');
    expect([await inForce(), await filedUnder()]).toEqual([2, 2]);
    expect(await findings()).toEqual([]);
    await at('2026-11-15T02:00:00Z');
    expect([await inForce(), await filedUnder()]).toEqual([3, 3]);
    await town.tick();
    expect(await findings()).toEqual([]);
  });

  it('one slipped in by SQL is unusable: no event can cite it, and reconcile names it', async () => {
    const body = Buffer.from(canonicalJson(version(66)));
    const hash = definitionHash(version(66));
    await town.superuser.query(
      "insert into definition (jurisdiction, hash, kind, name, body) values (1, $1, 'pack', 'petition-2022', $2)",
      [hash, body],
    );
    const number = (await town.superuser.query<{ matter: string }>('select matter from matter limit 1')).rows[0]?.matter ?? '';
    await expect(town.superuser.query('update matter set pack = $1 where matter = $2', [hash, number])).rejects.toThrow('foreign key');
    await expect(town.superuser.query('update event set pack = $1 where matter = $2', [hash, number])).rejects.toThrow('foreign key');
    expect(await inForce()).toBe(3);
    expect(await findings()).toEqual([{ code: 'definition_unpublished', where: 'definition pack/petition-2022', what: 'public_event' }]);
  });

  it('one slipped in with a row that says it may be used is not offered either, and named', async () => {
    const hash = definitionHash(version(66));
    await town.superuser.query("insert into usable_definition (jurisdiction, hash, way) values (1, $1, 'first_setup')", [hash]);
    const it = await town.service.jurisdiction('fresh');
    expect([it.packs.has(hash.toString('hex')), it.packs.get(it.pack)?.version, await filedUnder()]).toEqual([false, 3, 3]);
    await town.tick();
    expect((await findings()).map((finding) => finding.code)).toEqual(['definition_unpublished']);
    // Nor does the database take one that claims a leaf that is not there.
    await expect(
      town.superuser.query("update usable_definition set way = 'waited', leaf_hash = sha256('x') where hash = $1", [hash]),
    ).rejects.toThrow('foreign key');
    await town.superuser.query('delete from usable_definition where hash = $1', [hash]);
    await town.superuser.query('delete from definition where hash = $1', [hash]);
    expect(await findings()).toEqual([]);
  });

  it('one that an event of the stream claims to have published needs a leaf of its own: a copied one is found', async () => {
    const { rows } = await town.service.read(readPublicStream);
    const copied = rows[1];
    await town.superuser.query('insert into public_event (jurisdiction, version, payload, leaf) values (1, $3, $1, $2)', [
      copied?.payload,
      copied?.leaf,
      rows.length,
    ]);
    expect((await findings()).map((finding) => finding.code)).toContain('public_event');
    await town.superuser.query('delete from public_event where version = $1', [rows.length]);
    expect(await findings()).toEqual([]);
  });
});

describe('a database of a build before the public stream', () => {
  it('gets its event 0 at the next start, before anything asks for its rules: what was there is of the first set-up', async () => {
    const folder = testFolder('before');
    const data = join(folder, 'data');
    const first = await openInstallation(data);
    await setUpCounty(first, systemClock());
    const read = (it: Installation) => inJurisdiction(it.pools.app, 1, (tx) => findJurisdiction(tx, systemClock()));
    const rules = await read(first);
    const owner = new Client(ownerOf(first.reach));
    await owner.connect();
    await owner.query('delete from log_queue');
    await owner.query('delete from public_event');
    const old = [rules?.pack ?? '', rules?.calendar ?? ''].map((hash) => Buffer.from(hash, 'hex'));
    await owner.query('update jurisdiction set pack = $1, calendar = $2', old);
    await owner.end();
    await first.close();

    const second = await openInstallation(data);
    expect(await read(second)).toMatchObject({ pack: rules?.pack, calendar: rules?.calendar });
    const { pools, keys, dataDirectory } = second;
    const service = await openService({ id: 1, pools, keys, dataDirectory, clock: systemClock, tickMs: 1000 });
    const { events } = await service.read(readPublicStream);
    expect(events.map((event) => event.type)).toEqual(['set_up']);
    await tick(service);
    expect((await reconcile(service)).findings).toEqual([]);
    await second.close();

    const third = await openInstallation(data);
    expect((await inJurisdiction(third.pools.app, 1, readPublicStream)).events).toEqual(events);
    await third.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
