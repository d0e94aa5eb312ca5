import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { findProvider } from '../people/oidc.ts';
import { buildApp } from '../../server/app.ts';
import { warnOfProxy } from './proxy-warning.ts';
import { testFolder } from '../../test/support/folder.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterEach(() => {
  delete process.env['HUIYIN_URL'];
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const sent = async (headers: { readonly [name: string]: string }): Promise<boolean> =>
  (
    await app.inject({
      method: 'POST',
      url: '/kiosk',
      payload: 'act=none',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  ).statusCode !== 403;

describe('where a form came from', () => {
  it('a browser that says "same-origin" is believed, whatever a proxy has made of the Host', async () => {
    expect(await sent({ host: 'inside:8080', origin: 'https://matters.example.org', 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const site of ['cross-site', 'same-site'])
      expect(await sent({ host: 'matters.example.org', origin: 'https://matters.example.org', 'sec-fetch-site': site })).toBe(false);
  });

  it('an older one is compared with the Host, without case and the port that goes without saying, or with HUIYIN_URL', async () => {
    expect(await sent({ host: 'matters.example.org', origin: 'https://evil.example' })).toBe(false);
    expect(await sent({ host: 'matters.example.org', origin: 'not an origin' })).toBe(false);
    expect(await sent({ host: 'Matters.Example.org:443', origin: 'https://matters.example.org' })).toBe(true);
    expect(await sent({ host: 'inside:8080', origin: 'https://matters.example.org' })).toBe(false);
    process.env['HUIYIN_URL'] = 'https://matters.example.org';
    expect(await sent({ host: 'inside:8080', origin: 'https://matters.example.org' })).toBe(true);
    expect(await sent({ host: 'inside:8080', origin: 'https://evil.example' })).toBe(false);
  });

  it('a proxy of this machine that nobody has named is told to the operator, once', () => {
    const lines: string[] = [];
    const from = (remoteAddress: string, headers: object): FastifyRequest =>
      ({ headers, socket: { remoteAddress } }) as unknown as FastifyRequest; // what is read of one
    const say = (line: string): void => void lines.push(line);
    warnOfProxy(from('127.0.0.1', {}), say);
    warnOfProxy(from('192.0.2.1', { 'x-forwarded-for': '203.0.113.9' }), say);
    expect(lines).toEqual([]);
    for (let n = 0; n < 3; n += 1) warnOfProxy(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), say);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^warning: proxy_unnamed: /);
    expect(lines[0]).not.toContain('203.0.113.9');
  });
});

it('the file of the organisation’s own sign-in may be one that Notepad has saved', () => {
  const folder = testFolder('bom');
  const path = join(folder, 'oidc.json');
  const secret = join(folder, 'secret');
  writeFileSync(secret, '\uFEFFvery secret\r\n');
  const file = {
    issuer: 'https://login.example.org',
    clientId: 'huiyin',
    clientSecretFile: 'secret',
    claim: 'sub',
    label: { zh: '账号', en: 'account' },
  };
  writeFileSync(path, `\uFEFF${JSON.stringify(file, null, 2).replaceAll('\n', '\r\n')}`);
  process.env['HUIYIN_OIDC'] = path;
  try {
    expect(findProvider()).toMatchObject({ clientId: 'huiyin', secret: 'very secret' });
  } finally {
    delete process.env['HUIYIN_OIDC'];
    rmSync(folder, { recursive: true });
  }
});
