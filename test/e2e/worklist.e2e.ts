import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fileIn, live } from '../support/desk.ts';
import { PEOPLE, type TestTown } from '../support/installation.ts';
import { wants } from '../support/wants.ts';
import { CHROMIUM } from './browser.ts';
import { useStage } from './stage.ts';

const WIDTHS = [320, 360, 1280] as const;
const SUBJECTS = ['street.light', 'street.hole', 'bus.stop', 'water.pressure'] as const;
const NAMES = ['路灯三周不亮', '路面有坑', '公交站台雨棚漏水', '小区二次供水水压不足'] as const;

/** Sixty-four matters that wait to be registered, filed over a week; some passed on, some answered, one that is late and supervised. */
const fillDesk = async (town: TestTown): Promise<void> => {
  town.setClock('2026-09-21T02:00:00Z');
  for (let i = 0; i < 71; i += 1) {
    if (i % 10 === 9) town.setClock(`2026-09-${21 + Math.floor(i / 10)}T02:00:00Z`);
    const subject = `${NAMES[i % 4]}（${i}）`;
    const number = await fileIn(town, subject, { place: '和平街', ...(i % 5 === 4 ? {} : { service: SUBJECTS[i % 4] ?? 'street.light' }) });
    if (i < 7) await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    if (i < 5) await live(town, number, [PEOPLE.handler, 'accept'], [PEOPLE.handler, 'locate', { place: 'peace-street' }]);
    if (i < 2) await live(town, number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '查了。', opinion: '修。' }]);
  }
  town.setClock('2026-09-29T02:00:00Z');
};

const stage = useStage('worklist', fillDesk, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('the lists of the desk, at %i px', wants('chromium'), (width) => {
  it.each([false, true])('are worked through row by row, filtered and paged (JavaScript: %s)', async (script) => {
    const reader = await stage.open(width, 'letters.desk', { script });
    const { page } = reader;
    await page.goto(`${stage.origin()}/desk`);
    expect(await page.getByRole('link', { name: '共64件' }).count()).toBe(1);
    const rows = page.getByRole('rowheader');
    expect(await rows.count()).toBe(32);
    // Thirty-two rows with two folded duties each: for a desk, not for the first page of a phone.
    await stage.look(reader, 'owed', true);
    const both = page.getByRole('row').filter({ hasText: '还欠1样' }).first();
    await both.getByText('还欠1样').click();
    expect(await both.getByText('书面告知来件人').isVisible()).toBe(true);
    await page.getByRole('link', { name: '后面的' }).click();
    expect(await rows.count()).toBe(32);
    expect(await page.getByRole('link', { name: '后面的' }).count()).toBe(0);
    await page.getByRole('link', { name: '回到开头' }).click();
    await page.getByText('筛选', { exact: true }).first().click();
    await page.getByLabel('类别', { exact: true }).selectOption({ label: '公交站牌和站台' });
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await rows.count()).toBeLessThan(32);
    expect(await page.getByLabel('类别', { exact: true }).inputValue()).toBe('bus.stop');
    await stage.look(reader, 'filtered', true);
    await page.getByLabel('从哪天收到').fill('2026-12-01');
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await page.getByText('没有符合这些条件的。').count()).toBe(1);
    await stage.look(reader, 'nothing fits');
    await page.getByRole('link', { name: '不筛选了' }).click();
    expect(await rows.count()).toBe(32);
  });

  it('lead on to the next matter after a step, and say where what was passed on is', async () => {
    const reader = await stage.open(width, 'letters.desk');
    const { page } = reader;
    await page.goto(`${stage.origin()}/desk?step=register`);
    const first = await page.getByRole('rowheader').nth(2).innerText();
    await page.getByRole('rowheader').nth(2).getByRole('link').click();
    await page.getByLabel('转给哪个单位').selectOption('县住建局');
    await page.getByRole('button', { name: '登记并转办' }).click();
    const next = page.getByRole('status').getByRole('link', { name: /下一件：/ });
    expect(await next.count()).toBe(1);
    await stage.look(reader, 'next in the queue', true);
    await next.click();
    expect(page.url()).toMatch(/\/desk\/matter\/[0-9A-Z]{8}\?queue=/);
    await page.goto(`${stage.origin()}/desk`);
    await page.getByRole('link', { name: '转出的' }).click();
    const row = page.getByRole('row').filter({ hasText: /[0-9A-Z]{8}/.exec(first)?.[0] ?? 'nothing' });
    expect(await row.innerText()).toMatch(/转给县住建局[\s\S]*对方还没有打开过/);
    await stage.look(reader, 'passed on', true);
    await row.getByRole('link', { name: '转错了，收回' }).click();
    await page.getByRole('button', { name: '收回' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('“理由”这一栏还没有写');
    await page.getByLabel('为什么收回').fill('这件事归水利局。');
    await stage.look(reader, 'take back');
    await page.getByRole('button', { name: '收回' }).click();
    expect(await page.getByRole('status').textContent()).toContain('收回，转错了');
    expect(await page.getByRole('deletion').last().textContent()).toContain('登记，转给县住建局办理');
    await stage.look(reader, 'taken back', true);
    await page.goto(`${stage.origin()}/desk`);
    expect(await page.getByRole('link', { name: '共64件' }).count()).toBe(1);
  });

  it('keep what is done, with how it ended', async () => {
    const reader = await stage.open(width, 'housing.handler');
    const { page } = reader;
    await page.goto(`${stage.origin()}/desk?view=closed`);
    expect(await page.getByRole('row').filter({ hasText: '书面答复' }).count()).toBe(2);
    expect(await page.getByText('和平街').count()).toBeGreaterThan(0);
    await stage.look(reader, 'done');
    await page.goto(`${stage.origin()}/desk?view=supervised`);
    expect(await page.getByText('现在没有督办中的事。').count()).toBe(1);
    await page.goto(`${stage.origin()}/en/desk`);
    await stage.look(reader, 'owed in English');
  });
});

/** Alt and a letter, as a keyboard sends them. */
const pressAccessKey = async (page: Page, letter: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const key = { modifiers: 1, key: letter, unmodifiedText: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, ...key });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await session.detach();
};

