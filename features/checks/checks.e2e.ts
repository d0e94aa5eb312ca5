import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { publishRoutines } from '../../test/support/towns/check-town.ts';
import { wants } from '../../test/support/wants.ts';
import { sweep } from '../../server/loops/sweep.ts';

const WIDTHS = [320, 1280] as const;

const withRoutines = async (town: TestTown): Promise<void> => {
  await publishRoutines(town, ['canteen']);
};

const stage = useStage('checks', withRoutines, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a canteen and its day, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is entered, confirmed above, looked at by a form, and seen by the office above', async () => {
    const name = `第${width}小学食堂`;
    const handler = await stage.open(width, 'housing.handler');
    const { page } = handler;
    await page.goto(`${stage.origin()}/desk`);
    await page.getByRole('link', { name: '场所' }).click();
    await stage.look(handler, 'sites-none');
    await page.getByRole('link', { name: '登记场所' }).click();
    await page.getByLabel('名称（公开').fill(`${name}502室`);
    await page.getByLabel('类别').selectOption('canteen');
    await page.getByLabel('用燃气').check();
    await page.getByLabel('责任单位').selectOption('housing');
    await page.getByLabel('经办岗').check();
    await page.getByLabel('行业监管单位').selectOption('county');
    await page.getByLabel('属地监管单位').selectOption('water');
    await page.getByRole('button', { name: '登记场所' }).click();
    // Finer than a building: refused, and what was written is still there.
    await stage.look(handler, 'new-refused', true);
    expect(await page.getByRole('alert').innerText()).toContain('太细');
    await page.getByLabel('名称（公开').fill(name);
    await page.getByRole('button', { name: '登记场所' }).click();
    await page.locator('summary', { hasText: '写明开放时间' }).click();
    await page.getByLabel('从哪天起算').fill('2026-09-28');
    await page.getByLabel('开放时间，例如').fill('1-5 06:00-19:00');
    await page.locator('input[name=holidays][value=closed]').check();
    await page.locator('input[name=make_up_days][value=as_week]').check();
    await page.getByRole('button', { name: '写明开放时间' }).click();
    await stage.look(handler, 'site');
    const above = await stage.open(width, 'water.handler');
    await above.page.goto(page.url().replace(/\?.*$/, ''));
    await above.page.locator('summary', { hasText: '核对无误' }).click();
    await above.page.getByRole('button', { name: '核对无误' }).click();
    await sweep(stage.town().service);
    await page.getByRole('link', { name: '今天该做的检查' }).click();
    await stage.look(handler, 'today');
    await page
      .getByRole('row', { name: /每日/ })
      .getByRole('link', { name: '填表' })
      .first()
      .click();
    await stage.look(handler, 'form', true);
    await page.getByRole('button', { name: '记下这次检查' }).click();
    await stage.look(handler, 'form-refused', true);
    expect(await page.getByRole('alert').innerText()).toContain('处要填或要改');
    for (const group of await page.getByRole('group').all()) {
      const pass = group.getByLabel('合格', { exact: true });
      if ((await pass.count()) > 0) await pass.check();
    }
    await page.getByLabel('冷藏柜温度', { exact: true }).fill('4');
    await page.getByLabel('冷冻柜温度', { exact: true }).fill('-18');
    const first = page.getByRole('group').first();
    await first.getByLabel('不合格', { exact: true }).check();
    await first.getByLabel('哪里不合格').fill('三箱土豆没有供货凭证');
    await page.getByRole('button', { name: '记下这次检查' }).click();
    await stage.look(handler, 'record');
    expect(await page.getByText('1处不合格').isVisible()).toBe(true);
    await page.goto(page.url().replace('/desk/', '/en/desk/'));
    await stage.look(handler, 'record-en');
    await above.page.goto(`${stage.origin()}/desk/board`);
    await stage.look(above, 'board');
    await above.page.goto(`${stage.origin()}/en/sites`);
    await stage.look(above, 'public');
    expect(await above.page.getByText(name).isVisible()).toBe(true);
  });
});
