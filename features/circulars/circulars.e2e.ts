import { describe, expect, it } from 'vitest';
import { CHROMIUM, WIDTHS, type Reader } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { toIso, instant } from '../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { withCirculars } from '../../test/support/towns/circular-town.ts';
import { wants } from '../../test/support/wants.ts';

const ZONE = 'Asia/Shanghai';
/** Townships, which are silent unless the test speaks for them. */
const BELOW = Array.from({ length: 24 }, (_, i) => `town-${String(i + 1).padStart(2, '0')}`);

let hands: Awaited<ReturnType<typeof withCirculars>>;

/** The head of the county, the rules of circulars, and townships below. */
const prepare = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    for (const [office, role] of [
      ['county', 'head'],
      ['water', 'head'],
    ] as const) {
      const post = `${office}.${role}`;
      await addPost(tx, office, role);
      await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
    }
  });
  hands = await withCirculars(town);
  await hands.addBelow(BELOW);
  town.setClock(toIso(instant(town.now() + 8 * 86_400_000)));
  await town.tick();
  await sweep(town.service);
  await town.service.jurisdiction('fresh');
};

const stage = useStage('circulars', prepare, { withSubjects: true });

/** Takes a step by its form, as it stands on the page of the circular. */
const take = async ({ page }: Reader, address: string, button: string, typed: { readonly [label: string]: string } = {}): Promise<void> => {
  await page.goto(address);
  const send = page.getByRole('button', { name: button, exact: true });
  const form = page.locator('form').filter({ has: send });
  if (!(await send.isVisible())) await page.locator('summary').filter({ hasText: button }).click();
  for (const [label, text] of Object.entries(typed)) await form.getByLabel(label).fill(text);
  await send.click();
};

describe.runIf(CHROMIUM).each(WIDTHS)('a circular, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is issued, received by each office on its own, carried out or not to be, late, and its board is closed', async () => {
    const today = dateIn(stage.town().now(), ZONE);
    const dayAfter = (days: number): PlainDate => addDays(today, days);
    const at = (days: number): void => stage.town().setClock(toIso(instant(startOfDay(dayAfter(days), ZONE) + 10 * 3_600_000)));
    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/circulars`);
    if (width === WIDTHS[0]) await stage.look(county, 'list-empty');
    await page.getByRole('link', { name: '发通知', exact: true }).click();
    await page.getByLabel('标题（60字以内').fill('冬季用火用电安全检查');
    await page.getByLabel('文号').fill('关于检查的通知');
    await page.getByLabel('通知内容').fill('检查线路、电热器具、燃气软管和消防通道。\n查出的按隐患台账办。');
    await page.getByLabel('签收截止日').fill(dayAfter(3));
    await page.getByLabel('落实截止日').fill(dayAfter(10));
    await page.getByLabel('本单位下面的所有单位').check();
    await page.getByRole('button', { name: '发通知' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('文号不对');
    await stage.look(county, 'new-refused');
    // Nothing of what was typed is lost.
    expect(await page.getByLabel('标题（60字以内').inputValue()).toBe('冬季用火用电安全检查');
    expect(await page.getByLabel('落实截止日').inputValue()).toBe(dayAfter(10));
    expect(await page.getByLabel('本单位下面的所有单位').isChecked()).toBe(true);
    await page.getByLabel('文号').fill(`青政办〔2026〕${width}号`);
    await page.getByRole('button', { name: '发通知' }).click();
    expect(await page.getByRole('status').innerText()).toContain('发通知');
    const address = page.url().replace(/\?.*$/, '');
    await stage.look(county, 'issued');

    const housing = await stage.open(width, 'housing.handler');
    await housing.page.goto(`${stage.origin()}/desk`);
    expect(await housing.page.getByRole('link', { name: '冬季用火用电安全检查' }).first().isVisible()).toBe(true);
    await stage.look(housing, 'worklist');
    await housing.page.goto(`${stage.origin()}/desk/circulars`);
    await stage.look(housing, 'list-owed');
    await housing.page.getByRole('link', { name: '冬季用火用电安全检查' }).first().click();
    await stage.look(housing, 'to-receive');
    // Water confirms meanwhile: that is in nobody's way.
    const water = await stage.open(width, 'water.head');
    await take(water, address, '签收：本单位已经看过');
    await housing.page.getByRole('button', { name: '签收：本单位已经看过' }).click();
    expect(await housing.page.getByRole('status').innerText()).toContain('签收');
    await stage.look(housing, 'received');
    await take(housing, address, '报落实文件', { 文号: '已经办好', 文件日期: today, 页数: '3' });
    expect(await housing.page.getByRole('alert').innerText()).toContain('文号不对');
    await stage.look(housing, 'carried-refused');
    await take(housing, address, '报落实文件', { 文号: `青建〔2026〕${width}号`, 文件日期: today, 页数: '3' });
    await take(water, address, '本单位没有要办的');

    at(5);
    await hands.took(address.split('/').at(-1) ?? '', 'town-01.head');
    await sweep(stage.town().service);
    const later = await stage.open(width, 'county.head');
    await later.page.goto(address);
    for (const text of ['逾期签收1；', '逾期没有签收', '没有要办的1']) expect(await later.page.content()).toContain(text);
    await stage.look(later, 'late');
    await later.page.goto(address.replace('/desk', '/en/desk'));
    await stage.look(later, 'late-en');
    await later.page.getByRole('link', { name: 'Next page' }).click();
    expect(await later.page.content()).toContain(`青建〔2026〕${width}号`);
    await stage.look(later, 'board-2-en');

    at(12);
    const last = await stage.open(width, 'county.head');
    await take(last, address, '结清签收表');
    await last.page.goto(address);
    expect(await last.page.content()).toContain('一直没有签收');
    await stage.look(last, 'closed');
    await last.page.getByRole('link', { name: '打印整张签收表' }).click();
    expect(await last.page.getByRole('row').count()).toBeGreaterThan(BELOW.length);
    await stage.look(last, 'board');
    await last.page.emulateMedia({ media: 'print' });
    await stage.look(last, 'print');
    await last.page.emulateMedia({ media: 'screen' });
    await last.page.goto(address);
    await last.page.getByRole('link', { name: /^看全部\d+件$/ }).click();
    expect(await last.page.getByText('第121到').first().isVisible()).toBe(true);
    await stage.look(last, 'history');
    await last.page.goto(`${stage.origin()}/en/desk/circulars`);
    await stage.look(last, 'list-en');
    const sheet = await last.page.request.get(`${address}/board.csv`);
    expect((await sheet.text()).trim().split('\r\n').length).toBeGreaterThan(BELOW.length);
    await last.page.goto(`${stage.origin()}/en/desk/circulars/new`);
    await stage.look(last, 'new-en');
    at(0);
  });
});
