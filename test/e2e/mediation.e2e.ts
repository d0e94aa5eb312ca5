import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { live } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

describe.runIf(CHROMIUM).each(WIDTHS)('a mediation, without JavaScript, at %i px', wants('chromium'), (width) => {
  let town: TestTown;
  let app: FastifyInstance;
  let browser: Browser;
  let reader: Reader;
  let origin = '';
  const codes = { opener: '', invitation: '', other: '' };
  let number = '';

  const look = async (name: string): Promise<void> => {
    expect.soft((await reader.look(name)).findings).toEqual([]);
  };
  const open = async (code: string, lang = ''): Promise<void> => {
    await reader.page.goto(`${origin}${lang}/mediation`);
    await reader.page.locator('#code').fill(code);
    await reader.page.getByRole('button', { name: /^打开$|^Open$/ }).click();
  };
  const code = async (): Promise<string> => reader.page.locator('.code').first().innerText();

  beforeAll(async () => {
    town = await openTown({ at: '2026-09-28T02:00:00Z', withSubjects: true });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
    reader = await openReader(browser, origin, width);
  });
  afterAll(async () => {
    await reader.close();
    await browser.close();
    await app.close();
    await town.close();
  });

  it('somebody asks for a mediator, says what it is about and that nobody was hurt, and gets a receipt', async () => {
    const { page } = reader;
    await page.goto(`${origin}/file`);
    await page.getByLabel('有件事要办').check();
    await page.getByLabel('和别人有纠纷，想请人调解').check();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('用一句话说，是什么事？').fill('邻居的墙');
    await page.getByLabel('是什么事，双方各怎么说？').fill('墙倒在我院里，我说了三次。');
    await look('mediation-form');
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('调解只用于双方自愿');
    await look('mediation-form-not-for-this');
    await page.getByLabel('这件事不涉及暴力').check();
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    codes.opener = await code();
    await look('mediation-receipt');
    number = (await town.superuser.query<{ matter: string }>('select matter from matter')).rows[0]?.matter ?? '';
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
  });

  it('the opener invites the other side in words of its own, and hands a code over', async () => {
    const { page } = reader;
    await page.goto(`${origin}/follow`);
    await page.getByLabel('查询码').fill(codes.opener);
    await page.getByRole('button', { name: '查进度' }).click();
    await look('mediation-follow');
    await page.getByRole('button', { name: '打开调解' }).click();
    await look('mediation-opener');
    await page.getByLabel('写给另一方的话').fill('我们坐下来谈谈那堵墙。');
    await page.getByRole('button', { name: '取邀请码' }).click();
    codes.invitation = await code();
    await look('mediation-invitation');
  });

  it('the other side reads the words, agrees, and has a code that the opener does not know', async () => {
    const { page } = reader;
    await open(codes.invitation);
    expect(await page.getByText('我们坐下来谈谈那堵墙。').isVisible()).toBe(true);
    expect(await page.getByText('墙倒在我院里').count()).toBe(0);
    await look('mediation-invited');
    await page.getByRole('button', { name: '同意调解，领我的查询码' }).click();
    codes.other = await code();
    await look('mediation-agreed-to');
    await page.getByRole('button', { name: '打开调解' }).click();
    await look('mediation-other');
    await live(
      town,
      number,
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'tell_rights', { told: 'speech' }],
      [PEOPLE.handler, 'hold_session', { at: 'community_room', words: '双方都说了想法，同意各出一半。' }],
      [PEOPLE.handler, 'add_term', { object: 'repair', owes: 'both', what: '各出一半，把墙修好', by: '2026-10-20' }],
      [PEOPLE.handler, 'add_term', { object: 'pay_money', owes: 'other', what: '压坏的花', amount: '200', by: '2026-10-05' }],
    );
  });

  it('each side reads the terms as its own, says something, and confirms them', async () => {
    const { page } = reader;
    await open(codes.other);
    expect(await page.getByText('您要做：付钱 200元').isVisible()).toBe(true);
    await page.getByRole('button', { name: '发出' }).click();
    await look('mediation-nothing-said');
    await page.getByLabel('向调解员和对方说').fill('花是真的喜欢，对不起。');
    await page.getByRole('button', { name: '发出' }).click();
    await page.getByRole('button', { name: '确认这几条' }).click();
    await look('mediation-other-confirmed');
    await open(codes.opener, '/en');
    expect(await page.getByText('The other side has confirmed these terms.').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Confirm these terms' }).click();
    await look('mediation-opener-confirmed');
    await live(town, number, [PEOPLE.handler, 'sign_agreement', { form: 'written' }]);
    await open(codes.opener);
    await page.getByRole('button', { name: '请法院确认' }).click();
    expect(await page.getByText('您已说要申请，等对方。').isVisible()).toBe(true);
    await page.getByRole('button', { name: '没有做到' }).first().click();
    await look('mediation-agreement');
    await open(codes.other);
    await page.getByRole('button', { name: '这次调解的文书' }).click();
    expect(await page.getByRole('rowheader', { name: '调解协议书' }).count()).toBe(1);
    await look('mediation-papers');
    await page.getByRole('button', { name: '回到调解' }).click();
  });

  it('a matter beside it rests while its filer wants it to, and runs on when the filer says so', async () => {
    const { page } = reader;
    await page.goto(`${origin}/file`);
    await page.getByLabel('有件事要办').check();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('用一句话说，是什么事？').fill('墙的许可');
    await page.getByLabel('发生了什么？').fill('没有许可就砌了墙。');
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    const mine = await code();
    await page.goto(`${origin}/follow`);
    await page.getByLabel('查询码').fill(mine);
    await page.getByRole('button', { name: '查进度' }).click();
    await page.getByText('双方在谈，让期限先停一停').first().click();
    await page.getByRole('button', { name: '让期限停一停' }).click();
    await look('matter-rests');
    expect(await page.getByRole('heading', { name: '期限现在停着' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: '让期限继续走' }).click();
    expect(await page.getByRole('status').first().innerText()).toContain('期限继续走了');
  });
});
