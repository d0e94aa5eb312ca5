import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { restoreArchive } from '../../../server/archive/restore.ts';
import { writeArchive, type ArchiveMade } from '../../../server/archive/write.ts';
import { buildApp } from '../../../server/app.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { tick } from '../../../engine/log/tick.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../../../engine/service.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { eraseMatter } from './erase-matter.ts';
import { eraseAgain, listErased } from './erased-matters.ts';
import { fileMatter, type FilingAnswer } from './file-matter.ts';
import { readBundle, readForFiler } from './read-matter.ts';
import { takeStep } from './take-step.ts';
import { testFolder } from '../../../test/support/folder.ts';

const SECRET = '只有我知道的事 7f3e';
const ERASURE = { basis: '个人信息保护法 第四十七条', askedBy: 'filer', completeAfterDays: 30 } as const;
const folder = testFolder('erase');
let town: TestTown;
let number: string;
let other: string;
let code: string;
let identity: string;
let before: ArchiveMade;
let after: ArchiveMade;

const file = async (token: string): Promise<FilingAnswer> => {
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: SECRET }, lang: 'zh-CN' }, { token });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed;
};
const archive = async (name: string) =>
  writeArchive(
    { installation: town.installation, jurisdictions: [1], listErased: () => listErased(town.service) },
    { directory: join(folder, name), recovery: await identityToRecipient(identity) },
    town.now(),
  );
const wordsOf = async (service: Service, matter: string): Promise<string> =>
  JSON.stringify((await readForFiler(service, matter))?.entries.map((entry) => entry.texts));
const verdictOf = async (service: Service, matter: string) =>
  verifyBundle({
    bundleText: JSON.stringify(await readBundle(service, matter)),
    policyText: await policyText(service),
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
  }).verdict;

