import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPrintedAt } from '../../server/commands/admin/printed.ts';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { newestCheckpoint } from '../../engine/log/prove.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { peerIn, runWitness, type RunningWitness } from '../support/witness.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader, type Sight } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
let witnesses: readonly RunningWitness[] = [];

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  await app.close();
  for (const it of witnesses) await it.close();
  await town.close();
});

/** Files a matter as somebody with a browser does; the receipt is on the screen then. */
const file = async ({ page }: Reader): Promise<void> => {
  await page.goto(`${origin}/file`);
  await page.getByLabel('有件事要办').check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('是什么事').fill('路灯不亮');
  await page.getByLabel('发生了什么').fill('和平街的路灯三周不亮。');
  await page.getByRole('button', { name: '提交' }).click();
};
const steps = (reader: Reader): Promise<string[]> =>
  reader.page
    .getByRole('list', { name: /三步|Three steps/ })
    .locator('li')
    .allInnerTexts();

describe.runIf(CHROMIUM)('the three steps, without JavaScript', wants('chromium'), () => {
  const sights: Sight[] = [];
  let readers: readonly Reader[] = [];
  beforeAll(async () => {
    readers = await Promise.all(WIDTHS.map((width) => openReader(browser, origin, width)));
  });
  afterAll(async () => {
    for (const reader of readers) await reader.close();
  });
  const look = async (path: string | null, name: string): Promise<string[]> => {
    let listed: string[] = [];
    for (const reader of readers) {
      if (path !== null) await reader.page.goto(`${origin}${path}`);
      sights.push(await reader.look(name));
      listed = await steps(reader);
    }
    return listed;
  };
  const said = async (start: string): Promise<string | undefined> => readers[0]?.page.locator('p', { hasText: start }).last().innerText();
  let leaf = '';

  it('with no witness and no poster, every page says so', async () => {
    for (const reader of readers) await file(reader);
    await look(null, 'receipt-alone');
    expect(await said('签名：')).toBe('签名：本单位已签名承诺写入日志。印出：还没有印出张贴。见证：没有外部见证人。');
    leaf = (await readers[0]?.page.getByRole('link', { name: '核对这一步' }).getAttribute('href')) ?? '';
    await town.tick();
    expect(await look(leaf, 'leaf-alone')).toEqual(['签名：本单位已签名。', '印出：还没有印出张贴。', '见证：没有外部见证人。']);
    expect(await look('/en/log', 'log-alone-en')).toEqual([
      'Signed: by this office.',
      'Printed: not yet.',
      'Witnessed: by nobody; there is no outside witness.',
    ]);
  });

  it('named witnesses that have not signed are not said to have', async () => {
    const logs = [town.service.logKeys.checkpoint.key];
    witnesses = [await runWitness(town, logs, 'library.example'), await runWitness(town, [], 'silent.example')];
    for (const [i, name] of ['library', 'silent'].entries()) expect((await peerIn(town, witnesses[i]?.url, { name })).code).toBe(0);
    expect((await look(leaf, 'leaf-unsigned'))[2]).toBe('见证：2个外部见证人里还没有一个签名。');
  });

  it('what is signed, printed and witnessed stands on the page of the entry, the log and the poster, in both languages', async () => {
    await askWitnesses(town.service);
    const size = newestCheckpoint(town.service.store)?.checkpoint.size ?? 0;
    const io = { out: () => undefined, err: () => undefined };
    expect(await adminPrintedAt(town.installation, String(size), {}, io)).toBe(0);
    expect(await adminPrintedAt(town.installation, String(size), {}, io)).toBe(1);
    expect(await adminPrintedAt(town.installation, String(size + 1), {}, io)).toBe(1);
    expect(await adminPrintedAt(town.installation, 'x', {}, io)).toBe(2);
    await town.service.jurisdiction('fresh');
    expect(await look(leaf, 'leaf')).toEqual([
      '签名：本单位已签名。',
      expect.stringMatching(`^印出：.*日起张贴，大小为${size}，这一条在里面。$`),
      '见证：2个外部见证人里有1个签了名（library）。',
    ]);
    expect((await look(`/en${leaf}`, 'leaf-en'))[2]).toBe('Witnessed: 1 of 2 outside witnesses have signed (library).');
    expect((await look('/log', 'log'))[2]).toBe('见证：有2个外部见证人，至少1个签了名，证明才算数。');
    await look('/en/log', 'log-en');
    await look('/log/poster', 'log-poster');
    await look('/en/log/poster', 'log-poster-en');
    const { page } = readers[0] ?? (await openReader(browser, origin, 320));
    expect(await page.getByRole('link', { name: 'Download as PDF' }).getAttribute('href')).toBe(`/en/log/poster.pdf?size=${size}`);
    expect(await page.getByText('This one is recorded as hanging.').count()).toBe(1);
    const later = await app.inject('/log/poster?size=99');
    expect(later.statusCode).toBe(404);
    for (const reader of readers) await file(reader);
    await look(null, 'receipt');
    expect(await said('见证：')).toContain('见证：有2个外部见证人，至少1个签了名，证明才算数。');
  });

  it('the desk says that a sheet hangs, and the sheet prints on one A4 page', async () => {
    const value = await sessionOf(town, 'letters.desk');
    for (const reader of readers) {
      await reader.page.goto(`${origin}/log/poster`);
      await reader.page.context().addCookies([{ name: 'huiyin_staff', value, url: origin }]);
      for (const path of ['/desk/poster', '/en/desk/poster?done=yes']) {
        await reader.page.goto(`${origin}${path}`);
        sights.push(await reader.look(`desk-poster${path.startsWith('/en') ? '-en' : ''}`));
      }
    }
    const pdf = await app.inject('/log/poster.pdf');
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('all of them are light, fit a small phone and have no fault', () => {
    expect(sights.length).toBeGreaterThan(15);
    expect(sights.flatMap((sight) => sight.findings)).toEqual([]);
  });
});
