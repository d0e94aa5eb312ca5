import { spawn, type ChildProcess } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import type { Answers } from '../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../kernel/form/form.ts';
import { fieldWorker } from '../../features/checks/server/field-files.ts';
import { CHROMIUM, sidewaysOn } from '../e2e/browser.ts';
import { testFolder } from './folder.ts';
import type { TestTown } from './installation.ts';

const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--lang=zh-CN',
  '--accept-lang=zh-CN',
];

/** A browser with a profile on the disk, in a process that can be killed. */
export class PhoneBrowser {
  private readonly folder = testFolder('phone');
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;

  /** Starts it, or starts it again: what was on the disk is there. */
  async start(): Promise<BrowserContext> {
    const child = spawn(CHROMIUM ?? '', [...ARGS, `--user-data-dir=${this.folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    this.child = child;
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', () => reject(new Error(`the browser ended: ${said.slice(-500)}`)));
    });
    this.browser = await chromium.connectOverCDP(address);
    const [context] = this.browser.contexts();
    if (!context) throw new Error('a browser without a context');
    return context;
  }

  /** Ends it and all its processes as a phone ends that loses its battery. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
    await this.browser?.close().catch(() => undefined); // there is nobody to answer any more
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A server that can be away, and comes back under the same address. */
export class AwayServer {
  private app: FastifyInstance | undefined;
  private port = 0;
  /** Whether it has a newer version of the page. */
  isNewer = false;
  private readonly town: TestTown;

  constructor(town: TestTown) {
    this.town = town;
  }

  async start(): Promise<string> {
    const app = await buildApp(this.town.service);
    const listeners = app.server.listeners('request') as RequestListener[]; // what a server of HTTP has
    app.server.removeAllListeners('request');
    app.server.on('request', (request, response) => {
      if (!this.isNewer || request.url !== '/field/sw.js') return listeners.forEach((listener) => listener(request, response));
      const text = fieldWorker().replace('VERSION="', 'VERSION="next-');
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/field', 'cache-control': 'no-cache' })
        .end(text);
    });
    const origin = await listen(app, this.port);
    this.port = Number(new URL(origin).port);
    this.app = app;
    return `http://localhost:${this.port}`;
  }

  async stop(): Promise<void> {
    const { app } = this;
    this.app = undefined;
    app?.server.closeAllConnections();
    await app?.close();
  }
}

/** Sets a page's clock: what its own clock says, while timers go on. */
export const openAt = async (context: BrowserContext, now: number, width = 360): Promise<Page> => {
  const page = await context.newPage();
  page.on('pageerror', (error) =>
    process.stdout.write(`  page: ${error.message}
`),
  );
  await page.setViewportSize({ width, height: 760 });
  await page.clock.setFixedTime(now);
  return page;
};

/** Waits until the worker has the page: from then on it opens without a network. */
export const waitForWorker = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });

/** How many answers of the draft lie on the disk of the phone. */
export const onDisk = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const asked = indexedDB.open('huiyin-field');
        asked.addEventListener('success', () => {
          const all = asked.result.transaction('drafts').objectStore('drafts').getAll();
          all.addEventListener('success', () => {
            asked.result.close();
            resolve((all.result as { sent: object }[]).reduce((sum, it) => sum + Object.keys(it.sent).length, 0));
          });
        });
      }),
  );

/** Asks for a newer version of the page now. */
export const lookForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/field');
    await registration?.update();
  });

/** What a browser does that needs the room. */
export const throwPhotosAway = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const asked = indexedDB.open('huiyin-field');
        asked.addEventListener('success', () => {
          const work = asked.result.transaction('photos', 'readwrite');
          work.objectStore('photos').clear();
          work.addEventListener('complete', () => {
            asked.result.close();
            resolve();
          });
        });
      }),
  );

/** Leaves no room for another photo. */
export const fillUp = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const stores = IDBObjectStore.prototype as { put: (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest };
    const kept = stores.put;
    stores.put = function full(value, key) {
      if (this.name === 'photos') throw new DOMException('full', 'QuotaExceededError');
      return kept.call(this, value, key);
    };
  });

/** A picture as a camera makes it: lying on its side, with the name of the camera. */
export const picture = (width = 1900, height = 1300): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#7a5', noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
    .jpeg({ quality: 80 })
    .withExif({ IFD0: { Model: 'must-not-be-kept' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Looks at what is on the screen: axe, no sideways scroll in either direction of writing; kept as a picture where HUIYIN_SHOTS says so. */
export const lookAtPhone = async (page: Page, name: string): Promise<void> => {
  const shots = process.env['HUIYIN_SHOTS'];
  if (shots !== undefined) await page.screenshot({ path: join(shots, `field-${name}.png`), fullPage: true });
  const wide = (await sidewaysOn(page)).map(({ px }) => px);
  expect.soft([name, wide]).toEqual([name, [0, 0]]);
  await page.evaluate(AXE);
  const faults = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.map((it) => `${it.id}: ${it.nodes[0]?.html ?? ''}`);
  });
  expect.soft([name, faults]).toEqual([name, []]);
};

/** Answers every question of the form on the screen; how many there were. */
export const answerOn = async (page: Page, form: Form, answers: Answers): Promise<number> => {
  const asked = questionsOf(form).filter(({ key }) => answers[key]?.value !== undefined);
  for (const { key, item } of asked) {
    const value = answers[key]?.value;
    if (item.kind === 'check' || item.kind === 'one_of') await page.locator(`[name="v.${key}"][value="${String(value)}"]`).check();
    else if (item.kind === 'certificates') {
      const { valid, of } = value as { readonly valid: number; readonly of: number };
      await page.locator(`[name="v.${key}"]`).fill(String(valid));
      await page.locator(`[name="of.${key}"]`).fill(String(of));
    } else await page.locator(`[name="v.${key}"]`).fill(String(value));
  }
  return asked.length;
};

/** Takes a photo for a question of the form on the screen. */
export const addPhotoOn = async (page: Page, key: string): Promise<void> => {
  const before = await page.locator(`[id="q-${key}"] img`).count();
  await page
    .locator(`[id="q-${key}"] input[type=file]`)
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await picture() });
  await page.locator(`[id="q-${key}"] img`).nth(before).waitFor({ timeout: 600_000 });
};

/** Finishes the form on the screen; without a photo that is wanted it asks once more. */
export const finishOn = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: '填完了' });
  await button.click();
  const asks = page.getByText('再按一次“填完了”');
  await asks.or(page.getByText('清单带到手机')).first().waitFor();
  if ((await asks.count()) > 0) await button.click();
  await page.getByText('清单带到手机').waitFor();
};
