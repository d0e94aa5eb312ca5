import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { encodeReceiptCode, formatReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { sealLetter, type Letter } from '../../kernel/door/letter.ts';
import { systemClock } from '../../server/instance.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import { filesBelow, formsOf, look, searchTables, type Search } from '../support/canary-search.ts';
import { PASSWORD, TOTP_SECRET } from '../support/installation.ts';
import { readMemory } from '../support/process-memory.ts';
import { postMatter, runCommand } from '../support/server-process.ts';
import { openTwoServers, type TwoServers } from '../support/two-servers.ts';
import { verifyBundle } from '../support/verify-bundle.ts';
import { totpCode } from '../../engine/people/staff.ts';

// G5, with two processes: what is written to the door lies nowhere on the local side in clear.
const mark = (): string => `canary${randomBytes(8).toString('hex')}`;
const BOTH = mark();
const DIRECT = `${BOTH}a`; // on the door's own page
const SEALED = `${BOTH}b`; // sealed here, passed on by the local server
const TYPED = mark(); // typed here by mistake, before the first question was answered
const ORDINARY = mark(); // an ordinary matter: the search of memory must find this one
const HAN = Array.from(randomBytes(12), (byte) => String.fromCodePoint(0x5000 + byte * 71)).join('');
let two: TwoServers;
let direct: string;
let sealed: string;

beforeAll(async () => {
  two = await openTwoServers();
});
afterAll(async () => {
  await two.close();
});

const form = (url: string, fields: { readonly [name: string]: string }): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const json = (url: string, body: object, token?: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

interface Followed {
  readonly number: string;
  readonly stages: readonly { readonly id: string; readonly status: string }[];
  readonly events: readonly { readonly type: string; readonly texts: { readonly [field: string]: string } }[];
}
/** The matter of a code at a server; undefined when it knows none. */
const follow = async (url: string, code: string): Promise<Followed | undefined> => {
  const response = await json(`${url}/api/v1/receipt`, { code });
  return response.ok ? ((await response.json()) as Followed) : undefined; // the documented answer
};

const until = async <T>(what: () => Promise<T | undefined>): Promise<T> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await what();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error('it did not come about in a minute');
};

/** What the page that seals gives its script. */
const sealingPage = async (): Promise<{ readonly origin: string; readonly key: Uint8Array }> => {
  const page = await (await fetch(`${two.local.url}/door/write`)).text();
  const [, origin = ''] = /data-origin="([^"]+)"/.exec(page) ?? [];
  const [, key = ''] = /data-key="([^"]+)"/.exec(page) ?? [];
  return { origin, key: fromHex(key) };
};

const boxesWaiting = async (): Promise<number> =>
  (await two.localDb.query<{ n: number }>('select count(*)::integer as n from door_box')).rows[0]?.n ?? -1;

const searchLocal = async (marks: readonly string[]): Promise<Search> => {
  await two.localDb.query('checkpoint');
  const search: Search = { files: 0, tables: 0, bytes: 0, hits: [] };
  const forms = marks.flatMap(formsOf);
  await searchTables(two.localDb, search, forms);
  for (const path of new Set([join(two.folder, 'local'), two.localPlace.cluster, two.localPlace.socket].flatMap(filesBelow))) {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue; // PostgreSQL has just removed it
    search.files += 1;
    look(search, path, readFileSync(path), forms);
  }
  look(search, 'what the local server printed', Buffer.from(two.local.output()), forms);
  return search;
};

