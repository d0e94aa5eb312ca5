import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { addMs, instant, toIso } from '../../kernel/calendar/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { sweep } from '../../server/loops/sweep.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { member } from '../../test/support/sign-in.ts';
import { CANTEEN, publishRoutines } from '../../test/support/towns/check-town.ts';
import { wants } from '../../test/support/wants.ts';
import { sites } from '../sites/public.ts';

const WIDTHS = [320, 1280] as const;
const DAY_MS = 86_400_000;
// Wednesday 25 November 2026, nine in the morning there.
const NOW = instant(Date.parse('2026-11-25T01:00:00Z'));
const SCHOOLS = { 320: { name: '和平小学', english: 'Peace School' }, 1280: { name: '东街小学', english: 'East Street School' } };

const numbers = new Map<number, string>();

/** A town with two schools under the rules of lessons since a month. */
const withSchools = async (town: TestTown): Promise<void> => {
  town.setClock(toIso(addMs(NOW, -40 * DAY_MS)));
  await publishRoutines(town, ['school-safety', 'school-lessons', 'community-outreach'], false);
  town.setClock(toIso(addMs(NOW, -30 * DAY_MS)));
  await sweep(town.service);
  await town.tick();
  await town.service.jurisdiction('fresh');
  for (const width of WIDTHS) {
    const number = await beginStaffEntity(town.service, sites, member('housing.handler'), {
      ...CANTEEN,
      ...SCHOOLS[width],
      class: 'school',
    });
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    numbers.set(width, number);
  }
  town.setClock(toIso(NOW));
  await sweep(town.service);
};

const stage = useStage('outreach', withSchools);

describe.runIf(CHROMIUM).each(WIDTHS)('a lesson, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is recorded without its plan, does not count, is held again whole, and stands in the figures that everybody sees', async () => {
    const site = numbers.get(width) ?? '';
    const lesson = (en = ''): string =>
      `${stage.origin()}${en}/desk/check/new/${site}?rule=${encodeURIComponent('school-safety/school.lesson')}&slot=2026-W48_49`;
    stage.town().setClock(toIso(addMs(NOW, width)));
    const housing = await stage.open(width, 'housing.handler');
    await housing.page.goto(`${stage.origin()}/desk/today?site=${site}`);
    expect(await housing.page.getByText('每两周一节安全课').isVisible()).toBe(true);
    await housing.page.goto(lesson());
    await stage.look(housing, 'form');
    await housing.page.getByRole('button', { name: '记下这次检查' }).click();
    expect(await housing.page.getByRole('alert').innerText()).toContain('还有3处');
    await stage.look(housing, 'form-refused');
    const fill = async (isWhole: boolean): Promise<void> => {
      await housing.page.getByRole('radio', { name: '消防', exact: true }).check();
      if (isWhole) await housing.page.getByRole('radio', { name: '统一教案：消防' }).check();
      await housing.page.getByRole('checkbox', { name: '校园安全手册' }).check();
      await housing.page.getByRole('textbox', { name: '用时（分钟）' }).fill('60');
      await housing.page.getByRole('radio', { name: '消防救援人员' }).check();
      await housing.page.getByRole('textbox', { name: '到课人数' }).fill('412');
      await housing.page.getByRole('textbox', { name: '应到人数（按班级数合计）' }).fill('430');
      await housing.page.getByRole('button', { name: '记下这次检查' }).click();
    };
    await fill(false);
    expect(await housing.page.getByText('没到位：教案').isVisible()).toBe(true);
    await stage.look(housing, 'record-not-whole');
    await housing.page.goto(housing.page.url().replace('/desk/check', '/en/desk/check'));
    expect(await housing.page.getByText('Not in place: plan').isVisible()).toBe(true);
    await stage.look(housing, 'record-not-whole-en');
    await housing.page.goto(`${stage.origin()}/desk/outreach`);
    expect(await housing.page.getByText('没到位：教案').first().isVisible()).toBe(true);
    await stage.look(housing, 'desk');
    await housing.page.goto(lesson());
    await fill(true);
    await stage.look(housing, 'record');
    await housing.page.goto(lesson());
    expect(await housing.page.getByRole('heading', { level: 1 }).innerText()).not.toBe('');
    await housing.page.goto(`${stage.origin()}/desk/outreach/calendar?site=${site}`);
    expect(await housing.page.getByLabel('哪一段时间').inputValue()).toBe('2026-2027-1');
    expect(await housing.page.getByText('学期中每周一节法治安全班会课').first().isVisible()).toBe(true);
    await stage.look(housing, 'calendar');
    await housing.page.goto(`${stage.origin()}/en/desk/outreach/calendar?site=${site}`);
    await stage.look(housing, 'calendar-en');
    // The next hour has new figures.
    stage.town().setClock(toIso(addMs(NOW, 3_600_000 * (width === 320 ? 1 : 2))));
    const stranger = await stage.open(width);
    await stranger.page.goto(`${stage.origin()}/outreach`);
    expect(await stranger.page.getByText('95.8%').isVisible()).toBe(true);
    await stage.look(stranger, 'public');
    await stranger.page.getByLabel('哪一段时间').selectOption({ label: '2026年' });
    await stranger.page.getByRole('button', { name: '看这一段' }).click();
    await stage.look(stranger, 'public-year');
    await stranger.page.goto(`${stage.origin()}/en/outreach`);
    await stage.look(stranger, 'public-en');
  });
});
