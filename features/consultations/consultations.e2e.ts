import { describe, expect, it } from 'vitest';
import { CHROMIUM, type Reader } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addDays, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { toIso, instant } from '../../kernel/calendar/instant.ts';
import { withConsultations } from '../../test/support/towns/consultation-town.ts';
import { wants } from '../../test/support/wants.ts';
import { answerComments, publishWords } from '../grievances/public.ts';
import { settleConsultations } from './server/settle-consultations.ts';

const WIDTHS = [320, 1280] as const;
const ZONE = 'Asia/Shanghai';

type Said = { readonly [label: string]: string };

/** Takes a step by its form, as it stands on the page of the consultation when it is asked for. */
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
  if (ticked !== '') await form.getByLabel(ticked, { exact: true }).check();
  await send.click();
};

const stage = useStage('consultations', async (town) => void (await withConsultations(town)), { withSubjects: true });

/** Files a comment by the pages, from the consultation on; the receipt's code. */
const speak = async (reader: Reader, address: string, said: { subject: string; body: string; publish: boolean; question?: string }) => {
  const { page } = reader;
  await page.goto(address);
  await page.getByRole('link', { name: '提意见' }).click();
  await page.getByLabel('有件事要办').check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('用一句话说，是什么意见？').fill(said.subject);
  await page.getByLabel('您的意见和理由').fill(said.body);
  if (said.question !== undefined) await page.getByLabel('回答哪个问题？').selectOption(said.question);
  if (said.publish) await page.getByLabel('截止以后可以公开我写的话').check();
  return page;
};

describe.runIf(CHROMIUM).each(WIDTHS)('a consultation, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is opened, commented on with a receipt, grouped, answered, decided, and its words are published', async () => {
    const today = dateIn(stage.town().now(), ZONE);
    const dayAfter = (days: number): PlainDate => addDays(today, days);
    const at = (days: number): void => stage.town().setClock(toIso(instant(startOfDay(dayAfter(days), ZONE) + 10 * 3_600_000)));
    const head = await stage.open(width, 'housing.head');
    const { page } = head;
    await page.goto(`${stage.origin()}/desk/consultations`);
    if (width === WIDTHS[0]) await stage.look(head, 'list-empty');
    await page.getByRole('link', { name: '公开征求意见', exact: true }).click();
    await page.getByLabel('名称（60字以内').fill(`停车收费办法${width}（草案）`);
    await page.getByLabel('用平常话说').fill('老城区路边停车，夜里怎么收费，居民有没有优惠。');
    await page.getByLabel('草案全文').fill('第一条 夜间十点到早上七点，每小时一元。\n第二条 本街居民每月一百元。');
    await page.getByLabel('从哪天').fill(today);
    await page.getByLabel('到哪天').fill(dayAfter(10));
    await page.getByLabel(/^问题1(?!0)/).fill('夜间要不要收费？');
    await page.getByRole('button', { name: '公开征求意见' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('更短的，写明为什么');
    await stage.look(head, 'new-refused', true); // ten questions and a draft
    await page.getByLabel('到哪天').fill(dayAfter(31));
    await page.getByRole('button', { name: '公开征求意见' }).click();
    const address = page.url().replace(/\?.*$/, '');
    const number = address.split('/').at(-1) ?? '';
    await stage.look(head, 'opened');

    const reader = await stage.open(width);
    const everybody = `${stage.origin()}/consultations/${number}`;
    await reader.page.goto(`${stage.origin()}/consultations`);
    await stage.look(reader, 'public-list');
    await reader.page.goto(everybody);
    expect(await reader.page.getByText('收意见的时候不公布数目').isVisible()).toBe(true);
    await stage.look(reader, 'public-open');
    await reader.page.goto(everybody.replace('/consultations', '/en/consultations'));
    await stage.look(reader, 'public-open-en');

    const form = await speak(reader, everybody, { subject: '', body: '下夜班的人没有别的地方停。', publish: true, question: '1' });
    await stage.look(reader, 'form');
    await form.getByRole('button', { name: '提交，领取回执' }).click();
    expect(await form.getByRole('alert').isVisible()).toBe(true);
    await form.getByLabel('用一句话说，是什么意见？').fill('夜间不要收费');
    await form.getByRole('button', { name: '提交，领取回执' }).click();
    const code = (await form.locator('p.code').first().innerText()).trim();
    await stage.look(reader, 'receipt', true);
    const other = await stage.open(width);
    const second = await speak(other, everybody, { subject: '居民优惠太少', body: '老人多，应当再低一些。', publish: false });
    await second.getByRole('button', { name: '提交，领取回执' }).click();

    await take(head, address, 'make_group', '建一个组', { 这一组说的是什么: '夜间收费' });
    await page.goto(`${address}/comments`);
    await stage.look(head, 'comments');
    await page.getByRole('button', { name: '把选中的归入这一组' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('至少勾选一条');
    await page.locator('article', { hasText: '夜间不要收费' }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '把选中的归入这一组' }).click();
    expect(await page.getByText('已归组1条').isVisible()).toBe(true);
    expect(await page.getByText('夜间不要收费').count()).toBe(0);

    at(32);
    const later = await stage.open(width, 'housing.head');
    await take(
      later,
      address,
      'answer_group',
      '答复一组',
      { '理由（所有人都读得到）': '夜里十点到七点不收费，写进第一条。' },
      { 哪一组: '1' },
      '采纳',
    );
    await answerComments(stage.town().service);
    await take(later, address, 'publish_words', '公开同意公开的意见');
    await publishWords(stage.town().service);
    await stage.look(later, 'answered', true); // with the history of all steps
    const words = { '说明（所有人都读得到）': '夜间不收费写进第一条，居民价以后再议。', 文号: '县政发〔2026〕9号' };
    await take(later, address, 'decide_consultation', '写明决定', words, {}, '改过以后定下来');
    await settleConsultations(stage.town().service);
    await later.page.goto(address.replace('/desk', '/en/desk'));
    await stage.look(later, 'decided-en', true);

    const follower = await stage.open(width);
    await follower.page.goto(`${stage.origin()}/follow`);
    await follower.page.locator('#code').fill(code);
    await follower.page.locator('form[action$="/follow"] button').click();
    await stage.look(follower, 'follow-waits', true);
    await follower.page
      .getByRole('button', { name: /^打开/ })
      .first()
      .click();
    expect(await follower.page.getByText('夜里十点到七点不收费，写进第一条。').isVisible()).toBe(true);
    expect(await follower.page.getByText('到公开时还同意公开的意见已经公开').isVisible()).toBe(true);
    await stage.look(follower, 'follow', true);

    await reader.page.goto(everybody);
    expect(await reader.page.getByText('还有1条意见没有答复就作了决定').isVisible()).toBe(true);
    await stage.look(reader, 'public-decided');
    await reader.page.goto(everybody.replace('/consultations', '/en/consultations'));
    await stage.look(reader, 'public-decided-en');
    await reader.page.goto(`${everybody}/words`);
    expect(await reader.page.getByText('下夜班的人没有别的地方停。').isVisible()).toBe(true);
    expect(await reader.page.content()).not.toContain('老人多');
    await stage.look(reader, 'words');
    at(33);
  });
});
