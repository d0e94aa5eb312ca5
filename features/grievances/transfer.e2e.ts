import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { fileIn } from '../../test/support/desk.ts';
import { wants } from '../../test/support/wants.ts';

const WIDTHS = [360, 1280] as const;
const stage = useStage('transfer', async () => undefined, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a transfer slip, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is written by the front desk, sent back and signed by its head, and gives a paper with both posts', async () => {
    const subject = `六楼漏水（${width}）`;
    const number = await fileIn(stage.town(), subject, { place: '和平街' });
    const desk = await stage.open(width, 'letters.desk');
    await desk.page.goto(`${stage.origin()}/desk/matter/${number}`);
    await desk.page.getByRole('link', { name: '写转办单，请另一岗位审签' }).click();
    await stage.look(desk, 'propose');
    await desk.page.getByLabel('转给哪个单位').selectOption('县水利局');
    await desk.page.getByRole('button', { name: '写转办单，请另一岗位审签' }).click();
    expect(await desk.page.getByRole('alert').textContent()).toContain('“拟办意见”这一栏还没有写');
    await desk.page.getByLabel('拟办意见').fill('请查明漏点，三日内修好，并报结果。');
    await desk.page.getByRole('button', { name: '写转办单，请另一岗位审签' }).click();
    expect(await desk.page.getByRole('status').textContent()).toContain('写转办单，请另一岗位审签');
    // The matter stays on the list: registering is owed as before.
    expect(await desk.page.getByRole('link', { name: '审签转办单' }).count()).toBe(0);
    await stage.look(desk, 'proposed');

    const head = await stage.open(width, 'letters.head');
    await head.page.goto(`${stage.origin()}/desk`);
    await head.page.getByRole('link', { name: subject }).first().click();
    expect(await head.page.getByText('写了转给县水利局的转办单，等另一岗位审签').count()).toBeGreaterThan(0);
    await stage.look(head, 'to be signed');
    await head.page.getByRole('link', { name: '退回转办单' }).click();
    await head.page.getByLabel('哪里要改').fill('应由住建局办。');
    await stage.look(head, 'return');
    await head.page.getByRole('button', { name: '退回转办单' }).click();
    expect(await head.page.getByRole('status').textContent()).toContain('退回转办单');

    // What was sent back is changed, not written anew.
    await desk.page.goto(`${stage.origin()}/desk/matter/${number}/propose_transfer`);
    expect(await desk.page.getByLabel('拟办意见').inputValue()).toBe('请查明漏点，三日内修好，并报结果。');
    expect(await desk.page.getByLabel('转给哪个单位').inputValue()).toBe('water');
    await desk.page.getByLabel('转给哪个单位').selectOption('县住建局');
    await desk.page.getByRole('button', { name: '写转办单，请另一岗位审签' }).click();

    await head.page.goto(`${stage.origin()}/en/desk/matter/${number}`);
    expect(await head.page.getByText('wrote a transfer slip to Housing').count()).toBeGreaterThan(0);
    await stage.look(head, 'to be signed, in English');
    await head.page.goto(`${stage.origin()}/desk/matter/${number}`);
    await head.page.getByLabel('说明').fill('同意。');
    await head.page.getByRole('button', { name: '审签转办单' }).click();
    await stage.look(head, 'signed');

    const handler = await stage.open(width, 'housing.handler');
    await handler.page.goto(`${stage.origin()}/desk`);
    await handler.page.getByRole('link', { name: subject }).first().click();
    await stage.look(handler, 'at the office');
    await handler.page.getByRole('link', { name: /这件事的文书/ }).click();
    expect(await handler.page.getByRole('rowheader', { name: '转办单' }).count()).toBe(1);
    await stage.look(handler, 'papers');
  });
});
