import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { ROLES } from '../../kernel/access/access.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { officeReturns, publishReturns } from '../../test/support/towns/return-town.ts';
import { wants } from '../../test/support/wants.ts';

const WIDTHS = [320, 1280] as const;
const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;

/** A town with a head at three offices, in which returns have been owed since the evening before. */
const withReturns = async (town: TestTown): Promise<void> => {
  const today = startOfDay(dateIn(town.now(), ZONE), ZONE);
  town.setClock(toIso(addMs(today, -8 * 24 * HOUR_MS)));
  const { rows: there } = await town.superuser.query<{ post: string }>('select post from post');
  await town.service.read(async (tx) => {
    for (const office of ['county', 'city', 'housing', 'letters'])
      for (const role of ROLES) {
        const post = `${office}.${role}`;
        if (role !== 'head' || there.some((row) => row.post === post)) continue;
        await addPost(tx, office, role);
        await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
      }
  });
  await publishReturns(town, officeReturns(), false);
  town.setClock(toIso(addMs(today, -4 * HOUR_MS)));
  await sweep(town.service);
  await town.tick();
  await town.service.jurisdiction('fresh');
  await sweep(town.service);
};

const stage = useStage('returns', withReturns);

describe.runIf(CHROMIUM).each(WIDTHS)('a return of an office, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is filled in, refused where it cannot be, summed up above, and missing where nobody returned', async () => {
    const day = addDays(dateIn(stage.town().now(), ZONE), 1);
    const at = async (hours: number): Promise<void> => {
      stage.town().setClock(toIso(addMs(startOfDay(day, ZONE), hours * HOUR_MS)));
      await sweep(stage.town().service);
    };
    const pathOf = (rule: string, en = ''): string => `${stage.origin()}${en}/desk/return/new?rule=office-returns%2F${rule}&slot=${day}`;
    await at(9);
    const housing = await stage.open(width, 'housing.head');
    await housing.page.goto(`${stage.origin()}/desk/returns`);
    await stage.look(housing, 'list');
    await housing.page.goto(`${stage.origin()}/en/desk/returns`);
    await stage.look(housing, 'list-en');
    await housing.page.goto(pathOf('ret.day'));
    await stage.look(housing, 'form');
    await housing.page.getByLabel('设施故障数').fill('2');
    await housing.page.getByRole('button', { name: '报送' }).click();
    expect(await housing.page.getByRole('alert').innerText()).toContain('还有1个数');
    await stage.look(housing, 'form-refused');
    await housing.page.getByLabel('修复设施数').fill('1');
    await housing.page.getByRole('button', { name: '报送' }).click();
    await stage.look(housing, 'book');
    await housing.page.goto(pathOf('ret.day'));
    expect(await housing.page.getByText('这一期已经报过了').isVisible()).toBe(true);
    await stage.look(housing, 'already');

    const letters = await stage.open(width, 'letters.head');
    await letters.page.goto(pathOf('ret.day', '/en'));
    await letters.page.getByLabel('Looked, and nothing: all figures are 0').check();
    await letters.page.getByRole('button', { name: 'Hand in' }).click();
    await stage.look(letters, 'book-nil-en');

    await at(13);
    const county = await stage.open(width, 'county.head');
    await county.page.goto(pathOf('ret.day.section'));
    expect(await county.page.getByText('没有按0算').isVisible()).toBe(true);
    await stage.look(county, 'sum');
    await county.page.goto(pathOf('ret.day.section', '/en'));
    await stage.look(county, 'sum-en');
    await county.page.getByRole('button', { name: 'Checked: hand in' }).click();
    await stage.look(county, 'book-sum-en');

    await at(32);
    const reader = await stage.open(width, 'county.head');
    await reader.page.goto(`${stage.origin()}/desk/returns/board?rule=office-returns%2Fret.day&day=${day}`);
    expect(await reader.page.getByText('缺报', { exact: true }).first().isVisible()).toBe(true);
    await stage.look(reader, 'board');
    await reader.page.goto(`${stage.origin()}/en/desk/returns/board?rule=office-returns%2Fret.day&day=${day}`);
    await stage.look(reader, 'board-en');
    const water = await stage.open(width, 'water.handler');
    await water.page.goto(pathOf('ret.day'));
    expect(await water.page.getByText('这一期已经截止').isVisible()).toBe(true);
    await stage.look(water, 'closed');
  });
});
