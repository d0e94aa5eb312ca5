import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import type { Tell } from '../../kernel/relay/message.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { startGateway, startMail } from '../../test/support/carriers.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { nameRelayIn } from '../../test/support/relay.ts';
import { inJurisdiction } from '../db/transaction.ts';
import { buildApp } from '../http/app.ts';
import { appendPublic } from '../jurisdiction/public-stream.ts';
import { writeRelay } from '../jurisdiction/relay.ts';
import { deliver } from '../loops/deliver.ts';
import { sweep } from '../loops/sweep.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { openService, type Service } from '../service.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const ADDRESS = 'li.na@post.example';
const folder = mkdtempSync(join(tmpdir(), 'huiyin-relay-pg-'));
const TOKEN = randomBytes(32);
let town: TestTown;
let service: Service;
let app: FastifyInstance;
let mail: Awaited<ReturnType<typeof startMail>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let relay: { readonly child: ChildProcess; readonly url: string; readonly key: string };
const printed: string[] = [];

/** A relay as an operator starts it, in a process of its own. */
const start = async (port = 0): Promise<typeof relay> => {
  writeFileSync(join(folder, 'token'), TOKEN.toString('hex'));
  const config = {
    place: { 'zh-CN': '青川县', en: 'Qingchuan County' },
    portal: 'https://huiyin.example/',
    port,
    folder: 'relay',
    tokenFile: 'token',
    mail: { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'news@huiyin.example' },
    sms: { url: `${gateway.url}/sms` },
    webhook: { url: `${gateway.url}/hook`, secret: 's'.repeat(32) },
  };
  writeFileSync(join(folder, 'relay.yaml'), JSON.stringify(config));
  const child = spawn(process.execPath, [MAIN, 'relay', '--config', join(folder, 'relay.yaml')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      printed.push(chunk.toString());
    });
  for (;;) {
    const [url, key] = [/^ready (\S+)$/m.exec(output)?.[1], /^public key (\S+)$/m.exec(output)?.[1]];
    if (url !== undefined && key !== undefined) return { child, url, key };
    if (child.exitCode !== null) throw new Error(output);
    await sleep(5);
  }
};
const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const ended = new Promise((resolve) => relay.child.once('exit', resolve));
  relay.child.kill(signal);
  await ended;
};

const open = async (): Promise<Service> => {
  const { pools, keys, dataDirectory } = town.installation;
  return openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
};

beforeAll(async () => {
  [mail, gateway] = await Promise.all([startMail(), startGateway()]);
  town = await openTown({ at: '2026-09-28T02:00:00Z' });
  relay = await start();
  await nameRelayIn(town.installation, town.now(), { url: relay.url, key: fromHex(relay.key), token: TOKEN });
  // Opened after the change: a running one notices within seconds.
  service = await open();
  app = await buildApp(service);
});
afterAll(async () => {
  await stop('SIGTERM');
  await app.close();
  await mail.close();
  gateway.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

let tokens = 0;
const file = async (tell?: Tell, lang: 'zh-CN' | 'en' = 'zh-CN'): Promise<string> => {
  tokens += 1;
  const input = { fields: { subject: '灯', body: '不亮。' }, lang, ...(tell ? { tell } : {}) } as const;
  const filed = await fileMatter(service, input, { token: `relay-${tokens}-abcdefgh` });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};
const register = async (number: string): Promise<void> => {
  expect(await takeStep(service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } })).toBeUndefined();
};
const sent = (): number => mail.mails.length + gateway.posts.length;
const waiting = async (): Promise<readonly { message: object; tries: number }[]> =>
  (await town.superuser.query("select message, tries from outbox where topic = 'relay' and sent_at is null")).rows;
/** Minutes later, when what failed is due again. */
const later = (minutes: number): void => town.setClock(new Date(town.now() + minutes * 60_000).toISOString());

