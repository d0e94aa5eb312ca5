import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/stream/event.ts';
import { getPack } from '../../policy/load.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { publishDefinition } from '../../engine/place/publish-definition.ts';
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
  const body = { ...getPack('petition-2022'), version: 2 } as unknown as Json; // a pack is plain JSON by its own type
  const publication = { kind: 'pack', name: 'petition-2022', body, replaces: true, emergency: true, actor: { kind: 'machine' } } as const;
  await town.service.read((tx) => publishDefinition(tx, publication, town.now()));
  await town.tick();
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

describe.runIf(CHROMIUM).each(WIDTHS)('the public record, without JavaScript, at %i px', wants('chromium'), (width) => {
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
    await page.getByRole('link', { name: '规则和岗位的公开记录' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('本地的公开记录');
    const chinese = await reader.look('record');
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Public record');
    const english = await reader.look('record-en');
    expect([...chinese.findings, ...english.findings]).toEqual([]);
    if (width === 1280) process.stdout.write(`record: ${chinese.bytes} and ${english.bytes} bytes with styles\n`);
  });

  it('marks an emergency with its end, and says from when the same rules may be used for good', async () => {
    const { page } = reader;
    await page.goto(`${origin}/en/record`);
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('emergency: at once, ends after 72 hours');
    expect(shown).toContain('from 28 September 2026, 10:00 until 1 October 2026, 10:00');
    expect(shown).toContain('from 5 October 2026, 10:00');
  });

  it('leads to the text of each definition and to the leaf of each event', async () => {
    const { page } = reader;
    await page.goto(`${origin}/en/record`);
    const documents = await page
      .locator('a[href^="/definition/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const path of new Set(documents)) {
      const answer = await fetch(`${origin}${path}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
      expect(path).toBe(`/definition/${hash}`);
    }
    await page.locator('a[href*="/c/"]').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/c\/[0-9A-Z]{26}$/);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });
});
