import type { FastifyInstance } from 'fastify';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { fileIn, live, sessionOf } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { CHROMIUM, launch } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
let number = '';

const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' } as const;

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  origin = await listen(app, 0);
  browser = await launch();
  number = await fileIn(town, '和平街的路灯');
  await live(
    town,
    number,
    [PEOPLE.desk, 'register', { office: 'housing' }],
    [PEOPLE.handler, 'accept', { points: '何时修好' }],
    [PEOPLE.handler, 'reply', { ...REPLY, answer1: '下周。' }],
  );
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  await app.close();
  await town.close();
});

interface AxNode {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly value?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly ignored: boolean;
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}

/** What is said as one thing, with its name; whatever stands in it is said with it. */
const WHOLE = ['heading', 'link', 'button', 'textbox', 'radio', 'checkbox', 'combobox', 'image', 'StaticText'];

const said = (node: AxNode): string => {
  const states = (node.properties ?? [])
    .filter(
      (it) => ['required', 'invalid', 'checked', 'level'].includes(it.name) && !['false', 'undefined'].includes(String(it.value.value)),
    )
    .map((it) => `${it.name}=${String(it.value.value)}`);
  const more = [node.value?.value, node.description?.value].filter((it) => it !== undefined && it !== '').join(' | ');
  const role = node.role?.value === 'StaticText' ? '' : `${node.role?.value}${states.length > 0 ? ` (${states.join(', ')})` : ''}: `;
  return `${role}${node.name?.value.trim()}${more === '' ? '' : ` [${more}]`}`;
};

/** A page as a screen reader goes through it, in the order of the accessibility tree: role, state, name, description. */
const transcript = async (session: CDPSession): Promise<readonly string[]> => {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { readonly nodes: readonly AxNode[] };
  const known = new Map(nodes.map((node) => [node.nodeId, node] as const));
  const lines: string[] = [];
  const walk = (node: AxNode): void => {
    const isWhole = !node.ignored && WHOLE.includes(node.role?.value ?? '');
    if (isWhole && (node.name?.value ?? '').trim() !== '') lines.push(said(node));
    if (!isWhole || node.name?.value === '') for (const id of node.childIds ?? []) if (known.has(id)) walk(known.get(id) ?? node);
  };
  if (nodes[0]) walk(nodes[0]);
  return lines;
};

const keep = (name: string, lines: readonly string[]): void => {
  const folder = process.env['HUIYIN_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.txt`), `${lines.join('\n')}\n`);
};

/** Moves on by the keyboard until what is focused has this name; fails where it cannot be reached. */
const tabTo = async (page: Page, name: RegExp): Promise<number> => {
  for (let presses = 1; presses <= 60; presses += 1) {
    await page.keyboard.press('Tab');
    const at = page.locator(':focus').first();
    if ((await at.count()) === 0) continue;
    const label = await at.evaluate((it) => {
      const element = it as HTMLInputElement;
      return [element.getAttribute('aria-label'), ...[...(element.labels ?? [])].map((one) => one.textContent), element.textContent].join(
        ' ',
      );
    });
    if (name.test(label)) return presses;
  }
  throw new Error(`not reached by the keyboard: ${name}`);
};

/** Sends a form by the keyboard, and waits for what comes back. */
const enter = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

const LANGS = [
  {
    path: '',
    no: /有件事要办/,
    next: /^\s*下一步/,
    subject: /用一句话说/,
    body: /发生了什么/,
    file: /提交，领取回执/,
    heard: ['heading (level=1): 您的事项已收下', '查询码'],
    asks: ['radio', '举报', 'required'],
  },
  {
    path: '/en',
    no: /I want something done/,
    next: /^\s*Next/,
    subject: /In one sentence/,
    body: /What happened/,
    file: /File it and get/,
    heard: ['heading (level=1): We have your matter', 'code'],
    asks: ['radio', 'report', 'required'],
  },
] as const;

describe.runIf(CHROMIUM).each(LANGS)('filing at "$path/file" with the keyboard alone and a screen reader', wants('chromium'), (lang) => {
  it('is done by Tab, Space and Enter; each page says where it is, what is asked and what is wrong', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const heard: string[] = [];
    const listen_ = async (what: string): Promise<readonly string[]> => {
      const lines = await transcript(session);
      heard.push(`== ${what}`, ...lines);
      return lines;
    };
    let presses = 0;
    await page.goto(`${origin}${lang.path}/file`);
    const question = await listen_('the question');
    expect(question.filter((it) => it.startsWith('radio')).length).toBe(2);
    expect(question.some((it) => it.includes(lang.asks[1]))).toBe(true);
    presses += await tabTo(page, lang.path === '' ? /要举报人/ : /I want to report/);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(':focus').evaluate((it) => (it as HTMLInputElement).value)).toBe('no');
    await page.keyboard.press('Space');
    presses += 2 + (await tabTo(page, lang.next));
    await enter(page);
    const form = await listen_('the form');
    for (const field of [lang.subject, lang.body])
      expect(
        form.some((it) => it.startsWith('textbox (') && it.includes('required') && field.test(it)),
        String(field),
      ).toBe(true);
    presses += 1 + (await tabTo(page, lang.file));
    await enter(page);
    const wrong = await listen_('the form, with nothing written');
    expect(wrong.filter((it) => it.includes('invalid=true')).length).toBe(2);
    presses += 1 + (await tabTo(page, lang.subject));
    await page.keyboard.type('Street light');
    presses += await tabTo(page, lang.body);
    await page.keyboard.type('It has been out for three weeks.');
    presses += await tabTo(page, lang.file);
    await enter(page);
    const receipt = await listen_('the receipt');
    expect(receipt.filter((it) => it.startsWith('heading (level=1)')).length).toBe(1);
    expect(receipt.join('\n')).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){4}-[0-9A-Z]/);
    keep(`screen-reader${lang.path.replace('/', '-')}`, heard);
    process.stdout.write(
      `filing by keyboard (${lang.path === '' ? 'zh-CN' : 'en'}): ${presses} presses besides typing; ${heard.length} lines heard\n`,
    );
    await context.close();
  });
});

