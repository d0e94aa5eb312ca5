import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldParts, styleSheet } from '../../engine/http/assets.ts';
import { questionsOf } from '../../kernel/form/form.ts';
import { getForm } from '../../policy/form.ts';
import { CHROMIUM, launch } from '../../test/e2e/browser.ts';
import { picture } from '../../test/support/phone.ts';
import { wants } from '../../test/support/wants.ts';
import type { Along } from './domain/along.ts';
import type { Manifest } from './domain/manifest.ts';

// What a phone keeps when two of its windows are open, when it is full, and when it keeps nothing. No server is needed: one is played here.

const NOW = Date.parse('2026-11-23T01:00:00Z');
const HOUR = 3_600_000;
const HASH = 'ab'.repeat(32);
const FORM = getForm('canteen-day');
const CHECKED = questionsOf(FORM).flatMap(({ key, item }) => (item.kind === 'check' ? [key] : []));
const label = { 'zh-CN': '每日检查', en: 'Daily check' };
const ALONG: Along = {
  huiyin: 'along/1',
  at: NOW,
  zone: 'Asia/Shanghai',
  post: 'housing.handler',
  office: label,
  checkpoint: null,
  sites: [{ site: 'ABCD2345', name: '和平小学食堂', english: null, spots: [] }],
  slots: [
    {
      site: 'ABCD2345',
      rule: 'canteen/day',
      slot: '2026-11-23',
      label,
      clause: label,
      form: HASH,
      from: NOW - HOUR,
      due: NOW + HOUR,
      last: null,
    },
    {
      site: 'ABCD2345',
      rule: 'canteen/words',
      slot: '2026-11-23',
      label,
      clause: label,
      form: null,
      from: NOW - HOUR,
      due: NOW,
      last: null,
    },
  ],
  forms: { [HASH]: FORM },
  more: false,
};
const ORIGIN = 'http://localhost:9';
const SHELL = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>x</title><div id="app"></div><script type="module" src="/field/app.js"></script></html>`;

let browser: Browser;
let context: BrowserContext;
/** Whether the played server answers, and what it was sent. */
let isHere = true;
let isListed = true;
let sent: Manifest[] = [];
const hashes = new Map<string, string>();

const play = async (route: Route): Promise<void> => {
  const { pathname } = new URL(route.request().url());
  const own = { 'x-huiyin': '1' };
  const script = fieldParts().get(pathname.replace('/field/', ''));
  if (script !== undefined) return route.fulfill({ body: script, contentType: 'text/javascript; charset=utf-8' });
  if (pathname === '/field') return route.fulfill({ body: SHELL, contentType: 'text/html; charset=utf-8' });
  if (pathname === '/huiyin.css') return route.fulfill({ body: styleSheet(), contentType: 'text/css' });
  if (!isHere) return route.abort();
  if (pathname === '/api/v1/field') return isListed ? route.fulfill({ json: ALONG, headers: own }) : route.abort();
  if (!pathname.startsWith('/api/v1/intake/') || pathname.includes('/blobs/')) return route.fulfill({ status: 404, body: '' });
  const text = route.request().postData() ?? '';
  const manifest = JSON.parse(text) as Manifest;
  sent.push(manifest);
  const photos = manifest.photos.map((one) => ({ ...one, held: one.size, stored: true }));
  const hash = hashes.get(text) ?? Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');
  hashes.set(text, hash);
  const receipt = { huiyin: 'intake/1', id: manifest.id, manifest: hash, record: 'ZZZZ2345', photos, counts: true, twin: null };
  return route.fulfill({ json: receipt, headers: own });
};

beforeAll(async () => {
  if (CHROMIUM !== undefined) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  [isHere, isListed, sent] = [true, true, []];
  context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 760 }, serviceWorkers: 'block' });
  await context.route('**/*', play);
});
afterEach(async () => {
  await context.close();
});

const open = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(`${ORIGIN}/field`);
  await page.getByText('清单带到手机').waitFor();
  return page;
};
const fill = async (page: Page, nth = 0): Promise<void> => {
  await page.locator('.slots li button').nth(nth).click();
  await page.getByRole('button', { name: '填完了' }).waitFor();
};
const answer = (page: Page, key = ''): Promise<void> => page.locator(`[name="v.${key}"][value="pass"]`).check();
type Stored = { readonly sent: object; readonly id: string; readonly key: string };
/** What lies in a store of the phone. */
const stored = (page: Page, store: string): Promise<readonly Stored[]> =>
  page.evaluate(
    (name) =>
      new Promise<readonly Stored[]>((resolve) => {
        const asked = indexedDB.open('huiyin-field');
        asked.addEventListener('success', () => {
          const all = asked.result.transaction(name).objectStore(name).getAll();
          all.addEventListener('success', () => {
            asked.result.close();
            resolve(all.result as Stored[]); // as the page wrote them
          });
        });
      }),
    store,
  );
const keysOnDisk = async (page: Page): Promise<readonly string[]> => Object.keys((await stored(page, 'drafts'))[0]?.sent ?? {});
const addPhoto = async (page: Page): Promise<void> => {
  const buffer = await picture(300, 200);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
  await page.locator('img.thumb').first().waitFor();
};

describe.runIf(CHROMIUM)('a check that is open in two windows of a phone', wants('chromium'), () => {
  it('keeps the answers of both', async () => {
    const [one, two] = [await open(), await open()];
    await fill(one);
    await answer(one, CHECKED[0]);
    await two.reload();
    await fill(two);
    await answer(two, CHECKED[1]);
    await answer(two, CHECKED[2]);
    await answer(one, CHECKED[3]);
    const names = CHECKED.slice(0, 4).map((key) => `v.${key}`);
    await expect.poll(async () => (await keysOnDisk(one)).toSorted()).toEqual(names.toSorted());
  });

  it('is finished once, and what was finished is not begun again, nor are its photos deleted', async () => {
    isHere = true;
    const one = await open();
    await fill(one, 1);
    await one.locator('textarea').fill('冷库门关着');
    const two = await open();
    await two.locator('.slots li button', { hasText: '接着填' }).click();
    await two.getByRole('button', { name: '填完了' }).waitFor();
    isHere = false;
    await two.getByRole('button', { name: '填完了' }).dblclick();
    await two.getByText('清单带到手机').waitFor();
    await one.locator('textarea').fill('别的');
    await one.getByText('另一个窗口').waitFor();
    await one.getByRole('button', { name: '填完了' }).click();
    await expect.poll(async () => [(await stored(one, 'drafts')).length, (await stored(one, 'unsent')).length]).toEqual([0, 1]);
    isHere = true;
    await two.getByRole('button', { name: '现在送' }).click();
    await two.getByText('都已送到').waitFor();
    expect(new Set(sent.map((it) => JSON.stringify(it.answers)))).toEqual(new Set(['{"note":{"words":"冷库门关着"}}']));
  });

  it('given up in one of them, keeps the photos of what was finished in the other', async () => {
    const one = await open();
    await fill(one);
    for (const key of CHECKED) await answer(one, key);
    await addPhoto(one);
    const [draft] = await stored(one, 'drafts');
    // As it was finished in another window: it is among the unsent, and no draft any more.
    await one.evaluate(
      (it) =>
        new Promise<void>((resolve) => {
          const asked = indexedDB.open('huiyin-field');
          asked.addEventListener('success', () => {
            const work = asked.result.transaction(['drafts', 'unsent'], 'readwrite');
            work.objectStore('drafts').delete(it.key);
            work.objectStore('unsent').put({ id: it.id, post: 'other.post', title: 'x', site: 'x', slots: [], manifest: '{}', hash: '', photos: [], madeAt: 0, receipt: null, fault: null, lost: [] }); // prettier-ignore
            work.addEventListener('complete', () => {
              asked.result.close();
              resolve();
            });
          });
        }),
      draft as Stored,
    );
    await one.getByText('不填了，删掉这一份').first().click();
    await one.locator('details input').fill('删掉');
    await one.locator('details button').click();
    await one.getByText('清单带到手机').waitFor();
    expect([(await stored(one, 'photos')).length, (await stored(one, 'unsent')).length]).toEqual([1, 1]);
  });
});

describe.runIf(CHROMIUM)('a phone', wants('chromium'), () => {
  it('that has no room for a list sends what it holds all the same', async () => {
    const page = await open();
    await fill(page, 1);
    await page.locator('textarea').fill('冷库门关着');
    isHere = false;
    await page.getByRole('button', { name: '填完了' }).click();
    await page.getByText('1份没有送出').waitFor();
    await page.evaluate(() => {
      const stores = IDBObjectStore.prototype as { put: (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest };
      const kept = stores.put;
      stores.put = function full(value, key) {
        if (this.name === 'kept') throw new DOMException('full', 'QuotaExceededError');
        return kept.call(this, value, key);
      };
    });
    isHere = true;
    await page.getByRole('button', { name: '现在送' }).click();
    await page.getByText('都已送到').waitFor();
    expect([(await stored(page, 'unsent')).length, sent.length]).toEqual([0, 1]);
  });

  it('that has lost a form takes what was answered for no other form', async () => {
    const page = await open();
    await fill(page);
    await answer(page, CHECKED[0]);
    await expect.poll(() => keysOnDisk(page)).toHaveLength(1);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const asked = indexedDB.open('huiyin-field');
          asked.addEventListener('success', () => {
            const work = asked.result.transaction('kept', 'readwrite');
            const list = work.objectStore('kept').get('along');
            list.addEventListener('success', () => {
              work.objectStore('kept').put({ ...(list.result as object), forms: {}, slots: [] }, 'along');
            });
            work.addEventListener('complete', () => {
              asked.result.close();
              resolve();
            });
          });
        }),
    );
    isListed = false;
    await page.reload();
    await page.getByText('不在手机里').waitFor();
    expect([await page.locator('textarea').count(), await page.getByRole('button', { name: '填完了' }).count()]).toEqual([0, 0]);
    isListed = true;
    await page.goto(`${ORIGIN}/field`);
    await page.getByText('清单带到手机').waitFor();
    await page.locator('.slots li button', { hasText: '接着填' }).click();
    await expect.poll(() => page.locator(`[name="v.${CHECKED[0]}"][value="pass"]`).isChecked()).toBe(true);
  });

  it('that keeps nothing says so, and where to fill in', async () => {
    await context.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/field`);
    await page.getByText('存不住检查记录').waitFor();
    await page.getByRole('link', { name: '上网填写' }).waitFor();
  });
});
