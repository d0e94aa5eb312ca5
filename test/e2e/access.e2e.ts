import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTable } from '../../kernel/access/table.ts';
import { matters } from '../../features/grievances/server/matters.ts';
import { isThere } from '../../features/grievances/domain/decide.ts';
import { ROLES } from '../../kernel/access/access.ts';
import { buildApp } from '../../server/app.ts';
import { KINDS } from '../../server/features.ts';
import { listen } from '../../server/instance.ts';
import { readAccess } from '../../engine/place/first-definitions.ts';
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

describe.runIf(CHROMIUM).each(WIDTHS)('who may see what, without JavaScript, at %i px', wants('chromium'), (width) => {
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
    await page.getByRole('link', { name: '谁看得到什么' }).click();
    expect(new URL(page.url()).pathname).toBe('/access');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('谁看得到什么');
    const chinese = await reader.look('access');
    await page.getByRole('link', { name: 'English' }).click();
    expect(new URL(page.url()).pathname).toBe('/en/access');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Who may see what');
    const english = await reader.look('access-en');
    // What nobody has filed has a page of its own.
    await page.getByRole('link', { name: 'What nobody has filed' }).click();
    const others = await reader.look('access-others');
    expect(others.findings).toEqual([]);
    const kinds = await page.locator('main a[href*="of="]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    expect(kinds.length).toBe(KINDS.length - 1);
    for (const kind of kinds) {
      await page.goto(`${origin}${kind}`);
      const { findings } = await reader.look(`access-others-${kind.split('=')[1]}`);
      expect(findings).toEqual([]);
    }
    // The whole table with the kernel's word beside each of ours: a page of reference, heavier than one that a phone opens first.
    expect([...chinese.findings, ...english.findings].filter((it) => !it.what.startsWith('weighs'))).toEqual([]);
    for (const page of [chinese, english]) expect(page.bytes).toBeLessThan(28_000);
    if (width === 1280) process.stdout.write(`access: ${chinese.bytes} and ${english.bytes} bytes with styles\n`);
  });

  it('says of every post, in the kernel’s own words, exactly what the rules allow it', async () => {
    const { page } = reader;
    for (const lang of ['', '/en']) {
      await page.goto(`${origin}${lang}/access`);
      const shown = await page
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => Array.from(row.querySelectorAll('code'), (code) => code.textContent)));
      const printed = shown.flatMap(([role, relation, ...rest]) =>
        rest.slice(0, -1).map((verb) => `${role} ${relation} ${verb} ${rest.at(-1)}`),
      );
      // A place on which no matter of a kind can be filed does not print the steps of that kind: those of a mediation, of a door.
      const packs = [...(await town.service.jurisdiction()).packs.values()];
      const allowed = accessTable(readAccess().rules, matters).filter((cell) => cell.allowed && isThere(cell.verb, packs));
      expect(packs.some(({ kind }) => kind === 'child_danger')).toBe(false);
      expect(printed.filter((it) => it.includes('protect_child'))).toEqual([]);
      expect(printed.toSorted()).toEqual(allowed.map((it) => `${it.role} ${it.relation} ${it.verb} ${it.rule}`).toSorted());
    }
  });

  it('names every post, and what no post may, and prints without what only a screen needs', async () => {
    const { page } = reader;
    await page.goto(`${origin}/access`);
    const text = await page.locator('main').innerText();
    for (const role of ROLES) expect(text).toContain(role);
    // Each rule is on the page of matters, or on that of each kind that it speaks of.
    const rules = readAccess().rules;
    const packs = [...(await town.service.jurisdiction()).packs.values()];
    for (const rule of rules.filter(({ of, verbs }) => of === undefined && (verbs?.some((verb) => isThere(verb, packs)) ?? true)))
      expect(text).toContain(rule.clause['zh-CN']);
    for (const kind of new Set(rules.flatMap(({ of }) => of ?? []))) {
      await page.goto(`${origin}/access/others?of=${kind}`);
      const others = await page.locator('main').innerText();
      expect(others).not.toContain(`${kind}：`);
      for (const rule of rules.filter(({ of }) => of?.includes(kind))) expect(others).toContain(rule.clause['zh-CN']);
    }
    await page.goto(`${origin}/access`);
    for (const never of ['系统管理员', '被反映的单位', '其他单位', '一模一样', '凭查询码']) expect(text).toContain(never);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByText('打印：').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });
});
