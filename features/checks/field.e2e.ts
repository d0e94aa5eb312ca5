import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionsOf, wantsPhotos } from '../../kernel/form/form.ts';
import { getForm } from '../../policy/form.ts';
import { CHROMIUM } from '../../test/e2e/browser.ts';
import { sessionOf } from '../../test/support/desk.ts';
import { allInOrder, openCheckTown } from '../../test/support/towns/check-town.ts';
import { wants } from '../../test/support/wants.ts';
import {
  addPhotoOn,
  answerOn,
  AwayServer,
  fillUp,
  finishOn,
  lookAtPhone as look,
  lookForUpdate,
  onDisk,
  openAt,
  PhoneBrowser,
  picture,
  throwPhotosAway,
  waitForWorker,
} from '../../test/support/phone.ts';

let place: Awaited<ReturnType<typeof openCheckTown>>;
let server: AwayServer;
let origin = '';
let phone: PhoneBrowser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  // Monday 23 November 2026, nine in the morning there.
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen']);
  await place.opened();
  await place.goTo('11-23 09:00');
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

const signIn = async (post: string): Promise<void> =>
  context.addCookies([{ name: 'huiyin_staff', value: await sessionOf(place.town, post), url: origin, sameSite: 'Strict', httpOnly: true }]);

/** The page as somebody opens it who taps on its picture; on the list, whatever stood there. */
const open = async (path = '/field'): Promise<void> => {
  page = await openAt(context, place.town.now());
  await page.goto(`${origin}${path}`);
  await page.getByText('清单带到手机').waitFor();
};
/** Ends the page as a phone does that needs the memory. */
const endPage = (): Promise<void> => page.close({ runBeforeUnload: false });

const records = async (): Promise<number> => (await place.town.superuser.query('select from check_record')).rowCount ?? 0;
const unsentSaid = (): Promise<string> => page.locator('.state a').first().innerText();
const sendNow = async (): Promise<void> => {
  await page.getByRole('button', { name: '现在送' }).click();
  await page.getByRole('button', { name: '现在送' }).waitFor();
};
const allSafe = (): Promise<void> => page.getByRole('link', { name: '都已送到' }).waitFor();
const DAY = getForm('canteen-day');
const isReady = (): Promise<void> => page.getByRole('heading', { name: /·/ }).waitFor();
/** Opens the form of a rule's first open slot. */
const fill = async (rule: string): Promise<void> => {
  await page.locator('.slots li', { hasText: rule }).first().getByRole('button').click();
  await isReady();
};
const answerAll = (): Promise<number> => answerOn(page, DAY, allInOrder(DAY));
const photoKey = questionsOf(DAY).find(({ item }) => wantsPhotos(item) && item.kind !== 'photo')?.key ?? '';

