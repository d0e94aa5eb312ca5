import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { readForStaff } from '../../features/grievances/server/read-matter.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader, type Sight } from './browser.ts';
import { wants } from '../support/wants.ts';

const FILED_AT = '2026-09-28T02:00:00Z';
const HANDLER = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
const seen: Sight[] = [];

const act = async (number: string, who: (typeof PEOPLE)[keyof typeof PEOPLE], name: string, input: JsonObject = {}): Promise<void> => {
  const refusal = await takeStep(town.service, number, who, { name, input });
  if (refusal) throw new Error(`${name}: ${refusal.refused}`);
};

const filed = async (subject: string): Promise<FilingAnswer> => {
  const answer = await fileMatter(
    town.service,
    { fields: { subject, body: '三个星期了。\n晚上看不见路。' }, lang: 'zh-CN' },
    { token: null },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};

const look = async (reader: Reader, name: string): Promise<void> => {
  const sight = await reader.look(name);
  seen.push(sight);
  expect.soft(sight.findings).toEqual([]);
};

/** No code in any address or cookie: read off after every journey. */
const expectNoTrace = async ({ page }: Reader, code: string, visited: readonly string[]): Promise<void> => {
  const bare = code.replaceAll('-', '');
  for (const url of visited) expect(decodeURIComponent(url).replaceAll('-', '')).not.toContain(bare);
  expect(await page.context().cookies()).toEqual([]);
};

const toForm = async ({ page }: Reader): Promise<void> => {
  await page.goto(`${origin}/file`);
  await page.getByLabel('有件事要办').check();
  await page.getByRole('button', { name: '下一步' }).click();
};

const follow = async ({ page }: Reader, code: string): Promise<void> => {
  await page.goto(`${origin}/follow`);
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查进度' }).click();
};

describe.runIf(CHROMIUM).each(WIDTHS)('who files, without JavaScript, at %i px', wants('chromium'), (width) => {
  let reader: Reader;
  const visited: string[] = [];

  beforeAll(async () => {
    town = await openTown({ at: FILED_AT });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
    reader = await openReader(browser, origin, width);
    reader.page.on('request', (request) => visited.push(request.url()));
  });

  afterAll(async () => {
    await reader.close();
    await browser.close();
    await app.close();
    await town.close();
    process.stdout.write(
      `${[...new Map(seen.map((it) => [it.name, it.bytes]))].map(([name, bytes]) => `  ${name}: ${bytes} bytes`).join('\n')}\n`,
    );
  });

  it('reads how long everything takes before filing, in both languages', async () => {
    town.setClock(FILED_AT);
    const { page } = reader;
    await page.goto(origin);
    expect(await page.locator('.stages').innerText()).toContain('10月13日前');
    expect(await page.getByText('110 报警').isVisible()).toBe(true);
    await look(reader, 'home');
    await page.getByRole('link', { name: 'English' }).click();
    expect(new URL(page.url()).pathname).toBe('/en');
    expect(await page.locator('.stages').innerText()).toContain('by 13 October');
    await look(reader, 'home-en');
  });

  it('is asked first whether it is about an office; yes stores nothing and names whom to go to', async () => {
    const { page } = reader;
    const count = async () => Number((await town.superuser.query<{ n: string }>('select count(*) n from event')).rows[0]?.n);
    const before = await count();
    await page.goto(`${origin}/file`);
    await look(reader, 'file-question');
    await page.getByRole('button', { name: '下一步' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('请先回答');
    await look(reader, 'file-question-error');
    await page.getByLabel('要举报人').check();
    await page.getByRole('button', { name: '下一步' }).click();
    expect(await page.getByText('12388').isVisible()).toBe(true);
    await look(reader, 'file-doors');
    expect(await count()).toBe(before);
  });

  it('sees every error at its field and at the top, and everything typed is kept', async () => {
    const { page } = reader;
    await toForm(reader);
    expect(await page.locator('.stages').textContent()).toContain('10月13日前');
    await page.getByText('之后的每一步和期限').click();
    expect(await page.locator('.stages').isVisible()).toBe(true);
    await look(reader, 'file-form');
    await page.getByLabel('发生了什么').fill('路'.repeat(20_001));
    await page.getByLabel('在哪里').fill('和平街 <b>"路口"</b> & 学府路');
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(2);
    expect(await page.locator('.why').allInnerTexts()).toEqual([
      '“是什么事”这一栏还没有写。写一两句也可以。',
      '“发生了什么”写了20001个字，最多20000个。请删短一些。',
    ]);
    expect(await page.getByLabel('在哪里').inputValue()).toBe('和平街 <b>"路口"</b> & 学府路');
    expect((await page.getByLabel('发生了什么').inputValue()).length).toBe(20_001);
    await page.getByLabel('发生了什么').fill('');
    await page.getByRole('button', { name: '提交' }).click();
    await look(reader, 'file-form-errors');
  });

  it('files, holds the receipt, and follows it; the code is in no address and no cookie', async () => {
    const { page } = reader;
    await toForm(reader);
    await page.getByLabel('用一句话说').fill('和平街路口的路灯不亮');
    await page.getByLabel('发生了什么').fill('\n三个星期了。\n晚上看不见路。');
    await page.getByRole('button', { name: '提交' }).click();
    expect(new URL(page.url()).pathname).toBe('/file/submit');
    const code = await page.locator('.code').first().innerText();
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}-[0-9A-Z]$/);
    expect(await page.locator('svg.qr').count()).toBe(2);
    await look(reader, 'receipt');
    const leaf = await page.getByRole('link', { name: '核对这一步' }).getAttribute('href');
    const [ics] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '日历' }).click()]);
    const calendar = readFileSync(await ics.path(), 'utf8');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261013');
    expect(calendar.replace(/\r\n /g, '')).not.toContain(code.replaceAll('-', ''));
    await page.getByRole('button', { name: '看进度' }).click();
    expect(await page.getByText('县信访局要在10月13日前').first().isVisible()).toBe(true);
    // Where lines break is the style sheet's doing.
    await page.waitForLoadState('load');
    expect(await page.locator('.words').filter({ hasText: '三个星期了。' }).innerText()).toBe('\n三个星期了。\n晚上看不见路。');
    await look(reader, 'follow-filed');
    await page.goto(`${origin}${leaf}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('已经收下，还没有公布');
    await town.tick();
    await page.reload();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('在公开日志里');
    await look(reader, 'leaf');
    await page.goto(`${origin}/log`);
    await look(reader, 'log');
    await expectNoTrace(reader, code, visited);
  });

  it('mistypes the code and is told so, with the code kept', async () => {
    const { page } = reader;
    const { code } = await filed('井盖响');
    const last = code.at(-1) ?? '';
    const wrong = code.slice(0, -1) + (last === '7' ? '8' : '7');
    await follow(reader, wrong);
    expect(await page.locator('.why').innerText()).toBe('查询码里有一个字符不对，多半是抄写时看错了。请再核对一遍。');
    expect(await page.getByLabel('查询码').inputValue()).toBe(wrong);
    await look(reader, 'follow-error');
    await page.getByLabel('查询码').fill(` ${code.toLowerCase().replaceAll('-', ' ')} `);
    await page.getByRole('button', { name: '查进度' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('井盖响');
  });

  it('opens the reply, asks for a review, and reads what the office above decided', async () => {
    const { page } = reader;
    town.setClock(FILED_AT);
    const { number, code } = await filed('水压不足');
    await act(number, PEOPLE.desk, 'register', { office: 'housing' });
    town.setClock('2026-10-09T02:00:00Z');
    await act(number, PEOPLE.handler, 'accept');
    await readForStaff(town.service, number, HANDLER);
    town.setClock('2026-10-20T02:00:00Z');
    await act(number, PEOPLE.handler, 'reply', {
      outcome: 'not_supported',
      facts: '水压在范围内。',
      opinion: '不需要更换水泵。',
      basis: '供水条例',
    });
    await follow(reader, code);
    expect(await page.getByText('水压在范围内').count()).toBe(0);
    await look(reader, 'follow-reply-waiting');
    await page.getByRole('button', { name: '打开书面答复' }).click();
    expect(await page.getByText('水压在范围内').isVisible()).toBe(true);
    expect(await page.getByText('不支持您的请求').isVisible()).toBe(true);
    expect(await page.getByText('县住建局 · 经办岗').isVisible()).toBe(true);
    await look(reader, 'follow-reply-open');
    await page.getByRole('button', { name: '请求复查' }).click();
    await look(reader, 'follow-write');
    await page.getByLabel('想补充的话').fill('早上六点就没有水。');
    await page.getByRole('button', { name: '请求复查' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已请青川县人民政府复查');
    expect(await page.getByText('青川县人民政府要在11月19日前给您书面的复查意见，还有30天。').isVisible()).toBe(true);
    await act(number, PEOPLE.above, 'decide_review', { outcome: 'changed', opinion: '县住建局应当在一个月内更换水泵。' });
    await follow(reader, code);
    await page.getByRole('button', { name: '打开复查意见' }).click();
    expect(await page.getByText('县住建局应当在一个月内更换水泵。').isVisible()).toBe(true);
    await look(reader, 'follow-review-open');
    await expectNoTrace(reader, code, visited);
  });

  it('reads why a matter was refused and whose it is', async () => {
    const { page } = reader;
    town.setClock(FILED_AT);
    const { number, code } = await filed('合同纠纷');
    await act(number, PEOPLE.desk, 'register', { office: 'housing' });
    await act(number, PEOPLE.handler, 'refuse', { door: 'court', reason: '这是双方的合同纠纷。', where: '县人民法院立案庭' });
    await follow(reader, code);
    await page.getByRole('button', { name: '打开不受理的通知' }).click();
    expect(await page.getByText('县人民法院立案庭').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: '请上级单位处理' }).isVisible()).toBe(true);
    await look(reader, 'follow-refused');
  });

  it('asks the office above on the first day after the date, and not the day before', async () => {
    const { page } = reader;
    town.setClock(FILED_AT);
    const { number, code } = await filed('夜里施工');
    await act(number, PEOPLE.desk, 'register', { office: 'housing' });
    town.setClock('2026-10-13T15:59:00Z');
    await follow(reader, code);
    expect(await page.getByRole('button', { name: '请上级单位处理' }).count()).toBe(0);
    town.setClock('2026-10-19T02:00:00Z');
    await follow(reader, code);
    expect(await page.getByText('县住建局逾期6天没有告诉您受理不受理。').isVisible()).toBe(true);
    expect(await page.getByText('您现在可以请上级单位处理，不需要任何人同意。').isVisible()).toBe(true);
    await look(reader, 'follow-late');
    await page.getByRole('button', { name: '请上级单位处理' }).click();
    await page.getByRole('button', { name: '请上级单位处理' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已请青川县人民政府处理');
    expect(await page.getByText('青川县人民政府要在11月3日前告诉您它怎样处理，还有15天。').isVisible()).toBe(true);
    await look(reader, 'follow-asked-above');
  });

  it('reads the same in English', async () => {
    const { page } = reader;
    const { number, code } = await filed('Water pressure');
    await act(number, PEOPLE.desk, 'register', { office: 'housing' });
    await page.goto(`${origin}/en/follow`);
    await page.getByLabel('Code').fill(code);
    await page.getByRole('button', { name: 'See progress' }).click();
    expect(await page.getByText(/^The Housing must tell you in writing whether it is accepted/).isVisible()).toBe(true);
    await look(reader, 'follow-en');
  });
});

describe.runIf(CHROMIUM)('in the dark', wants('chromium'), () => {
  it('keeps its contrast', async () => {
    const darkTown = await openTown({ at: FILED_AT });
    const darkApp = await buildApp(darkTown.service);
    origin = await listen(darkApp, 0);
    const own = await launch();
    const reader = await openReader(own, origin, 1280, { dark: true });
    await toForm(reader);
    await reader.page.getByRole('button', { name: '提交' }).click();
    await look(reader, 'file-form-errors');
    await reader.page.getByLabel('用一句话说').fill('路灯');
    await reader.page.getByLabel('发生了什么').fill('不亮');
    await reader.page.getByRole('button', { name: '提交' }).click();
    await look(reader, 'receipt');
    await reader.close();
    await own.close();
    await darkApp.close();
    await darkTown.close();
  });
});
