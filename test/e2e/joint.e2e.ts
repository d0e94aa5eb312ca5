import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { live } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

describe.runIf(CHROMIUM).each(WIDTHS)('a joint matter, without JavaScript, at %i px', wants('chromium'), (width) => {
  let town: TestTown;
  let app: FastifyInstance;
  let browser: Browser;
  let reader: Reader;
  let origin = '';
  let joining = '';
  const matter = { number: '', code: '' };
  const visited: string[] = [];

  const look = async (name: string): Promise<void> => {
    expect.soft((await reader.look(name)).findings).toEqual([]);
  };
  const follow = async (code: string): Promise<void> => {
    await reader.page.goto(`${origin}/follow`);
    await reader.page.getByLabel('查询码').fill(code);
    await reader.page.getByRole('button', { name: '查进度' }).click();
  };
  const joinPage = async (code: string, path = '/join'): Promise<void> => {
    await reader.page.goto(`${origin}${path}`);
    await reader.page.locator('#code').fill(code);
    await reader.page.getByRole('button', { name: /先看看|See it first/ }).click();
  };

  beforeAll(async () => {
    town = await openTown({ at: '2026-09-28T02:00:00Z' });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
    reader = await openReader(browser, origin, width);
    reader.page.on('request', (request) => visited.push(request.url()));
    const fields = { subject: '路灯不亮', body: '我住和平街7号三楼，三个星期不亮。' };
    const filed = await fileMatter(town.service, { fields, lang: 'zh-CN' }, { token: null });
    if (isRefusal(filed)) throw new Error(filed.refused);
    [matter.number, matter.code] = [filed.number, filed.code];
    await live(town, filed.number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  });
  afterAll(async () => {
    await reader.close();
    await browser.close();
    await app.close();
    await town.close();
  });

  it('who filed lets others join, in words written for them, and gets a code to pass on and a receipt like theirs', async () => {
    const { page } = reader;
    await follow(matter.code);
    await look('follow-let-others-join');
    await page.getByRole('button', { name: '让别人一起参加' }).click();
    await look('let-others-join');
    await page.getByLabel('什么事（给参加的人看）').fill('和平街的路灯');
    await page.getByRole('button', { name: '让别人参加' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('还没有写');
    await look('let-others-join-error');
    expect(await page.getByLabel('什么事（给参加的人看）').inputValue()).toBe('和平街的路灯');
    await page.getByLabel('要什么（给参加的人看）').fill('请把整条街的路灯修好。');
    await page.getByLabel('一起来访的话，几位代表').selectOption('3');
    await page.getByRole('button', { name: '让别人参加' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('别人可以参加了');
    const codes = await page.locator('.code').allInnerTexts();
    expect(codes.length).toBe(2);
    joining = codes[0] ?? '';
    await look('others-can-join');
    await follow(codes[1] ?? '');
    expect(await page.getByText('这是一起参加的回执').isVisible()).toBe(true);
    expect(await page.getByText('我住和平街7号三楼').count()).toBe(0);
  });

  it('somebody looks first, joins, follows, reads the answer at once, and leaves', async () => {
    const { page } = reader;
    await page.goto(`${origin}/join`);
    await look('join');
    await joinPage(`${joining.slice(0, -1)}${joining.endsWith('7') ? '8' : '7'}`);
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    await look('join-error');
    await joinPage(joining);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('和平街的路灯');
    expect(await page.getByText('请把整条街的路灯修好。').isVisible()).toBe(true);
    expect(await page.getByText('由3位代表说话').isVisible()).toBe(true);
    await look('join-look');
    await page.getByRole('button', { name: '参加，领我的回执' }).click();
    const code = await page.locator('.code').first().innerText();
    await look('joined');
    await page.getByRole('button', { name: '看进度' }).click();
    expect(await page.getByText('县住建局受理').isVisible()).toBe(true);
    await look('follow-joined');
    await live(town, matter.number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '线路断开。', opinion: '十天内全部修好。' }]);
    await follow(code);
    expect(await page.getByText('十天内全部修好。').isVisible()).toBe(true);
    await look('follow-joined-reply');
    await page.locator('summary', { hasText: '退出' }).click();
    await page.getByRole('button', { name: '退出' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已退出');
    await follow(code);
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    const bare = [joining, code, matter.code].map((it) => it.replaceAll('-', ''));
    for (const url of visited) for (const it of bare) expect(decodeURIComponent(url).replaceAll('-', '')).not.toContain(it);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('reads the same in English, and nobody joins once it is closed', async () => {
    const { page } = reader;
    await joinPage(joining, '/en/join');
    expect(await page.getByText('3 would speak for all').isVisible()).toBe(true);
    await look('join-look-en');
    await page.getByRole('button', { name: 'Join and take my receipt' }).click();
    await page.getByRole('button', { name: 'See progress' }).click();
    expect(await page.getByText('It was filed').isVisible()).toBe(true);
    await look('follow-joined-en');
    await follow(matter.code);
    await page.getByRole('button', { name: '不再让别人参加' }).click();
    await look('close-to-others');
    await page.getByRole('button', { name: '不再让别人参加' }).click();
    expect(await page.getByRole('status').innerText()).toContain('参加码已停用');
    await joinPage(joining);
    expect(await page.getByRole('alert').isVisible()).toBe(true);
  });
});
