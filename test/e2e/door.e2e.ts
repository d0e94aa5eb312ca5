import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { openTwoServers, type TwoServers } from '../support/two-servers.ts';
import { CHROMIUM, launch, openReader, WIDTHS } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let plain: string;
let two: TwoServers;
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown();
  app = await buildApp(town.service);
  plain = await listen(app, 0);
  two = await openTwoServers();
  browser = await launch();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  await two.close();
  await app.close();
  await town.close();
});

const WORDS = {
  'zh-CN': {
    prefix: '',
    yes: '要举报人',
    next: '下一步',
    go: '到南陵市纪律检查委员会去写',
    kind: '因为说过话、告过状，正受到打击报复',
  },
  en: {
    prefix: '/en',
    yes: 'I want to report a person',
    next: 'Next',
    go: 'Write to Nanling Discipline Inspection',
    kind: 'Retaliation for having spoken up or complained',
  },
} as const;

describe.runIf(CHROMIUM)('from the first question to the independent door, without JavaScript', wants('chromium'), () => {
  for (const width of WIDTHS)
    for (const [lang, words] of Object.entries(WORDS)) {
      it(`at ${width} px in ${lang}: where there is none, whom to telephone`, async () => {
        const reader = await openReader(browser, plain, width);
        await reader.page.goto(`${plain}${words.prefix}/file`);
        await reader.page.getByLabel(words.yes).check();
        await reader.page.getByRole('button', { name: words.next }).click();
        expect(await reader.page.locator('main').innerText()).toContain('12388');
        expect(await reader.page.locator('textarea, input[type=text]').count()).toBe(0);
        expect((await reader.look(`no-door-${lang}`)).findings).toEqual([]);
        await reader.page.goto(`${plain}${words.prefix}/door/write`);
        expect(await reader.page.locator('textarea').count()).toBe(0);
        await reader.close();
      });

      it(`at ${width} px in ${lang}: where there is one, one plain link that leads to its own form`, async () => {
        const reader = await openReader(browser, two.local.url, width);
        const { page } = reader;
        await page.goto(`${two.local.url}${words.prefix}/file`);
        await page.getByLabel(words.yes).check();
        await page.getByRole('button', { name: words.next }).click();
        expect(await page.locator('textarea, input[type=text]').count()).toBe(0);
        const shown = await reader.look(`door-${lang}`);
        expect(shown.findings).toEqual([]);
        await page.goto(`${two.local.url}${words.prefix}/door/write`);
        expect(await page.locator('[data-part="works"]').isVisible()).toBe(false);
        expect(await page.locator('form').count()).toBe(0);
        expect((await reader.look(`door-write-${lang}`)).findings).toEqual([]);
        await page.goto(`${two.local.url}${words.prefix}/door`);
        await page.getByRole('link', { name: words.go }).click();
        expect(new URL(page.url()).origin).toBe(two.door().url);
        expect(new URL(page.url()).search).toBe('');
        expect((await reader.look(`door-kinds-${lang}`)).findings).toEqual([]);
        await page.getByRole('button', { name: words.next }).click();
        expect((await reader.look(`door-kinds-missing-${lang}`)).findings).toEqual([]);
        await page.getByLabel(words.kind).check();
        await page.getByRole('button', { name: words.next }).click();
        expect((await reader.look(`door-form-${lang}`)).findings).toEqual([]);
        await page.goto(`${two.door().url}${words.prefix}/door`);
        expect((await reader.look(`door-keys-${lang}`)).findings).toEqual([]);
        await reader.close();
      });
    }
});

describe.runIf(CHROMIUM)('the page that seals in the browser', wants('chromium'), () => {
  for (const [lang, width] of [
    ['zh-CN', 320],
    ['en', 1280],
  ] as const)
    it(`in ${lang}: sends nothing but a box of one size, keeps nothing, and its code opens the matter at the door`, async () => {
      const words = WORDS[lang];
      const secret = `只有一个人知道-${width}`;
      const context = await browser.newContext({ locale: lang, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const faults: string[] = [];
      const sent: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
      await page.goto(`${two.local.url}${words.prefix}/door/write`);
      await page.locator('[data-part="works"]').waitFor();
      const button = page.locator('[data-part="send"]');
      await button.click();
      await page.locator('[data-part="fault"]').filter({ hasText: /./ }).waitFor();
      await page.getByLabel(words.kind).check();
      await page.locator('#subject').fill(`调岗 ${secret}`);
      await page.locator('#body').fill(`告状以后第三天。${secret}`);
      await button.click();
      await page.locator('[data-part="done"]').waitFor();
      const code = await page.locator('[data-part="code"]').innerText();
      const posts = sent.filter((it) => it.includes('/api/v1/door/boxes'));
      expect(posts.map((it) => it.length)).toEqual([`${two.local.url}/api/v1/door/boxes {"sealed":"${'A'.repeat(32_832)}"}`.length]);
      const leaked = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), code].filter((it) =>
        sent.join('\n').includes(it),
      );
      expect(leaked).toEqual([]);
      expect(
        await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])),
      ).toBe('[[],[],""]');
      expect(await page.locator('#body').inputValue()).toBe('');
      expect(faults).toEqual([]);
      await page.locator('[data-part="again"]').click();
      await page.waitForURL(`${two.local.url}${words.prefix === '' ? '/' : words.prefix}`);
      await context.close();

      const reader = await openReader(browser, two.door().url, width);
      for (let tries = 0; ; tries += 1) {
        await reader.page.goto(`${two.door().url}/follow`);
        await reader.page.locator('#code').fill(code);
        await reader.page.getByRole('button', { name: '查进度' }).click();
        if ((await reader.page.locator('main').innerText()).includes(secret) || tries > 30) break;
        await reader.page.waitForTimeout(500);
      }
      expect(await reader.page.locator('main').innerText()).toContain(secret);
      expect((await reader.look(`door-follow-${lang}`)).findings).toEqual([]);
      await reader.close();
    });

  it('shows a fingerprint that is that of the script, on both servers', async () => {
    const hashes = await Promise.all(
      [two.local.url, two.door().url].map(async (url) =>
        createHash('sha256')
          .update(await (await fetch(`${url}/door.js`)).text())
          .digest('hex'),
      ),
    );
    expect(hashes[0]).toBe(hashes[1]);
    expect(await (await fetch(`${two.local.url}/door/write`)).text()).toContain(hashes[0]);
    expect(await (await fetch(`${two.door().url}/door`)).text()).toContain(hashes[0]);
    const headers = (await fetch(`${two.local.url}/door/write`)).headers.get('content-security-policy') ?? '';
    expect(headers).toContain("script-src 'self'; connect-src 'self'");
    expect((await fetch(`${two.local.url}/door`)).headers.get('content-security-policy')).not.toContain('script-src');
  });
});
