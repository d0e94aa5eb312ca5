import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { phonePhoto } from '../support/files/pictures.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader, type Sight } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
const seen: Sight[] = [];
const readers: Reader[] = [];

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  process.stdout.write(
    `${[...new Map(seen.map((it) => [it.name, it.bytes]))].map(([name, bytes]) => `  ${name}: ${bytes} bytes`).join('\n')}\n`,
  );
  await browser.close();
  await app.close();
  await town.close();
});

const look = async (reader: Reader, name: string): Promise<void> => {
  const sight = await reader.look(`intake-${name}`);
  seen.push(sight);
  // The receipt with the two buttons of a counter screen weighs a little more than a page for a phone may.
  expect.soft(sight.findings.filter((it) => name !== 'screen-receipt' || !it.what.startsWith('weighs'))).toEqual([]);
};

const open = async (width: number, staff?: string): Promise<Reader> => {
  const reader = await openReader(browser, origin, width);
  readers.push(reader);
  if (staff !== undefined)
    await reader.page.context().addCookies([{ name: 'huiyin_staff', value: await sessionOf(town, staff), url: origin }]);
  return reader;
};

const events = async (): Promise<number> => Number((await town.superuser.query<{ n: string }>('select count(*) n from event')).rows[0]?.n);

const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/;

/** Fills the form at the desk; what a test does not name is as usual. */
const write = async (
  page: Page,
  more: { readonly channel: string; readonly handed: string; readonly handle?: string; readonly about?: string },
): Promise<void> => {
  await page.goto(`${origin}/desk/intake`);
  await page.getByLabel(more.about ?? '不是，有件事要办').check();
  await page.getByLabel(more.channel).check();
  await page.getByLabel('中文').check();
  await page.getByLabel('是什么事').fill('井盖响');
  await page.getByLabel('发生了什么').fill('车一过就响，\n睡不着。');
  await page.getByLabel('需要的帮助').fill('手语');
  await page.getByLabel(more.handed).check();
  if (more.handle !== undefined) await page.getByLabel('屏幕上的号码').fill(more.handle);
};

/** Looks at a screen again. It does so by itself every few seconds, and the two can meet: then once more. */
const renew = async (page: Page): Promise<void> => {
  await page.waitForLoadState();
  const address = page.url();
  await page.goto(address).catch(() => page.goto(address));
};

