import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { live } from '../support/desk.ts';
import { PEOPLE } from '../support/installation.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { CHROMIUM, WIDTHS } from './browser.ts';
import { useStage } from './stage.ts';
import { wants } from '../support/wants.ts';

describe.runIf(CHROMIUM)('to the right door, without JavaScript', wants('chromium'), () => {
  const stage = useStage('help', async () => undefined, { withSubjects: true });

  for (const width of WIDTHS)
    it(`at ${width} px: read at home, led there from the desk, carried until it is answered`, async () => {
      const reader = await stage.open(width);
      const { page } = reader;
      await page.goto(`${stage.origin()}/ways`);
      await page.getByRole('link', { name: '办事窗口：哪个窗口' }).click();
      await stage.look(reader, 'doors');
      await page.getByRole('link', { name: '法律援助', exact: true }).click();
      await stage.look(reader, 'door');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('link', { name: '所有窗口' }).isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.goto(`${stage.origin()}/en/help`);
      await stage.look(reader, 'doors-en');
      await page.getByRole('link', { name: 'What no rule covers' }).click();
      await stage.look(reader, 'gaps-en');

      const filed = await fileMatter(
        stage.town().service,
        { fields: { subject: '想请律师', body: '工资三个月没发。' }, lang: 'zh-CN', kind: 'help', service: 'law.aid' },
        { token: null },
      );
      if (isRefusal(filed)) throw new Error(filed.refused);
      await live(stage.town(), filed.number, [PEOPLE.desk, 'register', { office: 'housing' }]);
      const desk = await stage.open(width, 'housing.handler');
      const step = async (command: string, fill: () => Promise<void>): Promise<void> => {
        await desk.page.goto(`${stage.origin()}/desk/matter/${filed.number}/${command}`);
        await fill();
        await stage.look(desk, `desk-${command}`);
        await desk.page.locator('main form .btn').first().click();
        expect(`${desk.page.url()} ${await desk.page.locator('main').innerText()}`).toContain(`done=${command}`);
      };
      await step('refer_out', async () => {
        await desk.page.locator('select[name=body]').selectOption('legal_aid');
        await desk.page.locator('textarea[name=words]').fill('司法局一楼，九点到五点。');
        await desk.page.locator('textarea[name=bring]').fill('身份证');
      });
      await step('note_gap', async () => {
        await desk.page.locator('textarea[name=words]').fill('没有规定管这一样。');
      });
      await step('report_referral', async () => {
        await desk.page.locator('select[name=of]').selectOption({ index: 1 });
        await desk.page.locator('select[name=became]').selectOption('taken_up');
        await desk.page.locator('textarea[name=words]').fill('已经指派了律师。');
      });

      await page.goto(`${stage.origin()}/follow`);
      await page.locator('#code').fill(filed.code);
      await page.getByRole('button', { name: '查进度' }).click();
      const told = await page.locator('main').innerText();
      for (const words of ['法律援助中心', '身份证', '那边收下了，正在办', '已经指派了律师。', '没有规定管这件事'])
        expect(told).toContain(words);
      await stage.look(reader, 'follow', true);
    });
});
