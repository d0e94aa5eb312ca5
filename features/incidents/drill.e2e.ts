import { describe, expect, it } from 'vitest';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { member } from '../../test/support/sign-in.ts';
import { CANTEEN, publishRoutines } from '../../test/support/towns/check-town.ts';
import { emergencyPlanFor, readyForIncidents } from '../../test/support/towns/incident-town.ts';
import { publishPack } from '../../test/support/towns/staff-town.ts';
import { wants } from '../../test/support/wants.ts';
import type { Transaction } from '../../engine/store/transaction.ts';
import { isOpenAt, readSiteSlots, rulebookOf, subjectRows } from '../checks/public.ts';
import { sites } from '../sites/public.ts';
import { DRILL } from './domain/vocabulary.ts';

let site = '';

/** The rules of a site that are open now. */
const readSlots = async (tx: Transaction, number: string, { service, now }: TestTown): Promise<readonly string[]> => {
  const [row] = await subjectRows(tx, [number]);
  if (!row) throw new Error('there is no such site');
  const at = now();
  const range = { from: addMs(at, -3 * 86_400_000), to: addMs(at, 86_400_000) };
  const slots = (await readSiteSlots(tx, [row], rulebookOf(await service.jurisdiction()), range, at)).get(number) ?? [];
  return slots.filter((slot) => isOpenAt(slot, at)).map(({ duty }) => duty.key);
};

/** A market of the housing office that owes a drill each half year, and the fire plan of that office. */
const withMarket = async (town: TestTown): Promise<void> => {
  await readyForIncidents(
    town,
    [
      ['housing', 'head'],
      ['housing', 'duty'],
    ],
    emergencyPlanFor('fire-four-groups', 'housing'),
  );
  await publishPack(town, DRILL, 'drill');
  await publishRoutines(town, ['public-venue']);
  const { gas: _gas, school_site: _school, ...place } = CANTEEN;
  const opened = await beginStaffEntity(town.service, sites, member('housing.handler'), {
    ...place,
    name: '东市场',
    english: 'East Market',
    class: 'market',
  });
  if (isRefusal(opened)) throw new Error(JSON.stringify(opened));
  site = opened;
};

const stage = useStage('drill', withMarket);

describe.runIf(CHROMIUM)('a drill, from what is owed to what was learnt, at 360 px', wants('chromium'), () => {
  it('is timed by two taps without a signal, counted, assessed, and stands in no table of incidents', async () => {
    const { superuser } = stage.town();
    const owed = async (): Promise<readonly string[]> =>
      (await stage.town().service.read((tx) => readSlots(tx, site, stage.town()))).filter((rule) => rule.endsWith('venue.drill'));
    const desk = await stage.open(360, 'housing.head');
    const { page } = desk;
    await page.goto(`${stage.origin()}/desk/incidents`);
    await stage.look(desk, 'list');
    await page.getByRole('link', { name: '开始一次演练' }).click();
    await page.getByLabel('是什么事').selectOption('fire');
    await page.getByLabel('在哪个场所').fill(site);
    await page.getByLabel('事先通知').check();
    await page.getByLabel('情况').fill('半年一次的疏散演练。');
    await page.getByRole('button', { name: '开始一次演练' }).click();
    await stage.look(desk, 'begun');
    expect(await page.getByRole('note').first().innerText()).toContain('演练');
    const drill = page.url().replace(/\?.*$/, '');
    expect(await owed()).toHaveLength(1);
    // The clock of the town stands still: it goes on by ten minutes here.
    stage.town().setClock(toIso(addMs(stage.town().now(), 600_000)));

    // The phone, with JavaScript: the signal goes after the page has come.
    const phone = await stage.open(360, 'housing.head', { script: true });
    await phone.page.goto(`${drill}/taps`);
    await stage.look(phone, 'taps');
    await phone.page.context().setOffline(true);
    await phone.page.getByRole('button', { name: '警报响了' }).click();
    await phone.page.waitForTimeout(1200);
    await phone.page.getByRole('button', { name: '全部撤出' }).click();
    await phone.page.getByLabel('班级或者楼层').fill('一层');
    await phone.page.getByLabel('出来几人', { exact: true }).fill('41');
    await phone.page.getByLabel('没出来几人').fill('0');
    await phone.page.getByRole('button', { name: '记下人数' }).click();
    expect(await phone.page.locator('[data-count]').innerText()).toBe('3');
    await page.goto(drill);
    expect(await page.getByText('警报2').count()).toBe(0);
    // It comes back while the page is open.
    await phone.page.context().setOffline(false);
    await phone.page.getByText('一层: 41 / 0').waitFor();
    expect(await phone.page.locator('[data-waiting]').isVisible()).toBe(false);
    await stage.look(phone, 'taps-sent');

    await page.goto(drill);
    expect(await page.getByText('全部撤出').first().isVisible()).toBe(true);
    const row = (await superuser.query('select alarm_at, out_at from drill')).rows[0] as { alarm_at: number; out_at: number };
    const seconds = (row.out_at - row.alarm_at) / 1000;
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(60);

    const step = async (verb: string, fields: { readonly [name: string]: string } = {}): Promise<void> => {
      await page.goto(`${drill}?step=${verb}`);
      const form = page.locator('form', { has: page.locator(`button[name="command"][value="${verb}"]`) });
      for (const [name, text] of Object.entries(fields)) {
        const field = form.locator(`[name="${name}"]`);
        if ((await field.evaluate((it) => it.tagName)) === 'SELECT') await field.selectOption(text);
        else await field.fill(text);
      }
      await form.getByRole('button').last().click();
      expect(await page.getByRole('alert').count(), verb).toBe(0);
    };
    await step('end_danger', { words: '演练结束，人员返回。' });
    await step('assess_drill', { organised: '按预案分组。', goals: '达到。', carriedOut: '各组到位。', problems: '东门推不开。' });
    // Its whole history stands on it: it is read at a desk.
    await stage.look(desk, 'assessed', true);
    expect(await owed()).toEqual([]);
    await step('write_review', { late: '没有。', learnt: '东门要常开。' });
    const by = addDays(dateIn(stage.town().now(), 'Asia/Shanghai'), 10);
    await step('set_lesson', { office: 'housing', words: '东门改成推杆锁。', by });
    const lessons = (
      await superuser.query("select n from obligation o, substring(o.started_by from '[0-9]+$') n where rule = 'drill.lesson'")
    ).rows;
    expect(lessons).toHaveLength(1);
    await step('do_lesson', { of: String(lessons[0]?.n), words: '换好了。' });
    await step('close_incident');
    await stage.look(desk, 'closed', true);

    // Nothing of it is an incident: no row, no duty of that kind, no figure.
    expect((await superuser.query('select from incident')).rowCount).toBe(0);
    expect(
      (await superuser.query("select from obligation o join entity e on e.entity = o.matter where e.kind = 'incident'")).rowCount,
    ).toBe(0);
    expect((await superuser.query('select from call_message where not exercise')).rowCount).toBe(0);
  });
});
