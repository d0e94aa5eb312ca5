import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Secret } from 'otpauth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { listen } from '../../server/instance.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../support/installation.ts';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { invite, inviteReader } from '../support/sign-in.ts';
import { CHROMIUM, launch, openReader, type Reader } from './browser.ts';
import { wants } from '../support/wants.ts';

let town: TestTown;
let app: FastifyInstance;
let origin: string;
let browser: Browser;
let provider: TestProvider | undefined;
const readers: Reader[] = [];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  // By name: a browser keeps no passkeys for an address of digits.
  origin = (await listen(app, 0)).replace('127.0.0.1', 'localhost');
  browser = await launch();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  if (CHROMIUM === undefined) return;
  delete process.env['HUIYIN_OIDC'];
  await provider?.close();
  await browser.close();
  await app.close();
  await town.close();
});

let minutes = 0;
const passTime = (): void => {
  minutes += 2;
  town.setClock(new Date(Date.parse('2026-09-28T02:00:00Z') + minutes * 60_000).toISOString());
};

const reader = async (width: number): Promise<Reader> => {
  const opened = await openReader(browser, origin, width);
  readers.push(opened);
  return opened;
};
const look = async (it: Reader, name: string): Promise<void> => expect.soft((await it.look(name)).findings).toEqual([]);