describe('a filer who left an address', () => {
  it('is told by one mail that there is something new, when an office takes a step, and not before', async () => {
    const number = await file({ kind: 'mail', to: ADDRESS });
    await deliver(service);
    expect(sent()).toBe(0);
    await register(number);
    await deliver(service);
    await deliver(service);
    expect(mail.mails.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: [ADDRESS], text: '您在青川县提交的一件事有新的情况。请用查询码自己看：https://huiyin.example/' },
    ]);
    expect(mail.mails.map((it) => it.text).join('')).not.toContain(number);
  });

  it('is told by SMS and by the messaging of the organisation as well, in the language of the filing', async () => {
    for (const tell of [{ kind: 'sms', to: '+8613800138000' } as const, { kind: 'webhook', to: 'u-17' } as const])
      await register(await file(tell, 'en'));
    await deliver(service);
    expect(gateway.posts.map((it) => JSON.parse(it.body).to)).toEqual(['+8613800138000', 'u-17']);
    expect(gateway.posts.every((it) => it.body.includes('There is something new on a matter you filed with Qingchuan County.'))).toBe(true);
  });

  it('is not told of own steps upward, and is of what the office above does (G6)', async () => {
    const number = await file({ kind: 'mail', to: ADDRESS });
    later(60 * 24 * 22);
    const before = sent();
    expect(await takeStep(service, number, PEOPLE.filer, { name: 'ask_take_up', input: {} })).toBeUndefined();
    await deliver(service);
    expect(sent()).toBe(before);
    expect(await takeStep(service, number, PEOPLE.above, { name: 'supervise', input: { words: '请答复。' } })).toBeUndefined();
    await deliver(service);
    expect(sent()).toBe(before + 1);
  });
});

describe('nothing shows who left an address', () => {
  it('rows of the outbox and of boxes are there for every filing, alike in size and fields, and all different', async () => {
    const before = sent();
    await register(await file());
    await register(await file({ kind: 'mail', to: ADDRESS }));
    await register(await file({ kind: 'mail', to: ADDRESS }));
    const rows = (await waiting()).map((row) => row.message);
    expect(rows.length).toBe(3);
    expect(new Set(rows.map((row) => Object.keys(row).toSorted().join()))).toEqual(new Set(['lang,sealed,template']));
    expect(new Set(rows.map((row) => JSON.stringify(row).length)).size).toBe(1);
    const boxes = (
      await town.superuser.query<{ n: string; least: number; most: number; other: string }>(
        'select count(*) as n, min(length(sealed)) as least, max(length(sealed)) as most, count(distinct sealed) as other from keystore.relay_box',
      )
    ).rows[0];
    expect([boxes?.least, boxes?.most, boxes?.other]).toEqual([304, 304, boxes?.n]);
    await deliver(service);
    expect(await waiting()).toEqual([]);
    expect(sent()).toBe(before + 2);
    const tried = await town.superuser.query("select distinct tries from outbox where topic = 'relay'");
    expect(tried.rows).toEqual([{ tries: 0 }]);
  });
});

describe('a relay that is down', () => {
  it('loses nothing and doubles nothing: what waited is sent when it is back, also after kill -9', async () => {
    const { key } = relay;
    const port = Number(new URL(relay.url).port);
    const before = sent();
    await register(await file({ kind: 'mail', to: ADDRESS }));
    await deliver(service);
    await stop('SIGKILL');
    await register(await file({ kind: 'mail', to: ADDRESS }));
    await register(await file());
    await deliver(service);
    expect((await waiting()).map((row) => row.tries)).toEqual([1, 1]);
    expect(sent()).toBe(before + 1);
    relay = await start(port);
    expect(relay.key).toBe(key);
    expect(await deliver(service)).toBe(0);
    later(2);
    expect(await deliver(service)).toBe(2);
    expect(sent()).toBe(before + 2);
    expect(await waiting()).toEqual([]);
  });

  it('or whose carrier does not take mail gets the message again, with growing pauses', async () => {
    const before = sent();
    mail.state.refuse = true;
    await register(await file({ kind: 'mail', to: ADDRESS }));
    await deliver(service);
    later(1.1);
    await deliver(service);
    mail.state.refuse = false;
    later(1.1);
    expect(await deliver(service)).toBe(0);
    later(1);
    await deliver(service);
    expect(sent()).toBe(before + 1);
  });

  it('and a send that was interrupted before it was marked comes back, and is not sent twice', async () => {
    const before = sent();
    await register(await file({ kind: 'mail', to: ADDRESS }));
    await deliver(service);
    const again = await town.superuser.query(
      "update outbox set sent_at = null where ctid = (select ctid from outbox where topic = 'relay' order by sent_at desc, due_at desc limit 1)",
    );
    expect(again.rowCount).toBe(1);
    expect(await deliver(service)).toBe(1);
    expect(sent()).toBe(before + 1);
  });
});

