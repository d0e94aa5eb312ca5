import { describe, expect, it } from 'vitest';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { publishPack } from '../../test/support/towns/staff-town.ts';
import { wants } from '../../test/support/wants.ts';
import { WARNING } from './domain/vocabulary.ts';

const WIDTHS = [320, 1280] as const;

const withHead = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    await addPost(tx, 'county', 'head');
    const head = { staff: 'county.head', post: 'county.head', password: PASSWORD, totp: TOTP_SECRET };
    await addStaff(tx, town.installation.keys.secret('wrap'), head);
  });
  await publishPack(town, WARNING, 'warning');
  await town.tick();
  await town.service.jurisdiction('fresh');
};

const stage = useStage('warnings', withHead);

describe.runIf(CHROMIUM).each(WIDTHS)('a warning, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is issued at the desk, read by everybody, adjusted and lifted', async () => {
    const today = dateIn(stage.town().now(), 'Asia/Shanghai');
    const reader = await stage.open(width);
    await reader.page.goto(`${stage.origin()}/warnings`);
    expect(await reader.page.getByText('现在没有预警。').isVisible()).toBe(true);
    await stage.look(reader, 'none');

    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/warnings`);
    await page.getByRole('link', { name: '发布预警' }).click();
    await page.getByLabel('什么灾害或者险情').selectOption('flood');
    await page.getByLabel('橙色').check();
    await page.getByLabel('到哪天为止').fill(addDays(today, 5));
    await page.getByLabel('到几点为止').selectOption('08:00');
    await page.getByLabel('注意什么（公开').fill(`河水上涨${width}`);
    await page.getByLabel('怎么做（公开').fill('远离河道');
    await page.getByLabel('本单位看到的').check();
    await page.getByRole('button', { name: '发布预警' }).click();
    // Five days are too long: refused, and what was written is still there. Heavy by every office and hour that it names.
    expect(await page.getByRole('alert').innerText()).toContain('72小时');
    await stage.look(county, 'refused', true);
    await page.getByLabel('到哪天为止').fill(addDays(today, 2));
    await page.getByRole('button', { name: '发布预警' }).click();
    await stage.look(county, 'issued');
    const address = page.url().replace(/\?.*$/, '');

    await reader.page.goto(`${stage.origin()}/warnings`);
    expect(await reader.page.getByText(`河水上涨${width}`).isVisible()).toBe(true);
    await stage.look(reader, 'public');
    await reader.page.getByRole('link', { name: '洪涝预警' }).first().click();
    await stage.look(reader, 'one');

    await page.goto(`${address}?step=lift_warning`);
    await page.getByLabel('危险已过').check();
    await page.getByRole('button', { name: '解除预警' }).click();
    await reader.page.goto(`${stage.origin()}/en/warnings`);
    expect(await reader.page.getByText('lifted: the danger is gone').first().isVisible()).toBe(true);
    await stage.look(reader, 'lifted-en');
  });
});
