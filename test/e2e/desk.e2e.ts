import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { fileIn, live } from '../support/desk.ts';
import { openTown, PASSWORD, PEOPLE, TOTP_SECRET, type TestTown } from '../support/installation.ts';
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
    `${[...new Map(seen.map((it) => [it.name, it] as const)).values()].map((it) => `${it.name}: ${it.bytes} bytes with styles`).join('\n')}\n`,
  );
  await browser.close();
  await app.close();
  await town.close();
});

const look = async (reader: Reader, name: string): Promise<void> => {
  const sight = await reader.look(name);
  seen.push(sight);
  expect.soft(sight.findings).toEqual([]);
};

let minutes = 0;
/** Two minutes at a time are enough for every code to be a new one. */
const passTime = (iso: string): void => {
  minutes += 2;
  town.setClock(new Date(Date.parse(iso) + minutes * 60_000).toISOString());
};

const open = async (width: number): Promise<Reader> => {
  const reader = await openReader(browser, origin, width);
  readers.push(reader);
  return reader;
};

const enter = async (page: Page, staff: string, lang = ''): Promise<void> => {
  await page.goto(`${origin}${lang}/desk/sign-in`);
  const [account, password, code] = lang === '' ? ['账号', '密码', '动态码'] : ['Account', 'Password', 'Code'];
  await page.getByLabel(account).fill(staff);
  await page.getByLabel(password).fill(PASSWORD);
  await page.getByLabel(code).fill(totpCode(TOTP_SECRET, town.now()));
  await page.getByRole('button').last().click();
};

/** Signs a named person in, in a browser of their own. */
const as = async (staff: string, width: number, at = '2026-09-28T02:00:00Z', lang = ''): Promise<Reader> => {
  passTime(at);
  const reader = await open(width);
  await enter(reader.page, staff, lang);
  return reader;
};

const unfold = (page: Page, step: string): Promise<void> => page.getByText(step, { exact: true }).first().click();

/** A line of the history; the same words can stand in a choice of steps, too. */
const told = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const REPLY = { outcome: 'not_supported', facts: '没有登记。', opinion: '不改。' };