describe.runIf(CHROMIUM).each(WIDTHS)('a matter taken down for somebody, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is read back, and its receipt stands on the screen that faces the person alone, for a minute and a half', async () => {
    const facing = await open(width);
    await facing.page.goto(`${origin}/screen`);
    await look(facing, 'screen-start');
    const desk = await open(width, 'letters.desk');
    await desk.page.goto(`${origin}/desk/intake`);
    const pass = /开屏码 (\d{7})/.exec(await desk.page.content())?.[1] ?? '';
    await facing.page.getByLabel('开屏码').fill(pass);
    await facing.page.getByRole('button', { name: '开始' }).click();
    const handle = await facing.page.locator('.code').innerText();
    await look(facing, 'screen-waiting');

    const clerk = await open(width, 'letters.desk');
    await clerk.page.goto(`${origin}/desk/intake`);
    await look(clerk, 'form');
    await write(clerk.page, { channel: '到窗口', handed: '朝向来人的屏幕', handle: '99999' });
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    expect(await clerk.page.getByRole('alert').innerText()).toContain('没有这块屏幕');
    expect(await clerk.page.getByLabel('发生了什么').inputValue()).toBe('车一过就响，\n睡不着。');
    await look(clerk, 'form-refused');
    await clerk.page.getByLabel('屏幕上的号码').fill(handle);
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    expect(await clerk.page.getByRole('heading', { level: 1 }).innerText()).toBe('念给来人听');
    await look(clerk, 'read-back');
    const before = await events();
    await clerk.page.getByRole('button', { name: '来人说就是这样，提交' }).click();
    expect(await events()).toBe(before + 1);
    const done = await clerk.page.content();
    expect(CODE.test(done), 'the clerk is shown no code').toBe(false);
    await look(clerk, 'done');

    await renew(facing.page);
    const code = await facing.page.locator('.code').first().innerText();
    expect(code).toMatch(CODE);
    await look(facing, 'screen-receipt');
    town.setClock(new Date(town.now() + 80_000).toISOString());
    await facing.page.getByRole('button', { name: '再给我一分半钟' }).click();
    town.setClock(new Date(town.now() + 80_000).toISOString());
    await renew(facing.page);
    expect(await facing.page.content()).toContain(code);
    town.setClock(new Date(town.now() + 11_000).toISOString());
    await renew(facing.page);
    expect(await facing.page.content()).not.toContain(code);

    await facing.page.goto(`${origin}/follow`);
    await facing.page.getByLabel('查询码').fill(code);
    await facing.page.getByRole('button', { name: '查进度' }).click();
    expect(await facing.page.getByText('手语').count()).toBe(1);
  });

  it('is handed over on a slip whose code opens nothing before it is changed, and tells its holder when somebody did that first', async () => {
    const clerk = await open(width, 'letters.desk');
    await write(clerk.page, { channel: '打电话', handed: '打印一张条，装信封' });
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    await clerk.page.getByRole('button', { name: '来人说就是这样，提交' }).click();
    expect(await clerk.page.locator('.slip').isVisible(), 'it is on paper, not on the screen').toBe(false);
    await look(clerk, 'slip');
    await clerk.page.emulateMedia({ media: 'print' });
    expect(await clerk.page.locator('.slip').isVisible()).toBe(true);
    const slip = await clerk.page.locator('.slip .code').innerText();

    const holder = await open(width);
    const use = async (code: string): Promise<void> => {
      await holder.page.goto(`${origin}/follow`);
      await holder.page.getByLabel('查询码').fill(code);
      await holder.page.getByRole('button', { name: '查进度' }).click();
    };
    await use(slip);
    expect(await holder.page.content()).not.toContain('睡不着');
    await look(holder, 'slip-first-use');
    await holder.page.locator('form button').first().click();
    const code = await holder.page.locator('.code').first().innerText();
    expect(code).not.toBe(slip);
    await use(code);
    expect(await holder.page.content()).toContain('睡不着');
    await use(slip);
    expect(await holder.page.content()).toContain('不是');
    expect(await holder.page.content()).not.toContain('睡不着');
    await look(holder, 'slip-used');
  });

  it('by letter comes with its scan', async () => {
    const clerk = await open(width, 'letters.desk');
    await write(clerk.page, { channel: '来信', handed: '打印一张条，装信封' });
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    expect(await clerk.page.getByRole('alert').innerText()).toContain('还没有选照片或文件');
    await clerk.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'scan.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto('scan') });
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    expect(await clerk.page.getByRole('status').innerText()).toContain('编号');
  });

  it('about an office is not taken down: the page says whom to go to, and nothing is stored', async () => {
    const clerk = await open(width, 'letters.desk');
    const before = await events();
    await write(clerk.page, { about: '是，要举报人', channel: '到窗口', handed: '打印一张条，装信封' });
    await clerk.page.getByRole('button', { name: '下一步' }).click();
    expect(await clerk.page.content()).toContain('12388');
    expect(await events()).toBe(before);
  });

  it('is written by another office under a mandate: a slip for the person, and a sheet that both sign', async () => {
    const handler = await open(width, 'housing.handler');
    const { page } = handler;
    await page.goto(`${origin}/desk/along`);
    await page.getByRole('link', { name: '受本人委托代写一件事' }).click();
    await look(handler, 'mandate');
    await page.getByLabel('不是，有件事要办').check();
    await page.getByLabel('中文').check();
    await page.getByLabel('是什么事').fill('井盖响');
    await page.getByLabel('发生了什么').fill('车一过就响。');
    await page.getByRole('button', { name: '下一步' }).click();
    expect(await page.getByText('给本人的回执条，和双方签名的委托书').isVisible()).toBe(true);
    await page.getByRole('button', { name: '来人说就是这样，提交' }).click();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['委托人（签名）', '受托人（签名、岗位）', '日期']);
    expect(await page.locator('.slip .code').isVisible(), 'the code of the person is on paper only').toBe(false);
    expect(await page.locator('.sheet .code').isVisible()).toBe(true);
    await look(handler, 'mandate-to-sign');
  });

  it('is taken down by posts that work with people alone, and no device of staff is the screen for the person', async () => {
    const reviewer = await open(width, 'county.reviewer');
    await reviewer.page.goto(`${origin}/desk/intake`);
    expect(await reviewer.page.getByLabel('发生了什么').count()).toBe(0);
    const handler = await open(width, 'housing.handler');
    await handler.page.goto(`${origin}/screen`);
    await handler.page.getByRole('button', { name: '开始' }).click();
    expect(await handler.page.getByRole('heading', { level: 1 }).innerText()).toContain('登录着工作人员');
  });

  it('at a kiosk is written by the person; the machine says that it is one, forgets, and goes back to its start by itself', async () => {
    const kiosk = await open(width);
    const { page } = kiosk;
    await page.goto(`${origin}/kiosk`);
    await look(kiosk, 'kiosk');
    await page.getByText('设置（工作人员用）').click();
    await page.getByRole('button', { name: '设为自助机' }).click();
    await page.getByRole('link', { name: '反映一件事' }).first().click();
    await page.getByLabel('有件事要办').check();
    const [form] = await Promise.all([
      page.waitForResponse((it) => it.url().endsWith('/file/about')),
      page.getByRole('button', { name: '下一步' }).click(),
    ]);
    expect(form.headers()['refresh']).toBe('600; url=/kiosk');
    await page.getByLabel('用一句话说').fill('路灯不亮');
    await page.getByLabel('发生了什么').fill('三个星期了。');
    const [receipt] = await Promise.all([
      page.waitForResponse((it) => it.url().endsWith('/file/submit')),
      page.getByRole('button', { name: '提交' }).click(),
    ]);
    expect(receipt.headers()['refresh']).toBe('90; url=/kiosk');
    expect(receipt.headers()['cache-control']).toBe('no-store');
    expect(await page.getByRole('link', { name: '回到开头' }).count()).toBe(1);
    const cookies = await page.context().cookies();
    expect(cookies.map((it) => `${it.name}=${it.value}`)).toEqual(['huiyin_kiosk=1']);
  });
});