/** A browser with JavaScript and a built-in authenticator that always says yes. */
const withAuthenticator = async (): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } });
  contexts.push(context);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return page;
};
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['HUIYIN_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

const enter = async (page: Page, staff: string, password = PASSWORD, secret: Uint8Array = TOTP_SECRET): Promise<void> => {
  passTime();
  await page.goto(`${origin}/en/desk/sign-in`);
  await page.getByLabel('Account').fill(staff);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Code').fill(totpCode(secret, town.now()));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${origin}/en/desk`);
};

const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** Chooses a password on the page of a link, scans nothing and types the secret, as somebody would. */
const setUpByHand = async (page: Page, password: string): Promise<Uint8Array> => {
  const base32 = (await page.locator('dd code').innerText()).replaceAll(' ', '');
  const secret = Secret.fromBase32(base32).bytes;
  await page.getByLabel(/^(Password|密码)/).fill(password);
  await page.getByLabel(/^(The six digits|验证器现在)/).fill(totpCode(secret, town.now()));
  await page.getByRole('button', { name: /^(Finish|完成设置)$/ }).click();
  return secret;
};

describe.runIf(CHROMIUM)('signing in with a passkey', wants('chromium'), () => {
  it('is set up by the one-time link, signs out and in again, adds a second and removes the first', async () => {
    const page = await withAuthenticator();
    const link = `${origin}/en/desk/set-up/${await invite(town, 'county.auditor')}`;
    await page.goto(link);
    await shot(page, 'set-up-passkey');
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.waitForURL(`${origin}/en/desk`);
    expect((await page.goto(link))?.status()).toBe(404);
    await page.goto(`${origin}/en/desk/sign-out`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${origin}/en/desk/sign-in`);
    await shot(page, 'sign-in-passkey');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(`${origin}/en/desk`);
    await page.getByRole('link', { name: 'My sign-in' }).click();
    expect(await page.getByRole('listitem').count()).toBe(1);
    await page.getByRole('button', { name: 'Remove' }).click();
    expect(await page.getByRole('alert').first().innerText()).toContain('your only way to sign in');
    await shot(page, 'account-passkey');
  });

  it('is added by somebody who has a password, and takes the other sessions with it', async () => {
    const [page, elsewhere] = [await withAuthenticator(), await withAuthenticator()];
    await enter(elsewhere, 'letters.head');
    await enter(page, 'letters.head');
    await page.getByRole('link', { name: 'My sign-in' }).click();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('listitem').innerText()).toContain('added');
    await elsewhere.reload();
    expect(elsewhere.url()).toBe(`${origin}/en/desk/sign-in`);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('There is none yet').waitFor();
  });
});

describe.runIf(CHROMIUM).each([320, 1280])('without JavaScript at %i px', wants('chromium'), (width) => {
  it('somebody sets up password and authenticator by the link, after a slip, and signs in with them', async () => {
    const it = await reader(width);
    const staff = `li.ming.${width}`;
    const link = `/desk/set-up/${await inviteReader(town, staff)}`;
    await it.page.goto(origin + link);
    expect(await heading(it.page)).toBe('设置登录方式');
    expect(await it.page.getByRole('button', { name: '设置通行密钥' }).isVisible()).toBe(false);
    await look(it, 'set-up');
    await setUpByHand(it.page, 'short');
    await look(it, 'set-up-short');
    expect(await it.page.getByRole('alert').innerText()).toContain('密码还太短');
    const secret = await setUpByHand(it.page, 'lantern bridge seven');
    await it.page.waitForURL(`${origin}/desk`);
    await it.page.goto(`${origin}/en${link}`);
    await look(it, 'set-up-over');
    expect(await it.page.locator('.lead').innerText()).toContain('has been used, has run out');
    await it.page.goto(`${origin}/desk/account`);
    await look(it, 'account');
    await it.page.goto(`${origin}/desk/sign-out`);
    await it.page.getByRole('button', { name: '退出登录' }).click();
    await look(it, 'sign-in');
    await enter(it.page, staff, 'lantern bridge seven', secret);
  });

  it('an administrator asks for a post that reads matters, and a head of another office confirms it', async () => {
    const [asking, confirming, third] = [await reader(width), await reader(width), await reader(width)];
    const staff = `wang.${width}`;
    await enter(asking.page, 'county.admin');
    await asking.page.goto(`${origin}/en/desk/accounts`);
    await look(asking, 'accounts-admin');
    await asking.page.getByLabel('Name of the account').fill(staff);
    await asking.page.getByLabel('Office', { exact: true }).selectOption('water');
    await asking.page.getByLabel('Post', { exact: true }).selectOption('handler');
    await asking.page.getByRole('button', { name: 'Give the account' }).click();
    await look(asking, 'accounts-pending');
    expect(await asking.page.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
    await enter(confirming.page, 'housing.head');
    await confirming.page.getByRole('link', { name: 'Accounts' }).click();
    await look(confirming, 'accounts-head');
    await confirming.page.getByRole('button', { name: 'Confirm' }).click();
    await look(confirming, 'accounts-link');
    const link = await confirming.page.locator('.card code').innerText();
    await third.page.goto(link);
    await setUpByHand(third.page, 'umbrella seven rivers');
    await third.page.waitForURL(`${origin}/en/desk`);
    expect(await third.page.locator('header').innerText()).toContain('Water · handler');
    await third.page.goto(`${origin}/en/record`);
    await look(third, 'record');
    expect(await third.page.locator('tr', { hasText: 'water.handler' }).first().innerText()).toContain('confirmed by housing.head');
  });

  it('somebody who has lost everything gets a new sign-in by two persons, and the old one is over', async () => {
    const [asking, confirming, lost] = [await reader(width), await reader(width), await reader(width)];
    await enter(lost.page, 'water.handler', width === 320 ? PASSWORD : 'second password 320', width === 320 ? TOTP_SECRET : recovered);
    await enter(asking.page, 'county.admin');
    await asking.page.goto(`${origin}/en/desk/accounts`);
    await asking.page.getByRole('link', { name: 'water.handler' }).click();
    await look(asking, 'accounts-one');
    await asking.page.getByRole('button', { name: 'Ask for a new sign-in' }).click();
    expect(await asking.page.getByRole('status').innerText()).toContain('waits for a second person');
    await enter(confirming.page, 'housing.head');
    await confirming.page.goto(`${origin}/desk/accounts`);
    await look(confirming, 'accounts-recovery');
    await confirming.page.getByRole('button', { name: '确认' }).click();
    const link = await confirming.page.locator('.card code').innerText();
    await lost.page.reload();
    expect(lost.page.url()).toBe(`${origin}/en/desk`);
    await lost.page.goto(link);
    await look(lost, 'set-up-recovery');
    recovered = await setUpByHand(lost.page, `second password ${width}`);
    await lost.page.waitForURL(`${origin}/desk`);
    await lost.page.goto(`${origin}/record`);
    expect(await lost.page.locator('tr', { hasText: 'sign_in_recovered' }).first().innerText()).toContain('由 housing.head 确认');
  });
});
let recovered: Uint8Array = TOTP_SECRET;

describe.runIf(CHROMIUM)('signing in through the organisation', wants('chromium'), () => {
  it('goes over the provider’s own pages and comes back to the worklist', async () => {
    provider = await startProvider(`${origin}/desk/oidc/callback`);
    process.env['HUIYIN_OIDC'] = provider.file;
    const page = await withAuthenticator();
    await page.goto(`${origin}/en/desk/sign-in`);
    await shot(page, 'sign-in-oidc');
    await page.getByRole('link', { name: 'Sign in with the county’s account' }).click();
    await page.locator('input[name=login]').fill('housing.handler');
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    await page.locator('button[type=submit]').click();
    await page.waitForURL(`${origin}/en/desk`);
    expect(await page.locator('header').innerText()).toContain('Housing · handler');
  });
});
