import { describe, expect, it } from 'vitest';
import { CHROMIUM, type Reader } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import type { Role } from '../../kernel/access/access.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { withLateMatters, type LateMatters } from '../../test/support/towns/conference-town.ts';
import { wants } from '../../test/support/wants.ts';

const WIDTHS = [320, 1280] as const;
const ZONE = 'Asia/Shanghai';
const POSTS: readonly (readonly [string, Role])[] = [
  ['county', 'head'],
  ['water', 'head'],
];

let late: LateMatters;

/** Heads of the county and of water, and two matters of housing that are late. */
const prepare = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    for (const [office, role] of POSTS) {
      const post = `${office}.${role}`;
      await addPost(tx, office, role);
      await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
    }
  });
  late = await withLateMatters(town, '2026-12-14T01:00:00Z');
};

type Said = { readonly [label: string]: string };

/** Takes a step by its form, as it stands on the page of the conference when it is asked for. */
const take = async (
  { page }: Reader,
  address: string,
  step: string,
  button: string,
  typed: Said = {},
  chosen: Said = {},
  ticked = '',
): Promise<void> => {
  await page.goto(`${address}?step=${step}`);
  const send = page.getByRole('button', { name: button, exact: true });
  const form = page.locator('form').filter({ has: send });
  for (const [label, text] of Object.entries(typed)) await form.getByLabel(label).fill(text);
  for (const [label, value] of Object.entries(chosen)) await form.getByLabel(label).selectOption(value);
  if (ticked !== '') await form.getByLabel(ticked).check();
  await send.click();
};

const stage = useStage('conferences', prepare, { withSubjects: true });

describe.runIf(CHROMIUM).each(WIDTHS)('a conference, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is called, makes its agenda, decides for each item, is countersigned, and its decision is kept and told', async () => {
    const today = dateIn(stage.town().now(), ZONE);
    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/conferences`);
    await stage.look(county, 'list-empty');
    await page.getByRole('link', { name: '召集会议' }).click();
    await page.getByLabel('什么会').selectOption('monthly_members');
    await page.getByLabel('日期').fill(today);
    await page.getByRole('button', { name: '召集会议' }).click();
    // Nobody was called: refused, and what was written is still there.
    expect(await page.getByRole('alert').innerText()).toContain('选至少一个参加的单位');
    await stage.look(county, 'new-refused');
    await page.getByLabel('县住建局').check();
    await page.getByLabel('县水利局').check();
    await page.getByRole('button', { name: '召集会议' }).click();
    const address = page.url().replace(/\?.*$/, '');
    const number = address.split('/').at(-1) ?? '';
    expect(await page.getByText(late.taken).first().isVisible()).toBe(true);
    expect(await page.content()).not.toContain('楼道的灯');
    await stage.look(county, 'called');

    const housing = await stage.open(width, 'housing.handler');
    await take(housing, address, 'add_item', '按编号提一件事', { 编号: '00000000' });
    expect(await housing.page.getByRole('alert').innerText()).toContain('没有这个编号的事');
    await stage.look(housing, 'brought-unknown');
    await take(housing, address, 'add_item', '按编号提一件事', { 编号: late.alone });
    expect(await housing.page.getByText('由县住建局提出').first().isVisible()).toBe(true);
    await stage.look(housing, 'brought');

    await take(county, address, 'open_conference', '开会');
    await page.getByRole('link', { name: '打印议程' }).click();
    await stage.look(county, 'agenda');
    const decision = { 日期: addDays(today, 7), 定了什么: '七天内把灯修好，写明以后谁管。' };
    await take(county, address, 'decide_item', '定一件事', decision, { 哪一件: late.alone, 承办单位: 'housing' });
    await page.goto(`${address}?step=decide_item`);
    await stage.look(county, 'decided');
    await page.getByText('现在做不了的').click();
    expect(await page.getByText('议程上还有1件没有结果').first().isVisible()).toBe(true);
    await take(county, address, 'put_off_item', '这件不定，写明理由', {}, { 哪一件: late.taken }, '事实还没有查清');
    const whole = { 日期: addDays(today, 9), 定了什么: '小区的供水点都看一遍。', 给公众看的一行: `小区供水点看一遍${width}` };
    await take(county, address, 'decide_item', '定一件事', whole, { 承办单位: 'water' });
    await take(county, address, 'sign_minutes', '签发纪要', { 会议纪要: '一件定了单位和日期，一件补齐事实再议。' });
    // From here on a page has the whole history, each step with its proof: up to a kilobyte over the bound.
    await stage.look(county, 'signed', true);

    const water = await stage.open(width, 'water.head');
    await water.page.goto(`${stage.origin()}/desk`);
    expect(await water.page.locator('tbody').getByText('会签纪要，或者写明不同意见').first().isVisible()).toBe(true);
    await take(water, address, 'state_dissent', '写明不同意见', { 理由: '供水点太多，九天看不完。' });
    await take(water, address, 'keep_decision', '写明办完了什么', { 办完了什么: '四十处都看过，换了三处。' }, { 哪一项: '2' });
    await stage.look(water, 'kept', true);
    await take(county, address, 'confirm_decision', '核对：办完了', {}, { 哪一项: '2' });
    await page.goto(address.replace('/desk/', '/en/desk/'));
    await stage.look(county, 'confirmed-en', true);
    await page.goto(`${stage.origin()}/desk/conferences`);
    await page.getByRole('link', { name: '牵头一件事项' }).click();
    await page.getByLabel('事项编号').fill(late.taken);
    await page.getByLabel('哪天前要有结果').fill(addDays(today, 14));
    await page.getByLabel('方案').fill('一周内查清谁管，两周内修好并答复。');
    await page.getByLabel('哪次会议定的').fill(number);
    await page.getByRole('button', { name: '牵头一件事项' }).click();
    await stage.look(county, 'taken');
    const taken = page.url().replace(/\?.*$/, '');
    await page.goto(`${stage.origin()}/desk/conferences`);
    await stage.look(county, 'list');

    const reader = await stage.open(width);
    await reader.page.goto(`${stage.origin()}/decisions`);
    expect(await reader.page.getByText(`小区供水点看一遍${width}`).isVisible()).toBe(true);
    expect(await reader.page.getByText('青川县人民政府（负责人）').isVisible()).toBe(true);
    for (const secret of [number, late.alone, late.taken, '谁管', '看不完'])
      expect([secret, (await reader.page.content()).includes(secret)]).toEqual([secret, false]);
    await stage.look(reader, 'public');
    await reader.page.goto(`${stage.origin()}/en/decisions`);
    await stage.look(reader, 'public-en');
    await take(county, taken, 'give_up_taken', '不再牵头，写明理由', {}, {}, '改由别的负责人牵头');
    await stage.look(county, 'given-up');
  });
});
