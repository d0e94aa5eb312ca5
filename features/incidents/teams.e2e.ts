import { describe, expect, it } from 'vitest';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import type { Team } from '../../kernel/plan/team.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { emergencyPlanFor, readyForIncidents } from '../../test/support/towns/incident-town.ts';
import { wants } from '../../test/support/wants.ts';

/** The housing office with the plan of a township: the insurance of its volunteers ended yesterday, its experts stay for three weeks. */
const withTeams = async (town: TestTown): Promise<void> => {
  const today = dateIn(town.now(), 'Asia/Shanghai');
  const plan = emergencyPlanFor('township', 'housing');
  const teams = (plan.teams ?? []).map((team): Team => {
    if (team.class === 'volunteer' && team.cover) return { ...team, cover: { ...team.cover, until: addDays(today, -1) } };
    return team.class === 'expert' ? { ...team, until: addDays(today, 21) } : team;
  });
  const chain = {
    ...plan.chain,
    steps: [{ id: 'helpers', call: [{ team: 'volunteers' }], need: 'one' as const, minutes: 5 }, ...plan.chain.steps.slice(-1)],
  };
  await readyForIncidents(
    town,
    [
      ['housing', 'head'],
      ['housing', 'duty'],
      ['housing', 'handler'],
    ],
    { ...plan, teams, chain },
  );
};

const stage = useStage('teams', withTeams);

describe.runIf(CHROMIUM).each([320, 1280] as const)('teams of plans, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('stand in a list that says what ends and finds them by what they can do; the head is told above the worklist', async () => {
    const head = await stage.open(width, 'housing.head');
    const { page } = head;
    await page.goto(`${stage.origin()}/desk`);
    await page.getByRole('link', { name: '30天内保险或聘期到期' }).click();
    expect(await page.getByText('已到期', { exact: true }).count()).toBe(1);
    expect(await page.getByText('还有21天').count()).toBe(1);
    await stage.look(head, 'list', true);
    await page.getByLabel('会什么').selectOption('structures');
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.locator('table.work tbody tr').count()).toBe(1);
    await stage.look(head, 'found', true);
    await page.goto(`${stage.origin()}/en/desk/plans`);
    await page.getByRole('link', { name: 'Rescue teams, volunteers and experts' }).click();
    await stage.look(head, 'list in English', true);
    await page.goto(`${stage.origin()}/en/desk/plans/township`);
    expect(await page.getByText('Not called any more: Emergency volunteers').count()).toBe(1);
    await stage.look(head, 'plan', true);
  });

  it('are not called when their insurance is over, and the page of the incident says so', async () => {
    const duty = await stage.open(width, 'housing.duty');
    const { page } = duty;
    await page.goto(`${stage.origin()}/desk/incidents/new`);
    await page.getByLabel('是什么事').selectOption('fire');
    await page.getByLabel('已经发生', { exact: true }).check();
    await page.getByLabel('打到值班电话').check();
    await page.getByLabel('情况').fill('仓库起火。');
    await page.getByRole('button', { name: '记下接到的情况' }).click();
    const incident = page.url().replace(/\?.*$/, '');
    await page.goto(`${incident}?step=open_plan`);
    const form = page.locator('form', { has: page.locator('button[name="command"][value="open_plan"]') });
    const plan = form.locator('[name="plan"]').first();
    if ((await plan.evaluate((it) => it.tagName)) === 'SELECT') await plan.selectOption('township');
    else await form.locator('[name="plan"][value="township"]').check();
    await form.getByRole('button').last().click();
    await page.goto(incident);
    expect(await page.getByText('没有叫应急志愿者队（20人）：保险').count()).toBe(1);
    expect(await page.getByText('带队：乡镇专职消防队（8人）').count()).toBe(1);
    await stage.look(duty, 'not called', true);
  });
});
