import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafName } from '../../kernel/canonical/names.ts';
import { fileIn } from '../../test/support/desk.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { readForFiler } from '../../features/grievances/public.ts';
import { buildApp } from '../../server/app.ts';

let town: TestTown;
let app: FastifyInstance;
let name: string;
beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z', withStaff: true });
  app = await buildApp(town.service);
  const view = await readForFiler(town.service, await fileIn(town, '灯'));
  name = view?.entries[0]?.leaf ?? '';
  await town.tick();
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const get = async (url: string) => {
  const { statusCode, headers, body } = await app.inject({ url: encodeURI(url) });
  return { status: statusCode, to: headers.location, body };
};
/** What stands behind an address in a sentence, a list or a chat. */
const ENDS = ['.', '。', ',', '，', '、', ')', '）', '/', '//', '。）', ' ', '\u200b', '!', '”', '」', ':', '&from=timeline', '**', '>'];

describe('an address with signs behind it', () => {
  it('leads to the page that was meant: the proof of an entry, and every other page', async () => {
    expect((await get(`/c/${name}`)).status).toBe(200);
    for (const end of ENDS) {
      expect(await get(`/c/${name}${end}`), end).toMatchObject({ status: 302, to: `/c/${name}` });
      expect(await get(`/en/c/${name}${end}`), end).toMatchObject({ status: 302, to: `/en/c/${name}` });
      expect(await get(`/follow${end}`), end).toMatchObject({ status: 302, to: '/follow' });
      expect(await get(`/desk/set-up/abcDEF_-123-${end}`), end).toMatchObject({ status: 302, to: '/desk/set-up/abcDEF_-123-' });
    }
  });

  it('may be in capitals where nothing in it is a name, and keeps what stands behind a question mark', async () => {
    expect(await get('/FOLLOW')).toMatchObject({ status: 302, to: '/follow' });
    expect(await get('/En/Figures/')).toMatchObject({ status: 302, to: '/en/figures' });
    expect(await get('/follow/?from=singlemessage')).toMatchObject({ status: 302, to: '/follow?from=singlemessage' });
    expect(await get('/en/')).toMatchObject({ status: 302, to: '/en' });
    expect((await get(`/c/${name.toLowerCase()}`)).status).toBe(200);
  });

  it('leads nowhere else: not where there is no such page, never a form, never a program, never to another site', async () => {
    for (const url of [
      '/nothing.',
      '/nothing/',
      '/',
      '/follow',
      '//example.org/.',
      '/\\\\example.org.',
      '/follow/..',
      '/follow/../',
      '/c/..%2f',
      '/api/v1/ways/',
      '/open311/v2/services.json.',
    ])
      expect((await get(url)).to, url).toBeUndefined();
    expect((await app.inject({ method: 'POST', url: '/follow/' })).headers.location).toBeUndefined();
    expect((await app.inject({ url: '/%' })).headers.location).toBeUndefined();
  });
});

describe('what is no name of an entry', () => {
  it('is told apart from a name that the log does not have', async () => {
    const none = leafName(new Uint8Array(32).fill(7));
    expect((await get(`/en/c/${none}`)).body).toContain('The log has no such entry');
    for (const url of ['/en/c/abc', `/en/c/${none}0`, '/en/c/U']) {
      const { status, body } = await get(url);
      expect([status, body.includes('This is no name of an entry'), body.includes('The log has no such entry')], url).toEqual([
        404,
        true,
        false,
      ]);
    }
    expect((await get('/c/abc')).body).toContain('这不是一条记录的名字');
  });
});