describe.runIf(CHROMIUM)('the keyboard', wants('chromium'), () => {
  it('reaches the first matter and the field for a number by one letter each', async () => {
    const { page } = await stage.open(1280, 'housing.handler');
    await page.goto(`${stage.origin()}/desk`);
    await pressAccessKey(page, 'l');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(
      await page
        .getByRole('rowheader')
        .first()
        .getByRole('link')
        .evaluate((it) => it.matches(':focus')),
    ).toBe(true);
    await pressAccessKey(page, 's');
    expect(await page.getByLabel('按编号打开一件事').evaluate((it) => it.matches(':focus'))).toBe(true);
  });
});

describe.runIf(CHROMIUM).each(WIDTHS)('an office above, at %i px', wants('chromium'), (width) => {
  it('steps in with a day, and keeps the matter on its list until it is done below', async () => {
    const town = stage.town();
    town.setClock('2026-09-29T02:00:00Z');
    const number = await fileIn(town, `护栏松动（${width}）`, { place: '和平街' });
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    town.setClock('2026-12-02T02:00:00Z');
    await live(town, number, [PEOPLE.filer, 'ask_take_up', { words: '没有人来看过。' }]);
    const reader = await stage.open(width, 'county.reviewer');
    const { page } = reader;
    await page.goto(`${stage.origin()}/desk/matter/${number}`);
    await page.getByLabel('要求哪天前办结').fill('2026-12-10');
    await page.getByLabel('要求和说明').fill('请书面答复。');
    await page.getByRole('button', { name: '督办', exact: true }).click();
    expect(await page.getByText('督办，要求12月10日前办结').count()).toBeGreaterThan(0);
    await page.goto(`${stage.origin()}/desk`);
    const row = page.getByRole('row').filter({ hasText: number });
    expect(await row.innerText()).toMatch(/还有8天[\s\S]*12月10日[\s\S]*督办县住建局/);
    await stage.look(reader, 'supervised');
    await live(town, number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '查了。', opinion: '修。' }]);
    await page.reload();
    expect(await row.count()).toBe(0);
    town.setClock('2026-09-29T02:00:00Z');
  });
});
