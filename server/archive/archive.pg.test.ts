import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { fileForFiler, readBundle, readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { hasDebianPostgres, startDebianPostgres } from '../../test/support/debian-postgres.ts';
import { storedPhoto } from '../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { readPublicStream } from '../../engine/place/public-stream.ts';
import { ownerOf } from '../../engine/store/owner.ts';
import { knownHead } from '../../engine/log/known-head.ts';
import { tick } from '../../engine/log/tick.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { openService, type Service } from '../../engine/service.ts';
import { restoreArchive } from './restore.ts';
import { writeArchive, type ArchiveMade } from './write.ts';
import { wants } from '../../test/support/wants.ts';
import { testFolder } from '../../test/support/folder.ts';

const SECRET = 'unverwechselbar-8c1f';
const folder = testFolder('archive');
const PHOTO = storedPhoto(200_000);
let town: TestTown;
let identity: string;
let made: ArchiveMade;
let filed: FilingAnswer;

const source = () => ({ data: made.data, keys: made.keys, identity });
const at = instant(Date.parse('2026-12-24T02:00:00Z'));
const serve = (installation: TestTown['installation'], clock = () => at): Promise<Service> =>
  openService({
    id: 1,
    pools: installation.pools,
    keys: installation.keys,
    dataDirectory: installation.dataDirectory,
    clock,
    tickMs: 1000,
  });
const verdictOf = async (service: Service, number: string, policy = policyText(service)) =>
  verifyBundle({
    bundleText: JSON.stringify(await readBundle(service, number)),
    policyText: await policy,
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
  });
const file = async (service: Service, token: string): Promise<FilingAnswer> => {
  const answer = await fileMatter(
    service,
    { fields: { subject: '路灯', body: `不亮 ${SECRET}` }, lang: 'zh-CN', files: [PHOTO] },
    { token },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const photoIn = async (service: Service, number: string): Promise<Buffer> => {
  const stored = await fileForFiler(service, number, '0-0-1');
  const parts: Uint8Array[] = [];
  for await (const bytes of stored?.bytes(0, stored.size) ?? []) parts.push(bytes);
  return Buffer.concat(parts);
};
const story = async (service: Service, number: string) => {
  const view = await readForFiler(service, number);
  return (
    view && {
      stages: view.stages.map((it) => [it.rule.id, it.status, it.due]),
      entries: view.entries.map((it) => [it.event.type, it.texts]),
    }
  );
};

beforeAll(async () => {
  identity = await generateIdentity();
  town = await openTown({ withStaff: true });
  filed = await file(town.service, 'archive-1-abcdefgh');
  await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
  town.setClock('2026-10-09T02:00:00Z');
  await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
  await town.tick();
  town.setClock('2026-12-20T02:00:00Z');
  await takeStep(town.service, filed.number, PEOPLE.handler, {
    name: 'reply',
    input: { outcome: 'supported', facts: '三盏。', opinion: '修好。' },
  });
  await takeStep(town.service, filed.number, PEOPLE.filer, { name: 'open_notice', input: { notice: 'reply' } });
  await takeStep(town.service, filed.number, PEOPLE.filer, { name: 'ask_review', input: { words: '又坏。' } });
  await town.tick();
  await file(town.service, 'archive-2-abcdefgh'); // waits in the queue
  town.setClock('2026-12-23T02:00:00Z');
  made = await writeArchive(
    { installation: town.installation, jurisdictions: [1], listErased: async () => [] },
    { directory: join(folder, 'kept'), recovery: await identityToRecipient(identity) },
    town.now(),
  );
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const restoreInto = async (name: string, url?: string): Promise<void> => {
  const before = await story(town.service, filed.number);
  const restored = await restoreArchive(source(), { data: join(folder, name), ...(url === undefined ? {} : { url }) }, at);
  const { installation } = restored;
  try {
    const service = await serve(installation);
    const old = await town.service.jurisdiction();
    const it = await service.jurisdiction();
    expect(it.origin).not.toBe(old.origin);
    // The same states, words and dates.
    expect(await story(service, filed.number)).toEqual(before);
    expect((await photoIn(service, filed.number)).equals(PHOTO.bytes)).toBe(true);
    const counts =
      'select (select count(*) from event) e, (select count(*) from blob) b, (select count(*) from obligation) o, (select count(*) from access) a';
    const client = await installation.pools.archive.connect();
    await client.query("begin; set local app.jurisdiction = '1'");
    expect((await client.query(counts)).rows).toEqual((await town.superuser.query(counts)).rows);
    await client.query('commit');
    client.release();
    // A new log, which commits to the head of the old one in its first leaf.
    const head = knownHead(town.installation.keys, 1);
    const { events } = await service.read(readPublicStream);
    expect(events.at(-1)).toMatchObject({
      type: 'log_reopened',
      data: { missing: 0, before: { origin: old.origin, size: head?.size, root: head?.root } },
    });
    await tick(service);
    expect((await reconcile(service)).findings).toEqual([]);
    expect((await verdictOf(service, filed.number)).verdict).toBe('true');
    // What was filed after goes the same way; what the old log signed is still true by the policy of today.
    const later = await file(service, 'archive-3-abcdefgh');
    await tick(service);
    expect((await verdictOf(service, later.number)).verdict).toBe('true');
    expect((await verdictOf(town.service, filed.number, policyText(service))).verdict).toBe('true');
    expect((await reconcile(service)).findings).toEqual([]);
    // No key that signs came along, and the rules are in force as before.
    expect(it.pack).toBe(old.pack);
    const [was, is] = [town.service.logKeys.checkpoint.key, service.logKeys.checkpoint.key];
    expect(Buffer.from(is.publicKey ?? new Uint8Array()).equals(Buffer.from(was.publicKey ?? new Uint8Array([1])))).toBe(false);
  } finally {
    await installation.close();
  }
};

describe('an archive brought back on another machine: the same states and dates, a new log that commits to the old head', () => {
  it('on the embedded server', () => restoreInto('embedded'));

  it.runIf(hasDebianPostgres())("on Debian's PostgreSQL 15 by DATABASE_URL", wants('postgres15'), async () => {
    const debian = await startDebianPostgres();
    try {
      await restoreInto('debian', debian.url);
    } finally {
      await debian.stop();
    }
  });

  it('says how many signed leaves an old archive lacks, where a later head is known', async () => {
    const { origin } = await town.service.jurisdiction();
    const restored = await restoreArchive(
      source(),
      { data: join(folder, 'behind'), heads: { 1: { origin, size: 1000, root: 'ab'.repeat(32) } } },
      at,
    );
    expect(restored.logs[0]?.missing).toBe(1000 - (restored.logs[0]?.before.size ?? 0));
    await restored.installation.close();
  });
});

describe('a head that was signed and that the archive contradicts', () => {
  it('stops the restore: somebody was shown another history', async () => {
    const { origin } = await town.service.jurisdiction();
    const heads = { 1: { origin, size: 8, root: 'ab'.repeat(32) } };
    const data = join(folder, 'forked');
    await expect(restoreArchive(source(), { data, heads }, at)).rejects.toMatchObject({ code: 'archive_fork' });
    expect([existsSync(data), existsSync(`${data}-keys`)]).toEqual([false, false]);
  });
});

const COUNTS =
  'select (select count(*) from event) e, (select count(*) from blob) b, (select count(*) from obligation) o, (select count(*) from access) a, (select count(*) from receipt) r';

describe.runIf(hasDebianPostgres())("from the embedded 17 to Debian's 15 and back again", wants('postgres15'), () => {
  it('everything is there, and each closed log has the root that it was closed with', async () => {
    const debian = await startDebianPostgres();
    try {
      const counts = (await town.superuser.query(COUNTS)).rows;
      const first = await restoreArchive(source(), { data: join(folder, 'there'), url: debian.url }, at);
      const there = await serve(first.installation);
      await tick(there);
      const back = await writeArchive(
        { installation: first.installation, jurisdictions: [1], listErased: async () => [] },
        { directory: join(folder, 'back'), recovery: await identityToRecipient(identity) },
        at,
      );
      const head = knownHead(first.installation.keys, 1);
      await first.installation.close();
      const second = await restoreArchive({ data: back.data, keys: back.keys, identity }, { data: join(folder, 'home') }, at);
      const home = await serve(second.installation);
      await tick(home);
      const owner = new Client(ownerOf(second.installation.reach));
      await owner.connect();
      expect((await owner.query(COUNTS)).rows).toEqual(counts);
      const closed = await owner.query<{ root: string; size: number }>(
        "select encode(root, 'hex') as root, size from closed_checkpoint c where size = (select max(size) from closed_checkpoint d where d.epoch = c.epoch) order by epoch",
      );
      const original = knownHead(town.installation.keys, 1);
      expect(closed.rows.map(({ root, size }) => [root, size])).toEqual([
        [original?.root, original?.size],
        [head?.root, head?.size],
      ]);
      process.stdout.write(
        `  17 to 15 to 17: ${JSON.stringify(counts[0])}, roots of ${closed.rows.map(({ size }) => size).join(' and ')} leaves the same\n`,
      );
      await owner.end();
      expect((await reconcile(home)).findings).toEqual([]);
      expect((await verdictOf(home, filed.number)).verdict).toBe('true');
      await second.installation.close();
    } finally {
      await debian.stop();
    }
  });
});

describe('a restored archive, archived and restored again', () => {
  it('keeps every closed log checkable', async () => {
    const first = await restoreArchive(source(), { data: join(folder, 'first') }, at);
    const service = await serve(first.installation);
    await tick(service);
    const again = await writeArchive(
      { installation: first.installation, jurisdictions: [1], listErased: async () => [] },
      { directory: join(folder, 'again'), recovery: await identityToRecipient(identity) },
      at,
    );
    await first.installation.close();
    const second = await restoreArchive({ data: again.data, keys: again.keys, identity }, { data: join(folder, 'second') }, at);
    const twice = await serve(second.installation);
    await tick(twice);
    expect((await reconcile(twice)).findings).toEqual([]);
    expect((await verdictOf(twice, filed.number)).verdict).toBe('true');
    expect((await policyText(twice)).match(/^log /gm)).toHaveLength(3);
    // Each column of what was closed is compared with the leaves of today.
    const owner = new Client(ownerOf(second.installation.reach));
    await owner.connect();
    for (const change of [
      "closed_log set origin = 'other'",
      "closed_log set vkey = 'other'",
      "closed_log set promise_vkey = ''",
      "closed_checkpoint set root = sha256('x')",
      "closed_checkpoint set note = 'x'",
      'closed_checkpoint set size = size + 1',
    ]) {
      const table = change.split(' ')[0] ?? '';
      await owner.query(`create table kept as select * from ${table}`);
      await owner.query(`update ${change}`);
      expect(
        (await reconcile(twice)).findings.map((finding) => finding.code),
        change,
      ).toContain('checkpoint');
      // closed_checkpoint refers to closed_log, whose keys stay.
      const columns = (
        await owner.query<{ name: string }>('select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0', [
          table,
        ])
      ).rows;
      if (table === 'closed_log') {
        const set = columns.map(({ name }) => `${name} = k.${name}`).join(', ');
        await owner.query(`update closed_log c set ${set} from kept k where c.epoch = k.epoch`);
      } else {
        await owner.query('delete from closed_checkpoint');
        await owner.query('insert into closed_checkpoint select * from kept');
      }
      await owner.query('drop table kept');
      expect((await reconcile(twice)).findings).toEqual([]);
    }
    await owner.end();
    await second.installation.close();
  });
});

describe('the two files', () => {
  it('hold no word of a filer in the clear, and the data file no key', () => {
    const data = gunzipSync(readFileSync(made.data));
    for (const bytes of [data, readFileSync(made.keys)]) {
      expect(bytes.includes(SECRET)).toBe(false);
      expect(bytes.includes(Buffer.from(SECRET).toString('hex'))).toBe(false);
    }
    const wrap = town.installation.keys.secret('wrap').toString('hex');
    expect([data.includes(wrap), data.includes('keystore')]).toEqual([false, false]);
  });

  const refusals: readonly (readonly [string, () => Promise<{ data: string; keys: string; identity: string }>, string])[] = [
    ['another recovery key', async () => ({ ...source(), identity: await generateIdentity() }), 'identity_wrong'],
    ['a file that is not there', async () => ({ ...source(), keys: join(folder, 'nowhere') }), 'archive_missing'],
    ['the keys of another installation', () => otherKeys(), 'archive_keys_other'],
    ['no recovery key', async () => ({ ...source(), identity: 'secret' }), 'identity_invalid'],
    ['a keys file in place of the data', async () => ({ ...source(), data: made.keys }), 'archive_damaged'],
    ['a byte changed in the data', async () => ({ ...source(), data: flipped(made.data) }), 'archive_damaged'],
    ['a byte changed in the keys', async () => ({ ...source(), keys: flipped(made.keys) }), 'archive_damaged'],
    ['half of the data', async () => ({ ...source(), data: cut(made.data) }), 'archive_damaged'],
    ['half of the keys', async () => ({ ...source(), keys: cut(made.keys) }), 'archive_damaged'],
  ];
  it.each(refusals)('%s: refused, and nothing is changed', async (name, given, code) => {
    const data = join(folder, createHash('sha256').update(name).digest('hex').slice(0, 8));
    await expect(restoreArchive(await given(), { data }, at)).rejects.toMatchObject({ code });
    expect([existsSync(data), existsSync(`${data}-keys`)]).toEqual([false, false]);
  });

  it('are never brought back over something that is there', async () => {
    const data = join(folder, 'taken');
    cpSync(join(folder, 'kept'), data, { recursive: true });
    await expect(restoreArchive(source(), { data }, at)).rejects.toMatchObject({ code: 'place_not_empty' });
  });

  it('are pruned: a keys archive of more than 30 days goes at the next run, and a part that a killed run left', async () => {
    const directory = join(folder, 'pruned');
    cpSync(join(folder, 'kept'), directory, { recursive: true });
    writeFileSync(join(directory, 'huiyin-x.data.gz.part'), 'half');
    const never = writeArchive(
      { installation: town.installation, jurisdictions: [99], listErased: async () => [] },
      { directory, recovery: await identityToRecipient(identity) },
      instant(Date.now() + 31 * 86_400_000),
    );
    await expect(never).rejects.toThrow('no jurisdiction');
    // A run that failed removes nothing: the last keys are never lost to a broken timer.
    expect(readdirSync(directory).filter((name) => name.endsWith('.keys.age'))).toHaveLength(1);
    const later = await writeArchive(
      { installation: town.installation, jurisdictions: [1], listErased: async () => [] },
      { directory, recovery: await identityToRecipient(identity) },
      instant(Date.now() + 31 * 86_400_000),
    );
    expect(later.pruned).toHaveLength(1);
    expect(readdirSync(directory).filter((name) => name.endsWith('.keys.age'))).toHaveLength(1);
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

const otherKeys = async () => {
  const other = await openTown({ at: '2026-12-31T02:00:00Z' });
  const to = { directory: join(folder, 'other'), recovery: await identityToRecipient(identity) };
  const { keys } = await writeArchive(
    { installation: other.installation, jurisdictions: [1], listErased: async () => [] },
    to,
    other.now(),
  );
  await other.close();
  return { ...source(), keys };
};
const changedCopy = (path: string, change: (bytes: Buffer) => Buffer): string => {
  const copy = `${path}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(copy, change(readFileSync(path)));
  return copy;
};
const flipped = (path: string): string =>
  changedCopy(path, (bytes) => {
    const at = Math.floor(bytes.length * 0.7);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  });
const cut = (path: string): string => changedCopy(path, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)));
