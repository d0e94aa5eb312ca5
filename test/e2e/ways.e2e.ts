import { describe, expect, it } from 'vitest';
import { CHROMIUM, WIDTHS } from './browser.ts';
import { useStage } from './stage.ts';
import { wants } from '../support/wants.ts';

const stage = useStage('ways', undefined, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('whom to go to, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is asked before anything is written down: the office, the other ways, and what each costs in time', async () => {
    const reader = await stage.open(width);
    const { page } = reader;
    await page.goto(`${stage.origin()}/`);
    await page.getByRole('link', { name: '该找谁，走哪条路' }).click();
    await stage.look(reader, 'all');
    await page.getByLabel('是什么事').fill('小区门口的路灯不亮');
    await page.getByRole('button', { name: '查' }).click();
    expect(page.url(), 'what was typed stands in no address').toBe(`${stage.origin()}/ways`);
    expect(await page.locator('tbody tr').first().innerText()).toContain('路灯不亮');
    expect(await page.locator('tbody tr').first().innerText()).toContain('12月14日');
    const text = await page.locator('main').innerText();
    for (const said of ['行政复议', '行政诉讼', '劳动仲裁', '民事诉讼', '人民调解', '11月27日', '2027年3月29日', '12348'])
      expect(text).toContain(said);
    await stage.look(reader, 'found');
    await page.getByLabel('是什么事').fill('量子');
    await page.getByRole('button', { name: '查' }).click();
    expect(await page.getByRole('status').innerText()).toContain('没有找到');
    await page.goto(`${stage.origin()}/en/ways`);
    expect(await page.locator('main').innerText()).toContain('Labour arbitration');
    await stage.look(reader, 'en');
    expect((await stage.town().superuser.query('select 1 from event')).rowCount).toBe(0);
  });
});