describe('the form and the API', () => {
  const post = (form: object) =>
    app.inject({
      method: 'POST',
      url: '/file/submit',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ about: 'no', subject: '路灯', body: '不亮', ...form }).toString(),
    });
  const api = (tell: unknown) => {
    tokens += 1;
    return app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      headers: { 'idempotency-key': `relay-api-${tokens}` },
      payload: { kind: 'grievance', subject: '路灯', body: '不亮', tell },
    });
  };

  it('ask for it in one line that may stay empty, and say what it shows to whom', async () => {
    const page = await app.inject({
      method: 'POST',
      url: '/file/about',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'about=no',
    });
    expect(page.body).toContain('name="tell"');
    expect(page.body).toMatch(/更稳妥的办法是不填/);
    expect((await post({ tell: '' })).statusCode).toBe(200);
  });

  it('take a mail address or a telephone number, with spaces and dashes as people write them', async () => {
    expect((await post({ tell: ADDRESS })).statusCode).toBe(200);
    expect((await post({ tell: ' 138-0013 8000 ' })).statusCode).toBe(200);
    expect((await api({ kind: 'webhook', to: 'u-17' })).statusCode).toBe(201);
    expect((await api({ kind: 'mail', to: ADDRESS })).statusCode).toBe(201);
  });

  it('refuse anything else at its field, in both languages, and keep what was typed', async () => {
    const stored = async () => (await town.superuser.query<{ n: string }>('select count(*) as n from matter')).rows[0]?.n;
    const before = await stored();
    for (const tell of ['a@b', 'a@b.cn, c@d.cn', 'Li <a@b.cn>', '12345', '电话']) {
      const answer = await post({ tell });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="tell-why"');
      expect(answer.body).toContain('href="#tell"');
      expect(answer.body).toContain('不亮');
      expect(answer.body).toContain(`value="${tell.replaceAll('<', '&lt;')}"`);
    }
    for (const to of ['a@b.cn\r\nBcc: c@d.cn', 'a@b.cn\n', ''])
      expect((await api({ kind: 'mail', to })).json().error.code).toBe('tell_form');
    expect((await api({ kind: 'fax', to: '123456' })).json().error.code).toBe('field_choice');
    expect((await api({ kind: 'mail', to: ADDRESS, words: 'x' })).json().error.code).toBe('field_unknown');
    expect(await stored()).toBe(before);
  });

  it('answer alike, byte for byte but for what is random, whether an address was left or not', async () => {
    const shape = (body: string): string => body.replaceAll(/"(number|code|logKey|leaf|promise)":"[^"]*"/g, '"$1":""');
    const [nobody, somebody] = [await api(undefined), await api({ kind: 'mail', to: ADDRESS })];
    expect(shape(somebody.body)).toBe(shape(nobody.body));
    expect(somebody.body.length).toBe(nobody.body.length);
  });
});

