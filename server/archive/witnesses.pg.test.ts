import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown } from '../../test/support/installation.ts';
import { verifyBundle } from '../../test/support/verify-bundle.ts';
import { peerIn, runWitness } from '../../test/support/witness.ts';
import { adminPrintedAt } from '../commands/admin/printed.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { ownerOf } from '../../engine/store/owner.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { tick } from '../../engine/log/tick.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { openService } from '../../engine/service.ts';
import { restoreArchive } from './restore.ts';
import { writeArchive } from './write.ts';
import { testFolder } from '../../test/support/folder.ts';

it('an archive carries cosignatures; a restored installation is another log and another witness, and says so', async () => {
  const folder = testFolder('archive-witness');
  const town = await openTown();
  const witness = await runWitness(town, [town.service.logKeys.checkpoint.key]);
  try {
    const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
    if (isRefusal(filed)) throw new Error(filed.refused);
    expect((await peerIn(town, witness.url, { name: 'library' })).code).toBe(0);
    await town.tick();
    await askWitnesses(town.service);
    expect(await adminPrintedAt(town.installation, '8', {}, { out: () => undefined, err: () => undefined })).toBe(0);
    await town.tick();
    await askWitnesses(town.service);
    const [kept, policy] = [await readBundle(town.service, filed.number), await policyText(town.service)];
    const identity = await generateIdentity();
    const made = await writeArchive(
      { installation: town.installation, jurisdictions: [1], listErased: async () => [] },
      { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) },
      town.now(),
    );

    const restored = await restoreArchive({ data: made.data, keys: made.keys, identity }, { data: join(folder, 'data') }, town.now());
    const { installation } = restored;
    try {
      const service = await openService({ ...installation, id: 1, clock: town.now, tickMs: 1000 });
      await tick(service);
      expect((await reconcile(service)).findings).toEqual([]);
      // What was witnessed stays true by the policy of its day, and the new witness is nobody's old one.
      expect(await verifyBundle(kept ?? {}, policy)).toBe(0);
      expect(service.witness.key).not.toEqual(town.service.witness.key);
      // The witness does not know the new log yet, and nothing claims that it has signed it.
      expect((await askWitnesses(service)).get('library')).toEqual({ ok: false, reason: 'refused' });
      expect((await service.jurisdiction('fresh')).printed).toBeNull();
      expect(await verifyBundle((await readBundle(service, filed.number)) ?? {}, await policyText(service))).toBe(2);

      const owner = new Client(ownerOf(installation.reach));
      await owner.connect();
      for (const change of ['epoch = 1', 'size = 99', "line = replace(line, '— ', '')", "vkey = 'other'"]) {
        await owner.query(`update cosignature set ${change} where size = 8`);
        expect([change, (await reconcile(service)).findings.map(({ code }) => code)]).toEqual([
          change,
          expect.arrayContaining(['cosignature']),
        ]);
        await owner.query('delete from cosignature');
        await owner.query(
          'insert into cosignature select 1, 0, 8, $1, $2, now()',
          (await town.superuser.query<{ vkey: string; line: string }>('select vkey, line from cosignature where size = 8')).rows.flatMap(
            ({ vkey, line }) => [vkey, line],
          ),
        );
      }
      expect((await reconcile(service)).findings).toEqual([]);
      await owner.end();
    } finally {
      await installation.close();
    }
  } finally {
    await witness.close();
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
