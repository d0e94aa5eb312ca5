import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen, systemClock } from '../../server/instance.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../support/installation.ts';
import { openTwoServers, type TwoServers } from '../support/two-servers.ts';
import { CHROMIUM, launch, openReader, WIDTHS } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let plain: string;
let two: TwoServers;
let browser: Browser;
/** Reports of children that an earlier journey made. */
const done: string[] = [];

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

const CHILD = {
  'zh-CN': {
    kind: '有孩子可能正受伤害、被欺凌',
    subject: '用一句话说，是什么事？',
    how: '孩子现在怎么样',
    answer: '回答',
    unsafe: '还不安全',
    anew: '孩子还不安全，要重新护住',
  },
  en: {
    kind: 'A child who may be in danger, or is bullied',
    subject: 'In one sentence, what is it?',
    how: 'How is the child now?',
    answer: 'Answer',
    unsafe: 'not safe',
    anew: 'The child is not safe and is to be protected anew',
  },
} as const;

describe.runIf(CHROMIUM)('a child in danger, at the door, without JavaScript', wants('chromium'), () => {
  let token = '';
  beforeAll(async () => {
    const head = { staff: 'discipline.head', password: PASSWORD, code: totpCode(TOTP_SECRET, systemClock()) };
    const signed = await fetch(`${two.door().url}/api/v1/staff/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(head),
    });
    token = ((await signed.json()) as { token: string }).token; // the documented answer
  });

  for (const [lang, width] of [
    ['zh-CN', 320],
    ['en', 1280],
  ] as const)
    it(`at ${width} px in ${lang}: protected, looked after, asked, and protected anew`, async () => {
      const words = CHILD[lang];
      const { prefix, next } = WORDS[lang];
      const { url } = two.door();
      const reader = await openReader(browser, url, width);
      const { page } = reader;
      const look = async (name: string): Promise<void> => expect.soft((await reader.look(`${name}-${lang}`)).findings).toEqual([]);
      await page.goto(`${url}${prefix}/file`);
      await page.getByLabel(words.kind).check();
      await page.getByRole('button', { name: next }).click();
      // What will be done by when stands there before anything is written, folded.
      expect(await page.locator('main').textContent()).toMatch(/12小时内先护住孩子|Protect the child first, within 12 hours/);
      await page.locator('#subject').fill('放学路上');
      await page.locator('#body').fill('几个大的每天堵一个小的。');
      await page.locator('form button[type=submit], form .btn').last().click();
      const code = await page.locator('.code').first().innerText();

      const desk = await openReader(browser, url, width);
      await desk.page.context().addCookies([{ name: 'huiyin_staff', value: token, url }]);
      const { rows } = await two.doorDb.query<{ matter: string }>("select matter from matter where kind = 'child_danger' order by matter");
      const seen = new Set(done);
      const number = rows.map((row) => row.matter).find((one) => !seen.has(one)) ?? '';
      done.push(number);
      const step = async (command: string, fill: () => Promise<void>): Promise<void> => {
        await desk.page.goto(`${url}${prefix}/desk/matter/${number}/${command}`);
        await fill();
        expect.soft((await desk.look(`desk-child-${command}-${lang}`)).findings).toEqual([]);
        await desk.page.locator('main form .btn').first().click();
        expect(`${desk.page.url()} ${await desk.page.locator('main').innerText()}`).toContain(`done=${command}`);
      };
      await step('protect_child', async () => {
        await desk.page.locator('select[name=measure]').selectOption('kept_apart');
      });
      await step('keep_guardian_out', async () => {
        await desk.page.locator('select[name=because]').selectOption('guardian_is_the_danger');
        await desk.page.locator('select[name=instead]').selectOption('civil_affairs');
        await desk.page.locator('textarea[name=words]').fill('家里打的。');
      });
      await step('look_outside', async () => {
        await desk.page.locator('select[name=lookedBy]').selectOption('police');
        await desk.page.locator('select[name=found]').selectOption('bullying_found');
        await desk.page.locator('input[name=childHeard]').check();
        await desk.page.locator('textarea[name=words]').fill('校门口的录像看过。');
      });
      await step('ask_child', async () => undefined);
      await desk.page.goto(`${url}${prefix}/desk/matter/${number}`);
      expect.soft((await desk.look(`desk-child-matter-${lang}`)).findings).toEqual([]);

      await page.goto(`${url}${prefix}/follow`);
      await page.locator('#code').fill(code);
      await page.locator('main form .btn').first().click();
      await look('follow-child');
      await page.locator('form.card', { hasText: words.how }).getByRole('button', { name: words.answer }).click();
      await look('follow-child-answer');
      await page.getByRole('button', { name: words.unsafe }).click();
      expect(await page.locator('main').innerText()).toContain(words.anew);
      await look('follow-child-unsafe');
      await desk.close();
      await reader.close();
    });
});
