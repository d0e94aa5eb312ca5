import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthenticator } from '../../test/support/authenticator.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { browse, cookieIn, csrfIn, invite, member, optionsIn, placeOf, tokenIn } from '../../test/support/sign-in.ts';
import { buildApp } from '../../server/app.ts';
import { askRecovery, confirmPending } from './grants.ts';
import { findSession, openSession } from './sessions.ts';
import { totpCode } from './staff.ts';

const HOST = 'desk.example:8443';
const ORIGIN = `http://${HOST}`;
let town: TestTown;
let app: FastifyInstance;
let to: ReturnType<typeof browse>;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  to = browse(app, HOST);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const pass = (ms: number): void => town.setClock(new Date(town.now() + ms).toISOString());
const open = (staff: string) => town.service.read((tx) => openSession(tx, staff, town.now()));
const whoIs = async (token: string | undefined) => (await town.service.read((tx) => findSession(tx, token ?? '', town.now())))?.staff;
const send = async (token: string, form: { readonly [name: string]: string }) =>
  to.post('/desk/account', { csrf: csrfIn((await to.get('/desk/account', { token })).body), ...form }, { token });
const pageOf = async (token: string) => (await to.get('/en/desk/account', { token })).body;
const idIn = (body: string): string => /name="which" value="([\w-]+)"/.exec(body)?.[1] ?? '';

describe('what somebody changes about their own sign-in', () => {
  it('gives the session another token, ends all others, and lasts no longer for it', async () => {
    const [here, there] = [await open('housing.handler'), await open('housing.handler')];
    const changed = await send(here, { act: 'password', password: 'lantern bridge seven' });
    const next = cookieIn(changed);
    expect([changed.statusCode, changed.headers['location'], next === here]).toEqual([303, '/desk/account?done=1', false]);
    expect([await whoIs(here), await whoIs(there), await whoIs(next)]).toEqual([undefined, undefined, 'housing.handler']);
    const signIn = (password: string) =>
      to.post('/desk/sign-in', { staff: 'housing.handler', password, code: totpCode(TOTP_SECRET, town.now()) }, { from: password });
    expect(cookieIn(await signIn(PASSWORD))).toBeUndefined();
    expect(cookieIn(await signIn('lantern bridge seven'))).toBeDefined();
    pass(8 * 3_600_000);
    expect(await whoIs(next)).toBeUndefined();
  });

  it('ends the sessions elsewhere, at any time', async () => {
    const [here, there] = [await open('housing.head'), await open('housing.head')];
    pass(3_600_000);
    const next = cookieIn(await send(here, { act: 'end' }));
    expect([await whoIs(here), await whoIs(there), await whoIs(next)]).toEqual([undefined, undefined, 'housing.head']);
  });

  it('is changed only soon after signing in, and with a good password', async () => {
    const token = await open('water.handler');
    expect((await send(token, { act: 'password', password: 'short' })).body).toContain('密码还太短');
    pass(15 * 60_000);
    const late = await send(token, { act: 'password', password: 'lantern bridge seven' });
    expect([late.statusCode, late.body.includes('登录后的15分钟以内'), await whoIs(token)]).toEqual([403, true, 'water.handler']);
  });

  it('adds a passkey, lists it with its day, and keeps the last way in', async () => {
    const url = `/desk/set-up/${await invite(town, 'only.keys')}`;
    const [first, second] = [openAuthenticator(ORIGIN), openAuthenticator(ORIGIN)];
    const token = cookieIn(await to.post(url, { passkey: first.make(optionsIn((await to.get(url)).body)) })) ?? '';
    const page = await pageOf(token);
    expect(page).toContain('added 28 September');
    const refused = await send(token, { act: 'remove', which: idIn(page) });
    expect([refused.statusCode, refused.body.includes('唯一的登录方式')]).toEqual([409, true]);
    const made = second.make(optionsIn(page));
    const next = cookieIn(await send(token, { act: 'add', passkey: made })) ?? '';
    expect((await pageOf(next)).match(/name="which"/g)?.length).toBe(2);
    const last = cookieIn(await send(next, { act: 'remove', which: idIn(page) })) ?? '';
    expect((await pageOf(last)).match(/name="which"/g)?.length).toBe(1);
    const asked = async () => optionsIn((await to.get('/desk/sign-in')).body);
    expect(cookieIn(await to.post('/desk/sign-in', { passkey: first.show(await asked()) }))).toBeUndefined();
    expect(cookieIn(await to.post('/desk/sign-in', { passkey: second.show(await asked()) }))).toBeDefined();
  });

  it('says when others have begun a recovery, and whoever can still sign in stops it, confirmed or not', async () => {
    const place = await placeOf(town);
    const recover = () => town.service.read((tx) => askRecovery(tx, place, 'letters.head', member('county.admin')));
    const confirm = () => town.service.read((tx) => confirmPending(tx, place, 'letters.head', member('housing.head')));
    let token = await open('letters.head');
    expect(await pageOf(token)).not.toContain('Somebody has asked');
    await recover();
    expect(await pageOf(token)).toContain('Somebody has asked for a new sign-in');
    token = cookieIn(await send(token, { act: 'keep' })) ?? '';
    expect([await confirm(), (await pageOf(token)).includes('Somebody has asked')]).toEqual([{ refused: 'nothing_pending' }, false]);
    await recover();
    const link = tokenIn(await confirm());
    token = cookieIn(await send(token, { act: 'keep' })) ?? '';
    expect([(await to.get(`/desk/set-up/${link}`)).statusCode, await whoIs(token)]).toEqual([404, 'letters.head']);
  });

  it('is nobody else’s: a passkey of a colleague is not removed', async () => {
    const url = `/desk/set-up/${await invite(town, 'a.colleague')}`;
    const key = openAuthenticator(ORIGIN);
    const theirs = cookieIn(await to.post(url, { passkey: key.make(optionsIn((await to.get(url)).body)) })) ?? '';
    const id = idIn(await pageOf(theirs));
    expect((await send(await open('letters.desk'), { act: 'remove', which: id })).statusCode).toBe(409);
    expect(idIn(await pageOf(theirs))).toBe(id);
  });
});

