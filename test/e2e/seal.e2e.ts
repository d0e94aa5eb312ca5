import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { buildApp } from '../../server/app.ts';
import { listen, systemClock } from '../../server/instance.ts';
import { paperKey } from '../support/custodians.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  // A custodian's page compares with its own clock: the town lives today.
  town = await openTown({ at: new Date(systemClock()).toISOString(), withStaff: true, withCustodians: true });
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  await app.close();
  await town.close();
});

/** Files as a person without JavaScript; the code as the receipt shows it. */
const file = async (
  page: Page,
  fields: { readonly [label: string]: string },
): Promise<{ readonly code: string; readonly number: string }> => {
  await page.goto(`${origin}/file`);
  await page.getByLabel('有件事要办').check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('form#filing summary').first().click();
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: '提交，领取回执' }).click();
  const code = await page.locator('p.code').innerText();
  const number = await page.locator('dl b').first().innerText();
  return { code, number };
};
const WORDS = { '用一句话说，是什么事？': '路灯不亮', '发生了什么？': '和平街的路灯三周不亮。' };
const NAMED = { '姓名（密封）': '王小明', '联系方式（密封）': '和平街7号' };

/** The custodian's own browser, which needs its script. */
const custodian = async (id: string, words: string, path = '/custodian', button = '同意打开'): Promise<string> => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${origin}${path}`);
  await page.locator('#words').fill(words);
  await page.locator('#paper-form button').click();
  await page.locator('[data-part="opened"]').waitFor();
  const card = page.locator('[data-part="requests"] section').first();
  await card.waitFor();
  const shots = process.env['HUIYIN_SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/custodian-${id}.png`, fullPage: true });
  const text = await card.innerText();
  await card.getByRole('button', { name: button }).click();
  await card.locator('[data-part="said"]').filter({ hasText: /./ }).waitFor();
  // The paper never left the device: nothing of the page's traffic or storage holds it.
  expect(await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).toBe('[[],[]]');
  expect(faults).toEqual([]);
  await context.close();
  return text;
};

describe.runIf(CHROMIUM)('a sealed name, from the form to the office that asked', wants('chromium'), () => {
  it('is opened by three custodians on their own devices, each of which has checked the request, in sight of the filer', async () => {
    const reader = await openReader(browser, origin, 320);
    const { page } = reader;
    const { code, number } = await file(page, { ...WORDS, ...NAMED });
    await takeStep(town.service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    const staff = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    await staff.addCookies([{ name: 'huiyin_staff', value: await sessionOf(town, 'housing.handler'), url: origin }]);
    const desk = await staff.newPage();
    await desk.goto(`${origin}/desk/matter/${number}`);
    expect(await desk.locator('main').innerText()).not.toContain('王小明');
    await desk.getByText('少用的').click();
    await desk.getByText('请求打开姓名').first().click();
    const form = desk.locator('form', { has: desk.locator('[value="ask_unseal"]') });
    await form.getByLabel('为了什么').selectOption('life_in_danger');
    await form.getByLabel('依据').fill('国家突发事件应对法 第七条');
    await form.getByLabel('理由').fill('来件人说有人落水。');
    await form.getByRole('button', { name: '请求打开姓名' }).click();
    await town.tick();
    const told = await custodian('union', entropyToMnemonic(paperKey('union'), chinese).replaceAll(' ', ''));
    expect(told).toContain(number);
    expect(told).toContain('来件人说有人落水。');
    expect(told.match(/是\n/g)?.length ?? told.match(/ 是/g)?.length).toBeGreaterThanOrEqual(4);
    await custodian('archive', entropyToMnemonic(paperKey('archive'), english).toUpperCase());
    await custodian('notary', `  ${entropyToMnemonic(paperKey('notary'), english)}\n`, '/en/custodian', 'Agree to open');
    await desk.goto(`${origin}/desk/matter/${number}`);
    await desk.getByRole('link', { name: '保管人打开的姓名' }).click();
    expect(await desk.locator('main').innerText()).toContain('王小明');
    expect(await desk.locator('main').innerText()).toContain('和平街7号');
    await staff.close();
    await page.goto(`${origin}/follow`);
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: '查进度' }).click();
    const history = await page.locator('main').innerText();
    for (const line of ['请求打开您的姓名：有人有生命危险', '保管人同意打开：南陵市公证处', '您的姓名已打开'])
      expect(history).toContain(line);
    await reader.close();
  });

  it('makes a paper key that works, and says what is wrong with one that was copied wrongly', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(`${origin}/custodian/new-key`);
    await page.getByRole('button', { name: '做一把' }).click();
    const words = await page.locator('[data-part="words"] li').allInnerTexts();
    expect(words.length).toBe(24);
    expect(await page.locator('[data-part="public"]').innerText()).toMatch(/^[0-9a-f]{64}$/);
    expect(await page.locator('[data-part="qr"] svg').count()).toBe(1);
    const shots = process.env['HUIYIN_SHOTS'];
    if (shots) await page.screenshot({ path: `${shots}/new-key.png`, fullPage: true });
    await page.goto(`${origin}/custodian`);
    await page.locator('#words').fill(`${words.slice(0, 23).join('')}${words[0]}`);
    await page.locator('#paper-form button').click();
    await page.locator('[data-part="wrong-words"]').waitFor();
    await page.locator('#words').fill(words.join(' '));
    await page.locator('#paper-form button').click();
    await page.locator('[data-part="unknown"]').waitFor();
    await page.locator('#words').fill(entropyToMnemonic(paperKey('bar'), chinese));
    await page.locator('#paper-form button').click();
    await page.locator('[data-part="opened"]').waitFor();
    await page.getByRole('button', { name: '记下我的纸钥匙还能用' }).click();
    await page.locator('[data-part="tested"]').filter({ hasText: '已记下' }).waitFor();
    await page.goto(`${origin}/seal`);
    expect(await page.locator('tr', { hasText: '南陵市律师协会' }).innerText()).not.toContain('还没有试过');
    await context.close();
  });
});

