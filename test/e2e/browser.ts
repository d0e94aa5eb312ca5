import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SHEETS, styleSheet } from '../../engine/http/assets.ts';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

/** Where Chromium is; undefined when this machine has none. */
export const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** A phone of the smallest kind, and a desk. */
export const WIDTHS = [320, 1280] as const;
const PAGE_BYTES_MAX = 20_000; // design 8: a page with its styles

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What each style sheet weighs. */
const STYLES = SHEETS.map((sheet) => ({
  link: `href="/${sheet}.css"`,
  bytes: Buffer.byteLength(styleSheet(sheet)),
}));

/** What a page weighs with the style sheets that it links. */
export const weightOf = (html: string): number =>
  Buffer.byteLength(html) + STYLES.filter(({ link }) => html.includes(link)).reduce((sum, { bytes }) => sum + bytes, 0);

let settles = false;
/** Lets every click end when the page that it leads to is there as a whole: on a busy machine the first half of one is no answer. */
const settleClicks = async (browser: Browser): Promise<void> => {
  if (settles) return;
  settles = true;
  const page = await browser.newPage();
  const locators = Object.getPrototypeOf(page.locator('html')) as Pick<Locator, 'click'>;
  const { click } = locators;
  locators.click = async function settled(this: Locator, options) {
    await click.call(this, options);
    if (options?.noWaitAfter !== true) await this.page().waitForLoadState();
  };
  await page.close();
};

export const launch = async (): Promise<Browser> => {
  if (CHROMIUM === undefined) throw new Error('no Chromium');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  await settleClicks(browser);
  return browser;
};

/** A fault that axe found, in one line. */
export interface Finding {
  readonly page: string;
  readonly what: string;
}

/** What was seen of one page. */
export interface Sight {
  readonly name: string;
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

/** A reader's browser without JavaScript, and one beside it that looks at the same HTML with axe. */
export interface Reader {
  readonly page: Page;
  /** Checks what is on the screen now: weight, width in both directions of writing, accessibility. Findings are returned, not thrown. */
  look(name: string): Promise<Sight>;
  close(): Promise<void>;
}

type Pane = { readonly origin: string; readonly width: number; readonly colorScheme: 'dark' | 'light' };

/** Opens a page with axe in it, in which one document after the other is looked at. */
const openGlass = async (browser: Browser, { origin, width, colorScheme }: Pane): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 800 }, bypassCSP: true, locale: 'zh-CN', colorScheme });
  await page.route('**/looked-at', (route) => route.fulfill({ body: '', contentType: 'text/html; charset=utf-8' }));
  await page.goto(`${origin}/looked-at`);
  await page.addScriptTag({ content: AXE });
  return page;
};

const glasses = new WeakMap<Browser, Map<string, Promise<Page>>>();
/** The one page of its kind: to read axe anew for every document takes ten times as long as the look. */
const glassOf = (browser: Browser, pane: Pane): Promise<Page> => {
  const ofBrowser = glasses.get(browser) ?? new Map<string, Promise<Page>>();
  glasses.set(browser, ofBrowser);
  const key = JSON.stringify(pane);
  const glass = ofBrowser.get(key) ?? openGlass(browser, pane);
  ofBrowser.set(key, glass);
  return glass;
};

/** By how many pixels a page scrolls sideways, written from the left and from the right. */
export const sidewaysOn = (page: Page): Promise<readonly { readonly dir: string; readonly px: number }[]> =>
  page.evaluate(
    (dirs) =>
      dirs.map((dir) => {
        const root = document.documentElement;
        const own = root.getAttribute('dir');
        root.dir = dir;
        const px = root.scrollWidth - root.clientWidth;
        if (own === null) root.removeAttribute('dir');
        else root.dir = own;
        return { dir, px };
      }),
    ['ltr', 'rtl'],
  );

const inspect = async (page: Page, html: string, width: number, name: string): Promise<readonly Finding[]> => {
  await page.evaluate(
    (text) =>
      new Promise((resolve) => {
        document.open();
        window.addEventListener('load', resolve, { once: true });
        document.write(text);
        document.close();
      }),
    html,
  );
  // `axe` is what the script has put there.
  const found = await page.evaluate(async () =>
    (
      globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
      }
    ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const over = await sidewaysOn(page);
  const faults = found.violations.flatMap((it) =>
    it.nodes.map((node) => ({ page: `${name} at ${width}`, what: `${it.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}` })),
  );
  return [
    ...faults,
    ...over
      .filter(({ px }) => px > 0)
      .map(({ dir, px }) => ({ page: `${name} at ${width}`, what: `scrolls sideways by ${px} px, ${dir}` })),
  ];
};

/** Opens a reader at one width, without JavaScript unless `script` says so. With HUIYIN_SHOTS=DIR every page looked at is kept there as a picture. */
export const openReader = async (
  browser: Browser,
  origin: string,
  width: number,
  options: { readonly dark?: boolean; readonly script?: boolean } = {},
): Promise<Reader> => {
  const colorScheme = options.dark === true ? 'dark' : 'light';
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: options.script === true,
    locale: 'zh-CN',
    colorScheme,
  });
  const page = await context.newPage();
  const shots = process.env['HUIYIN_SHOTS'];
  return {
    page,
    look: async (name) => {
      const html = await page.content();
      if (shots !== undefined) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${width}${options.dark === true ? '-dark' : ''}.png`), fullPage: true });
      }
      const bytes = weightOf(html);
      const findings = await inspect(await glassOf(browser, { origin, width, colorScheme }), html, width, name);
      return {
        name,
        bytes,
        findings: bytes > PAGE_BYTES_MAX ? [...findings, { page: name, what: `weighs ${bytes} bytes with its styles` }] : findings,
      };
    },
    close: async () => {
      await context.close();
    },
  };
};