describe('wrong tries with a passkey', () => {
  it('make it wait at that address, and nowhere else', async () => {
    const url = `/desk/set-up/${await invite(town, 'slow.keys')}`;
    const key = openAuthenticator(ORIGIN);
    await to.post(url, { passkey: key.make(optionsIn((await to.get(url)).body)) });
    const show = async (from: string, twist = {}) => {
      const options = optionsIn((await to.get('/desk/sign-in')).body);
      return (await to.post('/desk/sign-in', { passkey: key.show(options, twist) }, { from })).statusCode;
    };
    const wrong = { verified: false };
    expect([await show('g', wrong), await show('g', wrong), await show('g', wrong), await show('g', wrong)]).toEqual([401, 401, 401, 401]);
    expect([await show('g'), await show('elsewhere')]).toEqual([429, 303]);
  });
});

describe('pages that may run the script', () => {
  it('are those with a passkey on them; every other page runs none', async () => {
    const token = await open('county.admin');
    const policyOf = async (url: string, host = HOST) =>
      String((await to.get(url, { token, headers: { host } })).headers['content-security-policy']).includes("script-src 'self'");
    expect(await policyOf('/desk/account')).toBe(true);
    for (const url of ['/desk', '/desk/accounts', '/desk/sign-out', '/', '/file', '/follow', '/record', '/desk/set-up/x', '/passkey.js'])
      expect([url, await policyOf(url)]).toEqual([url, false]);
    expect(await policyOf('/desk/account', '127.0.0.1:8080')).toBe(false);
    const script = await to.get('/passkey.js');
    expect([script.headers['content-type'], script.body.length < 15_000]).toEqual(['text/javascript; charset=utf-8', true]);
  });
});
