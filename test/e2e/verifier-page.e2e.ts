import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fastify from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import { registerAssets, verifierPage } from '../../engine/http/assets.ts';
import { CSP } from '../../engine/http/csp.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { MUTATIONS, whole } from '../../verifier/testing/mutations.ts';
import { POLICY, POLICY_ALONE } from '../../verifier/testing/tiny-log.ts';
import { hasVectors, vectorJson } from '../../verifier/testing/vectors.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { CHROMIUM, launch, WIDTHS } from './browser.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

const PAGE_BYTES_MAX = 60_000; // the issue: one static page under 60 kB
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stick: string;
let browser: Browser;
beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  stick = testFolder('stick');
  writeFileSync(join(stick, 'verify.html'), verifierPage());
  writeFileSync(join(stick, 'proof.json'), whole);
  writeFileSync(join(stick, 'keys.txt'), POLICY);
  writeFileSync(
    join(stick, 'changed.json'),
    bundleText(
      MUTATIONS[0]?.[1] ??
        (() => {
          throw new Error('no mutation');
        })(),
    ),
  );
  browser = await launch();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  await browser.close();
  rmSync(stick, { recursive: true });
});

/** A browser that has no network at all, as beside a counter: only the stick. */
const openStick = async (
  width: number,
  locale: string,
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly asked: string[] }> => {
  const context = await browser.newContext({ offline: true, viewport: { width, height: 800 }, locale, bypassCSP: false });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`file://${stick}/verify.html`);
  return { page, context, asked };
};

interface Exposed {
  readonly huiyin: {
    readonly verify: (bundle: string, policy?: string) => unknown;
    readonly signature: (key: string, message: string, signature: string) => boolean;
  };
}

describe.runIf(CHROMIUM)('the verifier on a stick', wants('chromium'), () => {
  it(`is one file below ${PAGE_BYTES_MAX} bytes, the same each time it is built`, () => {
    const bytes = Buffer.byteLength(verifierPage());
    process.stdout.write(`  verify.html: ${bytes} bytes\n`);
    expect(bytes).toBeLessThan(PAGE_BYTES_MAX);
    expect(verifierPage()).toBe(verifierPage());
  });

  it.each(WIDTHS)('reads a proof without a network and says in both languages what is proved and what is not, at %i px', async (width) => {
    const { page, context, asked } = await openStick(width, 'zh-CN');
    await page.getByRole('button', { name: '核对', exact: true }).click();
    expect(await page.locator('#result').innerText()).toContain('请先选');
    await page.getByLabel('证明文件').setInputFiles(join(stick, 'proof.json'));
    await page.getByLabel('核对用的公钥').setInputFiles(join(stick, 'keys.txt'));
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.getByRole('heading', { name: '属实', exact: true }).waitFor();
    const said = await page.locator('#result').innerText();
    for (const part of ['见证', '未证明', '登记 registered']) expect(said).toContain(part);
    if (process.env['HUIYIN_SHOTS'] !== undefined)
      await page.screenshot({ path: join(process.env['HUIYIN_SHOTS'], `verify-${width}.png`), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#result h2').innerText()).toBe('TRUE');
    await page.getByLabel('The proof').setInputFiles(join(stick, 'changed.json'));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('heading', { name: 'FALSE' }).waitFor();
    expect(asked).toEqual([`file://${stick}/verify.html`]);
    await context.close();
  });

  it('has no fault that axe finds, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 320, height: 800 }, locale: 'en' });
      const page = await context.newPage();
      await page.goto(`file://${stick}/verify.html`);
      await page.getByLabel('The proof').setInputFiles(join(stick, 'proof.json'));
      await page.getByLabel('Keys').setInputFiles(join(stick, 'keys.txt'));
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByRole('heading', { name: 'TRUE' }).waitFor();
      await page.addScriptTag({ content: AXE });
      // `axe` is what the script above has put there.
      const found = await page.evaluate(async () =>
        (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } }).axe.run(),
      );
      expect(found.violations.map(({ id }) => id)).toEqual([]);
      await context.close();
    }
  });

  it(`gives the same verdict as the command, word for word, on a true bundle and on ${MUTATIONS.length} changed ones`, async () => {
    const { page, context } = await openStick(1280, 'en');
    const texts = [whole, ...MUTATIONS.map(([, changed]) => bundleText(changed))];
    const cases = [
      ...texts.map((text) => [text, POLICY] as const),
      [whole, POLICY_ALONE] as const,
      [whole, undefined] as const,
      ['{', POLICY] as const,
    ];
    const there = await page.evaluate(
      // The page has put `huiyin` there.
      (all) => all.map(([text, policy]) => JSON.stringify((globalThis as unknown as Exposed).huiyin.verify(text, policy))),
      cases,
    );
    const here = cases.map(([text, policy]) =>
      JSON.stringify(verifyBundle({ bundleText: text, policyText: policy, ports: { hashing: nodeHashing, verifying: nodeVerifying } })),
    );
    process.stdout.write(
      `  ${cases.length} bundles in the browser and in Node: ${here.filter((one, at) => one !== there[at]).length} differ\n`,
    );
    expect(there).toEqual(here);
    await context.close();
  });

  it.runIf(hasVectors)('agrees with Node on each of the 914 published signatures', wants('vectors'), async () => {
    const vectors = hasVectors
      ? vectorJson<readonly { readonly key: string; readonly sig: string; readonly msg: string }[]>('ed25519-cctv.json')
      : [];
    const { page, context } = await openStick(1280, 'en');
    const asked = vectors.map(({ key, sig, msg }) => [key, toHex(utf8Encode(msg)), sig] as const);
    const there = await page.evaluate(
      // The page has put `huiyin` there.
      (all) => all.map(([key, message, sig]) => (globalThis as unknown as Exposed).huiyin.signature(key, message, sig)),
      asked,
    );
    const node = strictVerifying(nodeVerifying);
    expect(there).toEqual(vectors.map(({ key, sig, msg }) => node.verify(fromHex(key), utf8Encode(msg), fromHex(sig))));
    expect(there.filter(Boolean).length).toBeGreaterThan(0);
    await context.close();
  });

  it('works where a server of ours sends it, which lets it do no more than its own file', async () => {
    const app = fastify();
    app.addHook('onRequest', async (_request, reply) => void reply.header('content-security-policy', CSP));
    registerAssets(app);
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, locale: 'en' });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`${origin}/verify.html`);
    await page.getByLabel('The proof').setInputFiles(join(stick, 'proof.json'));
    await page
      .getByLabel('Keys')
      .setInputFiles({ name: 'keys.txt', mimeType: 'text/plain', buffer: Buffer.from(POLICY.replaceAll('\n', '\r\n')) });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('heading', { name: 'TRUE' }).waitFor();
    expect(faults).toEqual([]);
    // The styles of the file are in force: without them the bar would be an ordinary paragraph.
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).not.toBe('none');
    await context.close();
    await app.close();
  });
});
