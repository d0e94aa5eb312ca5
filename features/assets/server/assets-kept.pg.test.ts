import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService } from '../../../engine/service.ts';
import { readStaffEntity, readStaffFile, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { fileField } from '../../../kernel/stream/files.ts';
import { restoreArchive } from '../../../server/archive/restore.ts';
import { writeArchive } from '../../../server/archive/write.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { testFolder } from '../../../test/support/folder.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openAssetTown } from '../../../test/support/towns/asset-town.ts';
import { sites } from '../../sites/public.ts';
import { assets } from './assets.ts';

const folder = testFolder('assets-kept');
const NUMBER = '特检甲乙丙丁戊己号';
let place: Awaited<ReturnType<typeof openAssetTown>>;
let lift = '';
beforeAll(async () => {
  place = await openAssetTown(['special-equipment']);
  lift = await place.entered({ class: 'lift', name: '1号电梯' });
  const told = { number: NUMBER, on: '2026-11-01', by: '2027-10-31' };
  expect(await place.step(lift, 'tell_inspection', told)).toBeUndefined();
  const bytes = Buffer.from('a picture');
  const input = { floor: 'f1', width: 10, height: 10, files: [{ field: fileField(0), type: 'image/jpeg', size: bytes.length }] };
  const command = { name: 'add_plan', input };
  expect(
    await takeStaffStep(place.town.service, sites, place.school, member('housing.handler'), command, { files: [bytes] }),
  ).toBeUndefined();
  await place.goTo('11-23 09:00');
  await place.town.tick();
});
afterAll(async () => {
  await place.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is kept of an asset', () => {
  it('has the number of its certificate in no table in the clear', async () => {
    const { rows: tables } = await place.town.superuser.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
    );
    expect(tables.length).toBeGreaterThan(40);
    const hex = Buffer.from(NUMBER).toString('hex');
    for (const { name } of tables) {
      const found = await place.town.superuser.query(`select 1 from ${name} t where t::text like $1 or t::text like $2 limit 1`, [
        `%${NUMBER}%`,
        `%${hex}%`,
      ]);
      expect([name, found.rows.length]).toEqual([name, 0]);
    }
  });

  it('comes back whole from an archive, with its duties and the plan of its site', async () => {
    const identity = await generateIdentity();
    const made = await writeArchive(
      { installation: place.town.installation, jurisdictions: [1], listErased: async () => [] },
      { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) },
      place.town.now(),
    );
    const restored = await restoreArchive({ data: made.data, keys: made.keys, identity }, { data: join(folder, 'back') }, place.town.now());
    try {
      const { pools, keys, dataDirectory } = restored.installation;
      const service = await openService({ id: 1, pools, keys, dataDirectory, clock: () => place.town.now(), tickMs: 1000 });
      const view = await readStaffEntity(service, assets, lift, member('housing.head'));
      if (view === undefined || isRefusal(view)) throw new Error('the asset did not come back');
      expect(view.entries.map(({ event, texts }) => [event.type, texts['number']])).toEqual([
        ['asset_entered', undefined],
        ['inspection_told', NUMBER],
      ]);
      const site = await readStaffEntity(service, sites, place.school, member('housing.head'));
      const n = site && !isRefusal(site) ? site.state.plans[0]?.n : undefined;
      const file = await readStaffFile(service, sites, place.school, `0-${n}-1`, member('housing.head'));
      if (file === undefined || isRefusal(file)) throw new Error('the plan did not come back');
      const parts: Uint8Array[] = [];
      for await (const part of file.bytes(0, file.size)) parts.push(part);
      expect(Buffer.concat(parts).toString()).toBe('a picture');
      expect((await reconcile(service)).findings).toEqual([]);
    } finally {
      await restored.installation.close();
    }
  });
});