describe('an accusation with two servers (G5)', () => {
  it('is filed on the door’s own page, where the local server has sent nothing but the reader', async () => {
    const page = await (await form(`${two.local.url}/file/about`, { about: 'yes' })).text();
    expect(page).toContain(`href="${two.door().url}/file" rel="noreferrer"`);
    expect(page).not.toMatch(/<(textarea|input)/);
    expect(await (await fetch(`${two.door().url}/file`)).text()).toContain('value="retaliation"');
    const unanswered = await form(`${two.door().url}/file/submit`, { subject: 'x', body: 'y' });
    expect(unanswered.status).toBe(422);
    const words = { subject: `一位科长收钱 ${DIRECT}`, body: `他收了两次。${DIRECT} ${HAN}` };
    expect(await (await form(`${two.door().url}/file/about`, { kind: 'accusation', ...words })).text()).toContain('南陵市纪律检查委员会');
    const receipt = await (await form(`${two.door().url}/file/submit`, { kind: 'accusation', ...words })).text();
    direct = /<p class="code">([^<]+)</.exec(receipt)?.[1] ?? '';
    const seen = await follow(two.door().url, direct);
    expect(seen?.stages[0]?.id).toBe('door.accusation.acknowledge');
    expect((await two.doorDb.query('select kind from matter')).rows).toEqual([{ kind: 'accusation' }]);
  });

  it('or sealed in the browser: the box waits while the door is away, and is forgotten once the door has signed', async () => {
    const code = encodeReceiptCode(randomBytes(13));
    const letter: Letter = { kind: 'retaliation', lang: 'zh-CN', code, subject: `被调岗 ${SEALED}`, body: `告状以后。${SEALED} ${HAN}` };
    const box = { sealed: toBase64(sealLetter(sealingPorts, await sealingPage(), letter, randomBytes(32))) };
    await two.stopDoor();
    for (let i = 0; i < 3; i += 1) expect((await json(`${two.local.url}/api/v1/door/boxes`, box)).status).toBe(202);
    await sleep(2500);
    expect(await boxesWaiting()).toBe(1);
    const columns = (await two.localDb.query<{ day: Date; size: number }>('select day, length(sealed) as size from door_box')).rows[0];
    expect(columns?.size).toBe(24_624);
    await two.startDoor();
    sealed = formatReceiptCode(code);
    const seen = await until(() => follow(two.door().url, sealed));
    expect(seen.events[0]?.texts['body']).toContain(SEALED);
    await until(async () => ((await boxesWaiting()) === 0 ? true : undefined));
    // At least once: the same box again is the same matter, and one that opens nowhere is forgotten, too.
    await json(`${two.local.url}/api/v1/door/boxes`, box);
    await json(`${two.local.url}/api/v1/door/boxes`, { sealed: toBase64(randomBytes(24_624)) });
    await until(async () => ((await boxesWaiting()) === 0 ? true : undefined));
    expect((await two.doorDb.query('select kind from matter order by kind')).rows).toEqual([
      { kind: 'accusation' },
      { kind: 'retaliation' },
    ]);
    const wrong = await json(`${two.local.url}/api/v1/door/boxes`, { sealed: toBase64(randomBytes(100)) });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('box_form')]);
  });

  it('and the memory of the local server does not hold it, where that of an ordinary matter is found', async () => {
    const filed = await postMatter(two.local.url, `ordinary-${ORDINARY}`, { subject: '路灯', body: `不亮 ${ORDINARY}` });
    expect(filed?.status).toBe(201);
    const codes = [direct, sealed].flatMap((code) => [code, code.replaceAll('-', '')]);
    const inMemory = (text: string): readonly Buffer[] => [Buffer.from(text), Buffer.from(text, 'utf16le')];
    const [hidden, ordinary] = [[...formsOf(BOTH), ...[HAN, ...codes].flatMap(inMemory)], inMemory(ORDINARY)];
    let [hits, found] = [0, 0];
    const bytes = readMemory(two.local.child.pid ?? 0, (part) => {
      hits += hidden.filter((it) => part.includes(it)).length;
      found += ordinary.filter((it) => part.includes(it)).length;
    });
    process.stdout.write(
      bytes === undefined
        ? 'door: the memory of another process cannot be read on this machine; that search is left out\n'
        : `door: ${(bytes / 1e6).toFixed(0)} MB of memory of the local server: accusations ${hits} times, an ordinary matter ${found} times\n`,
    );
    expect(hits).toBe(0);
    if (bytes !== undefined) expect(found).toBeGreaterThan(0);
  });

  it('what was typed here before the question was answered is neither kept nor passed on', async () => {
    const typed = { subject: TYPED, body: TYPED, place: TYPED, ask: TYPED };
    const again = await form(`${two.local.url}/file/submit`, typed);
    expect([again.status, (await again.text()).includes(TYPED)]).toEqual([422, true]); // it is still the writer's to keep
    for (const path of ['/file/about', '/file/submit', '/en/file/submit']) {
      const answer = await form(`${two.local.url}${path}`, { about: 'yes', ...typed });
      const page = await answer.text();
      expect([answer.status, page.includes(TYPED), page.includes(two.door().url)]).toEqual([200, false, true]);
    }
    for (const kind of ['accusation', 'retaliation', 'child_danger']) {
      const refused = await postMatter(two.local.url, `typed-${kind}-12345`, { kind, subject: TYPED, body: TYPED });
      expect([refused?.status, JSON.stringify(refused?.body)]).toEqual([422, expect.stringContaining('kind_not_here')]);
    }
    expect((await two.doorDb.query('select 1 from matter')).rowCount).toBe(2);
  });

  it('is read at the door by its own post, answered, and proved by its filer against the door’s log', async () => {
    const url = two.door().url;
    const head = { staff: 'discipline.head', password: PASSWORD, code: totpCode(TOTP_SECRET, systemClock()) };
    expect((await json(`${two.local.url}/api/v1/staff/session`, head)).status).toBe(401);
    const { token } = (await (await json(`${url}/api/v1/staff/session`, head)).json()) as { token: string }; // the documented answer
    const seen = await follow(url, sealed);
    const number = seen?.number ?? '';
    let expected = seen?.events.length ?? 0;
    const step = async (command: string, input: object): Promise<void> => {
      const answer = await json(`${url}/api/v1/staff/matters/${number}/steps`, { command, expected, input }, token);
      expect([command, answer.status, answer.ok ? '' : await answer.text()]).toEqual([command, 200, '']);
      expected += 1;
    };
    await step('register', { office: 'discipline' });
    await step('accept', {});
    await step('reply', { outcome: 'supported', facts: '调岗确在告状之后。', opinion: '责令恢复原岗位。' });
    const answered = await follow(url, sealed);
    expect(answered?.stages.map((stage) => [stage.id, stage.status])).toEqual([
      ['door.retaliation.acknowledge', 'met'],
      ['door.retaliation.feedback', 'met'],
    ]);
    // The local server knows no such code or post, and its log has no leaf of it.
    expect(await follow(two.local.url, sealed)).toBeUndefined();
    expect((await fetch(`${two.local.url}/api/v1/staff/matters/${number}`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      401,
    );
    const bundle = await until(async () => {
      const answer = await form(`${url}/follow/bundle`, { code: sealed });
      return answer.headers.get('content-type')?.startsWith('application/json') ? ((await answer.json()) as object) : undefined;
    });
    const policy = async (from: string): Promise<string> => (await fetch(`${from}/log/policy`)).text();
    expect(await verifyBundle(bundle, await policy(url))).toBe(0);
    expect(await verifyBundle(bundle, await policy(two.local.url))).not.toBe(0);
    const leaves = async (db: TwoServers['localDb']): Promise<ReadonlySet<string>> =>
      new Set((await db.query<{ leaf: Buffer }>('select leaf from log_leaf')).rows.map((row) => row.leaf.toString('hex')));
    const [here, there] = [await leaves(two.localDb), await leaves(two.doorDb)];
    expect([here.size > 0, there.size > 0, [...there].filter((leaf) => here.has(leaf))]).toEqual([true, true, []]);
  });

  it('lies nowhere on the local side: no table, file, WAL segment, tile, key, log or archive', async () => {
    const recovery = await identityToRecipient(await generateIdentity());
    for (const [side, data] of [
      ['local', two.localData],
      ['door', two.doorData],
    ] as const) {
      const to = join(two.folder, side, 'archive');
      const archived = await runCommand(['archive', '--to', to, '--recovery', recovery, '--data', data]);
      expect(archived.code, archived.err).toBe(0);
      for (const path of filesBelow(to).filter((name) => name.endsWith('.gz')))
        writeFileSync(`${path}.unpacked`, gunzipSync(readFileSync(path)));
      const agreed = await runCommand(['reconcile', '--data', data]);
      expect([side, agreed.code, agreed.out]).toEqual([side, 0, expect.stringContaining('everything agrees')]);
    }
    const codes = [direct, sealed].flatMap((code) => [code, code.replaceAll('-', '')]);
    const found = await searchLocal([BOTH, TYPED, HAN, ...codes]);
    process.stdout.write(
      `door: ${found.tables} tables and ${found.files} files of the local side (${(found.bytes / 1e6).toFixed(0)} MB) searched, ${found.hits.length} hits\n`,
    );
    expect(found.hits).toEqual([]);
    const rows = async (table: string): Promise<number> => (await two.localDb.query(`select 1 from ${table}`)).rowCount ?? -1;
    expect(await rows('matter')).toBe(1); // the ordinary one
    expect(await rows('access')).toBe(0);
  });

  it('and the search finds one that is planted', async () => {
    const planted = join(two.folder, 'local', 'data', 'tmp');
    mkdirSync(planted, { recursive: true });
    for (const [i, bytes] of [SEALED, HAN].flatMap(formsOf).entries()) writeFileSync(join(planted, `planted-${i}-`), bytes);
    await two.localDb.query('create table planted (jurisdiction integer, words text)');
    await two.localDb.query('insert into planted values (1, $1)', [`a ${DIRECT} b`]);
    const { hits } = await searchLocal([DIRECT, SEALED, HAN]);
    const missed = [SEALED, HAN].flatMap(formsOf).filter((_, i) => !hits.some((hit) => hit.includes(`planted-${i}-`)));
    expect(missed).toEqual([]);
    for (const place of ['table planted', '/pg_wal/'])
      expect(
        hits.some((hit) => hit.includes(place)),
        place,
      ).toBe(true);
  });
});
