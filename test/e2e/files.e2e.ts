import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { paper, phonePhoto } from '../support/files/pictures.ts';
import { CHROMIUM, launch, openReader, WIDTHS, type Reader, type Sight } from './browser.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

// The files lie on the disk of who files, not of the server.
const folder = testFolder('e2e-files');
const [photo, large, scan, page] = ['photo.jpg', 'large.png', 'scan.pdf', 'page.html'].map((name) => join(folder, name));

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
const seen: Sight[] = [];

const look = async (reader: Reader, name: string): Promise<void> => {
  const sight = await reader.look(name);
  seen.push(sight);
  expect.soft(sight.findings).toEqual([]);
};

/** Every picture on the page has arrived. */
const pictures = async ({ page }: Reader): Promise<number> => {
  const all = page.locator('.files img');
  for (const one of await all.all()) await one.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all((await all.all()).map((one) => one.boundingBox()));
  return sizes.filter((box) => box !== null && box.height > 50).length;
};

beforeAll(async () => {
  writeFileSync(photo ?? '', await phonePhoto('telephone', 1200, 900));
  writeFileSync(
    large ?? '',
    await sharp({ create: { width: 900, height: 1400, channels: 3, background: '#6a8' } })
      .png()
      .toBuffer(),
  );
  writeFileSync(scan ?? '', paper('x'));
  writeFileSync(page ?? '', '<!doctype html>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(CHROMIUM).each(WIDTHS)('a photo with a filing, without JavaScript, at %i px', wants('chromium'), (width) => {
  let reader: Reader;
  let code = '';
  let number = '';
  const visited: string[] = [];

  beforeAll(async () => {
    town = await openTown({ withStaff: true });
    app = await buildApp(town.service);
    origin = await listen(app, 0);
    browser = await launch();
    reader = await openReader(browser, origin, width);
    reader.page.on('request', (request) => visited.push(request.url()));
  });
  afterAll(async () => {
    await reader.close();
    await browser.close();
    await app.close();
    await town.close();
    process.stdout.write(
      `${[...new Map(seen.map((it) => [it.name, it.bytes]))].map(([name, bytes]) => `  ${name}: ${bytes} bytes`).join('\n')}\n`,
    );
  });

  it('is refused in words where it is none, and everything typed is kept', async () => {
    const { page: it } = reader;
    await it.goto(`${origin}/file`);
    await it.getByLabel('有件事要办').check();
    await it.getByRole('button', { name: '下一步' }).click();
    await look(reader, 'files-form');
    await it.getByLabel('是什么事').fill('路灯不亮');
    await it.getByLabel('发生了什么').fill('三个星期了。');
    await it.getByLabel('照片和文件').setInputFiles([photo ?? '', page ?? '']);
    await it.getByRole('button', { name: '提交，领取回执' }).click();
    expect(await it.getByRole('alert').innerText()).toContain('选的第2个文件不是这里能收的种类');
    expect(await it.getByLabel('发生了什么').inputValue()).toBe('三个星期了。');
    await look(reader, 'files-form-error');
  });

  it('goes with the filing, and stands on the progress page, upright and without its place', async () => {
    const { page: it } = reader;
    await it.getByLabel('照片和文件').setInputFiles([photo ?? '', scan ?? '']);
    await it.getByRole('button', { name: '提交，领取回执' }).click();
    code = await it.locator('.code').first().innerText();
    number = /编号 ([0-9A-Z]{8})/.exec(await it.locator('.lead').innerText())?.[1] ?? '';
    expect(await it.locator('.lead').innerText()).toContain('一起收下了2个附件');
    await it.getByRole('button', { name: '看进度' }).click();
    expect(await it.locator('.files').innerText()).toContain('照片1');
    expect(await it.locator('.files').innerText()).toContain('文件1 ·');
    expect(await it.locator('.files').innerText()).toContain('未经病毒检查');
    expect(await pictures(reader)).toBe(1);
    await look(reader, 'files-follow');
  });

  it('is followed by another later, on a page of its own', async () => {
    const { page: it } = reader;
    await it.getByText('补充情况', { exact: true }).first().click();
    await it.locator('form#add_files button').click();
    await it.locator('form#writing button').click();
    expect(await it.getByRole('alert').innerText()).toContain('还没有写');
    await look(reader, 'files-add-error');
    await it.getByLabel('照片和文件').setInputFiles(large ?? '');
    await it.getByLabel('想补充的话').fill('又拍了一张。');
    await it.locator('form#writing button').click();
    expect(await it.getByRole('status').innerText()).toContain('已收下');
    expect(await pictures(reader)).toBe(2);
    await look(reader, 'files-added');
    const bare = code.replaceAll('-', '');
    for (const url of visited) expect(decodeURIComponent(url).replaceAll('-', '')).not.toContain(bare);
    expect(await it.context().cookies()).toEqual([]);
  });

  it('is seen and opened at the desk, and the filer sees that it was', async () => {
    const desk = await openReader(browser, origin, width);
    const session = await sessionOf(town, 'letters.desk');
    await desk.page.context().addCookies([{ name: 'huiyin_staff', value: session, url: origin }]);
    await desk.page.goto(`${origin}/desk/matter/${number}`);
    expect(await pictures(desk)).toBe(2);
    await look(desk, 'files-desk');
    const [opened] = await Promise.all([
      desk.page.waitForResponse((answer) => answer.url().endsWith('/file/0-1-1')),
      desk.page.getByRole('link', { name: '照片2' }).click(),
    ]);
    expect([opened.status(), opened.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    await desk.page.goBack();
    const [saved] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('link', { name: '文件1' }).click()]);
    expect(saved.suggestedFilename()).toBe(`${number}-0-0-2-paper.pdf`);
    await desk.close();
    await reader.page.goto(`${origin}/en/follow`);
    await reader.page.getByLabel('Code').fill(code);
    await reader.page.getByRole('button', { name: 'See progress' }).click();
    expect(await reader.page.getByText('Letters and Visits · ').first().isVisible()).toBe(true);
    await look(reader, 'files-follow-en');
  });
});
