import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { logRebuildOf, logStateOf } from '../../server/commands/log/log.ts';
import { speaking } from '../../server/commands/io.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { integrate } from '../../engine/log/integrate.ts';
import { newestCheckpoint } from '../../engine/log/prove.ts';
import { LogBehind, LogFork } from '../../engine/log/trouble.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { keepDatabase } from '../support/old-backup.ts';
import { verifyBundle } from '../support/verify-bundle.ts';
import { testFolder } from '../support/folder.ts';

let town: TestTown;
beforeEach(async () => {
  town = await openTown();
});
afterEach(async () => {
  await town.close();
});

const file = async (): Promise<string> => {
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};
const asJson = async (work: Parameters<typeof speaking>[2]) => {
  let said = '';
  const code = await speaking(true, { out: (line) => void (said += line), err: () => undefined }, work);
  const facts: { readonly [fact: string]: unknown } = { ...(JSON.parse(said) as object), code }; // one object, by `speaking`
  return facts;
};
const state = () => asJson((io) => logStateOf(town.service, io));
const rebuild = (from?: string) => asJson((io) => logRebuildOf(town.installation, town.service, from === undefined ? {} : { from }, io));
const findings = async () => (await reconcile(town.service)).findings.map(({ code }) => code);
const filesOf = () => join(town.installation.dataDirectory, 'log', '1');
const signedSize = () => newestCheckpoint(town.service.store)?.checkpoint.size;

/** Five matters in the log, of which the database then knows the first and, in its queue, the second. */
const loseTheEnd = async () => {
  const kept = [await file()];
  await town.tick();
  kept.push(await file());
  const bringBack = await keepDatabase(town.superuser);
  await town.tick();
  const lost = [await file(), await file(), await file()];
  await town.tick();
  const bundle = (await readBundle(town.service, lost[0] ?? '')) ?? {};
  const policy = await policyText(town.service);
  await bringBack();
  await town.service.jurisdiction('fresh');
  return { kept, lost, bundle, policy };
};

describe('a log whose database is older than what was signed', () => {
  it('is BEHIND: nothing is taken in or signed, filing goes on, every page says it', async () => {
    await loseTheEnd();
    const before = signedSize();
    await expect(town.tick()).rejects.toThrow(LogBehind);
    const late = await file();
    await expect(town.tick()).rejects.toThrow(LogBehind);
    expect(signedSize()).toBe(before);
    expect(await state()).toMatchObject({ code: 1, state: 'BEHIND', held: { size: 8 }, signed: { size: before, source: 'heads_file' } });
    const app = await buildApp(town.service);
    expect((await app.inject('/en')).body).toContain('shorter than what was published');
    expect((await app.inject('/follow')).body).toContain('比已经公布的短');
    expect((await app.inject('/healthz')).json()).toMatchObject({ log: { state: 'BEHIND' } });
    await app.close();
    expect(await findings()).toEqual(expect.arrayContaining(['head', 'log_standing']));
    expect(late).toHaveLength(8);
  });

  it('is rebuilt from its own files: rows that are here keep their leaves, the others are orphans, listed in public', async () => {
    const { kept, bundle, policy } = await loseTheEnd();
    const rebuilt = await rebuild();
    // Each lost filing is one leaf; the second matter waited in the queue of the old database.
    expect(rebuilt).toMatchObject({ code: 0, from: 8, known: 1 });
    expect(rebuilt['orphans']).toHaveLength(3);
    expect((await state()).code).toBe(0);
    expect(await findings()).toEqual([]);
    await town.tick();
    expect(await findings()).toEqual([]);
    for (const number of kept) expect(await verifyBundle((await readBundle(town.service, number)) ?? {}, policy)).toBe(0);
    // What is lost here is still proved by who holds it.
    expect(await verifyBundle(bundle, policy)).toBe(0);
    const app = await buildApp(town.service);
    const record = (await app.inject('/record.json')).body;
    for (const { hash } of rebuilt['orphans'] as { hash: string }[]) expect(record).toContain(hash);
    expect((await app.inject('/en/record')).body).toContain('what 3 of them stood for is lost');
    expect((await app.inject('/en')).body).not.toContain('shorter than');
    await app.close();
    expect(await rebuild()).toMatchObject({ code: 0, missing: 0 });
  });

  it('is rebuilt from a mirror where its own files are gone, and from no address that shows another log', async () => {
    await loseTheEnd();
    const folder = testFolder('files');
    cpSync(filesOf(), folder, { recursive: true });
    rmSync(filesOf(), { recursive: true });
    const server = createServer((request, response) => {
      const path = join(folder, request.url ?? '/');
      if (existsSync(path) && path !== `${folder}/`) response.end(readFileSync(path));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
    try {
      expect(await rebuild()).toMatchObject({ code: 1, problems: [{ code: 'log.tiles_not_whole' }] });
      const stranger = await openTown();
      await stranger.tick();
      const app = await buildApp(stranger.service);
      const other = await app.listen({ port: 0, host: '127.0.0.1' });
      expect(await rebuild(other)).toMatchObject({ code: 1, problems: [{ code: 'log.head_not_ours' }] });
      await app.close();
      await stranger.close();
      expect(await rebuild('http://127.0.0.1:1')).toMatchObject({ code: 1, problems: [{ code: 'log.unreachable' }] });
      expect(await rebuild('ftp://x.example')).toMatchObject({ code: 2 });
      expect((await state()).code).toBe(1);
      expect(await rebuild(url)).toMatchObject({ code: 0, from: 8 });
      expect(await findings()).toEqual([]);
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('that took in leaves of its own before anybody looked is a FORK: the size signed before stays the only one', async () => {
    await loseTheEnd();
    // What an older version would have done: numbered on, past what was signed.
    for (let ticks = 0; ticks < 3; ticks += 1) await integrate(town.service.pools.integrator, 1, town.service.logKeys.pad, town.now());
    const before = signedSize();
    await expect(town.tick()).rejects.toThrow(LogFork);
    await expect(town.tick()).rejects.toThrow(LogFork);
    await file();
    expect(signedSize()).toBe(before);
    expect(await state()).toMatchObject({ code: 2, state: 'FORK' });
    expect(await rebuild()).toMatchObject({ code: 1, problems: [{ code: 'log.log_fork' }] });
    const kept = readdirSync(town.installation.keys.path).filter((name) => name.startsWith('fork-1-'));
    expect(kept.length).toBeGreaterThan(0);
    const app = await buildApp(town.service);
    expect((await app.inject('/en')).body).toContain('contradicts what was signed');
    expect((await app.inject('/healthz')).json()).toMatchObject({ log: { state: 'FORK' } });
    await app.close();
  });
});

it('a leaf changed below what was signed is a FORK, whatever else was changed to fit', async () => {
  await file();
  await town.tick();
  await town.superuser.query('update log_leaf set hash = sha256(hash) where idx = (select idx from log_leaf order by idx limit 1)');
  expect(await state()).toMatchObject({ code: 2, signed: { size: 8 }, other: { size: 8 } });
});

it('files whose hashes do not give the signed root rebuild nothing', async () => {
  await loseTheEnd();
  for (const name of readdirSync(join(filesOf(), 'tile/entries/000.p'))) {
    const path = join(filesOf(), 'tile/entries/000.p', name);
    writeFileSync(
      path,
      readFileSync(path).map((byte, i) => (i === 500 ? byte ^ 1 : byte)),
    );
  }
  expect(await rebuild()).toMatchObject({ code: 1, problems: [{ code: 'log.tiles_not_whole' }] });
  expect(await state()).toMatchObject({ code: 1, held: { size: 8 } });
});