describe('what is kept', () => {
  it('rows that the relay has taken are forgotten after a day; those of bells stay', async () => {
    const relayed = async () => (await town.superuser.query("select from outbox where topic = 'relay' and sent_at is not null")).rowCount;
    later(23 * 60);
    await sweep(service);
    expect(await relayed()).toBeGreaterThan(0);
    later(24 * 60 + 1);
    await sweep(service);
    expect(await relayed()).toBe(0);
  });

  it('an erased matter has no box any more, and nobody is told of it', async () => {
    const number = await file({ kind: 'mail', to: ADDRESS });
    const boxes = async () => (await town.superuser.query('select from keystore.relay_box where matter = $1', [number])).rowCount;
    expect(await boxes()).toBe(1);
    expect(await eraseMatter(service, number, { basis: 'art. 17', askedBy: 'filer', completeAfterDays: 30 })).toBeUndefined();
    expect(await boxes()).toBe(0);
    await deliver(service);
    const before = sent();
    await register(number);
    await deliver(service);
    expect(sent()).toBe(before);
  });

  it('reconcile finds nothing wrong, and names a box that was swapped, is missing, or is of no matter, and a key that was slipped in', async () => {
    const [one, two, three] = [await file({ kind: 'mail', to: ADDRESS }), await file(), await file()];
    await town.tick();
    const found = async () => (await reconcile(service)).findings.map((it) => `${it.code} ${it.where} ${it.what}`);
    expect(await found()).toEqual([]);
    const swap =
      'update keystore.relay_box a set sealed = b.sealed from keystore.relay_box b where a.matter in ($1, $2) and b.matter in ($1, $2) and a.matter <> b.matter';
    await town.superuser.query(swap, [one, two]);
    expect(await found()).toEqual([one, two].toSorted().map((matter) => `relay relay_box ${matter} sealed`));
    await town.superuser.query(swap, [one, two]);
    await town.superuser.query("update keystore.relay_box set matter = '00000000' where matter = $1", [three]);
    expect((await found()).toSorted()).toEqual([`relay relay_box 00000000 matter`, `relay relay_box ${three} row is missing`].toSorted());
    await town.superuser.query("update keystore.relay_box set matter = $1 where matter = '00000000'", [three]);
    await town.superuser.query("update relay set public_key = sha256('other')");
    expect(await found()).toEqual(['relay relay public_key']);
    // Nothing is sealed to such a key, and nobody is asked.
    expect((await (await open()).jurisdiction()).relay).toBeNull();
    await town.superuser.query('update relay set public_key = $1', [fromHex(relay.key)]);
    expect(await found()).toEqual([]);
  });

  it('the address lies nowhere in the clear: not with the relay, in what it printed, or in any row of the server', async () => {
    const left = ['li.na', ADDRESS, '13800138000'];
    const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((it) => it.isFile());
    const texts = files.map((it) => readFileSync(join(it.parentPath, it.name), 'latin1'));
    const tables = await town.superuser.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
    );
    for (const { name } of tables.rows) {
      const { rows } = await town.superuser.query<{ line: string }>(`select t::text as line from ${name} t`);
      texts.push(
        ...rows.map(({ line }) => line.replaceAll(/\\x([\da-f]+)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))),
      );
    }
    const { dataDirectory, keys } = town.installation;
    for (const path of [dataDirectory, keys.path].filter((it) => existsSync(it)))
      for (const it of readdirSync(path, { withFileTypes: true, recursive: true }))
        if (it.isFile()) texts.push(readFileSync(join(it.parentPath, it.name), 'latin1'));
    expect(texts.length).toBeGreaterThan(100);
    const all = [...texts, ...printed].join('\n');
    for (const word of left)
      for (const form of [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -2)])
        expect(all.includes(form), form).toBe(false);
    expect(printed.join('')).toMatch(/^(public key [0-9a-f]{64}\nready http:\/\/127\.0\.0\.1:\d+\n)+$/);
    const counts = await (await fetch(`${relay.url}/counts`)).text();
    expect(counts).toMatch(/^\{("\d{4}-\d\d-\d\d":\{("(news|code_warning)":\{("(sent|failed|nobody|duplicate)":\d+,?)+\},?)+\},?)+\}$/);
  });

  it('when the relay ends, the form asks no more, an address is refused, and what waits is dropped', async () => {
    const number = await file({ kind: 'mail', to: ADDRESS });
    await register(number);
    await inJurisdiction(town.installation.pools.app, 1, async (tx) => {
      await writeRelay(tx, town.installation.keys.secret('wrap'), null);
      await appendPublic(tx, [{ type: 'relay_named', actor: { kind: 'machine' }, data: { key: null } }], town.now());
    });
    const ended = await open();
    const before = sent();
    await deliver(ended);
    expect(sent()).toBe(before);
    expect(await waiting()).toEqual([]);
    const input = { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', tell: { kind: 'mail', to: ADDRESS } } as const;
    expect(await fileMatter(ended, input, { token: 'relay-ended-abcdefgh' })).toEqual({
      refused: 'tell_not_taken',
      data: { field: 'tell' },
    });
    await town.tick();
    expect((await reconcile(ended)).findings).toEqual([]);
  });
});
