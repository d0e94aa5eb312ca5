import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { fileIn, live } from '../../test/support/desk.ts';
import { PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { member } from '../../test/support/sign-in.ts';
import { wants } from '../../test/support/wants.ts';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { hazards } from './server/hazards.ts';
import { publishHazards } from '../../test/support/towns/hazard-town.ts';

const WIDTHS = [320, 1280] as const;

const withPack = async (town: TestTown): Promise<void> => {
  await publishHazards(town);
  await town.service.jurisdiction('fresh');
};

const stage = useStage('hazards', withPack, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a hazard, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is written down, graded and ordered, and stands on the list of the office that mends', async () => {
    const handler = await stage.open(width, 'housing.handler');
    await handler.page.goto(`${stage.origin()}/desk`);
    await handler.page.getByRole('link', { name: '记隐患' }).click();
    await stage.look(handler, 'new');
    await handler.page.getByLabel('检查', { exact: true }).check();
    await handler.page.getByLabel('是什么隐患').fill(`消防通道堆放纸箱${width}`);
    await handler.page.getByRole('button', { name: '记下一处隐患' }).click();
    // What was typed stays, and the page says what is missing, in its own words.
    await stage.look(handler, 'new-refused');
    expect(await handler.page.getByRole('alert').innerText()).toContain('在哪里');
    await handler.page.getByLabel('在哪里').fill('二号棚');
    await handler.page.getByRole('button', { name: '记下一处隐患' }).click();
    await stage.look(handler, 'found');
    await handler.page.getByText('判定等级', { exact: true }).first().click();
    await handler.page.getByLabel('一般隐患').check();
    await handler.page.getByLabel('为什么是这个等级').fill('能够立即排除');
    await handler.page.getByRole('button', { name: '判定等级' }).click();
    const address = handler.page.url().replace(/\?.*$/, '');
    const head = await stage.open(width, 'housing.head');
    await head.page.goto(address);
    await head.page.getByText('下达整改令', { exact: true }).first().click();
    await head.page.getByLabel('整改单位', { exact: true }).selectOption('water');
    await head.page.getByLabel('复查单位').selectOption('county');
    for (const [label, text] of [
      ['整改措施', '清走。'],
      ['资金', '不需要'],
      ['哪天前整改完', '2026-10-09'],
      ['整改期间的安全措施', '有人值守。'],
      ['验收标准', '净宽1.4米。'],
    ] as const)
      await head.page.getByLabel(label).fill(text);
    await head.page.getByRole('button', { name: '下达整改令' }).click();
    await stage.look(head, 'ordered');
    await head.page.goto(address.replace('/desk/', '/en/desk/'));
    await stage.look(head, 'ordered-en');
    const water = await stage.open(width, 'water.handler');
    await water.page.goto(`${stage.origin()}/desk`);
    await stage.look(water, 'list');
    await water.page.getByRole('link', { name: `消防通道堆放纸箱${width}` }).click();
    expect(await water.page.getByText('报告已整改').first().isVisible()).toBe(true);
  });
});

describe.runIf(CHROMIUM)('one list for matters and hazards', wants('chromium'), () => {
  it('has sixty matters and ten hazards in one order, on three pages of 32, at both widths', async () => {
    const town = stage.town();
    for (let i = 0; i < 60; i += 1) {
      const number = await fileIn(town, `路灯不亮（${i}）`);
      await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    }
    for (let i = 0; i < 10; i += 1) {
      const input = { source: 'check', what: `灭火器过期（${i}）`, spot: `${i}号楼` };
      expect(await beginStaffEntity(town.service, hazards, member('housing.handler'), input)).toMatch(/^[0-9A-Z]{8}$/);
    }
    for (const width of [360, 1280]) {
      const { page, ...reader } = await stage.open(width, 'housing.handler');
      const titles: string[] = [];
      for (let at = `${stage.origin()}/desk`; at !== '';) {
        await page.goto(at);
        await stage.look({ page, ...reader }, `both ${titles.length}`, true); // 32 rows are more than a phone's first page, on purpose
        titles.push(...(await page.locator('main a').allInnerTexts()).filter((text) => /^(路灯不亮|灭火器过期)（/.test(text)));
        const next = page.getByRole('link', { name: '后面的' });
        at = (await next.count()) === 0 ? '' : new URL((await next.getAttribute('href')) ?? '', stage.origin()).href;
      }
      expect(new Set(titles).size).toBe(70);
      expect(titles.length).toBe(70);
    }
  });
});
