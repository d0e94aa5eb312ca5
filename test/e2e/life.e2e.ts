import type { FastifyInstance } from 'fastify';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { addOffices } from '../../engine/place/add-office.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../support/installation.ts';
import { wordsOfDocx } from '../support/files/zip.ts';
import { CHROMIUM, launch, openReader, type Reader, type Sight } from './browser.ts';
import { wants } from '../support/wants.ts';

// The longest life of a matter, by the forms that people use: filed, passed on, objected to, passed on again, accepted, asked about,
// extended, answered, disputed, reviewed, heard, re-reviewed, and what was promised followed up. No JavaScript anywhere.
let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
let filer: Reader;
const desks = new Map<string, Reader>();
const seen: Sight[] = [];
let code = '';
let number = '';

/** Ten in the morning of a day in Shanghai. */
const on = (day: string): void => town.setClock(`${day}T02:00:00Z`);

const look = async (reader: Reader, name: string): Promise<void> => {
  const sight = await reader.look(`life-${name}`);
  seen.push(sight);
  // A history of a year is longer than a page that a phone loads first: its weight is printed, and only its other faults count.
  expect.soft(sight.findings.filter((it) => !it.what.startsWith('weighs'))).toEqual([]);
};

const desk = async (staff: string): Promise<Page> => {
  const known = desks.get(staff);
  const reader = known ?? (await openReader(browser, origin, 1280));
  desks.set(staff, reader);
  const cookies = [{ name: 'huiyin_staff', value: await sessionOf(town, staff), url: origin }];
  await reader.page.context().addCookies(cookies);
  await reader.page.goto(`${origin}/desk/matter/${number}`);
  return reader.page;
};

type Filled = { readonly [label: string]: string };

const fill = async (page: Page, fields: Filled): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    const control = page.getByLabel(label).first();
    if ((await control.evaluate((it) => it.tagName)) === 'SELECT') await control.selectOption(value);
    else await control.fill(value);
  }
};

/** Takes a step at the desk by its form, on its own page or in place. */
const step = async (staff: string, name: string, fields: Filled): Promise<Page> => {
  const page = await desk(staff);
  const look = page.getByRole('button', { name: '发出前看一遍' });
  const inPlace = page.getByRole('heading', { level: 3, name, exact: true });
  if ((await inPlace.count()) === 0) {
    const link = page.locator('a', { hasText: new RegExp(`^${name}$`) });
    const folded = page.locator('details:not([open])', { has: link });
    if ((await folded.count()) > 0) await folded.locator('summary').first().click();
    await link.click();
  }
  await fill(page, fields);
  if ((await look.count()) > 0) await look.click();
  await page.getByRole('button', { name, exact: true }).click();
  expect(await page.getByRole('alert').count(), `${name} by ${staff}`).toBe(0);
  return page;
};

const follow = async (): Promise<Page> => {
  const { page } = filer;
  await page.goto(`${origin}/follow`);
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查进度' }).click();
  return page;
};

/** Presses a button of the filer's page, after filling the words of its form. */
const press = async (name: string, words?: string, answer?: string): Promise<Page> => {
  const page = await follow();
  // A button in what is still folded has no role yet.
  const button = page.locator('button', { hasText: new RegExp(`^${name}$`) });
  const form = page.locator('form', { has: button }).first();
  const folded = page.locator('details:not([open])', { has: form });
  if ((await folded.count()) > 0) await folded.locator('summary').first().click();
  await form.locator('button', { hasText: new RegExp(`^${name}$`) }).click();
  // What takes words has a page of its own.
  const writing = page.locator('form#writing');
  if ((await writing.count()) > 0) {
    if (words !== undefined) await writing.locator('textarea').fill(words);
    await writing.getByRole('button', { name: answer ?? name, exact: true }).click();
  }
  expect(await page.getByRole('alert').count(), name).toBe(0);
  return page;
};

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ withStaff: true, at: '2026-03-02T02:00:00Z' });
  const { pools, keys } = town.installation;
  await inJurisdiction(pools.app, 1, async (tx) => {
    await addOffices(tx, [{ office: 'supply', zh: '县供水公司', en: 'Water Supply Company', parent: 'county' }], town.now());
    for (const role of ['handler', 'head'] as const) {
      const post = `supply.${role}`;
      await addPost(tx, 'supply', role);
      await addStaff(tx, keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
    }
  });
  await town.service.jurisdiction('fresh');
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
  filer = await openReader(browser, origin, 320);
});

