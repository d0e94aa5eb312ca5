import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { CHROMIUM } from './browser.ts';
import { useStage } from './stage.ts';
import { PEOPLE } from '../support/installation.ts';
import { wants } from '../support/wants.ts';

const stage = useStage('back', undefined, { withSubjects: true });
const BODY = '三个星期了。\n晚上看不见路，\n孩子放学要摸黑。';

const toForm = async (page: Page): Promise<void> => {
  await page.goto(`${stage.origin()}/file`);
  await page.locator('input[name=about][value=no]').check();
  await page.locator('form[action$="/file/about"] button').click();
  await page.locator('#body').waitFor();
};
const formOf = (address: string): string => new URL(address).pathname + new URL(address).searchParams.get('form');
const bodyOf = (page: Page): Promise<string> => page.locator('#body').inputValue();

const filed = async (): Promise<{ readonly code: string; readonly number: string }> => {
  const answer = await fileMatter(stage.town().service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const follow = async (page: Page, code: string): Promise<void> => {
  await page.goto(`${stage.origin()}/follow`);
  await page.locator('#code').fill(code);
  await page.locator('form[action$="/follow"] button').click();
};

describe.runIf(CHROMIUM !== undefined)('what a filer has written is not lost', wants('chromium'), () => {
  it('by going back from the receipt, from a page that was looked at on the way, and by loading the form again', async () => {
    const { page } = await stage.open(320);
    await toForm(page);
    const address = page.url();
    await page.locator('#subject').fill('和平街路口的路灯不亮');
    await page.locator('#body').fill(BODY);
    await page.goto(`${stage.origin()}/access`);
    await page.goBack();
    expect([page.url(), await bodyOf(page)]).toEqual([address, BODY]);
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.locator('.code').first().waitFor();
    await page.goBack();
    expect([page.url(), await bodyOf(page)]).toEqual([address, BODY]);
    // Sent again as it is, it is the same matter with the same receipt.
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.locator('.code').first().waitFor();
    expect((await stage.town().superuser.query('select 1 from matter')).rowCount).toBe(1);
  });

  it('when the line is away as the form is sent', async () => {
    const { page } = await stage.open(320);
    await toForm(page);
    await page.locator('#subject').fill('井盖');
    await page.locator('#body').fill(BODY);
    await page.context().setOffline(true);
    await page
      .getByRole('button', { name: '提交，领取回执' })
      .click({ noWaitAfter: true })
      .catch(() => undefined);
    await page.waitForTimeout(500);
    await page.context().setOffline(false);
    await page.goBack();
    await page.locator('#body').waitFor();
    expect(await bodyOf(page)).toBe(BODY);
  });

  it('when something in it has to be corrected: the form comes back at its own address, and stays there', async () => {
    const { page } = await stage.open(320);
    await toForm(page);
    const address = page.url();
    await page.locator('#body').fill(BODY);
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.locator('.errors').waitFor();
    const corrected = page.url();
    // The same form, with another name for what was written in it.
    expect([formOf(corrected), await bodyOf(page), await page.title()]).toEqual([
      formOf(address),
      BODY,
      expect.stringContaining('有几处要改'),
    ]);
    expect(corrected).not.toBe(address);
    await page.reload();
    expect(await bodyOf(page)).toBe(BODY);
    await page.locator('#subject').fill('现在写上了');
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.locator('.code').first().waitFor();
    await page.goBack();
    expect([page.url(), await bodyOf(page)]).toEqual([corrected, BODY]);
  });

  it('by a change of the language, there and back', async () => {
    const { page } = await stage.open(320);
    await toForm(page);
    await page.locator('#subject').fill('路灯');
    await page.locator('#body').fill(BODY);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Tell us about it' }).waitFor();
    expect([new URL(page.url()).pathname, await bodyOf(page)]).toEqual(['/en/file/write', BODY]);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '请说说这件事' }).waitFor();
    expect(await bodyOf(page)).toBe(BODY);
  });

  it('and a form that is sent again with other words goes on as a new one, if its writer wishes', async () => {
    const { page } = await stage.open(320);
    await toForm(page);
    await page.locator('#subject').fill('路灯');
    await page.locator('#body').fill(BODY);
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.locator('.code').first().waitFor();
    await page.goBack();
    await page.locator('#body').fill(`${BODY}\n又灭了一盏。`);
    await page.getByRole('button', { name: '提交，领取回执' }).click();
    await page.getByRole('heading', { name: '这张表交过一次了' }).waitFor();
    await page.getByRole('button', { name: '作为新的一件继续写' }).click();
    await page.locator('#body').waitFor();
    expect(await bodyOf(page)).toBe(`${BODY}\n又灭了一盏。`);
  });

  it('on a page of a step: words without a photo, a cut line, Back, and the other language', async () => {
    const it = await filed();
    const reader = await stage.open(320);
    const { page } = reader;
    await follow(page, it.code);
    await page.getByText('补充情况').first().click();
    await page.locator('form#add_files button').click();
    await page.locator('#words-add_files').waitFor();
    await stage.look(reader, 'write');
    expect(page.url()).not.toContain(it.code.replaceAll('-', '').slice(0, 12));
    await page.locator('#words-add_files').fill('又坏了两盏。');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Add something' }).waitFor();
    expect(await page.locator('#words-add_files').inputValue()).toBe('又坏了两盏。');
    await page.context().setOffline(true);
    await page
      .locator('form#writing button')
      .click({ noWaitAfter: true })
      .catch(() => undefined);
    await page.waitForTimeout(500);
    await page.context().setOffline(false);
    await page.goBack();
    expect(await page.locator('#words-add_files').inputValue()).toBe('又坏了两盏。');
    await page.locator('form#writing button').click();
    await page.getByRole('status').waitFor();
    expect(await page.content()).toContain('又坏了两盏。');
    await page.goBack();
    expect(await page.locator('#words-add_files').inputValue()).toBe('又坏了两盏。');
  });

  it('an answer to a question, and what is written for who joins', async () => {
    const it = await filed();
    const { service } = stage.town();
    await takeStep(service, it.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    await takeStep(service, it.number, PEOPLE.handler, { name: 'accept', input: {} });
    expect(await takeStep(service, it.number, PEOPLE.handler, { name: 'ask_filer', input: { words: '哪一个路口？' } })).toBeUndefined();
    const { page } = await stage.open(320);
    await follow(page, it.code);
    await page.getByRole('button', { name: '回答' }).click();
    expect(await page.content()).toContain('哪一个路口？');
    await page.locator('form#writing button').click();
    await page.locator('.errors').waitFor();
    await page.locator('#words-answer_question').fill('和平街口。');
    await page.goto(`${stage.origin()}/access`);
    await page.goBack();
    expect(await page.locator('#words-answer_question').inputValue()).toBe('和平街口。');
    await page.locator('form#writing button').click();
    await page.getByRole('status').waitFor();
    expect(await page.content()).toContain('和平街口。');
    await follow(page, it.code);
    await page.locator('form[action$="/follow/others"] button').click();
    await page.locator('#others-words').fill('请把整条街修好。');
    await page.locator('form#others button.btn').click();
    await page.locator('.errors').waitFor();
    expect(await page.locator('#others-words').inputValue()).toBe('请把整条街修好。');
    await page.reload();
    expect(await page.locator('#others-words').inputValue()).toBe('请把整条街修好。');
  });
});
