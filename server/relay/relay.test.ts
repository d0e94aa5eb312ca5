import { createHmac, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { NOBODY, RELAY_INFO, TOLD_BYTES, toldBytes, type Told } from '../../kernel/relay/message.ts';
import { sealTo } from '../../kernel/seal/hpke.ts';
import { startGateway, startMail } from '../../test/support/carriers.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import { readRelayConfig } from './config.ts';
import { startRelay, type Relay } from './relay.ts';
import { askWays } from '../../engine/outbox/hand-over.ts';
import { signatureHeaders } from '../../engine/outbox/signature.ts';
import { testFolder } from '../../test/support/folder.ts';

const folder = testFolder('relay');
const TOKEN = randomBytes(32);
const NOW = Date.parse('2026-09-28T02:00:00Z');
let now = NOW;
let mail: Awaited<ReturnType<typeof startMail>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let relay: Relay;

const configured = (own: string, more: object) => {
  writeFileSync(join(folder, 'token'), `${TOKEN.toString('hex')}\n`);
  const path = join(folder, `${own}.json`);
  const all = {
    place: { 'zh-CN': '青川县', en: 'Qingchuan County' },
    portal: 'https://huiyin.example/',
    port: 0,
    folder: own,
    tokenFile: 'token',
  };
  writeFileSync(path, JSON.stringify({ ...all, ...more }));
  return readRelayConfig(path);
};

const start = async (own: string, more: object): Promise<Relay> => {
  const config = configured(own, more);
  if (!('portal' in config)) throw new Error(config.join('\n'));
  return startRelay(config, () => now);
};
const ways = () => ({
  mail: { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'news@huiyin.example' },
  sms: { url: `${gateway.url}/sms`, headers: { authorization: 'Bearer of-the-gateway' } },
  webhook: { url: `${gateway.url}/hook`, secret: 's'.repeat(32) },
});

beforeAll(async () => {
  mail = await startMail();
  gateway = await startGateway();
  relay = await start('relay', ways());
});
afterAll(async () => {
  await relay.close();
  await mail.close();
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const sealedRaw = (plain: Uint8Array, key = relay.key, info = RELAY_INFO): string =>
  Buffer.from(sealTo(sealingPorts, fromHex(key), info, sealingPorts.random(32), plain)).toString('hex');
const sealed = (told: Told): string => sealedRaw(toldBytes(told));
const rawText = (text: string): string => sealedRaw(Buffer.concat([Buffer.from(text), Buffer.alloc(TOLD_BYTES - Buffer.byteLength(text))]));
const once = (): string => randomBytes(16).toString('hex');
const LAMP = { kind: 'mail', to: 'li.na@post.example' } as const;

const post = async (body: string, headers: { readonly [name: string]: string } = signatureHeaders(TOKEN, body, now), url = relay.url) => {
  const response = await fetch(`${url}/send`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
};
const send = (request: object, url = relay.url) => {
  const body = JSON.stringify(request);
  return post(body, signatureHeaders(TOKEN, body, now), url);
};
const counts = async (): Promise<{ readonly [day: string]: { readonly [template: string]: { readonly [outcome: string]: number } } }> =>
  (await (await fetch(`${relay.url}/counts`)).json()) as never; // the documented answer
const count = async (template: string, outcome: string): Promise<number> =>
  (await counts())[new Date(now).toISOString().slice(0, 10)]?.[template]?.[outcome] ?? 0;

const TAKEN = { status: 200, body: '{"taken":true}' };

describe('a relay sends one of its own sentences', () => {
  it.each([
    ['zh-CN', 'news', '有新的情况', '您在青川县提交的一件事有新的情况。请用查询码自己看：https://huiyin.example/'],
    [
      'en',
      'news',
      'Something new',
      'There is something new on a matter you filed with Qingchuan County. Look with your code at https://huiyin.example/',
    ],
    [
      'zh-CN',
      'code_warning',
      '有人要换查询码',
      '您在青川县提交的一件事，有人申请换新的查询码。如果不是您，请尽快用原来的查询码打开：https://huiyin.example/',
    ],
    [
      'en',
      'code_warning',
      'Somebody asked for a new code',
      'Somebody asked for a new code for a matter you filed with Qingchuan County. If it was not you, open it soon with your code at https://huiyin.example/',
    ],
  ])('by mail, in %s, for %s: to one address, and nothing else', async (lang, template, subject, text) => {
    const before = mail.mails.length;
    expect(await send({ sealed: sealed(LAMP), template, lang, once: once() })).toEqual(TAKEN);
    expect(mail.mails.length).toBe(before + 1);
    const got = mail.mails.at(-1);
    expect([got?.from, got?.to, got?.headers.get('from'), got?.headers.get('to')]).toEqual([
      'news@huiyin.example',
      [LAMP.to],
      'news@huiyin.example',
      LAMP.to,
    ]);
    expect([got?.headers.get('subject'), got?.text]).toEqual([subject, text]);
    expect([...(got?.headers.keys() ?? [])].filter((name) => /cc|reply|list|attachment/.test(name))).toEqual([]);
    expect(got?.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('by SMS through the gateway, with its headers', async () => {
    expect(await send({ sealed: sealed({ kind: 'sms', to: '+8613800138000' }), template: 'news', lang: 'en' })).toEqual(TAKEN);
    const got = gateway.posts.at(-1);
    expect([got?.path, got?.headers['authorization']]).toEqual(['/sms', 'Bearer of-the-gateway']);
    expect(JSON.parse(got?.body ?? '')).toEqual({
      to: '+8613800138000',
      text: 'There is something new on a matter you filed with Qingchuan County. Look with your code at https://huiyin.example/',
    });
  });

  it('through the messaging of the organisation, signed', async () => {
    expect(await send({ sealed: sealed({ kind: 'webhook', to: 'u-17' }), template: 'news', lang: 'zh-CN' })).toEqual(TAKEN);
    const got = gateway.posts.at(-1);
    expect(got?.path).toBe('/hook');
    expect(Object.keys(JSON.parse(got?.body ?? '{}'))).toEqual(['to', 'template', 'text']);
    const mac = createHmac('sha256', 's'.repeat(32))
      .update(got?.body ?? '')
      .digest('hex');
    expect(got?.headers['x-huiyin-signature']).toBe(`sha256=${mac}`);
  });

  it('nobody is told where no address was left, and the answer is the same, byte for byte', async () => {
    const [before, nobody] = [mail.mails.length + gateway.posts.length, await count('news', 'nobody')];
    const [box, other] = [sealed(NOBODY), sealed(LAMP)];
    expect(box.length).toBe(other.length);
    expect(await send({ sealed: box, template: 'news', lang: 'en', once: once() })).toEqual(TAKEN);
    expect(mail.mails.length + gateway.posts.length).toBe(before);
    expect(await count('news', 'nobody')).toBe(nobody + 1);
  });
});

describe('what is not a request of the server is refused and sends nothing', () => {
  const good = (): string => JSON.stringify({ sealed: sealed(LAMP), template: 'news', lang: 'en', once: once() });
  const nothingSent = async (work: () => Promise<unknown>): Promise<void> => {
    const before = mail.mails.length + gateway.posts.length;
    await work();
    expect(mail.mails.length + gateway.posts.length).toBe(before);
  };

  it('unsigned, signed with another token, signed for another body, signed long ago, or for another time: 401', async () => {
    await nothingSent(async () => {
      const body = good();
      const { 'x-huiyin-signature': mac = '' } = signatureHeaders(TOKEN, body, now);
      const wrong = [
        {},
        { 'x-huiyin-signature': mac },
        signatureHeaders(randomBytes(32), body, now),
        signatureHeaders(TOKEN, `${body} `, now),
        signatureHeaders(TOKEN, body, now - 300_001),
        signatureHeaders(TOKEN, body, now + 300_001),
        { 'x-huiyin-at': String(now + 1), 'x-huiyin-signature': mac },
        { 'x-huiyin-at': String(now), 'x-huiyin-signature': mac.slice(0, -1) },
      ];
      for (const headers of wrong) expect((await post(body, headers)).status).toBe(401);
    });
  });

  it('larger than a request can be: 413', async () => {
    await nothingSent(async () => expect((await post(`${good()}${' '.repeat(5000)}`)).status).toBe(413));
  });

  it('with another template, a field of words, no language, a shorter box, two ids, or no JSON: 422', async () => {
    await nothingSent(async () => {
      const box = sealed(LAMP);
      const wrong = [
        { sealed: box, template: 'hello', lang: 'en' },
        { sealed: box, template: 'news', lang: 'en', text: 'free words' },
        { sealed: box, template: 'news', lang: 'en', subject: 'free words' },
        { sealed: box, template: 'news', lang: 'en', place: 'elsewhere' },
        { sealed: box, template: 'news' },
        { sealed: box.slice(2), template: 'news', lang: 'en' },
        { sealed: box, template: 'news', lang: 'en', once: [once(), once()] },
        { to: LAMP.to, template: 'news', lang: 'en' },
      ];
      for (const request of wrong) expect((await send(request)).status, JSON.stringify(request).slice(0, 0)).toBe(422);
      expect((await post('{"sealed":')).status).toBe(422);
    });
  });

  it('sealed to another key, for another purpose, or holding an address with a line end or a second one: 422, counted as failed', async () => {
    await nothingSent(async () => {
      const failed = await count('news', 'failed');
      const key = Buffer.from(sealingPorts.sealing.publicKey(sealingPorts.random(32))).toString('hex');
      const wrong = [
        sealedRaw(toldBytes(LAMP), key),
        sealedRaw(toldBytes(LAMP), relay.key, Buffer.from('something else')),
        rawText('{"kind":"mail","to":"a@b.cn\\r\\nBcc: c@d.cn"}'),
        rawText('{"kind":"mail","to":"a@b.cn, c@d.cn"}'),
        rawText('{"kind":"mail","to":"Li Na <a@b.cn>"}'),
        rawText('{"kind":"mail","text":"free words","to":"a@b.cn"}'),
      ];
      for (const box of wrong) expect((await send({ sealed: box, template: 'news', lang: 'en', once: once() })).status).toBe(422);
      expect(await count('news', 'failed')).toBe(failed + wrong.length);
    });
  });

  it('on any other path: 404', async () => {
    for (const path of ['/', '/send/', '/key', '/counts?x=1']) expect((await fetch(`${relay.url}${path}`)).status).toBe(404);
  });
});

describe('a message is sent once', () => {
  it('a request that is sent again within a day is answered alike and counted as a duplicate', async () => {
    const before = mail.mails.length;
    const request = { sealed: sealed(LAMP), template: 'news', lang: 'en', once: once() };
    const answers = await Promise.all([send(request), send(request), send(request)]);
    now = NOW + 23 * 3_600_000;
    answers.push(await send(request));
    expect(answers).toEqual([TAKEN, TAKEN, TAKEN, TAKEN]);
    expect(mail.mails.length).toBe(before + 1);
    now = NOW;
    expect(await count('news', 'duplicate')).toBe(2);
  });

  it('one that failed is answered with 502 and sent when it comes again', async () => {
    const before = mail.mails.length;
    const request = { sealed: sealed(LAMP), template: 'code_warning', lang: 'en', once: once() };
    mail.state.refuse = true;
    expect((await send(request)).status).toBe(502);
    mail.state.refuse = false;
    expect(await send(request)).toEqual(TAKEN);
    expect(mail.mails.length).toBe(before + 1);
  });

  it('a gateway that says no, or points elsewhere, has not taken it; elsewhere is not asked', async () => {
    const request = { sealed: sealed({ kind: 'sms', to: '123456' }), template: 'news', lang: 'en', once: once() };
    for (const status of [500, 400, 302, 307]) {
      const before = gateway.posts.length;
      Object.assign(gateway.state, { status, location: `${gateway.url}/elsewhere` });
      expect((await send(request)).status).toBe(502);
      expect(gateway.posts.slice(before).map((it) => it.path)).toEqual(['/sms']);
    }
    Object.assign(gateway.state, { status: 200, location: '' });
    expect(await send(request)).toEqual(TAKEN);
  });

  it('says what it is set up for to who has the token, so that nobody names it for more', async () => {
    const other = await start('mail-only', { mail: ways().mail });
    expect(await askWays({ url: other.url, token: TOKEN }, now)).toEqual(['mail']);
    expect(await askWays({ url: other.url, token: randomBytes(32) }, now)).toBeUndefined();
    expect(await askWays({ url: relay.url, token: TOKEN }, now)).toEqual(['mail', 'sms', 'webhook']);
    await other.close();
  });

  it('a way that the relay is not set up for is a failure', async () => {
    const other = await start('other', { mail: { ...ways().mail, tls: 'starttls' } });
    const box = (told: Told): string => sealedRaw(toldBytes(told), other.key);
    expect((await send({ sealed: box({ kind: 'sms', to: '123456' }), template: 'news', lang: 'en' }, other.url)).status).toBe(502);
    // A server that offers no TLS gets no mail where TLS is asked for.
    expect((await send({ sealed: box(LAMP), template: 'news', lang: 'en' }, other.url)).status).toBe(502);
    await other.close();
  });
});

describe('what a relay keeps', () => {
  it('its key, made once and readable by its owner alone, and numbers by day', async () => {
    const { key } = relay;
    const before = await counts();
    await relay.close();
    relay = await start('relay', ways());
    expect(relay.key).toBe(key);
    expect(await counts()).toEqual(before);
    expect(Object.keys(before)).toEqual(['2026-09-28', '2026-09-29']);
    expect(new Set(Object.values(before).flatMap(Object.values).flatMap(Object.keys))).toEqual(
      new Set(['sent', 'failed', 'nobody', 'duplicate']),
    );
    const own = join(folder, 'relay');
    expect(readdirSync(own).toSorted()).toEqual(['counts.json', 'relay.key']);
    expect(readdirSync(own).map((file) => statSync(join(own, file)).mode & 0o777)).toEqual([0o600, 0o600]);
    const all = readdirSync(own).map((file) => readFileSync(join(own, file), 'utf8'));
    expect(all.join('')).not.toMatch(/@|example|8613800138000|u-17/);
  });

  it('without its key, beside counts, it does not start: a new one would open nothing', async () => {
    const other = await start('lost', ways());
    const box = sealedRaw(toldBytes(NOBODY), other.key);
    expect(await send({ sealed: box, template: 'news', lang: 'en' }, other.url)).toEqual(TAKEN);
    await other.close();
    rmSync(join(folder, 'lost', 'relay.key'));
    await expect(start('lost', ways())).rejects.toThrow(/missing/);
  });
});

describe('a configuration', () => {
  it('says which line is wrong', () => {
    const wrong = configured('wrong', { port: -1, portal: 'ftp://x', place: { en: 'a\nb' }, words: 'x', mail: { from: 'A <a@b.cn>' } });
    expect('portal' in wrong ? [] : wrong.map((line) => line.split(':')[0])).toEqual([
      'place.zh-CN',
      'place.en',
      'portal',
      'port',
      'mail.host',
      'mail.port',
      'mail.from',
      '',
    ]);
  });

  it('without a whole token is none', () => {
    writeFileSync(join(folder, 'short'), 'ab\n');
    expect(() => configured('short-token', { tokenFile: 'short' })).toThrow(/32 bytes/);
  });
});