describe.runIf(CHROMIUM).each(WIDTHS)('who works at the desk, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('signs in with account, password and code, is told nothing about what was wrong, and signs out', async () => {
    passTime('2026-09-28T02:00:00Z');
    const reader = await open(width);
    const { page } = reader;
    await page.goto(`${origin}/desk`);
    expect(page.url()).toBe(`${origin}/desk/sign-in`);
    await look(reader, 'sign-in');
    await page.getByLabel('账号').fill('water.handler');
    await page.getByLabel('密码').fill('wrong');
    await page.getByLabel('动态码').fill('123456');
    await page.getByRole('button', { name: '登录' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('账号、密码或动态码不对');
    expect(await page.getByLabel('账号').inputValue()).toBe('water.handler');
    expect(await page.getByLabel('密码').inputValue()).toBe('');
    await look(reader, 'sign-in refused');
    await enter(page, 'water.handler');
    expect(page.url()).toBe(`${origin}/desk`);
    expect(await page.getByText('转到本单位的事，从收到那天起会列在这里').count()).toBe(1);
    await look(reader, 'worklist, empty');
    await page.getByRole('link', { name: '退出' }).click();
    await look(reader, 'sign-out');
    await page.getByRole('button', { name: '退出登录' }).click();
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(`${origin}/desk`);
    expect(page.url()).toBe(`${origin}/desk/sign-in`);
  });

  it('registers a matter, and it leaves the list of the front desk', async () => {
    const number = await fileIn(town, `路口没有路灯 ${width}`);
    const reader = await as('letters.desk', width);
    const { page } = reader;
    await look(reader, 'worklist of the front desk');
    await page
      .getByRole('link', { name: `路口没有路灯 ${width}` })
      .first()
      .click();
    expect(await page.title()).toContain(number);
    expect((await page.getByRole('heading', { level: 2 }).allTextContents()).slice(0, 1)).toEqual(['欠什么，欠谁，到哪天']);
    await look(reader, 'matter to register');
    await page.getByRole('button', { name: '登记并转办' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('没有这个单位');
    expect(await page.getByLabel('转给哪个单位').getAttribute('aria-invalid')).toBe('true');
    await look(reader, 'matter to register, refused');
    await page.getByLabel('转给哪个单位').selectOption('县住建局');
    await page.getByRole('button', { name: '登记并转办' }).click();
    expect(await page.getByRole('status').textContent()).toContain(number);
    expect(await page.getByRole('link', { name: `路口没有路灯 ${width}` }).count()).toBe(0);
  });

  it('accepts, extends and answers, each with what it starts and when', async () => {
    const number = await fileIn(town, `水压不足 ${width}`);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    const { page: handling, ...handler } = await as('housing.handler', width);
    await handling.getByRole('link', { name: `水压不足 ${width}` }).click();
    expect(await handling.getByText('本单位要在10月13日前书面告知来件人').count()).toBe(1);
    await look({ page: handling, ...handler }, 'matter to accept');
    await handling.getByRole('button', { name: '受理', exact: true }).click();
    expect(await handling.getByRole('status').textContent()).toContain('受理');
    expect(await handling.getByText('本单位要在11月27日前书面答复来件人，还有60天。').count()).toBe(1);

    const head = await as('housing.head', width);
    await head.page.goto(`${origin}/desk/matter/${number}`);
    await unfold(head.page, '延长期限');
    const reason = head.page.locator('form', { has: head.page.getByLabel('延长到哪天') }).getByLabel('理由');
    await head.page.getByLabel('延长到哪天').fill('2027-03-01');
    await reason.fill('水泵要等厂家送来。');
    await head.page.getByRole('button', { name: '延长期限' }).click();
    expect(await head.page.getByRole('alert').textContent()).toContain('最多只能延长到');
    expect(await reason.inputValue()).toBe('水泵要等厂家送来。');
    await head.page.getByLabel('延长到哪天').fill('2026-12-10');
    await head.page.getByRole('button', { name: '延长期限' }).click();
    expect(await head.page.getByRole('status').textContent()).toContain('延长期限');
    await look(head, 'matter extended');

    await handling.goto(`${origin}/desk/matter/${number}`);
    await handling.getByRole('link', { name: '书面答复' }).click();
    await look({ page: handling, ...handler }, 'reply');
    await handling.getByLabel('结论').selectOption('部分支持');
    await handling.getByLabel('查明的事实').fill('第一行\n第二行');
    await handling.getByRole('button', { name: '发出前看一遍' }).click();
    expect(await handling.getByRole('alert').textContent()).toContain('“处理意见”这一栏还没有写');
    expect(await handling.getByLabel('查明的事实').inputValue()).toBe('第一行\n第二行');
    await look({ page: handling, ...handler }, 'reply refused');
    await handling.getByLabel('处理意见').fill('十二月五日前换好水泵。');
    await handling.getByRole('button', { name: '发出前看一遍' }).click();
    expect(await heading(handling).textContent()).toBe('发出前再看一遍：书面答复');
    expect(await handling.getByText('十二月五日前换好水泵。').count()).toBe(1);
    await look({ page: handling, ...handler }, 'reply before it goes out');
    await handling.getByRole('button', { name: '回去改' }).click();
    expect(await handling.getByLabel('处理意见').inputValue()).toBe('十二月五日前换好水泵。');
    await handling.getByRole('button', { name: '发出前看一遍' }).click();
    await handling.getByRole('button', { name: '书面答复' }).click();
    expect(await handling.getByRole('status').textContent()).toContain('书面答复');
    expect(await handling.getByText('本单位现在不欠这件事什么。').count()).toBe(1);
    await look({ page: handling, ...handler }, 'matter answered');
  });

  it('refuses a matter with its reasons and the right door', async () => {
    const number = await fileIn(town, `装修押金 ${width}`);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    const reader = await as('housing.handler', width);
    const { page } = reader;
    await page.goto(`${origin}/desk/matter/${number}`);
    await unfold(page, '不受理，说明该找谁');
    await page.getByLabel('该走哪条路').selectOption('法院');
    await page.getByLabel('具体找谁').fill('县人民法院立案庭');
    await page.getByLabel('为什么不受理').fill('这是您和装修公司的合同纠纷。');
    await page.getByRole('button', { name: '发出前看一遍' }).click();
    await page.getByRole('button', { name: '不受理，说明该找谁' }).click();
    expect(await told(page, '不受理，该走的路：法院').count()).toBe(1);
    expect(await page.getByText('这一步已经做过了。').count()).toBeGreaterThan(0);
    await look(reader, 'matter refused');
  });

  it('is told when a colleague was faster, and keeps what was written', async () => {
    const number = await fileIn(town, `噪声 ${width}`);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    const reader = await as('housing.handler', width);
    const { page } = reader;
    await page.goto(`${origin}/desk/matter/${number}`);
    await unfold(page, '不受理，说明该找谁');
    await live(town, number, [PEOPLE.head, 'accept']);
    await page.getByLabel('该走哪条路').selectOption('法院');
    await page.getByLabel('具体找谁').fill('县法院');
    await page.getByLabel('为什么不受理').fill('写了很久的理由。');
    await page.getByRole('button', { name: '发出前看一遍' }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/别人已经先走了一步.*写了很久的理由。/s);
    await look(reader, 'two officers at once');
  });

  it('corrects a step of its own; another post strikes one out, and both stay readable', async () => {
    const number = await fileIn(town, `河岸 ${width}`);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    const reader = await as('housing.head', width);
    const { page } = reader;
    await page.goto(`${origin}/desk/matter/${number}`);
    await page.getByText('少用的').click();
    await page.getByRole('link', { name: '更正' }).click();
    await look(reader, 'correct');
    await page.getByLabel('更正哪一步').selectOption({ label: '9月28日 · 受理' });
    await page.getByLabel('更正的内容').fill('应为上游左岸。');
    await page.getByRole('button', { name: '更正' }).click();
    await page.getByText('少用的').click();
    await page.getByRole('link', { name: '作废一步' }).click();
    await page.getByLabel('作废哪一步').selectOption({ label: '9月28日 · 受理' });
    await page.getByRole('button', { name: '作废一步' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('“理由”这一栏还没有写');
    await look(reader, 'void refused');
    await page.getByLabel('理由').fill('受理错了。');
    await page.getByRole('button', { name: '作废一步' }).click();
    expect(await page.getByRole('deletion').textContent()).toContain('受理');
    expect(await page.getByText('应为上游左岸。').count()).toBe(1);
    expect(await page.getByText('受理错了。').count()).toBe(1);
    await look(reader, 'matter with a step struck out');
  });

  it('sees no matter of another office: not found, as if it did not exist', async () => {
    const number = await fileIn(town, `井盖 ${width}`);
    const reader = await as('water.handler', width);
    const { page } = reader;
    await page.goto(`${origin}/desk`);
    await page.getByLabel('按编号打开一件事').fill(number.toLowerCase());
    await page.getByRole('button', { name: '打开' }).click();
    expect(await page.getByText('没有这件事，或者它不由您的岗位办理。').count()).toBe(1);
    const unseen = await page.content();
    await page.goto(`${origin}/desk/matter/00000000`);
    expect(await page.content()).toBe(unseen);
    await look(reader, 'matter not found');
    await page.goto(`${origin}/desk`);
    await page.getByLabel('按编号打开一件事').fill('123');
    await page.getByRole('button', { name: '打开' }).click();
    expect(await page.getByText('编号是8个数字或字母').count()).toBe(1);
    await look(reader, 'worklist, number mistyped');
  });

  it('decides a review as the office above, with the words of both sides before it', async () => {
    const number = await fileIn(town, `补偿款 ${width}`);
    await live(
      town,
      number,
      [PEOPLE.desk, 'register', { office: 'housing' }],
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'reply', REPLY],
      [PEOPLE.filer, 'open_notice', { notice: 'reply' }],
      [PEOPLE.filer, 'ask_review', { words: '村里有证明。' }],
    );
    const reader = await as('county.reviewer', width);
    const { page } = reader;
    await page.getByRole('link', { name: `补偿款 ${width}` }).click();
    // Before the buttons; the history points there.
    expect(await page.getByText('村里有证明。').count()).toBe(1);
    expect(await page.getByRole('link', { name: '（原话见上面“来件人说了什么”）' }).count()).toBeGreaterThan(0);
    await page.getByLabel('结论').selectOption('变更');
    await page.getByLabel('处理意见').fill('重新测量。');
    await look(reader, 'review to decide');
    await page.getByRole('button', { name: '发出前看一遍' }).click();
    await page.getByRole('button', { name: '作出复查意见' }).click();
    expect(await told(page, '作出复查意见：变更').count()).toBe(1);
  });

  it('is empty for the administrator, who reads no matter', async () => {
    const reader = await as('county.admin', width);
    expect(await reader.page.getByText('您这个岗位不办理事项').count()).toBe(1);
    await look(reader, 'worklist of the administrator');
  });

  it('reads the same in English, with the filer’s words marked as theirs', async () => {
    const number = await fileIn(town, `斑马线 ${width}`);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    const reader = await as('housing.handler', width, '2026-09-28T02:00:00Z', '/en');
    const { page } = reader;
    await look(reader, 'worklist in English');
    await page.goto(`${origin}/en/desk/matter/${number}`);
    expect(await heading(page).getAttribute('lang')).toBe('zh-CN');
    expect(await page.getByText('Your office must tell the filer in writing').count()).toBe(1);
    await look(reader, 'matter in English');
    await page.getByRole('link', { name: '中文' }).click();
    expect(page.url()).toBe(`${origin}/desk/matter/${number}`);
  });
});

describe.runIf(CHROMIUM)('a silent office', wants('chromium'), () => {
  it('is supervised by the office above, and told so with the same step', async () => {
    passTime('2026-09-28T02:00:00Z');
    const number = await fileIn(town, '桥面护栏松动');
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    passTime('2026-11-28T02:00:00Z');
    await live(town, number, [PEOPLE.filer, 'ask_take_up', { words: '没有人来看过。' }]);
    const reader = await as('county.reviewer', 1280, '2026-11-29T02:00:00Z');
    const { page } = reader;
    await page.getByRole('link', { name: '桥面护栏松动' }).click();
    expect(await page.getByText(/县住建局应当在11月27日前书面答复来件人，已经逾期\d天。/).count()).toBe(1);
    await look(reader, 'matter to supervise');
    await page.getByLabel('要求和说明').fill('七日内书面答复。');
    await page.getByRole('button', { name: '督办' }).click();
    expect(await page.getByRole('status').textContent()).toContain('督办');
    const below = await as('housing.handler', 1280, '2026-11-29T02:00:00Z');
    await below.page.goto(`${origin}/desk/matter/${number}`);
    expect(await told(below.page, '督办，通知承办单位').count()).toBe(1);
    expect(await below.page.getByText('没有人来看过。').count()).toBe(0);
    await look(below, 'matter supervised, seen from below');
  });

  it('keeps its contrast in the dark', async () => {
    passTime('2026-11-29T02:00:00Z');
    const reader = await openReader(browser, origin, 1280, { dark: true });
    readers.push(reader);
    await enter(reader.page, 'housing.head');
    await look(reader, 'worklist with late duties');
    await reader.page.getByRole('link').nth(4).click();
    await look(reader, 'matter late');
  });
});
