import { describe, expect, it } from 'vitest';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { listedIn, publishListed } from '../../test/support/towns/listed-town.ts';
import { wants } from '../../test/support/wants.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';

const WIDTHS = [320, 1280] as const;
const DAY_MS = 86_400_000;
let late = '';

/** Three that hang: one late and silent, one in time, one taken down. */
const withListed = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    for (const role of ['head', 'inspector'] as const) {
      const post = `county.${role}`;
      await addPost(tx, 'county', role);
      await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
    }
  });
  await publishListed(town);
  await town.tick();
  await town.service.jurisdiction('fresh');
  const place = listedIn(town);
  const canteen = await place.site('和平小学食堂');
  const today = dateIn(town.now(), 'Asia/Shanghai');
  late = await place.hung({ site: canteen, danger: 'exit_blocked' }, { by: addDays(today, 9) });
  const open = await place.hung(
    { danger: 'electric_gas' },
    { by: addDays(today, 90) },
    { public_what: '东市场配电箱', public_where: '东市场' },
  );
  const ended = await place.hung(
    { danger: 'building' },
    { by: addDays(today, 20) },
    { public_what: '老桥限高架', public_where: '老桥北端' },
  );
  await place.step(late, 'housing.handler', 'stop_use', { stops: 'part', words: '内部' });
  town.setClock(new Date(town.now() + 5 * DAY_MS).toISOString());
  await place.step(open, 'water.handler', 'tell_progress', { told: '新箱子已经订了，下个月装。' });
  await place.step(late, 'water.handler', 'tell_progress', { told: '门已经拆下来，等新的。' });
  await place.step(ended, 'water.handler', 'report_mended', { words: '内部', no_photo: '没有相机' });
  await place.step(ended, 'county.inspector', 'accept_mend', { words: '内部', no_photo: '没有相机' });
  await place.step(ended, 'county.head', 'end_listing');
  town.setClock(new Date(town.now() + 33 * DAY_MS).toISOString());
  await place.step(open, 'water.handler', 'tell_progress', { told: '新箱子到了。' });
  await town.tick();
};

const stage = useStage('listed', withListed, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('what hangs in public, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is found from the first page, filtered, opened, and looked up by an office', async () => {
    const reader = await stage.open(width);
    const { page } = reader;
    await page.goto(stage.origin());
    await page.getByRole('link', { name: '挂牌督办的重大隐患' }).click();
    await stage.look(reader, 'list');
    expect(await page.getByText('挂牌中2处，其中逾期1处；一年内摘牌1处').isVisible()).toBe(true);
    expect(await page.locator('main .log a').first().innerText()).toBe('食堂疏散门封死');
    await page.getByLabel('场所类别').selectOption('canteen');
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.locator('main .log > li').count()).toBe(1);
    await stage.look(reader, 'filtered');
    await page.getByRole('link', { name: '食堂疏散门封死' }).click();
    await stage.look(reader, 'one');
    expect(await page.getByText('门已经拆下来，等新的。').isVisible()).toBe(true);
    expect(await page.getByText(/33天没有写明进展/).isVisible()).toBe(true);
    await page.goto(`${stage.origin()}/en/hazards`);
    await stage.look(reader, 'list-en');
    await page.goto(`${stage.origin()}/en/hazards/${late}`);
    await stage.look(reader, 'one-en');
    await page.getByRole('link', { name: 'All hazards that hang in public' }).click();
    await page.getByRole('link', { name: 'Figures by office' }).click();
    await stage.look(reader, 'figures-en');
    await page.goto(`${stage.origin()}/hazards/figures`);
    await stage.look(reader, 'figures');
    await page.goto(`${stage.origin()}/hazards?office=nobody`);
    await stage.look(reader, 'none-such');

    const handler = await stage.open(width, 'housing.handler');
    await handler.page.goto(`${stage.origin()}/desk`);
    await handler.page.getByRole('link', { name: '隐患', exact: true }).click();
    await stage.look(handler, 'desk');
    await handler.page.getByLabel('状态').selectOption('open');
    await handler.page.getByRole('button', { name: '查看' }).click();
    expect(await handler.page.locator('.work tbody tr').count()).toBe(3);
    await handler.page.goto(`${stage.origin()}/en/desk/hazards`);
    await stage.look(handler, 'desk-en');
  });
});
