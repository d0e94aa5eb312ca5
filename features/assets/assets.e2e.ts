import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { member } from '../../test/support/sign-in.ts';
import { publishRoutines } from '../../test/support/towns/check-town.ts';
import { wants } from '../../test/support/wants.ts';
import { sites } from '../sites/public.ts';

const WIDTHS = [320, 1280] as const;

const stage = useStage('assets', (town: TestTown) => publishRoutines(town, ['special-equipment']), { withSubjects: true });

/** Walls of a floor: left, top, width, height. */
const WALLS = [
  [60, 60, 1080, 8],
  [60, 732, 1080, 8],
  [60, 60, 8, 680],
  [1132, 60, 8, 680],
  [60, 340, 1080, 8],
  [60, 460, 1080, 8],
  [330, 60, 8, 280],
  [600, 60, 8, 280],
  [870, 460, 8, 280],
] as const;

/** A floor as somebody draws it. */
const drawing = (): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background: '#fff' } })
    .composite(
      WALLS.map(([left, top, width, height]) => ({ input: { create: { width, height, channels: 3, background: '#222' } }, left, top })),
    )
    .png()
    .toBuffer();

describe.runIf(CHROMIUM).each(WIDTHS)('a lift on its site, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is entered, proven, out of use, looked at, and its spot stands on a plan', async () => {
    const name = `第${width}医院`;
    const about = { name, class: 'hospital', office: 'housing', role: 'handler', sector: 'county', local: 'water', lifts: true };
    const site = await beginStaffEntity(stage.town().service, sites, member('housing.handler'), about);
    if (isRefusal(site)) throw new Error(JSON.stringify(site));
    const handler = await stage.open(width, 'housing.handler');
    const { page } = handler;
    await page.goto(`${stage.origin()}/desk/site/${site}`);
    await page.locator('summary', { hasText: '加一个检查点' }).click();
    await page.getByLabel('名称（公开').fill('一楼大厅');
    await page.getByRole('button', { name: '加一个检查点' }).click();
    await page.getByRole('main').getByRole('link', { name: '设备', exact: true }).click();
    await stage.look(handler, 'list-none');
    await page.getByRole('link', { name: '登记设备' }).click();
    await page.getByLabel('类别').selectOption('lift');
    await page.getByLabel('名称或编号').fill('13812345678');
    await page.getByLabel('在哪个检查点').selectOption('1');
    await page.getByRole('button', { name: '登记设备' }).click();
    await stage.look(handler, 'new-refused');
    expect(await page.getByRole('alert').innerText()).toContain('不写电话');
    await page.getByLabel('名称或编号').fill('1号电梯');
    await page.getByRole('button', { name: '登记设备' }).click();
    await page.locator('summary', { hasText: /^登记检验$/ }).click();
    await page.locator('#tell_inspection-number').fill('TX-118');
    await page.locator('#tell_inspection-on').fill('2025-09-01');
    await page.locator('#tell_inspection-by').fill('2026-09-01');
    await page.getByRole('button', { name: '登记检验' }).click();
    await stage.look(handler, 'asset', true);
    expect(await page.getByText('已过期').isVisible()).toBe(true);
    expect(await page.getByText('TX-118').first().isVisible()).toBe(true);
    await page.goto(page.url().replace('/desk/', '/en/desk/'));
    await stage.look(handler, 'asset-en', true);
    await sweep(stage.town().service);
    await page.goto(`${stage.origin()}/desk/today`);
    await stage.look(handler, 'today');
    expect(await page.getByText(`${name} · 1号电梯`).first().isVisible()).toBe(true);
    await page.goto(`${stage.origin()}/desk/assets`);
    await stage.look(handler, 'list');

    await page.goto(`${stage.origin()}/desk/site/${site}/plans`);
    await stage.look(handler, 'plans-none');
    await page.getByLabel('哪一层').selectOption('f1');
    await page.getByLabel('图片').setInputFiles({ name: 'floor.png', mimeType: 'image/png', buffer: await drawing() });
    await page.getByRole('button', { name: '加上' }).click();
    await page.getByRole('link', { name: '标位置' }).click();
    await stage.look(handler, 'plan-pin');
    await page.getByRole('button', { name: /点“一楼大厅”/ }).click({ position: { x: 200, y: 160 } });
    expect(await page.getByText('从左25%，从上30%').isVisible()).toBe(true);
    await stage.look(handler, 'plan');
    await page.getByRole('link', { name: '标位置' }).click();
    await page.getByLabel('从左边算起').fill('60.5');
    await page.getByLabel('从上边算起').fill('50');
    await page.getByRole('button', { name: '记下位置' }).click();
    expect(await page.getByText('从左60.5%，从上50%').isVisible()).toBe(true);
    await page.goto(page.url().replace('/desk/', '/en/desk/'));
    await stage.look(handler, 'plan-en');
  });
});
