import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { sessionOf } from '../../test/support/desk.ts';
import { AwayServer, lookAtPhone as look, openAt, PhoneBrowser, picture, waitForWorker } from '../../test/support/phone.ts';
import { member } from '../../test/support/sign-in.ts';
import { openHazardTown, publishHazards } from '../../test/support/towns/hazard-town.ts';
import { wants } from '../../test/support/wants.ts';
import { takeStaffStep } from '../../engine/staff-entity.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { filesOf } from '../../kernel/stream/files.ts';
import { hazards } from './server/hazards.ts';

let place: Awaited<ReturnType<typeof openHazardTown>>;
let server: AwayServer;
let origin = '';
let phone: PhoneBrowser;
let context: BrowserContext;
let page: Page;
let number = '';
beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  place = await openHazardTown();
  await publishHazards(place.town);
  await place.town.tick();
  await place.town.service.jurisdiction('fresh');
  number = await place.lived(2);
  await take(number, 'water.handler', 'report_mended', { words: '清走了' }, [await picture(900, 700)]);
  server = new AwayServer(place.town);
  origin = await server.start();
  phone = new PhoneBrowser();
  context = await phone.start();
}, 600_000);
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await phone.end();
  await server.stop();
  await place.close();
});

const take = async (hazard: string, post: string, name: string, input: JsonObject, files: readonly Buffer[] = []): Promise<void> => {
  const named = files.map((bytes, i) => ({ field: `file${i + 1}`, type: 'image/jpeg', size: bytes.length }));
  const command = { name, input: { ...input, ...(files.length === 0 ? {} : { files: named }) } };
  const refusal = await takeStaffStep(place.town.service, hazards, hazard, member(post), command, { files });
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};
const signIn = async (post: string): Promise<void> =>
  context.addCookies([{ name: 'huiyin_staff', value: await sessionOf(place.town, post), url: origin, sameSite: 'Strict', httpOnly: true }]);
const open = async (width = 360): Promise<void> => {
  page = await openAt(context, place.town.now(), width);
  await page.goto(`${origin}/field`);
  await page.getByText('清单带到手机').waitFor();
};
const sendNow = async (): Promise<void> => {
  await page.getByRole('button', { name: '现在送' }).click();
  await page.getByRole('button', { name: '现在送' }).waitFor();
};
const allSafe = (): Promise<void> => page.getByRole('link', { name: '都已送到' }).waitFor();
const isReady = (): Promise<void> => page.getByRole('heading', { name: /·/ }).waitFor();
const begin = async (hazard: string): Promise<void> => {
  await page.locator('.slots li', { hasText: hazard }).getByRole('button').click();
  await isReady();
};
const lastOf = async (hazard: string) => (await place.viewed(hazard)).entries.at(-1);
const addPhoto = async (): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture() });
  await page.locator('figure img[alt="照片1"]').waitFor();
};

