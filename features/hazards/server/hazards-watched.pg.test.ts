import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyText } from '../../../engine/http/log-files.ts';
import { openService } from '../../../engine/service.ts';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { restoreArchive } from '../../../server/archive/restore.ts';
import { writeArchive } from '../../../server/archive/write.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openTown } from '../../../test/support/installation.ts';
import { member } from '../../../test/support/sign-in.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { fillDemo } from './demo.ts';
import { hazards } from './hazards.ts';
import { FOUND, openHazardTown, publishHazards } from '../../../test/support/towns/hazard-town.ts';
import { publishPack } from '../../../test/support/towns/staff-town.ts';
import { HAZARD } from '../domain/vocabulary.ts';
import { testFolder } from '../../../test/support/folder.ts';

const folder = testFolder('hazards');
let hazard: Awaited<ReturnType<typeof openHazardTown>>;
beforeAll(async () => {
  hazard = await openHazardTown();
  await publishHazards(hazard.town);
  await hazard.town.tick();
  await hazard.town.service.jurisdiction('fresh');
  // Two in each state, beside those that a test makes.
  for (let i = 0; i < 12; i += 1) await hazard.lived(i % 6);
});
afterAll(async () => {
  await hazard.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what keeps watch over hazards', () => {
  it('the sweep writes down what is late, the office that ordered has to press, and reconcile finds nothing', async () => {
    const number = await hazard.lived(2);
    hazard.town.setClock('2026-12-07T02:00:00Z');
    await sweep(hazard.town.service);
    await sweep(hazard.town.service);
    const view = await hazard.viewed(number);
    expect(view.entries.filter((it) => it.event.type === 'deadline_passed').map((it) => it.event.data['rule'])).toEqual(['hazard.mend']);
    expect((await hazard.listed('housing.handler')).find((row) => row.number === number)?.duties.map((duty) => duty.rule.id)).toEqual([
      'hazard.press',
    ]);
    expect((await hazard.listed('water.handler', { due: 'late' })).map((row) => row.number)).toContain(number);
    await hazard.town.tick();
    const checked = await reconcile(hazard.town.service);
    expect(checked.findings).toEqual([]);
    expect(checked.checked.matters).toBeGreaterThan(10);
  });

  it('reconcile names every column that was changed behind its back, and nothing once it is as it was', async () => {
    const number = await hazard.lived(3);
    await hazard.town.tick();
    const changes = [
      ['entity', 'entity', "kind = 'matter'", 'kind'],
      ['entity', 'entity', "sort = 'other'", 'sort'],
      ['entity', 'entity', 'place_code = null', 'place_code'],
      ['stream', 'matter', "state = 'delisted'", 'state'],
      ['stream', 'matter', "office = 'water'", 'office'],
      ['obligation', 'matter', "status = 'met'", 'status'],
      ['assignment', 'matter', 'until = 1', 'until'],
      ['event', 'matter', "type = 'delisted'", 'type'],
    ] as const;
    const run = (sql: string): Promise<unknown> => hazard.town.superuser.query(sql);
    for (const [table, key, change, column] of changes) {
      const own = `${table} where ${key} = '${number}'`;
      await run(`create temp table kept as select * from ${own}`);
      await run(`update ${own.replace(' where', ` set ${change} where`)}`);
      expect([table, column, (await reconcile(hazard.town.service)).findings.length > 0]).toEqual([table, column, true]);
      // Back as it was; the rows that hang on it stay where they are.
      await run('set session_replication_role = replica');
      await run(`delete from ${own}`);
      await run(`insert into ${table} select * from kept`);
      await run('set session_replication_role = origin');
      await run('drop table kept');
    }
    expect((await reconcile(hazard.town.service)).findings).toEqual([]);
  });

  it('is proven by a bundle that anybody can check offline, and by no other', async () => {
    const number = await hazard.lived(5);
    await hazard.town.tick();
    const water = await hazard.browser('water.handler');
    const bundleText = (await water.get(`/desk/hazard/${number}/bundle`)).body;
    const ports = { hashing: nodeHashing, verifying: nodeVerifying };
    const policy = await policyText(hazard.town.service);
    expect(verifyBundle({ bundleText, policyText: policy, ports }).verdict).toBe('true');
    const forged = bundleText.replace(/"leaf": "[A-Za-z0-9+/]{4}/, '"leaf":"AAAA');
    expect(verifyBundle({ bundleText: forged, policyText: policy, ports }).verdict).not.toBe('true');
    const leaf = /\/c\/[\w-]+/.exec((await water.get(`/desk/hazard/${number}`)).body)?.[0] ?? '';
    expect((await hazard.app.inject({ url: leaf })).statusCode).toBe(200);
  });

  it('keeps its words out of every table: they stand in none of them in the clear', async () => {
    const mark = '甲乙丙丁戊己庚辛一处';
    const number = await hazard.found({ ...FOUND, what: mark, seen: mark });
    expect((await hazard.viewed(number, 'housing.handler')).texts['what']).toBe(mark);
    const { rows: tables } = await hazard.town.superuser.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
    );
    const hex = Buffer.from(mark).toString('hex');
    for (const { name } of tables) {
      const { rows } = await hazard.town.superuser.query(`select 1 from ${name} t where t::text like $1 or t::text like $2 limit 1`, [
        `%${mark}%`,
        `%${hex}%`,
      ]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });

  it('comes back whole from an archive, and stands in figures as a count of its office alone', async () => {
    const number = await hazard.lived(4);
    const before = await hazard.viewed(number);
    await hazard.town.tick();
    const identity = await generateIdentity();
    const made = await writeArchive(
      { installation: hazard.town.installation, jurisdictions: [1], listErased: async () => [] },
      { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) },
      hazard.town.now(),
    );
    const restored = await restoreArchive(
      { data: made.data, keys: made.keys, identity },
      { data: join(folder, 'back') },
      hazard.town.now(),
    );
    try {
      const service = await openService({
        id: 1,
        pools: restored.installation.pools,
        keys: restored.installation.keys,
        dataDirectory: restored.installation.dataDirectory,
        clock: () => hazard.town.now(),
        tickMs: 1000,
      });
      const after = await readStaffEntity(service, hazards, number, member('housing.head'));
      if (after === undefined || isRefusal(after)) throw new Error('the hazard did not come back');
      expect(after.entries.map(({ event, texts }) => [event.type, event.data, texts])).toEqual(
        before.entries.map(({ event, texts }) => [event.type, event.data, texts]),
      );
      expect((await reconcile(service)).findings).toEqual([]);
    } finally {
      await restored.installation.close();
    }
    hazard.town.setClock('2027-01-02T02:00:00Z');
    await sweep(hazard.town.service);
    const figures = await hazard.app.inject({ url: '/figures.csv' });
    expect(figures.body).toMatch(/^2026-\d\d,housing,[^\n]*,hazards,/m);
    expect(figures.body).not.toContain(number);
  });

  it('lives through the hazards of the demo, each by the same deciders', async () => {
    const demo = await openTown({ at: '2026-09-01T01:00:00Z', withSubjects: true });
    await publishHazards(demo);
    for (const pack of ['hazard-major', 'fire-order']) await publishPack(demo, HAZARD, pack);
    await demo.tick();
    demo.setClock('2026-09-10T01:00:00Z');
    await sweep(demo.service);
    demo.setClock('2026-11-23T08:00:00Z');
    await demo.superuser.query(
      "insert into office (jurisdiction, office, name_zh, name_en, parent) select 1, o, o, o, 'county' from unnest(array['transport', 'education']) o",
    );
    await demo.service.jurisdiction('fresh');
    expect(await fillDemo({ service: demo.service, now: demo.now(), setClock: (at) => demo.setClock(new Date(at).toISOString()) })).toBe(
      '12 hazards',
    );
    const { rows } = await demo.superuser.query<{ state: string }>(
      "select s.state from stream s join entity e on e.entity = s.matter where e.kind = 'hazard' order by 1",
    );
    expect(new Set(rows.map((row) => row.state)).size).toBe(7);
    // Two hang in public, one of them late.
    const hung = await demo.superuser.query<{ late: boolean }>(
      "select due_on < '2026-11-23' as late from hazard where published_on is not null order by 1",
    );
    expect(hung.rows.map((row) => row.late)).toEqual([false, true]);
    await demo.tick();
    expect((await reconcile(demo.service)).findings).toEqual([]);
    await demo.close();
  });
});
