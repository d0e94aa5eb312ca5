import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { useStage } from '../../test/e2e/stage.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { publishPack } from '../../test/support/towns/staff-town.ts';
import { wants } from '../../test/support/wants.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { VISIT } from './domain/vocabulary.ts';

const WIDTHS = [320, 1280] as const;

/** A head of the county, below which three offices stand. */
const withHead = async (town: TestTown): Promise<void> => {
  await town.service.read(async (tx) => {
    await addPost(tx, 'county', 'head');
    const head = { staff: 'county.head', post: 'county.head', password: PASSWORD, totp: TOTP_SECRET };
    await addStaff(tx, town.installation.keys.secret('wrap'), head);
  });
  await publishPack(town, VISIT, 'visit-tour');
  await town.tick();
  await town.service.jurisdiction('fresh');
};

const stage = useStage('visits', withHead);

describe.runIf(CHROMIUM).each(WIDTHS)('a tour of supervision visits, without JavaScript, at %i px', wants('chromium'), (width) => {
  it('is announced, drawn once the log holds it, made unannounced, and told to everybody', async () => {
    const today = dateIn(stage.town().now(), 'Asia/Shanghai');
    const county = await stage.open(width, 'county.head');
    const { page } = county;
    await page.goto(`${stage.origin()}/desk/visits`);
    await stage.look(county, 'list');
    await page.getByRole('link', { name: '公告一次随机督查' }).click();
    await page.getByLabel('名称（公开）').fill(`冬季安全履职督查${width}`);
    await page.getByLabel('英文名称').fill(`Winter visits ${width}`);
    await page.getByLabel('抽几个单位').selectOption('9');
    await page.getByLabel('督查到哪天为止').fill(addDays(today, 14));
    await page.getByRole('button', { name: '公告一次随机督查' }).click();
    // More than there are: refused, and what was written is still there.
    await stage.look(county, 'new-refused');
    expect(await page.getByRole('alert').innerText()).toContain('抽取的单位数写1到3');
    await page.getByLabel('抽几个单位').selectOption('1');
    await page.getByRole('button', { name: '公告一次随机督查' }).click();
    await stage.look(county, 'announced');
    const address = page.url().replace(/\?.*$/, '');

    await page.getByRole('button', { name: '抽取' }).click();
    expect(await page.getByText('公告还没有进入已公布的日志').first().isVisible()).toBe(true);
    await stage.look(county, 'too-early');
    const reader = await stage.open(width);
    await reader.page.goto(`${stage.origin()}/visits`);
    expect(await reader.page.getByText('还没有抽取').first().isVisible()).toBe(true);
    await stage.look(reader, 'public-announced');

    await stage.town().tick();
    await page.goto(address);
    await page.getByRole('button', { name: '抽取' }).click();
    await stage.look(county, 'drawn');
    await page.goto(`${address}?step=examine_office`);
    await page.getByLabel('去了哪个单位').selectOption({ index: 1 });
    for (const inOrder of await page.getByLabel('符合', { exact: true }).all()) await inOrder.check();
    await page.getByRole('group', { name: '值班电话有人接听' }).getByLabel('不符合').check();
    await stage.look(county, 'record', true);
    await page.getByRole('button', { name: '记下一次督查' }).click();
    expect(await page.getByText('抽中的单位都去过了').first().isVisible()).toBe(true);
    await stage.look(county, 'visited');
    await page.getByLabel('这次督查的情况').fill('值班电话一处没有人接。');
    await page.getByRole('button', { name: '总结，写明情况' }).click();
    await stage.look(county, 'closed');
    await page.goto(address.replace('/desk/', '/en/desk/'));
    await stage.look(county, 'closed-en');

    await reader.page.goto(`${stage.origin()}/visits`);
    expect(await reader.page.getByText('重算过：指纹和抽中的单位都对得上。').first().isVisible()).toBe(true);
    expect(await reader.page.content()).not.toContain('值班电话');
    await stage.look(reader, 'public');
    await reader.page.goto(`${stage.origin()}/en/visits`);
    await stage.look(reader, 'public-en');
    await reader.page.getByRole('link', { name: 'the leaf of the announcement in the log' }).first().click();
    expect(reader.page.url()).toContain('/c/');
  });
});