describe.runIf(CHROMIUM)('a hazard that is looked at again in a cellar', wants('chromium'), () => {
  it('is taken along with its standard and the photo of then', { timeout: 600_000 }, async () => {
    await signIn('county.head');
    await open();
    await waitForWorker(page);
    await page.getByRole('heading', { name: '去现场复查、整改' }).waitFor();
    await look(page, 'looks');
    await server.stop();
    await page.close({ runBeforeUnload: false });
    await open();
    await begin(number);
    for (const text of ['净宽1.4米', '清走了']) await page.getByText(text).first().waitFor();
    // The photo of then lies on the phone and can be seen.
    const width = await page
      .locator('figure img[alt="说是改好以后"]')
      .first()
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBe(480);
  });

  it('is decided there: what was written and photographed is on the disk though the page ends', { timeout: 600_000 }, async () => {
    await page.getByRole('button', { name: '填完了' }).click();
    await page.getByText('还有2处').waitFor();
    await page.getByLabel('合格').check();
    await page.getByLabel('看了什么、量了什么').fill('量过，净宽一米五');
    await addPhoto();
    await look(page, 'look');
    await page.setViewportSize({ width: 320, height: 760 });
    await look(page, 'look-320');
    await page.waitForTimeout(100);
    await page.close({ runBeforeUnload: false });
    await phone.kill();
    context = await phone.start();
    await open();
    await begin(number);
    expect(await page.getByLabel('合格').isChecked()).toBe(true);
    expect(await page.getByLabel('看了什么、量了什么').inputValue()).toBe('量过，净宽一米五');
    await page.locator('figure img[alt="照片1"]').waitFor();
    await page.getByRole('button', { name: '填完了' }).click();
    await page.getByText('1份没有送出').waitFor();
    expect((await lastOf(number))?.event.type).toBe('reported_mended');
  });

  it('is accepted by the server when there is a signal again, with the photo, once', { timeout: 600_000 }, async () => {
    await server.start();
    // The session ended with the browser.
    await signIn('county.head');
    // What the server cannot place now is not lost: the photo stays here, and comes with the next try.
    await context.route('**/blobs/*', (route) =>
      route.fulfill({ status: 404, headers: { 'x-huiyin': '1' }, json: { error: { code: 'photo_unknown', message: '没有这张照片' } } }),
    );
    await sendNow();
    await page.getByText('1份没有送出').waitFor();
    expect((await lastOf(number))?.event.type).toBe('reported_mended');
    await context.unroute('**/blobs/*');
    await sendNow();
    await allSafe();
    const { event, texts } = (await lastOf(number)) ?? {};
    expect([event?.type, texts?.['words'], event ? filesOf(event.data).length : 0]).toEqual(['mend_accepted', '量过，净宽一米五', 1]);
    await page.getByText('今天送到的').click();
    expect(await page.locator('.slots li', { hasText: number }).count()).toBe(0);
  });

  it('that has moved on meanwhile keeps what was seen as evidence, and says so', { timeout: 600_000 }, async () => {
    const second = await place.lived(3);
    await sendNow();
    await begin(second);
    await server.stop();
    await page.getByLabel('没有改好').check();
    await page.getByLabel('哪里还没有改好').fill('后门还堵着');
    await page.getByLabel('再改到哪一天').fill('2026-12-30');
    await addPhoto();
    await page.getByRole('button', { name: '填完了' }).click();
    await page.getByText('1份没有送出').waitFor();
    await take(second, 'county.handler', 'accept_mend', { words: '合格', no_photo: '没有相机' });
    await take(second, 'housing.head', 'delist', {});
    await take(second, 'housing.handler', 'reopen', { reason: '又堆上了' });
    await server.start();
    await sendNow();
    await allSafe();
    const { event, texts } = (await lastOf(second)) ?? {};
    expect([event?.type, event?.data['meant'], event ? filesOf(event.data).length : 0]).toEqual(['evidence_added', 'return_mend', 1]);
    expect(texts?.['words']).toContain('后门还堵着');
    await page.getByText('今天送到的').click();
    await page.getByText('已经有了新的一步').waitFor();
    await look(page, 'kept-beside');
  });

  it('is said to be mended by who mends it, from the phone, too; in English', { timeout: 600_000 }, async () => {
    const third = await place.lived(2);
    await signIn('water.handler');
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'To look at again, to mend' }).waitFor();
    await page.locator('.slots li', { hasText: third }).getByRole('button').click();
    await page.getByLabel('How it was mended').fill('Cleared away');
    await look(page, 'mend-en');
    await page.getByLabel('Why there is no photo').fill('no camera');
    await page.getByRole('button', { name: 'Finished' }).click();
    await page.getByText('List taken along').waitFor();
    await page.getByRole('link', { name: 'All is safe' }).waitFor();
    expect((await lastOf(third))?.event.type).toBe('reported_mended');
  });
});
