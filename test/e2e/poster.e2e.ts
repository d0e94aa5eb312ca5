import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown();
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  await app.close();
  await town.close();
});

describe.runIf(CHROMIUM).each(WIDTHS)('the poster, without JavaScript, at %i px', wants('chromium'), (width) => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await openReader(browser, origin, width);
  });
  afterAll(async () => {
    await reader.close();
  });

  it('is reached from the first page, in both languages, light enough and without a fault', async () => {
    const { page } = reader;
    await page.goto(origin);
    await page.getByRole('link', { name: '张贴用的一页纸' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('您说的事，会有回音');
    const chinese = await reader.look('poster');
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What you raise gets an answer');
    const english = await reader.look('poster-en');
    expect([...chinese.findings, ...english.findings]).toEqual([]);
    const pdf = await page.getByRole('link', { name: 'Download as PDF' }).getAttribute('href');
    expect(pdf).toBe('/en/poster.pdf');
  });
});
