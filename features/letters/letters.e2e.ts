import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { LETTER } from './domain/vocabulary.ts';

const WIDTHS = [320, 1280] as const;

/** A head of the county, two canteens and a school of the housing office that the county supervises. */
const withSites = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    await addPost(tx, 'county', 'head');
    const head = { staff: 'county.head', post: 'county.head', password: PASSWORD, totp: TOTP_SECRET };
    await addStaff(tx, town.installation.keys.secret('wrap'), head);
  });
  await publishRoutines(town, ['canteen', 'school-safety']);
  await publishPack(town, LETTER, 'letters');
  await town.tick();
  await town.service.jurisdiction('fresh');
  for (const more of [{ name: '和平小学食堂' }, { name: '东街小学食堂' }, { name: '和平小学', class: 'school' }]) {
    const begun = await beginStaffEntity(town.service, sites, member('housing.handler'), { ...CANTEEN, ...more });
    if (isRefusal(begun)) throw new Error(begun.refused);
  }
};

const stage = useStage('letters', withSites, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a letter of duty, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is drawn up from a gap, signed by both sides, and stands on the table for the wall', async () => {
    const today = dateIn(stage.town().now(), 'Asia/Shanghai');
    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/responsibility`);
    await stage.look(county, 'gaps', true);
    const site = width === WIDTHS[0] ? '和平小学食堂' : '东街小学食堂';
    await page.getByRole('row', { name: site }).getByRole('link', { name: '起草责任书' }).first().click();
    await page.getByLabel('由哪个岗位承担').selectOption('housing.handler');
    await page.getByLabel('从哪天起').fill(addDays(today, 9));
    await page.getByLabel('到哪天止').fill(addDays(today, 8));
    await page.getByLabel('负责什么').fill('食堂的食品安全、燃气和消防器材，每天开餐前检查。');
    await page.getByRole('button', { name: '起草责任书' }).click();
    await stage.look(county, 'new-refused', true);
    expect(await page.getByRole('alert').innerText()).toContain('结束的日子在开始的日子前面');
    await page.getByLabel('从哪天起').fill(today);
    await page.getByLabel('到哪天止').fill(addDays(today, 364));
    await page.getByRole('button', { name: '起草责任书' }).click();
    await page.locator('summary', { hasText: '签字，发出' }).click();
    await page.getByRole('button', { name: '签字，发出' }).click();
    await stage.look(county, 'signed');
    const housing = await stage.open(width, 'housing.handler');
    await housing.page.goto(page.url().replace(/\?.*$/, ''));
    await housing.page.locator('summary', { hasText: '签字，承担' }).click();
    await housing.page.getByRole('button', { name: '签字，承担' }).click();
    await stage.look(housing, 'taken-on');
    expect(await housing.page.getByRole('link', { name: '责任书（PDF）' }).isVisible()).toBe(true);
    await page.goto(`${stage.origin()}/desk/responsibility`);
    expect(await page.getByText('有效，到').first().isVisible()).toBe(true);
    await stage.look(county, 'map', true);
    await page.goto(`${stage.origin()}/en/desk/responsibility`);
    await stage.look(county, 'map-en', true);
    const shots = process.env['HUIYIN_SHOTS'];
    if (width === WIDTHS[1] && shots !== undefined) {
      mkdirSync(shots, { recursive: true });
      await page.emulateMedia({ media: 'print' });
      writeFileSync(join(shots, 'letters-map-print.pdf'), await page.pdf({ preferCSSPageSize: true }));
      const paper = housing.page.url().replace(/\?.*$/, '');
      for (const [name, url] of [
        ['letters-table.pdf', `${stage.origin()}/desk/responsibility/table.pdf`],
        ['letters-table-en.pdf', `${stage.origin()}/en/desk/responsibility/table.pdf`],
        ['letters-paper.pdf', `${paper}/paper/duty_letter-0-2.pdf`],
        ['letters-paper-en.pdf', `${paper.replace('/desk/', '/en/desk/')}/paper/duty_letter-0-2.pdf`],
        ['letters-paper.docx', `${paper}/paper/duty_letter-0-2.docx`],
      ] as const)
        writeFileSync(join(shots, name), await (await page.request.get(url)).body());
    }
  });
});
