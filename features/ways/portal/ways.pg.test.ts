import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICE_NUMBERS } from '../../../portal/tel.tsx';
import { buildApp } from '../../../server/app.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
const DUTY = '0571-5550 0110';
beforeAll(async () => {
  town = await openTown({ withSubjects: true });
  await town.superuser.query("update office set duty_phone = $1 where office = 'letters'", [DUTY]);
  await town.service.jurisdiction('fresh');
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const post = async (url: string, fields: { readonly [name: string]: string }) =>
  (
    await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  ).body;

describe('the page of ways', () => {
  it.each([
    ['/ways', '村支书贪污'],
    ['/ways', '城管打人'],
    ['/en/ways', 'official took a bribe'],
    ['/en/ways', 'beaten by the police'],
  ])('%s sends who typed “%s” to the doors, and never to the form', async (path, about) => {
    const body = await post(path, { about });
    expect(body).toContain('name="about" value="yes"');
    expect(body.slice(body.indexOf('<main'))).not.toMatch(/class="btn" href="[^"]*\/file/);
    expect(body).not.toMatch(/照样可以反映|file all the same/);
  });

  it('opens the form with a result chosen', async () => {
    const body = await post('/ways', { about: '路灯' });
    expect(body).toContain('href="/file?service=street.light"');
    const asked = (await app.inject({ url: '/file?service=street.light' })).body;
    expect(asked).toContain('name="service" value="street.light"');
    expect(await post('/file/about', { about: 'no', service: 'street.light' })).toMatch(/value="street.light" selected/);
  });
});

describe('every telephone number on a page', () => {
  it('can be called by a tap', async () => {
    const code = /<p class="code">([^<]+)</.exec(
      await post('/file/submit', { about: 'no', subject: '路灯', body: '不亮', danger: 'yes' }),
    )?.[1];
    const pages = await Promise.all(
      ['', '/en'].flatMap((lang) => [
        ...[
          '/',
          '/file',
          '/file/write?about=no',
          '/ways',
          '/door',
          '/kiosk',
          '/lost',
          '/follow',
          '/log',
          '/seal',
          '/access',
          '/troubles',
        ].map(async (path) => [lang + path, (await app.inject({ url: lang + path })).body] as const),
        (async () => [`${lang} doors`, await post(`${lang}/file/about`, { about: 'yes' })] as const)(),
        (async () => [`${lang} form`, await post(`${lang}/file/about`, { about: 'no' })] as const)(),
        (async () =>
          [`${lang} receipt`, await post(`${lang}/file/submit`, { about: 'no', subject: 'a', body: 'b', danger: 'yes' })] as const)(),
        (async () => [`${lang} progress`, await post(`${lang}/follow`, { code: code ?? '' })] as const)(),
        (async () => [`${lang} step`, await post(`${lang}/follow/write`, { code: code ?? '', command: 'report_danger' })] as const)(),
      ]),
    );
    // Within a log key or a code the same digits are no number: such a one has letters beside it.
    const numbers = new RegExp(`(?<![\\dA-Za-z.:-])(?:${[...SERVICE_NUMBERS, DUTY].join('|')})(?![\\dA-Za-z天日])`);
    const dead = pages.flatMap(([name, body]) => {
      const shown = body.replaceAll(/<a class="tel" href="tel:\d+">.*?<\/a>/gs, '').replaceAll(/<[^>]*>/g, ' ');
      const found = numbers.exec(shown);
      return found ? [`${name}: ${shown.slice(Math.max(0, found.index - 30), found.index + 20)}`] : [];
    });
    expect(dead).toEqual([]);
    const live = new Set(pages.flatMap(([, body]) => [...body.matchAll(/href="tel:(\d+)"/g)].map((it) => it[1])));
    for (const number of ['110', '119', '120', '12309', '12348', '12388', DUTY.replaceAll(/\D/g, '')]) expect([...live]).toContain(number);
  });
});
