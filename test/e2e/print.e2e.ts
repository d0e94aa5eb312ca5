import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;

/** Files a matter as a reader of that language does, and stays on the receipt. */
const receiptIn = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${origin}${path}/file`);
  await page.getByRole('radio').last().check();
  await page.locator('main form button').first().click();
  await page.locator('main input[type=text]').first().fill('Street light, 路灯');
  await page.locator('main textarea').first().fill('Dark for three weeks. 三周不亮。');
  await page.locator('main form button').last().click();
  await page.locator('.code').waitFor();
};

// Chromium writes page objects uncompressed.
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe.runIf(CHROMIUM)('the printed receipt', wants('chromium'), () => {
  beforeAll(async () => {
    town = await openTown({ at: '2026-09-28T02:00:00Z' });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await town.close();
  });

  it.each(['', '/en'])('fits on one A4 sheet (language path "%s")', async (path) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await receiptIn(page, path);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
    // Nothing that only a screen can use is printed.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible, nav a:visible').count()).toBe(0);
    expect(await page.locator('.code').isVisible()).toBe(true);
  });
});