describe.runIf(CHROMIUM)('a phone in a cellar', wants('chromium'), () => {
  it('takes its list along at the desk, and opens without a network', { timeout: 600_000 }, async () => {
    page = await openAt(context, place.town.now());
    await page.goto(`${origin}/field`);
    await page.getByText('登录').first().waitFor();
    await look(page, 'signed-out');
    await signIn('housing.handler');
    await page.reload();
    await page.getByRole('heading', { name: '和平小学食堂' }).waitFor();
    await waitForWorker(page);
    await look(page, 'list');
    await server.stop();
    await endPage();
    const began = performance.now();
    await open();
    process.stdout.write(`  opened without a network in ${Math.round(performance.now() - began)} ms\n`);
    await page.getByRole('heading', { name: '和平小学食堂' }).waitFor();
    expect(await unsentSaid()).toContain('都已送到');
  });

  it(
    'has every answer on its disk the moment it is given: the page ended after each kind of step, the browser killed',
    { timeout: 600_000 },
    async () => {
      await fill('每日');
      const given = await answerAll();
      await look(page, 'form');
      let writes = given;
      await endPage();
      await open();
      await page.getByRole('button', { name: '接着填' }).first().click();
      await isReady();
      const kept = await onDisk(page);
      expect(kept).toBeGreaterThanOrEqual(given);
      // 200 answers, one after the other; then the battery is empty.
      const choice = questionsOf(DAY).find(({ item }) => item.kind === 'check');
      for (; writes < 200; writes += 1)
        await page.locator(`[name="v.${choice?.key}"][value="${writes % 2 === 0 ? 'pass' : 'fail'}"]`).check();
      await page.locator(`[name="v.${choice?.key}"][value="fail"]`).check();
      await page.locator(`[name="w.${choice?.key}"]`).fill('门锁坏了');
      await page.waitForTimeout(100);
      await phone.kill();
      context = await phone.start();
      await open();
      await page.getByRole('button', { name: '接着填' }).first().click();
      await isReady();
      expect(await page.locator(`[name="v.${choice?.key}"][value="fail"]`).isChecked()).toBe(true);
      expect(await page.locator(`[name="w.${choice?.key}"]`).inputValue()).toBe('门锁坏了');
      expect(await onDisk(page)).toBe(kept + 1);
    },
  );

  it('ended while the camera is open, it says which photo did not come', { timeout: 600_000 }, async () => {
    const field = page.locator(`[id="q-${photoKey}"] input[type=file]`);
    const chooser = page.waitForEvent('filechooser');
    await field.click();
    await chooser;
    await page.waitForTimeout(100);
    await endPage();
    await open();
    await page.getByRole('button', { name: '接着填' }).first().click();
    await page.getByText('照片没有传回来').waitFor();
    await addPhotoOn(page, photoKey);
    expect(await page.getByText('照片没有传回来').count()).toBe(0);
    await look(page, 'photo');
    await endPage();
    await open();
    await page.getByRole('button', { name: '接着填' }).first().click();
    await page.locator(`[id="q-${photoKey}"] img`).first().waitFor();
  });

  it('sends nothing while the server is away, and loses nothing', { timeout: 600_000 }, async () => {
    const before = await records();
    await finishOn(page);
    expect(await unsentSaid()).toContain('1份没有送出');
    await sendNow();
    expect([await unsentSaid(), await records()]).toEqual(['1份没有送出', before]);
    await page.locator('.state a').first().click();
    await page.getByRole('heading', { name: '没有送出的' }).waitFor();
    await look(page, 'unsent');
    await endPage();
    await phone.kill();
    context = await phone.start();
    await open();
    expect(await unsentSaid()).toContain('1份没有送出');
  });

  it('believes no network that answers for the server, and asks who was signed out', { timeout: 600_000 }, async () => {
    await server.start();
    const portal = (route: Route): Promise<void> =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to our WLAN</h1>', headers: {} });
    await page.route('**/api/**', portal);
    await sendNow();
    expect([await unsentSaid(), await records()]).toEqual(['1份没有送出', 0]);
    await page.unroute('**/api/**');
    await context.clearCookies();
    await sendNow();
    await page.getByText('还没有登录').waitFor();
    expect(await unsentSaid()).toContain('1份没有送出');
    // Another post signs in: what is not its own stays and is said.
    await signIn('water.handler');
    await sendNow();
    await page.getByText('这些记录没有送').waitFor();
    expect([await unsentSaid(), await records()]).toEqual(['1份没有送出', 0]);
  });

  it(
    'with its answers lost and the server killed between the record and its photo, sends one record, and forgets it only then',
    { timeout: 600_000 },
    async () => {
      await signIn('housing.handler');
      // The record arrives, its answer does not; then the server is gone.
      await page.route('**/api/v1/intake/*', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await sendNow();
      expect([await unsentSaid(), await records()]).toEqual(['1份没有送出', 1]);
      await page.unroute('**/api/v1/intake/*');
      await page.route('**/blobs/*', async (route) => {
        await server.stop();
        await route.abort();
      });
      await sendNow();
      expect(await unsentSaid()).toContain('1份没有送出');
      await page.unroute('**/blobs/*');
      await server.start();
      // Half of what was sent is said to be there: it is not believed to be all.
      await page.route('**/api/v1/intake/*', async (route) => {
        const answer = await route.fetch();
        const body = (await answer.json()) as { photos: { stored: boolean }[] };
        await route.fulfill({ response: answer, json: { ...body, photos: body.photos.slice(1) } });
      });
      await sendNow();
      expect(await unsentSaid()).toContain('1份没有送出');
      await page.unroute('**/api/v1/intake/*');
      await sendNow();
      await allSafe();
      expect(await records()).toBe(1);
      const { rows } = await place.town.superuser.query<{ here: boolean }>('select here from check_photo');
      expect(rows).toEqual([{ here: true }]);
      expect((await place.today()).map(({ rule }) => rule)).not.toContain('canteen/can.day');
      await look(page, 'sent');
    },
  );

  it('whose photo was thrown away by the browser sends the record, and both sides say what is lacking', { timeout: 600_000 }, async () => {
    await place.goTo('11-24 09:00');
    await signIn('housing.handler');
    await page.clock.setFixedTime(place.town.now());
    await sendNow();
    await fill('每日');
    await answerAll();
    await addPhotoOn(page, photoKey);
    await server.stop();
    await finishOn(page);
    await throwPhotosAway(page);
    await server.start();
    await sendNow();
    await page.locator('.state a').first().click();
    await page.getByText('有1张照片已不在手机里').waitFor();
    await look(page, 'lost-photo');
    expect([await records(), (await place.today()).some(({ rule }) => rule === 'canteen/can.day')]).toEqual([2, true]);
    // Given up by a typed word, not by a tap.
    await page.locator('summary', { hasText: '从手机里删掉' }).click();
    expect(await page.getByRole('button', { name: '从手机里删掉' }).isDisabled()).toBe(true);
    await page.getByLabel('删掉就找不回来了').fill('删掉');
    await page.getByRole('button', { name: '从手机里删掉' }).click();
    await allSafe();
    await page.getByRole('link', { name: '返回清单' }).click();
  });

  it('that is full says so and keeps what was there', { timeout: 600_000 }, async () => {
    await fill('每日');
    await fillUp(page);
    await page
      .locator(`[id="q-${photoKey}"] input[type=file]`)
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture(800, 600) });
    await page.getByText('手机存满了').waitFor();
    await endPage();
    await open();
    await page.getByRole('button', { name: '接着填' }).first().click();
    await isReady();
    expect(await page.locator(`[id="q-${photoKey}"] img`).count()).toBe(0);
    await page
      .locator(`[id="q-${photoKey}"] input[type=file]`)
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: randomBytes(999) });
    await page.getByText('不是这个浏览器能读的照片').waitFor();
  });

  it('with a clock that is a day wrong is bracketed by what it knew and when it arrived', { timeout: 600_000 }, async () => {
    await page.clock.setFixedTime(place.town.now() + 86_400_000);
    await answerAll();
    await finishOn(page);
    await sendNow();
    await allSafe();
    const { rows } = await place.town.superuser.query<{ bracket: boolean }>(
      'select not_before <= received_at as bracket from check_record where done_at > received_at',
    );
    expect(rows).toEqual([{ bracket: true }]);
    // Its claim is a day too late, and the record came today: it was done today.
    expect((await place.today()).map(({ rule }) => rule)).not.toContain('canteen/can.day');
    await page.clock.setFixedTime(place.town.now());
  });

  it('keeps what is begun through a new version, which waits until it is asked for', { timeout: 600_000 }, async () => {
    await place.goTo('11-25 09:00');
    await signIn('housing.handler');
    await page.clock.setFixedTime(place.town.now());
    await sendNow();
    await fill('每日');
    await page.locator('[name^="v."][value="pass"]').first().check();
    await lookForUpdate(page);
    // The same bytes are no new version; another byte is.
    expect(await page.getByText('有新版本').count()).toBe(0);
    server.isNewer = true;
    await lookForUpdate(page);
    // Nothing is offered, and nothing taken over, while a check is open.
    await page.waitForTimeout(500);
    expect(await page.getByText('有新版本').count()).toBe(0);
    await page.getByRole('link', { name: '返回清单' }).click();
    await page.getByText('有新版本').waitFor();
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: '现在换上' }).click();
    await loaded;
    await page.getByText('清单带到手机').waitFor();
    expect(await page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/^field-next-/)]);
    await page.getByRole('button', { name: '接着填' }).first().click();
    await isReady();
    expect(await page.locator('[name^="v."][value="pass"]').first().isChecked()).toBe(true);
  });

  it('that breaks is rescued by a file, which another one sends; what was sent already is one record', { timeout: 600_000 }, async () => {
    await answerAll();
    await addPhotoOn(page, photoKey);
    const before = await records();
    await server.stop();
    await finishOn(page);
    await page.locator('.state a').first().click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '存成文件' }).click();
    const file = await (await download).path();
    await server.start();
    const other = new PhoneBrowser();
    const own = context;
    try {
      context = await other.start();
      await signIn('housing.handler');
      const first = page;
      await open();
      await page.locator('.state a').first().click();
      await page.getByLabel('打开存下的文件').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
      await page.getByText('这不是从这里存下的文件').waitFor();
      await page.getByLabel('打开存下的文件').setInputFiles(file);
      await page.getByText('从文件里取出1份').waitFor();
      await allSafe();
      expect(await records()).toBe(before + 1);
      page = first;
    } finally {
      context = own;
      await other.end();
    }
    await page.getByRole('link', { name: '返回清单' }).click();
    await sendNow();
    await allSafe();
    expect(await records()).toBe(before + 1);
  });

  it('with a clock that is behind shows what is open by the server’s, and says what does not count', { timeout: 600_000 }, async () => {
    await place.goTo('11-25 13:00');
    await page.clock.setFixedTime(place.town.now() - 3 * 3_600_000);
    await sendNow();
    // Lunch began at eleven; by the phone's own clock it is ten.
    const lunch = page.locator('.slots li', { hasText: '陪餐' }).first();
    await lunch.getByRole('button').waitFor();
    await page.route('**/api/v1/intake/*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), counts: false } });
    });
    await lunch.getByRole('button').click();
    await isReady();
    await answerOn(page, getForm('canteen-meal'), allInOrder(getForm('canteen-meal')));
    await finishOn(page);
    await allSafe();
    await page.locator('summary', { hasText: '今天送到的' }).click();
    await page.getByText('留存，但不算完成').waitFor();
    await page.unroute('**/api/v1/intake/*');
    await page.clock.setFixedTime(place.town.now());
  });

  it('opens a place by the code on its wall, in the other language, with a keyboard', { timeout: 600_000 }, async () => {
    const { rows } = await place.town.superuser.query<{ matter: string }>('select matter from site');
    await open(`/field/s/${rows[0]?.matter}-1`);
    await page.getByText('看全部地方').waitFor();
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('All sites').waitFor();
    await look(page, 'english');
    await page.getByRole('button', { name: '中文' }).click();
  });

  it('signed out, forgets its list and keeps what is unsent', { timeout: 600_000 }, async () => {
    // Definitions of an emergency count for three days: until the next morning.
    await place.goTo('11-25 15:00');
    await signIn('housing.handler');
    await open();
    await page.locator('.slots li button').first().click();
    await isReady();
    await page.locator('[name^="v."][value="pass"]').first().check();
    await page.getByRole('link', { name: '返回清单' }).click();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/desk/sign-out');
    await context.clearCookies();
    await page.goto(`${origin}/field`);
    await page.getByText('还没有登录').waitFor();
    expect(await page.getByRole('heading', { name: '和平小学食堂' }).count()).toBe(0);
    await page.getByRole('link', { name: '接着填' }).click();
    await isReady();
    expect(await page.locator('[name^="v."][value="pass"]').first().isChecked()).toBe(true);
  });
});
