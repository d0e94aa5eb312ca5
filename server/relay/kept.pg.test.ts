import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { openRelayTown, type RelayTown } from '../../test/support/relay-town.ts';
import { deliver } from '../../engine/outbox/deliver.ts';
import { sweep } from '../loops/sweep.ts';
import { reconcile } from '../reconcile/reconcile.ts';

let r: RelayTown;
beforeAll(async () => {
  r = await openRelayTown();
});
afterAll(async () => {
  await r.close();
});

const ADDRESS = 'li.na@post.example';

let tokens = 0;

describe('the form and the API', () => {
  const post = (form: object) =>
    r.app.inject({
      method: 'POST',
      url: '/file/submit',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ about: 'no', subject: '路灯', body: '不亮', ...form }).toString(),
    });
  const api = (tell: unknown) => {
    tokens += 1;
    return r.app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      headers: { 'idempotency-key': `relay-api-${tokens}-abcdefghijkl` },
      payload: { kind: 'grievance', subject: '路灯', body: '不亮', tell },
    });
  };

  it('ask for it in one line that may stay empty, and say what it shows to whom', async () => {
    const page = await r.app.inject({
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
    const stored = async () => (await r.town.superuser.query<{ n: string }>('select count(*) as n from matter')).rows[0]?.n;
    const before = await stored();
    for (const tell of ['a@b', 'a@b.cn, c@d.cn', 'Li <a@b.cn>', '12345', '电话']) {
      const answer = await post({ tell });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="tell-why"');
      expect(answer.body).toContain('href="#tell"');
      expect(answer.body).toContain('不亮');
      expect(answer.body).toContain(`value="${tell.replaceAll('<', '&lt;')}"`);
    }
    expect((await api({ kind: 'mail', to: '' })).json().error.code).toBe('field_empty');
    for (const to of ['a@b.cn\r\nBcc: c@d.cn', 'a@b.cn\n']) expect((await api({ kind: 'mail', to })).json().error.code).toBe('tell_form');
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
  it('rows that the relay has taken are forgotten after a day', async () => {
    const left = [
      { kind: 'mail', to: ADDRESS },
      { kind: 'sms', to: '+8613800138000' },
      { kind: 'webhook', to: 'u-17' },
    ] as const;
    for (const tell of left) await r.register(await r.file(tell));
    await r.register(await r.file());
    await deliver(r.service);
    expect(r.sent()).toBe(3);
    const relayed = async () => (await r.town.superuser.query("select from outbox where topic = 'relay' and sent_at is not null")).rowCount;
    r.later(23 * 60);
    await sweep(r.service);
    expect(await relayed()).toBeGreaterThan(0);
    r.later(24 * 60 + 1);
    await sweep(r.service);
    expect(await relayed()).toBe(0);
  });

  it('an erased matter has no box any more, and nobody is told of it', async () => {
    const number = await r.file({ kind: 'mail', to: ADDRESS });
    const boxes = async () => (await r.town.superuser.query('select from keystore.relay_box where matter = $1', [number])).rowCount;
    expect(await boxes()).toBe(1);
    expect(await eraseMatter(r.service, number, { basis: 'art. 17', askedBy: 'filer', completeAfterDays: 30 })).toBeUndefined();
    expect(await boxes()).toBe(0);
    await deliver(r.service);
    const before = r.sent();
    await r.register(number);
    await deliver(r.service);
    expect(r.sent()).toBe(before);
  });

  it('reconcile finds nothing wrong, and names a box that was swapped, is missing, or is of no matter, and a key that was slipped in', async () => {
    const [one, two, three] = [await r.file({ kind: 'mail', to: ADDRESS }), await r.file(), await r.file()];
    await r.town.tick();
    const found = async () => (await reconcile(r.service)).findings.map((it) => `${it.code} ${it.where} ${it.what}`);
    expect(await found()).toEqual([]);
    const swap =
      'update keystore.relay_box a set sealed = b.sealed from keystore.relay_box b where a.matter in ($1, $2) and b.matter in ($1, $2) and a.matter <> b.matter';
    await r.town.superuser.query(swap, [one, two]);
    expect(await found()).toEqual([one, two].toSorted().map((matter) => `relay relay_box ${matter} sealed`));
    await r.town.superuser.query(swap, [one, two]);
    await r.town.superuser.query("update keystore.relay_box set matter = '00000000' where matter = $1", [three]);
    expect((await found()).toSorted()).toEqual([`relay relay_box 00000000 matter`, `relay relay_box ${three} row is missing`].toSorted());
    await r.town.superuser.query("update keystore.relay_box set matter = $1 where matter = '00000000'", [three]);
    await r.town.superuser.query("update relay set public_key = sha256('other')");
    expect(await found()).toEqual(['relay relay public_key']);
    // Nothing is sealed to such a key, and nobody is asked.
    expect((await (await r.reopen()).jurisdiction()).relay).toBeNull();
    await r.town.superuser.query('update relay set public_key = $1', [fromHex(r.relay().key)]);
    expect(await found()).toEqual([]);
  });

  it('the address lies nowhere in the clear: not with the relay, in what it printed, or in any row of the server', async () => {
    const left = ['li.na', ADDRESS, '13800138000'];
    const files = readdirSync(r.folder, { withFileTypes: true, recursive: true }).filter((it) => it.isFile());
    const texts = files.map((it) => readFileSync(join(it.parentPath, it.name), 'latin1'));
    const tables = await r.town.superuser.query<{ name: string }>(
      "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
    );
    for (const { name } of tables.rows) {
      const { rows } = await r.town.superuser.query<{ line: string }>(`select t::text as line from ${name} t`);
      texts.push(
        ...rows.map(({ line }) => line.replaceAll(/\\x([\da-f]+)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))),
      );
    }
    const { dataDirectory, keys } = r.town.installation;
    for (const path of [dataDirectory, keys.path].filter((it) => existsSync(it)))
      for (const it of readdirSync(path, { withFileTypes: true, recursive: true }))
        if (it.isFile()) texts.push(readFileSync(join(it.parentPath, it.name), 'latin1'));
    expect(texts.length).toBeGreaterThan(100);
    const all = [...texts, ...r.printed].join('\n');
    for (const word of left)
      for (const form of [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -2)])
        expect(all.includes(form), form).toBe(false);
    expect(r.printed.join('')).toMatch(/^(public key [0-9a-f]{64}\nready http:\/\/127\.0\.0\.1:\d+\n)+$/);
    const counts = await (await fetch(`${r.relay().url}/counts`)).text();
    expect(counts).toMatch(/^\{("\d{4}-\d\d-\d\d":\{("(news|code_warning)":\{("(sent|failed|nobody|duplicate)":\d+,?)+\},?)+\},?)+\}$/);
  });

  it('when the relay ends, the form asks no more, an address is refused, and what waits is dropped', async () => {
    const number = await r.file({ kind: 'mail', to: ADDRESS });
    await r.register(number);
    expect((await r.admin({ none: true }))[0]).toBe(0);
    expect((await r.admin({ none: true }))[0]).toBe(1);
    const ended = await r.reopen();
    const before = r.sent();
    await deliver(ended);
    expect(r.sent()).toBe(before);
    expect(await r.waiting()).toEqual([]);
    const input = { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', tell: { kind: 'mail', to: ADDRESS } } as const;
    expect(await fileMatter(ended, input, { token: 'relay-ended-abcdefgh' })).toEqual({
      refused: 'tell_not_taken',
      data: { field: 'tell' },
    });
    await r.town.tick();
    expect((await reconcile(ended)).findings).toEqual([]);
  });
});
