import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { CANTEEN, publishRoutines } from '../../test/support/towns/check-town.ts';
import { publishPack } from '../../test/support/towns/staff-town.ts';
import { member } from '../../test/support/sign-in.ts';
import { wants } from '../../test/support/wants.ts';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { sites } from '../sites/public.ts';
import { ROUND } from './domain/vocabulary.ts';

const WIDTHS = [320, 1280] as const;

/** A head of the county, who opens the round. Canteens of the housing office that the county supervises, entered the day before. */
const withCanteens = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    await addPost(tx, 'county', 'head');
    const head = { staff: 'county.head', post: 'county.head', password: PASSWORD, totp: TOTP_SECRET };
    await addStaff(tx, town.installation.keys.secret('wrap'), head);
  });
  await publishRoutines(town, ['canteen']);
  await publishPack(town, ROUND, 'rounds');
  await town.tick();
  await town.service.jurisdiction('fresh');
  for (const name of ['和平小学食堂', '东街小学食堂', '县医院食堂']) {
    const begun = await beginStaffEntity(town.service, sites, member('housing.handler'), { ...CANTEEN, name });
    if (isRefusal(begun)) throw new Error(begun.refused);
  }
  town.setClock(new Date(town.now() + 24 * 3_600_000).toISOString());
};

const stage = useStage('rounds', withCanteens, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a round of checks, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is opened above, looked at below, and told in figures', async () => {
    const today = dateIn(stage.town().now(), 'Asia/Shanghai');
    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/rounds`);
    if (width === WIDTHS[0]) await stage.look(county, 'none');
    await page.getByRole('link', { name: '部署专项检查' }).click();
    await stage.look(county, 'new', true);
    await page.getByLabel('名称（公开）').fill(`食堂食品安全专项检查${width}`);
    await page.getByLabel('查什么').selectOption('food');
    await page.getByLabel('用哪张检查表').selectOption('canteen-day');
    await page.getByLabel('督导几次').fill('3');
    await page.getByLabel('食堂', { exact: true }).check();
    await page.locator('input[name=covers_county]').check();
    await page.getByLabel('第1阶段 · 成果').selectOption('checks');
    await page.getByLabel('第1阶段 · 第一天').fill(today);
    await page.getByLabel('第1阶段 · 最后一天').fill(addDays(today, -1));
    await page.getByLabel('第2阶段 · 成果').selectOption('closing_report');
    await page.getByLabel('第2阶段 · 第一天').fill(addDays(today, 21));
    await page.getByLabel('第2阶段 · 最后一天').fill(addDays(today, 30));
    await page.getByRole('button', { name: '部署专项检查' }).click();
    // A phase that ends before it begins: refused, and what was written is still there.
    await stage.look(county, 'new-refused', true);
    expect(await page.getByRole('alert').innerText()).toContain('结束的日子在开始的日子前面');
    expect(await page.getByLabel('食堂', { exact: true }).isChecked()).toBe(true);
    await page.getByLabel('第1阶段 · 最后一天').fill(addDays(today, 20));
    await page.getByRole('button', { name: '部署专项检查' }).click();
    await stage.look(county, 'round', true);
    const address = page.url().replace(/\?.*$/, '');

    const housing = await stage.open(width, 'housing.handler');
    await housing.page.goto(`${stage.origin()}/desk/rounds`);
    await stage.look(housing, 'list');
    await housing.page.getByRole('link', { name: '填检查表' }).last().click();
    await stage.look(housing, 'look', true);
    for (const group of await housing.page.getByRole('group').all()) {
      const pass = group.getByLabel('合格', { exact: true });
      if ((await pass.count()) > 0) await pass.check();
    }
    await housing.page.getByLabel('冷藏柜温度', { exact: true }).fill('4');
    await housing.page.getByLabel('冷冻柜温度', { exact: true }).fill('-18');
    await housing.page.getByRole('button', { name: '记下这次检查' }).click();
    await stage.look(housing, 'record');

    await page.goto(address);
    expect(await page.locator('td.number').allInnerTexts()).toEqual([
      '3',
      String(WIDTHS.indexOf(width) + 1),
      String(WIDTHS.indexOf(width) + 1),
      '0',
      '0',
    ]);
    await page.getByRole('link', { name: '记下一次督导' }).click();
    await page.getByLabel('去了哪个单位').selectOption('county');
    await page.getByLabel('场所自查是否做了').check();
    await stage.look(county, 'tour', true);
    await page.getByRole('button', { name: '记下一次督导' }).click();
    expect(await page.getByText('已督导1次，要求3次').isVisible()).toBe(true);
    await page.getByRole('link', { name: '打印到今天的情况' }).click();
    await stage.look(county, 'report', true);
    await page.goto(page.url().replace('/desk/', '/en/desk/'));
    await stage.look(county, 'report-en', true);
    await page.goto(`${stage.origin()}/rounds`);
    await stage.look(county, 'public');
    expect(await page.getByText(`食堂食品安全专项检查${width}`).isVisible()).toBe(true);
  });
});
