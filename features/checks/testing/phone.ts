import { spawn, type ChildProcess } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { listen } from '../../../server/instance.ts';
import { fieldWorker } from '../server/field-files.ts';
import { CHROMIUM } from '../../../test/e2e/browser.ts';
import type { TestTown } from '../../../test/support/installation.ts';

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
  private readonly folder = mkdtempSync(join(tmpdir(), 'huiyin-phone-'));
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
  page.on('pageerror', (error) => process.stdout.write(`  page: ${error.stack ?? error.message}\n`));
  page.on('console', (said) => said.type() === 'error' && process.stdout.write(`  console: ${said.text()}\n`));
  if (process.env['DEBUG_PHONE']) page.setDefaultTimeout(6000);
  await page.setViewportSize({ width, height: 760 });
  await page.clock.setFixedTime(now);
  return page;
};