afterAll(async () => {
  if (CHROMIUM === undefined) return;
  process.stdout.write(`${seen.map((it) => `${it.name}: ${it.bytes} bytes with styles`).join('\n')}\n`);
  for (const reader of [filer, ...desks.values()]) await reader.close();
  await browser.close();
  await app.close();
  await town.close();
});

const says = async (page: Page, words: string): Promise<void> => {
  expect(await page.getByText(words).count(), words).toBeGreaterThan(0);
};

describe.runIf(CHROMIUM)('the longest life of a matter, without JavaScript', wants('chromium'), () => {
  it('is filed, passed on, objected to, passed on again and accepted; the first office answers for it until then', async () => {
    const { page } = filer;
    await page.goto(`${origin}/file`);
    await page.getByLabel('有件事要办').check();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('用一句话说').fill('小区停水');
    await page.getByLabel('发生了什么').fill('七号楼每晚停水两小时，已经三周。');
    await page.getByRole('button', { name: '提交' }).click();
    code = await page.locator('.code').first().innerText();
    await page.getByRole('button', { name: '看进度' }).click();
    number = /[0-9A-HJKMNP-TV-Z]{8}/.exec(await page.title())?.[0] ?? '';
    on('2026-03-03');
    await step('letters.desk', '登记并转办', { 转给哪个单位: '县住建局' });
    on('2026-03-04');
    await step('housing.handler', '转给该办的单位', { 转给哪个单位: '县水利局', 理由: '停水归供水单位管。' });
    await says(await follow(), '受理以前，仍由县住建局负责');
    on('2026-03-06');
    await step('water.handler', '说明理由，退回', { 为什么不该由本单位办: '水利局不管小区供水，供水归供水公司。' });
    await says(await follow(), '仍由县住建局负责');
    await look(filer, 'objected');
    on('2026-03-09');
    const handler = await desk('housing.handler');
    await look(desks.get('housing.handler') ?? filer, 'desk-objected');
    await says(handler, '转给该办的单位');
    await step('housing.handler', '转给该办的单位', { 转给哪个单位: '县供水公司', 理由: '小区供水归供水公司。' });
    on('2026-03-11');
    await step('supply.handler', '受理', { 要答复的各点: '为什么停水\n什么时候恢复' });
    await says(await follow(), '县供水公司已受理');
    await look(filer, 'accepted');
  });

  it('is asked about, looked at with consent, reported on and extended; every step stands on the filer’s page', async () => {
    on('2026-03-12');
    await press('补充', '停水期间的水费怎么算');
    on('2026-03-13');
    await step('supply.handler', '问来件人', { 问来件人什么: '停水是全楼还是几户？' });
    await look(desks.get('supply.handler') ?? filer, 'desk-accepted');
    on('2026-03-14');
    await follow();
    await look(filer, 'question');
    await press('回答', '全楼都停。');
    on('2026-03-16');
    await step('supply.handler', '提议上门查看', { 哪一天: '2026-03-18', '在哪里、几点': '七号楼泵房，晚上八点' });
    await follow();
    await look(filer, 'look-offered');
    await press('回答', '', '同意');
    on('2026-03-19');
    await step('supply.handler', '记录查看', { 哪一天: '2026-03-18', 看到了什么: '二号泵停转。' });
    on('2026-03-25');
    await step('supply.handler', '告诉来件人办到哪里了', { 办到哪里了: '新泵已订，四周到货。' });
    on('2026-05-06');
    await step('supply.head', '延长期限', { 延长到哪天: '2026-06-05', 理由: '新泵到货晚。' });
    await says(await follow(), '延长到6月5日');
  });

  it('is answered point by point with a promise that has a date, and the answer is disputed and answered again', async () => {
    on('2026-06-01');
    const page = await desk('supply.handler');
    await page.getByRole('link', { name: '书面答复', exact: true }).click();
    await look(desks.get('supply.handler') ?? filer, 'desk-reply');
    await fill(page, { 结论: '支持', 查明的事实: '二号泵损坏。', 处理意见: '更换水泵。', 依据: '城市供水条例 第二十二条' });
    await fill(page, { 对第1点的答复: '二号泵损坏，夜间压力不足。', 对第2点的答复: '六月底前恢复。' });
    await page.getByRole('button', { name: '发出前看一遍' }).click();
    await says(page, '第3点还没有答复');
    await fill(page, { 对第3点的答复: '停水期间减半收取。', 答应的事: '换好二号泵', 到哪天做到: '2026-06-30' });
    await page.getByRole('button', { name: '发出前看一遍' }).click();
    await says(page, '停水期间减半收取。');
    await look(desks.get('supply.handler') ?? filer, 'desk-preview');
    await page.getByRole('button', { name: '书面答复' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    on('2026-06-02');
    await press('打开书面答复');
    await says(await follow(), '停水期间减半收取。');
    await look(filer, 'answered');
    on('2026-06-05');
    await press('请原单位回答', '水费应当全免。');
    on('2026-06-12');
    await step('supply.handler', '回答来件人指出的问题', { 结论: '原答复不变', 处理意见: '减半有规定。' });
    await press('打开对您所指问题的回答');
    await says(await follow(), '减半有规定。');
  });

  it('is reviewed, heard and re-reviewed, and the end is explained with the ways that stay open', async () => {
    on('2026-06-20');
    await press('请求复查', '减半没有依据。');
    on('2026-07-10');
    await step('county.reviewer', '作出复查意见', { 结论: '维持', 处理意见: '维持原答复。', 依据: '城市供水条例' });
    on('2026-07-11');
    await press('打开复查意见');
    on('2026-07-20');
    await press('请求复核', '仍不同意。');
    on('2026-08-05');
    await step('city.reviewer', '记录听证', { 从哪天: '2026-08-03', 到哪天: '2026-08-04' });
    // 30 days from 20 July end on 19 August; two days of hearing are not counted.
    await says(await follow(), '8月21日');
    on('2026-08-15');
    await step('city.reviewer', '作出复核意见', { 结论: '变更', 处理意见: '停水期间水费全免。', 依据: '城市供水条例 第二十二条' });
    on('2026-08-16');
    await press('打开复核意见');
    on('2026-08-20');
    await step('city.reviewer', '说明还有哪些路可走', { 复核是怎么定的: '水费全免。', 还有哪些路: '法院，六个月内。' });
    await says(await follow(), '法院，六个月内。');
  });

  it('is followed up: the office says that it kept its promise, the filer says whether that is so', async () => {
    on('2026-08-21');
    await step('supply.handler', '记下答应的事已经做到', { 哪一件: '换好二号泵', 怎样做到的: '八月二十日换好。' });
    await follow();
    await look(filer, 'promise');
    await press('回答', '换好了，但晚了两个月。', '做到一部分');
    await says(await follow(), '您说做到一部分');
    await look(filer, 'end');
    await step('supply.head', '制作卷宗', {});
  });

  it('leaves its papers, each opened in both forms and read', async () => {
    const { page } = filer;
    await follow();
    await page.getByRole('button', { name: '文书（PDF、DOCX）' }).click();
    await look(filer, 'papers');
    const links = await page
      .locator('tbody a')
      .evaluateAll((all) => all.map((it) => [it.getAttribute('aria-label'), it.getAttribute('href')]));
    const read: string[] = [];
    for (const [label, href] of links) {
      const file = await page.request.get(`${origin}${href}`);
      const bytes = await file.body();
      const shots = process.env['HUIYIN_SHOTS'];
      if (shots !== undefined) {
        mkdirSync(join(shots, 'papers'), { recursive: true });
        writeFileSync(
          join(shots, 'papers', `${label?.replaceAll(/[ ,]+/g, '-')}-${read.length}.${label?.includes('PDF') ? 'pdf' : 'docx'}`),
          bytes,
        );
      }
      expect(file.status(), `${label}`).toBe(200);
      expect(bytes.subarray(0, label?.includes('PDF') ? 5 : 2).toString()).toBe(label?.includes('PDF') ? '%PDF-' : 'PK');
      read.push(label?.includes('DOCX') ? `${label}: ${wordsOfDocx(bytes)}` : `${label}`);
    }
    const titles = [...new Set(read.map((it) => it.split(', ')[0] ?? ''))];
    process.stdout.write(`papers opened: ${read.length} files, ${titles.length} kinds: ${titles.join('、')}\n`);
    expect(titles.toSorted()).toEqual(
      [
        '收件证明',
        '转送告知书',
        '退回告知书',
        '受理告知书',
        '办理进度告知书',
        '延长办理期限告知书',
        '书面答复',
        '对异议的答复',
        '复查意见书',
        '复核意见书',
        '复核后的说明',
        '卷宗',
      ].toSorted(),
    );
    const words = read.join('\n');
    for (const said of [
      '停水归供水单位管。',
      '什么时候恢复',
      '新泵到货晚。',
      '停水期间减半收取。',
      '换好二号泵',
      '减半有规定。',
      '停水期间水费全免。',
    ])
      expect(words, said).toContain(said);
  });

  it('and nothing of it is out of joint: every projection is what its events say', async () => {
    await town.tick();
    const { findings } = await reconcile(town.service);
    expect(findings).toEqual([]);
  });
});