const OPEN = [
  '/',
  '/file',
  '/follow',
  '/lost',
  '/access',
  '/record',
  '/seal',
  '/log',
  '/figures',
  '/poster',
  '/screen',
  '/kiosk',
  '/desk/sign-in',
];
const DESK = (): readonly string[] => [
  '/desk',
  '/desk/along',
  '/desk/intake',
  `/desk/matter/${number}`,
  `/desk/matter/${number}/papers`,
  '/desk/account',
];

interface Place {
  readonly path: string;
  readonly staff: string | null;
}

const places = (): readonly Place[] => [
  ...OPEN.flatMap((path) => ['', '/en'].map((lang) => ({ path: `${lang}${path === '/' && lang !== '' ? '' : path}`, staff: null }))),
  ...DESK().map((path) => ({ path, staff: path === '/desk/intake' ? 'letters.desk' : 'housing.handler' })),
];

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every page, looked at in one way; what is wrong, by page. */
const lookAtAll = async (width: number, scale: number, look: (page: Page) => Promise<string | undefined>): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const staff of [null, 'letters.desk', 'housing.handler']) {
    const context = await browser.newContext({ viewport: { width, height: 700 }, deviceScaleFactor: scale });
    if (staff !== null) await context.addCookies([{ name: 'huiyin_staff', value: await sessionOf(town, staff), url: origin }]);
    const page = await context.newPage();
    for (const place of places().filter((it) => it.staff === staff)) {
      const answer = await page.goto(`${origin}${place.path}`);
      if (answer?.status() !== 200) faults.push(`${place.path}: ${answer?.status()}`);
      const fault = await look(page);
      if (fault !== undefined) faults.push(`${place.path}: ${fault}`);
    }
    await context.close();
  }
  return faults;
};

describe.runIf(CHROMIUM)('every page', wants('chromium'), () => {
  it('at 200 % zoom on a small screen scrolls in one direction only', async () => {
    // 640 px at twice the size is what a screen of 1280 px shows at 200 %.
    const faults = await lookAtAll(640, 2, async (page) => {
      const over = await sideways(page);
      return over > 0 ? `scrolls sideways by ${over} px` : undefined;
    });
    process.stdout.write(`zoomed to 200 %: ${places().length} pages, ${faults.length} faults\n`);
    expect(faults).toEqual([]);
  });

  it('at 320 px, with long words written from right to left, keeps its layout', async () => {
    const faults = await lookAtAll(320, 1, async (page) => {
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.nodeValue ?? '';
          // A pseudo locale: a third longer, in letters of a script that runs the other way; codes and numbers stay.
          if (/[a-z\u4e00-\u9fff]/i.test(text)) node.nodeValue = `\u0623${text.replaceAll(/[aeiou]/g, (it) => it + it)}\u064a\u0627`;
        }
      });
      const over = await sideways(page);
      const start = await page.evaluate(() => getComputedStyle(document.querySelector('h1') ?? document.body).textAlign);
      return over > 0 ? `scrolls sideways by ${over} px` : start === 'left' ? 'its heading stays on the left' : undefined;
    });
    process.stdout.write(`right to left: ${places().length} pages, ${faults.length} faults\n`);
    expect(faults).toEqual([]);
  });

  it('shows where the keyboard is: whatever is focused has a ring', async () => {
    const faults = await lookAtAll(1280, 1, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const style = document.activeElement ? getComputedStyle(document.activeElement) : undefined;
        return style === undefined ? '' : `${style.outlineStyle} ${style.outlineWidth}`;
      });
      return /^(none|\S+ 0px)/.test(ring) || ring === '' ? `no ring: ${ring}` : undefined;
    });
    expect(faults).toEqual([]);
  });
});
