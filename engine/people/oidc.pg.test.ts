import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { startProvider, type TestProvider } from '../../test/support/oidc-provider.ts';
import { browse, cookieIn } from '../../test/support/sign-in.ts';
import { buildApp } from '../../server/app.ts';
import { findSession } from './sessions.ts';

const HOST = 'localhost:4711';
let town: TestTown;
let app: FastifyInstance;
let provider: TestProvider;
let to: ReturnType<typeof browse>;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  to = browse(app, HOST);
  provider = await startProvider(`http://${HOST}/desk/oidc/callback`);
});
afterAll(async () => {
  delete process.env['HUIYIN_OIDC'];
  await provider.close();
  await app.close();
  await town.close();
});

const go = async (name: string, lang = '') => {
  const left = await to.get(`${lang}/desk/oidc`);
  const sealed = cookieIn(left, 'huiyin_sealed') ?? '';
  const back = new URL(await provider.signIn(String(left.headers['location']), name));
  return { left, answer: await to.get(`${back.pathname}${back.search}`, { headers: { cookie: `huiyin_sealed=${sealed}` } }) };
};
const whoIs = (token: string | undefined) => town.service.read((tx) => findSession(tx, token ?? '', town.now()));

describe('the organisation’s own sign-in', () => {
  it('is nowhere to be seen while none is configured', async () => {
    expect((await to.get('/desk/sign-in')).body).not.toContain('/desk/oidc');
    expect((await to.get('/desk/oidc')).statusCode).toBe(404);
    expect((await to.get('/desk/oidc/callback?code=a&state=b')).statusCode).toBe(404);
  });

  it('signs in the account whose name the provider vouches for, in the language it was begun in', async () => {
    process.env['HUIYIN_OIDC'] = provider.file;
    expect((await to.get('/en/desk/sign-in')).body).toContain('Sign in with the county’s account');
    const { left, answer } = await go('housing.handler', '/en');
    expect(String(left.headers['set-cookie'])).toMatch(/^huiyin_sealed=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
    const asked = new URL(String(left.headers['location'])).searchParams;
    expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual([
      'code',
      'S256',
      `http://${HOST}/desk/oidc/callback`,
    ]);
    expect([answer.statusCode, answer.body.includes('0;url=/en/desk"')]).toEqual([200, true]);
    expect(await whoIs(cookieIn(answer))).toEqual(expect.objectContaining({ staff: 'housing.handler', role: 'handler' }));
  });

  it('makes nobody an account, lets nobody in whose account has ended, and none that it is not meant for', async () => {
    const before = (await town.superuser.query('select staff from staff')).rowCount;
    await town.superuser.query(`update staff set ended_on = '2026-09-01' where staff = 'letters.head'`);
    await town.superuser.query(`update staff set oidc = false where staff = 'water.handler'`);
    for (const name of ['nobody.here', 'letters.head', 'water.handler', 'HOUSING.HANDLER', 'x y']) {
      const { answer } = await go(name);
      expect([name, answer.statusCode, cookieIn(answer)]).toEqual([name, 401, undefined]);
      expect(answer.body).toContain('单位的统一登录没有通过');
    }
    expect((await town.superuser.query('select staff from staff')).rowCount).toBe(before);
  });

  it('slows an account down that is vouched for and never let in, and nobody else', async () => {
    for (let i = 0; i < 5; i += 1) await go('letters.head');
    const { answer } = await go('letters.head');
    expect(answer.statusCode).toBe(429);
    expect(cookieIn((await go('housing.head')).answer)).toBeDefined();
  });

  it('says one sentence when the provider is away, and finds it again later', async () => {
    const file = process.env['HUIYIN_OIDC'] ?? '';
    const { writeFileSync, readFileSync } = await import('node:fs');
    const away = `${file}.away`;
    writeFileSync(away, readFileSync(file, 'utf8').replace(provider.issuer, 'http://localhost:9'));
    process.env['HUIYIN_OIDC'] = away;
    const answer = await to.get('/en/desk/oidc');
    expect([answer.statusCode, answer.body.includes('The sign-in of your organisation did not work')]).toEqual([401, true]);
    process.env['HUIYIN_OIDC'] = file;
    expect((await to.get('/en/desk/oidc')).statusCode).toBe(303);
  });
});