describe.runIf(CHROMIUM).each(WIDTHS)('names, custodians and codes, without JavaScript, at %i px', wants('chromium'), (width) => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await openReader(browser, origin, width);
  });
  afterAll(async () => {
    await reader.close();
  });
  const follow = async (code: string): Promise<void> => {
    await reader.page.goto(`${origin}/follow`);
    await reader.page.locator('#code').fill(code);
    await reader.page.getByRole('button', { name: '查进度' }).click();
  };

  it('the form with its sealed lines, the page of who keeps them, and the custodians’ pages are light and without a fault', async () => {
    const { page } = reader;
    await page.goto(`${origin}/file`);
    await page.getByLabel('有件事要办').check();
    await page.getByRole('button', { name: '下一步' }).click();
    const sights = [await reader.look('file-sealed')];
    await page.locator('form#filing summary').first().click();
    await page.getByLabel('姓名（密封）').fill('字'.repeat(201));
    await page.getByLabel('暗语，万一查询码丢了用（可不填）').fill('短');
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    expect(await page.locator('.errors').innerText()).toContain('201');
    expect(await page.locator('#name').inputValue()).toBe('字'.repeat(201));
    sights.push(await reader.look('file-sealed-errors'));
    for (const path of ['/seal', '/en/seal', '/custodian', '/en/custodian', '/custodian/new-key', '/lost', '/en/lost']) {
      await page.goto(`${origin}${path}`);
      sights.push(await reader.look(path.slice(1).replaceAll('/', '-')));
    }
    await page.goto(`${origin}/custodian`);
    expect(await page.locator('main').innerText()).toContain('需要打开浏览器的 JavaScript');
    process.stdout.write(`seal at ${width}: ${sights.map((it) => `${it.name} ${it.bytes}`).join(', ')}\n`);
    expect(sights.flatMap((it) => it.findings)).toEqual([]);
  });

  it('a code is replaced, the old one says "not me", and the matter comes back', async () => {
    const { page } = reader;
    const { code } = await file(page, { ...WORDS, '暗语，万一查询码丢了用（可不填）': '院里的桂花' });
    await follow(code);
    await page.getByText('换一个新的查询码').first().click();
    await page.getByRole('button', { name: '换一个新的查询码' }).click();
    const fresh = await page.locator('p.code').innerText();
    const sights = [await reader.look('new-code')];
    await follow(code);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('这个查询码已经换掉');
    sights.push(await reader.look('warned'));
    await page.getByRole('button', { name: '不是我换的，把事情拿回来' }).click();
    const back = await page.locator('p.code').innerText();
    expect(back).not.toBe(fresh);
    await follow(fresh);
    expect(await page.locator('.errors').count()).toBe(1);
    await follow(back);
    expect(await page.locator('main').innerText()).toContain('您说换码的不是您');
    expect(sights.flatMap((it) => it.findings)).toEqual([]);
  });

  it('a lost code is asked for with number and word; the old one is warned and stops it', async () => {
    const { page } = reader;
    const { code, number } = await file(page, { ...WORDS, '暗语，万一查询码丢了用（可不填）': '院里的桂花' });
    await page.goto(`${origin}/follow`);
    await page.getByRole('link', { name: '查询码丢了' }).click();
    await page.getByLabel('编号').fill(number);
    await page.getByLabel('暗语').fill('桂花院里');
    await page.getByRole('button', { name: '领取凭证' }).click();
    expect(await page.locator('.errors').innerText()).toContain('编号或暗语不对');
    await page.getByLabel('暗语').fill('院里的桂花');
    await page.getByRole('button', { name: '领取凭证' }).click();
    const claim = await page.locator('p.code').innerText();
    const sights = [await reader.look('claim')];
    await follow(claim);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('还没有到日子');
    await follow(code);
    expect(await page.locator('[role=alert]').innerText()).toContain('说这个查询码丢了');
    sights.push(await reader.look('follow-claimed'));
    await page.getByRole('button', { name: '不是我，拦下' }).click();
    expect(await page.locator('[role=status]').innerText()).toContain('已拦下');
    await follow(claim);
    expect(await page.locator('.errors').count()).toBe(1);
    expect(sights.flatMap((it) => it.findings)).toEqual([]);
  });

  it('a reading code shows the matter and no way to act on it', async () => {
    const { page } = reader;
    const { code } = await file(page, WORDS);
    await follow(code);
    await page.getByText('给别人一个只能看的查询码').first().click();
    await page.getByRole('button', { name: '给别人一个只能看的查询码' }).click();
    const reading = await page.locator('p.code').innerText();
    await follow(reading);
    expect(await page.locator('main').innerText()).toContain('这个查询码只能看');
    expect(await page.getByRole('button', { name: '请求撤回' }).count()).toBe(0);
    const sight = await reader.look('follow-reading');
    expect(sight.findings).toEqual([]);
  });
});
