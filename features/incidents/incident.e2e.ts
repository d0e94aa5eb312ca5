import { describe, expect, it } from 'vitest';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { CHROMIUM, type Reader } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import type { TestTown } from '../../test/support/installation.ts';
import { emergencyPlanFor, readyForIncidents } from '../../test/support/towns/incident-town.ts';
import { wants } from '../../test/support/wants.ts';

/** The housing office with the fire plan, and the county above it. */
const withPlan = async (town: TestTown): Promise<void> => {
  await readyForIncidents(
    town,
    [
      ['housing', 'head'],
      ['housing', 'duty'],
      ['housing', 'inspector'],
      ['county', 'duty'],
    ],
    emergencyPlanFor('fire-four-groups', 'housing'),
  );
};

const stage = useStage('incident', withPlan);

describe.runIf(CHROMIUM).each([320, 1280] as const)('an incident, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is written down, people are called, it is told upstairs, and what was learnt has an office and a day', async () => {
    const duty = await stage.open(width, 'housing.duty');
    const { page } = duty;
    await page.goto(`${stage.origin()}/desk/incidents/new`);
    await page.getByLabel('是什么事').selectOption('fire');
    await page.getByLabel('已经发生', { exact: true }).check();
    await page.getByLabel('打到值班电话').check();
    await page.getByLabel('情况').fill('');
    await page.getByRole('button', { name: '记下接到的情况' }).click();
    await stage.look(duty, 'refused');
    expect(await page.getByRole('alert').count()).toBeGreaterThan(0);
    await page.getByLabel('情况').fill('锅炉房冒烟，看到明火。');
    await page.getByRole('button', { name: '记下接到的情况' }).click();
    // Every step that may be taken stands on it.
    await stage.look(duty, 'begun', true);
    const incident = page.url().replace(/\?.*$/, '');

    const step = async (reader: Reader, verb: string, fields: { readonly [name: string]: string } = {}): Promise<void> => {
      await reader.page.goto(`${incident}?step=${verb}`);
      const form = reader.page.locator('form', { has: reader.page.locator(`button[name="command"][value="${verb}"]`) });
      for (const [name, text] of Object.entries(fields)) {
        const field = form.locator(`[name="${name}"]`).first();
        const kind = await field.evaluate((it) => `${it.tagName} ${it.getAttribute('type') ?? ''}`);
        if (kind.startsWith('SELECT')) await field.selectOption(text);
        else if (kind.includes('radio')) await form.locator(`[name="${name}"][value="${text}"]`).check();
        else await field.fill(text);
      }
      await form.getByRole('button').last().click();
      // Whom to ring stands on the page as an alert, too: what was refused says that it was not done.
      expect(await reader.page.getByText('没有办成').count(), verb).toBe(0);
    };
    await step(duty, 'open_plan', { plan: 'fire-four-groups' });
    await stage.look(duty, 'called', true);
    const first = page.locator('table.work').filter({ hasText: '第一批' });
    expect(await first.count()).toBe(1);

    // Whoever is called reads it above their list, and answers.
    const head = await stage.open(width, 'housing.head');
    await head.page.goto(`${stage.origin()}/desk`);
    const called = (await head.page.getByText('叫到您的岗位').count()) > 0;
    if (called) await step(head, 'acknowledge_call');
    await step(head, 'take_command');
    await step(duty, 'send_report', { which: 'first', conditions: '明火，没有人受伤。', actions: '已叫119。' });
    expect(await page.getByText('发出不算送达').first().isVisible()).toBe(true);
    const county = await stage.open(width, 'county.duty');
    await county.page.goto(`${stage.origin()}/desk`);
    await stage.look(county, 'list-above');
    const sent = (
      await stage
        .town()
        .superuser.query("select max(version) as n from event where type = 'report_sent' and stream = $1", [
          `${incident.split('/').at(-1)}.0`,
        ])
    ).rows[0]?.n;
    await step(county, 'take_report', { of: String(sent) });
    await page.goto(incident);
    expect(await page.getByText('上级在这里接收').first().isVisible()).toBe(true);
    await step(duty, 'state_toll', { dead: '0', missing: '0', injured: '1', evacuated: '36' });
    await step(head, 'end_danger', { words: '扑灭了。' });
    await step(duty, 'send_report', { which: 'final', conditions: '扑灭。', actions: '119到场。' });
    const last = (
      await stage
        .town()
        .superuser.query("select max(version) as n from event where type = 'report_sent' and stream = $1", [
          `${incident.split('/').at(-1)}.0`,
        ])
    ).rows[0]?.n;
    await step(county, 'take_report', { of: String(last) });
    await step(head, 'write_review', { late: '没有。', learnt: '烟道要列入月查。' });
    await step(head, 'set_lesson', {
      office: 'housing',
      words: '烟道列入月查。',
      by: addDays(dateIn(stage.town().now(), 'Asia/Shanghai'), 7),
    });
    await step(head, 'close_incident');
    await stage.look(head, 'closed', true);
    await head.page.goto(`${stage.origin()}/desk/incidents/figures`);
    await stage.look(head, 'figures');
    await head.page.goto(`${stage.origin()}/desk/incidents`);
    await stage.look(head, 'list');
    const paper = await head.page.context().request.get(`${incident}/review`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });
});

describe.runIf(CHROMIUM)('a call that is answered by its code', wants('chromium'), () => {
  it('that is none is not there', async () => {
    const reader = await stage.open(320);
    await reader.page.goto(`${stage.origin()}/call/AAAAA-AAAAA`);
    await stage.look(reader, 'unknown-code');
    expect(await reader.page.getByRole('button').count()).toBe(0);
  });
});
