import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/http/app.ts';
import { sessionOf } from '../../../test/support/desk.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';
import { multipart } from '../../../test/support/multipart.ts';

let town: TestTown;
let app: FastifyInstance;
let session = '';
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  session = await sessionOf(town, 'letters.desk');
});
afterAll(async () => {
  await app.close();
  await town.close();
});

type Form = { readonly [name: string]: string };
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/;

/** What the clerk sends; what a test does not name is as usual. */
const intake = async (more: Form = {}, lang = ''): Promise<LightMyRequestResponse> => {
  const cookie = `huiyin_staff=${session}`;
  const form = await app.inject({ url: `${lang}/desk/intake`, headers: { cookie } });
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const sent = multipart(
    {
      csrf,
      about: 'no',
      channel: 'counter',
      spoken: 'zh-CN',
      subject: '井盖响',
      body: '车一过就响。',
      handed: 'slip',
      agreed: 'yes',
      ...more,
    },
    [],
  );
  return app.inject({ method: 'POST', url: `${lang}/desk/intake`, payload: sent.payload, headers: { ...sent.headers, cookie } });
};

const post = (url: string, fields: Form) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const codeIn = (page: LightMyRequestResponse): string => CODE.exec(page.body)?.[0] ?? '';

describe('the first use of a code that staff handed over', () => {
  it('says that it is to be changed, and nothing of seven days or of somebody who lost it', async () => {
    const slip = codeIn(await intake());
    expect(slip).toMatch(CODE);
    for (const lang of ['', '/en']) {
      const seen = await post(`${lang}/follow`, { code: slip });
      expect(seen.statusCode).toBe(200);
      expect(seen.body).not.toMatch(/七天|没有人说|Seven days|nobody said/);
      expect(seen.body).toMatch(/先换成您自己的查询码|First take a code of your own/);
      expect(seen.body).not.toContain('车一过就响');
    }
    const changed = await post('/follow/code', { code: slip, act: 'replace' });
    const own = codeIn(changed);
    expect(own).not.toBe(slip);
    expect((await post('/follow', { code: own })).body).toContain('车一过就响');
    expect((await post('/follow', { code: slip })).body).toContain('不是我换的');
  });
});
