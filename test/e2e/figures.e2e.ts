import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ at: '2026-06-01T02:00:00Z' });
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

const fill = async (): Promise<void> => {
  for (let i = 0; i < 14; i += 1) {
    town.setClock('2026-06-01T02:00:00Z');
    const filed = await fileMatter(
      town.service,
      { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' },
      { token: `figures-e2e-${i}` },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
    town.setClock('2026-06-20T02:00:00Z');
    const reply = { name: 'reply', input: { outcome: 'explained', facts: '查过。', opinion: '说明。' } };
    if (i < 12) await takeStep(town.service, filed.number, PEOPLE.handler, reply);
  }
  town.setClock('2026-09-01T02:00:00Z');
  await sweep(town.service);
};

describe.runIf(CHROMIUM)('the figures, without JavaScript', wants('chromium'), () => {
  const readers: Reader[] = [];
  beforeAll(async () => {
    for (const width of WIDTHS) readers.push(await openReader(browser, origin, width));
    readers.push(await openReader(browser, origin, 320, { dark: true }));
  });
  afterAll(async () => {
    for (const reader of readers) await reader.close();
  });

  it('say before the first month has closed what will stand there', async () => {
    for (const reader of readers) {
      await reader.page.goto(origin);
      await reader.page.getByRole('link', { name: '各单位按期答复的情况' }).click();
      expect(await reader.page.locator('main').innerText()).toContain('还没有数字');
      expect((await reader.look('figures-empty')).findings).toEqual([]);
    }
  });

  it('are a table first and a drawing beside it, light enough and without a fault, in both languages', async () => {
    await fill();
    for (const reader of readers) {
      const { page } = reader;
      const bytes: number[] = [];
      for (const path of ['/figures', '/en/figures', '/figures/housing', '/en/figures/county']) {
        await page.goto(origin + path);
        const sight = await reader.look(path.slice(1).replaceAll('/', '-'));
        bytes.push(sight.bytes);
        expect(sight.findings).toEqual([]);
        expect(await page.getByRole('img').count()).toBe(1);
        // No name stands on a number, and none runs off the picture.
        expect(
          await page.locator('.chart svg').evaluate((svg) => {
            const all = svg.getBoundingClientRect();
            const boxes = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
            const isOver = (a: DOMRect, b: DOMRect): boolean =>
              a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
            return boxes.filter((box, i) => box.right > all.right + 1 || boxes.some((other, j) => j > i && isOver(box, other))).length;
          }),
        ).toBe(0);
        const widths = await page
          .locator('.chart rect.may')
          .evaluateAll((bars) => bars.map((bar) => parseFloat(bar.getAttribute('width') ?? '')));
        expect(Math.max(0, ...widths), 'fourteen answers are no full bar').toBeLessThan(50);
      }
      process.stdout.write(`figures: ${bytes.join(', ')} bytes with styles\n`);
      const csv = (await app.inject('/figures.csv')).rawPayload;
      expect(csv.subarray(0, 3).toString('hex'), 'Excel reads it as UTF-8').toBe('efbbbf');
      await page.goto(`${origin}/en/figures`);
      const row = page.getByRole('row', { name: /^Housing/ }).first();
      expect(await row.innerText()).toMatch(/10–14\s+2\s+83–87%/);
      await page.getByRole('link', { name: 'Housing' }).first().click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Housing');
      expect(await page.locator('main').innerText()).toContain('August 2026');
    }
  });
});
