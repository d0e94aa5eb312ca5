import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/http/app.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { multipart, type SentFile } from '../support/multipart.ts';
import { paper, phonePhoto } from '../support/pictures.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const MARK = 'mark-of-a-telephone';
const WORDS = { about: 'no', subject: '路灯', body: '不亮' };
const file = (files: readonly SentFile[], more: { readonly [name: string]: string } = {}) =>
  app.inject({ method: 'POST', url: '/file/submit', ...multipart({ ...WORDS, ...more }, files) });
const codeIn = (html: string) => /<p class="code">([^<]+)</.exec(html)?.[1] ?? '';
const follow = (code: string) =>
  app.inject({
    method: 'POST',
    url: '/follow',
    payload: new URLSearchParams({ code }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const linksIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/href="(\/follow\/file\/[\w-]+)"/g)].map((it) => it[1] ?? '')),
];

describe('photos and papers with a filing', () => {
  it('are taken, shown to who filed, and hold nothing of the telephone', async () => {
    const filed = await file([
      { name: 'a.jpg', bytes: await phonePhoto(MARK) },
      { name: 'b.pdf', bytes: paper('x') },
    ]);
    expect(filed.statusCode, filed.body).toBe(200);
    const page = await follow(codeIn(filed.body));
    const links = linksIn(page.body);
    expect(links.length).toBe(2);
    const photo = await app.inject({ url: links[0] ?? '' });
    expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect((await sharp(photo.rawPayload).metadata()).width).toBe(480);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});
