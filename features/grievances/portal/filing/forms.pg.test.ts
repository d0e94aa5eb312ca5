import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../../server/app.ts';
import { openTown, type TestTown } from '../../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const post = async (url: string, payload: string, headers: { readonly [name: string]: string } = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: 'qingchuan.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const form = (fields: { readonly [name: string]: string }) => new URLSearchParams(fields).toString();
const matters = async () => Number((await town.superuser.query<{ n: string }>('select count(*) n from matter')).rows[0]?.n);
const codeIn = (html: string) => /<p class="code">([^<]+)</.exec(html)?.[1];

describe('forms sent in ways that no browser page sends them', () => {
  it('files once when the same form arrives ten times at once, and everybody holds the same receipt', async () => {
    const before = await matters();
    const sent = form({ about: 'no', token: 'A'.repeat(22), subject: '路灯', body: '不亮' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/file/submit', sent)));
    expect(new Set(answers.map((it) => it.statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map((it) => codeIn(it.body))).size).toBe(1);
    expect(await matters()).toBe(before + 1);
    const other = await post('/file/submit', form({ about: 'no', token: 'A'.repeat(22), subject: '井盖', body: '响' }));
    expect([other.statusCode, codeIn(other.body)]).toEqual([409, undefined]);
  });

  it('goes back to the question when it was never answered, stores nothing, and keeps what was typed', async () => {
    const before = await matters();
    const answer = await post('/file/submit', form({ subject: '路灯"', body: '不亮\r\n了' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('请先回答');
    expect(answer.body).toContain('name="subject" value="路灯&quot;"');
    expect((await post('/file/submit', form({ about: 'yes', subject: '局长', body: '收钱' }))).body).toContain('12388');
    expect((await post('/file/about', form({ about: 'yes', body: '秘密的话' }))).body).not.toContain('秘密的话');
    expect(await matters()).toBe(before);
  });

  it('refuses bytes that are not UTF-8 instead of replacing them', async () => {
    const before = await matters();
    const answer = await post('/file/submit', `about=no&subject=%C2%B7%CA%FD&body=ok`);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('无法识别的字符');
    expect(await matters()).toBe(before);
  });

  it('shows nothing of what somebody writes to whoever knew the address that they came by', async () => {
    const token = 'F'.repeat(22);
    const refused = await post('/file/submit', form({ about: 'no', goes: 'on', token, subject: '', body: '秘密的话' }));
    const own = String(refused.headers.location);
    const get = async (url: string, site?: string) =>
      (await app.inject({ url, headers: { host: 'qingchuan.example', ...(site === undefined ? {} : { 'sec-fetch-site': site }) } })).body;
    // From the page itself, and from a browser that does not say.
    for (const site of ['same-origin', undefined]) {
      const html = await get(own, site);
      expect([html.includes('秘密的话'), html.includes(token)]).toEqual([true, true]);
    }
    for (const known of [`/file/write?about=no&form=${token}`, `/file/write?about=no&form=${token}&draft=${token}`])
      expect(await get(known)).not.toContain('秘密的话');
    for (const site of ['cross-site', 'same-site', 'none']) {
      const html = await get(own, site);
      expect([html.includes('秘密的话'), html.includes(token)], site).toEqual([false, false]);
    }
    // Each answer has a name of its own, so one that was seen once finds nothing later.
    const again = await post('/file/submit', form({ about: 'no', goes: 'on', token, subject: '', body: '另外的话' }));
    expect(again.headers.location).not.toBe(own);
  });

  it('leads back to the beginning when the address of a form is opened', async () => {
    for (const [path, to] of [
      ['/file/submit', '/file'],
      ['/follow/step', '/follow'],
      ['/en/file/about', '/en/file'],
    ] as const) {
      const answer = await app.inject({ method: 'GET', url: path });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, to]);
    }
  });

  it('answers a form from another site, a second opening and an unknown step without changing anything', async () => {
    const code = codeIn((await post('/file/submit', form({ about: 'no', subject: '路灯', body: '不亮' }))).body) ?? '';
    expect((await post('/follow', form({ code }), { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const early = await post('/follow/step', form({ code, command: 'open_notice', notice: 'reply' }));
    expect([early.statusCode, early.body.includes('还没有到这一步')]).toEqual([409, true]);
    expect((await post('/follow/step', form({ code, command: 'register' }))).statusCode).toBe(404);
    const twice = [
      await post('/follow/step', form({ code, command: 'ask_withdrawal' })),
      await post('/follow/step', form({ code, command: 'ask_withdrawal' })),
    ];
    expect(twice.map((it) => it.statusCode)).toEqual([200, 409]);
    expect(twice[1]?.body).toContain('这一步已经做过了');
  });

  it('says that the proof is not there before the tick, and gives it after', async () => {
    const code = codeIn((await post('/file/submit', form({ about: 'no', subject: '路灯', body: '不亮' }))).body) ?? '';
    expect((await post('/follow/bundle', form({ code }))).body).toContain('还没有写进已公布的日志');
    await town.tick();
    const bundle = await post('/follow/bundle', form({ code }));
    expect(bundle.headers['content-disposition']).toMatch(/^attachment; filename="huiyin-[0-9A-Z]{8}\.json"$/);
    expect(bundle.json()).toMatchObject({ format: 'huiyin/bundle/v1' });
  });

  it('shows a leaf that nobody holds as absent, and a name that is none like it', async () => {
    for (const name of ['0'.repeat(26), 'nonsense']) expect((await app.inject({ method: 'GET', url: `/c/${name}` })).statusCode).toBe(404);
  });
});

describe('what is told to who follows a matter', () => {
  it('says that a number is no code, in both languages', async () => {
    for (const [path, said] of [
      ['/follow', '这是编号，不是查询码'],
      ['/en/follow', 'This is the number, not the code'],
    ] as const)
      expect((await post(path, form({ code: '4MXW88WG' }))).body).toContain(said);
  });

  it('says “in the public log” once the filing stands in a checkpoint, and “queued” before', async () => {
    const code = codeIn((await post('/file/submit', form({ about: 'no', subject: '路灯', body: '不亮' }))).body) ?? '';
    expect((await post('/follow', form({ code }))).body).toContain('已排入公开日志');
    await town.tick();
    const after = (await post('/follow', form({ code }))).body;
    expect([after.includes('已在公开日志里'), after.includes('已排入公开日志')]).toEqual([true, false]);
  });

  it('gives a claim with the number, the way on and its day for a calendar, without a secret in the file', async () => {
    const receipt = (await post('/file/submit', form({ about: 'no', subject: '路灯', body: '不亮', word: '桥边的老槐树' }))).body;
    const number = /<b>([0-9A-Z]{8})<\/b>/.exec(receipt)?.[1] ?? '';
    const claim = (await post('/lost', form({ number, word: '桥边的老槐树' }))).body;
    expect(claim).toContain(`<b>${number}</b>`);
    expect(claim).toContain('领取凭证');
    const code = codeIn(claim) ?? '';
    const file = await post('/lost/calendar', form({ code }));
    expect(file.body).toContain('BEGIN:VEVENT');
    expect(file.body).not.toContain(code);
    expect(file.body).not.toContain(number);
    expect((await post('/lost/calendar', form({ code: codeIn(receipt) ?? '' }))).statusCode).toBe(404);
  });
});