beforeAll(async () => {
  identity = await generateIdentity();
  town = await openTown();
  ({ number, code } = await file('erase-1-abcdefgh'));
  other = (await file('erase-2-abcdefgh')).number;
  await takeStep(town.service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
  await town.tick();
  before = await archive('before');
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('erasing a matter', () => {
  it('is refused to an office while one owes something, and for a number that no matter has; nothing is changed', async () => {
    expect(await eraseMatter(town.service, number, { ...ERASURE, askedBy: 'office' })).toEqual({ refused: 'duty_running' });
    expect(await eraseMatter(town.service, '00000000', ERASURE)).toEqual({ refused: 'not_found' });
    expect(await eraseMatter(town.service, "x'; drop", ERASURE)).toEqual({ refused: 'not_found' });
    expect(await wordsOf(town.service, number)).toContain(SECRET);
  });

  it('a key deleted by SQL, without an event that says so, is found', async () => {
    const row = (
      await town.superuser.query<{ blob: Buffer; wrapped: Buffer }>(
        'select k.blob, k.wrapped from keystore.blob_key k join blob b using (blob) where b.matter = $1 limit 1',
        [number],
      )
    ).rows[0];
    await town.superuser.query('delete from keystore.blob_key where blob = $1', [row?.blob]);
    expect((await reconcile(town.service)).findings.map((finding) => finding.code)).toEqual(['key_missing']);
    await town.superuser.query('insert into keystore.blob_key (jurisdiction, blob, wrapped) values (1, $1, $2)', [row?.blob, row?.wrapped]);
  });

  it('destroys the keys of its texts and no others, in one transaction with the event; log, bundle and reconcile hold', async () => {
    expect(await eraseMatter(town.service, number, ERASURE)).toBeUndefined();
    await town.tick();
    expect(await wordsOf(town.service, number)).not.toContain(SECRET);
    expect(await wordsOf(town.service, other)).toContain(SECRET);
    const left = await town.superuser.query('select 1 from keystore.blob_key k join blob b using (blob) where b.matter = $1', [number]);
    expect(left.rowCount).toBe(0);
    expect((await readForFiler(town.service, number))?.entries.at(-1)?.event).toMatchObject({
      type: 'erased',
      data: { basis: ERASURE.basis, askedBy: 'filer', completeOn: '2026-10-28' },
    });
    expect((await reconcile(town.service)).findings).toEqual([]);
    expect(await verdictOf(town.service, number)).toBe('true');
    expect(await eraseMatter(town.service, number, ERASURE)).toEqual({ refused: 'already_done' });
  });

  it('is told to the filer, with the clause and the day on which the last copy is gone, in both languages', async () => {
    const app = await buildApp(town.service);
    const follow = (path: string) =>
      app.inject({ method: 'POST', url: path, payload: { code }, headers: { host: 'qingchuan.example', accept: 'text/html' } });
    const [zh, en] = [await follow('/follow'), await follow('/en/follow')];
    expect([zh.statusCode, en.statusCode]).toEqual([200, 200]);
    expect(zh.body).toContain('全部文字已销毁：个人信息保护法 第四十七条。存档里的副本到2026年10月28日全部失效。');
    expect(en.body).toContain('All texts were destroyed: 个人信息保护法 第四十七条. Copies in archives are gone on 28 October 2026.');
    expect(`${zh.body}${en.body}`).not.toContain(SECRET);
    await app.close();
  });

  it('leaves the matter to live on: the office still owes its answer, whose words are new', async () => {
    await takeStep(town.service, number, PEOPLE.handler, { name: 'accept', input: {} });
    expect(
      await takeStep(town.service, number, PEOPLE.handler, {
        name: 'reply',
        input: { outcome: 'supported', facts: '查过。', opinion: '已修。' },
      }),
    ).toBeUndefined();
    await town.tick();
    expect(await wordsOf(town.service, number)).toContain('已修。');
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('may be done again for what came after, and a restore of the data in between destroys that, too', async () => {
    const between = await archive('between');
    town.setClock('2026-09-29T02:00:00Z');
    expect(await eraseMatter(town.service, number, ERASURE)).toBeUndefined();
    await town.tick();
    const keysOfAfter = await archive('twice');
    const at = instant(town.now() + 86_400_000);
    const source = { data: between.data, keys: keysOfAfter.keys, identity };
    const restored = await restoreArchive(source, { data: join(folder, 'again') }, at);
    const { pools, keys, dataDirectory } = restored.installation;
    const service = await openService({ id: 1, pools, keys, dataDirectory, clock: () => at, tickMs: 1000 });
    expect(await eraseAgain(service, restored.keys.erased)).toBe(1);
    await tick(service);
    expect(await wordsOf(service, number)).not.toContain('已修。');
    expect((await reconcile(service)).findings).toEqual([]);
    await restored.installation.close();
  });

  it('only the sweeper’s role may delete a key', async () => {
    const may = await town.superuser.query<{ role: string; may: boolean }>(
      "select r as role, has_table_privilege(r, 'keystore.blob_key', 'DELETE') as may from unnest(array['huiyin_app', 'huiyin_integrator', 'huiyin_sweeper', 'huiyin_relay', 'huiyin_archive']) r",
    );
    expect(may.rows.filter((row) => row.may).map((row) => row.role)).toEqual(['huiyin_sweeper']);
  });

  it('an older data archive with the keys of after brings the words back to nobody: the text stays gone, the log verifies, reconcile is clean', async () => {
    after = await archive('after');
    const at = instant(town.now() + 86_400_000);
    const restored = await restoreArchive({ data: before.data, keys: after.keys, identity }, { data: join(folder, 'restored') }, at);
    const { pools, keys, dataDirectory } = restored.installation;
    try {
      const service = await openService({ id: 1, pools, keys, dataDirectory, clock: () => at, tickMs: 1000 });
      expect(await eraseAgain(service, restored.keys.erased)).toBe(1);
      expect(await eraseAgain(service, restored.keys.erased)).toBe(0);
      await tick(service);
      expect(await wordsOf(service, number)).not.toContain(SECRET);
      expect(await wordsOf(service, other)).toContain(SECRET);
      expect((await readForFiler(service, number))?.entries.at(-1)?.event).toMatchObject({
        type: 'erased',
        data: { completeOn: '2026-10-29' },
      });
      expect((await reconcile(service)).findings).toEqual([]);
      expect([await verdictOf(service, number), await verdictOf(service, other)]).toEqual(['true', 'true']);
    } finally {
      await restored.installation.close();
    }
  });
});
