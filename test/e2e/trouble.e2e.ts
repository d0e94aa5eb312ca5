import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { live } from '../support/desk.ts';
import { openTown, PASSWORD, PEOPLE, TOTP_SECRET, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

describe.runIf(CHROMIUM).each(WIDTHS)('a trouble, without JavaScript, at %i px', wants('chromium'), (width) => {
  let town: TestTown;
  let app: FastifyInstance;
  let browser: Browser;
  let handler: Reader;
  let filer: Reader;
  let origin = '';
  const matters: { readonly number: string; readonly code: string }[] = [];

  const look = async (reader: Reader, name: string): Promise<void> => {
    expect.soft((await reader.look(name)).findings).toEqual([]);
  };

  beforeAll(async () => {
    town = await openTown({ at: '2026-09-28T02:00:00Z', withStaff: true, withSubjects: true });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
    handler = await openReader(browser, origin, width);
    filer = await openReader(browser, origin, width);
    for (let i = 0; i < 3; i += 1) {
      const fields = { subject: `第${i + 1}盏路灯不亮`, body: '三个星期了。' };
      const filed = await fileMatter(town.service, { fields, lang: 'zh-CN', service: 'street.light' }, { token: null });
      if (isRefusal(filed)) throw new Error(filed.refused);
      matters.push(filed);
      await live(town, filed.number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    }
  });
  afterAll(async () => {
    await handler.close();
    await filer.close();
    await browser.close();
    await app.close();
    await town.close();
  });

  it('the handler names the place, links what is alike, and says how far it is', async () => {
    const { page } = handler;
    await page.goto(`${origin}/desk/sign-in`);
    await page.getByLabel('账号').fill('housing.handler');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByLabel('动态码').fill(totpCode(TOTP_SECRET, town.now()));
    await page.getByRole('button').last().click();
    await page.getByRole('link', { name: '同一件事' }).click();
    expect(await page.getByText('现在没有两件以上同一地点').isVisible()).toBe(true);
    await look(handler, 'troubles-none');
    for (const { number } of matters.slice(0, 2)) {
      await page.goto(`${origin}/desk/matter/${number}`);
      await page.getByRole('link', { name: '写明公共地点' }).click();
      await page.getByLabel('哪一处公共地点').selectOption('peace-street');
      await look(handler, 'locate');
      await page.getByRole('button', { name: '写明公共地点' }).click();
      expect(await page.getByText('写明公共地点：和平街').isVisible()).toBe(true);
    }
    await page.goto(`${origin}/desk/troubles`);
    const row = page.getByRole('row').filter({ hasText: '和平街' });
    expect(await row.innerText()).toContain('2');
    expect(await page.getByText('第1盏路灯不亮').count()).toBe(0);
    await look(handler, 'troubles-group');
    await page.getByRole('button', { name: '合在一起' }).click();
    expect(await page.getByRole('status').innerText()).toContain('合进了2件');
    await page.getByLabel('一句话：办到哪里').fill('线路已经查到，周五以前换好。');
    await page.getByRole('button', { name: '公布' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已公布');
    await look(handler, 'troubles-open');
    await page.locator('summary', { hasText: '把两件事连起来' }).click();
    await page.getByLabel('第一件的编号').fill(matters[0]?.number ?? '');
    await page.getByLabel('第二件的编号').fill(matters[2]?.number ?? '');
    await page.getByRole('button', { name: '连起来' }).click();
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    expect(await page.getByLabel('第一件的编号').inputValue()).toBe(matters[0]?.number);
    await look(handler, 'troubles-pair-refused');
  });

  it('the filer reads that it is the same trouble as others, and that date and reply stay their own; everybody reads how far it is', async () => {
    const { page } = filer;
    await page.goto(`${origin}/follow`);
    await page.getByLabel('查询码').fill(matters[0]?.code ?? '');
    await page.getByRole('button', { name: '查进度' }).click();
    expect(await page.getByRole('heading', { name: '和别人的事是同一处毛病' }).isVisible()).toBe(true);
    expect(await page.getByText('线路已经查到，周五以前换好。').isVisible()).toBe(true);
    await look(filer, 'follow-linked');
    await page.getByRole('link', { name: '公开的那一页' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('路灯不亮 · 和平街');
    await look(filer, 'trouble');
    await page.goto(`${origin}/en/troubles`);
    expect(await page.getByRole('link', { name: 'Street light out · Peace Street' }).isVisible()).toBe(true);
    await look(filer, 'troubles-en');
  });
});
