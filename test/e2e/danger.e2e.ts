import { describe, expect, it } from 'vitest';
import { CHROMIUM, WIDTHS } from './browser.ts';
import { useStage } from './stage.ts';
import { wants } from '../support/wants.ts';

const stage = useStage('danger', async (town) => {
  await town.superuser.query("update office set duty_phone = '0571-8000 0110' where office = 'letters'");
  await town.service.jurisdiction('fresh');
});

describe.runIf(CHROMIUM).each(WIDTHS)('a life in danger, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is said on the form, calls who is on duty, stands on top of the list, and its filer reads what was done', async () => {
    const filer = await stage.open(width);
    const { page } = filer;
    await page.goto(`${stage.origin()}/`);
    expect(await page.content()).toContain('0571-8000 0110');
    await page.goto(`${stage.origin()}/file`);
    await page.getByLabel('有件事要办').check();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('用一句话说').fill('楼道里有煤气味');
    await page.getByLabel('发生了什么').fill('三单元，越来越重。');
    await page.getByLabel('现在有人有生命危险').check();
    await stage.look(filer, 'form');
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.getByRole('status').innerText()).toContain('值班的人正在被叫');
    expect(await page.content()).toContain('0571-8000 0110');
    // One stage and one warning more than other receipts.
    await stage.look(filer, 'receipt', true);
    const code = await page.locator('.code').first().innerText();

    const desk = await stage.open(width, 'letters.desk');
    await desk.page.goto(`${stage.origin()}/desk`);
    const first = desk.page.locator('tbody tr').first();
    expect(await first.innerText()).toContain('生命危险');
    await stage.look(desk, 'worklist');
    await first.getByRole('link').click();
    await desk.page.getByRole('link', { name: '接手，写明做了什么' }).click();
    await desk.page.getByLabel('做了什么').fill('已叫119和燃气公司，三单元的人已出来。');
    await stage.look(desk, 'take');
    await desk.page.getByRole('button', { name: '接手，写明做了什么' }).click();

    await page.goto(`${stage.origin()}/follow`);
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: '查进度' }).click();
    expect(await page.content()).toContain('三单元的人已出来');
    await stage.look(filer, 'followed', true);
  });
});
