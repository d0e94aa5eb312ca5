import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { buildApp } from '../../../server/app.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { live, sessionOf } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { multipart, type SentFile } from '../../../test/support/files/multipart.ts';
import { paper, phonePhoto } from '../../../test/support/files/pictures.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { fileMatter, type FilingAnswer } from '../server/file-matter.ts';
import { readBundle, readForFiler } from '../server/read-matter.ts';

let town: TestTown;
let app: FastifyInstance;
let filed: FilingAnswer;
let handler = '';
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  const answer = await fileMatter(
    town.service,
    { fields: { subject: '路灯', body: '不亮' }, lang: 'zh-CN', files: [] },
    { token: 'papers-1-abcdef' },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  filed = answer;
  await live(town, filed.number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  handler = await sessionOf(town, 'housing.handler');
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const page = (lang = '') =>
  app.inject({ url: `${lang}/desk/matter/${filed.number}/add_papers`, headers: { cookie: `huiyin_staff=${handler}` } });
const valueIn = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** Sends the form of the page as a browser does. */
const send = async (
  fields: { readonly [name: string]: string },
  files: readonly SentFile[],
  lang = '',
): Promise<LightMyRequestResponse> => {
  const { body } = await page(lang);
  const sent = multipart(
    { csrf: valueIn(body, 'csrf'), expected: valueIn(body, 'expected'), queue: '', command: 'add_papers', ...fields },
    files,
  );
  return app.inject({
    method: 'POST',
    url: `${lang}/desk/matter/${filed.number}/step`,
    payload: sent.payload,
    headers: { ...sent.headers, cookie: `huiyin_staff=${handler}` },
  });
};
const added = async () =>
  (await readForFiler(town.service, filed.number))?.entries.filter(
    ({ event }) => event.type === 'files_added' && event.actor.kind === 'staff',
  ) ?? [];

describe('photos and papers that an office adds', () => {
  it('are asked for on a page of their own, in a form that takes files', async () => {
    const { statusCode, body } = await page('/en');
    expect(statusCode).toBe(200);
    expect(body).toContain('enctype="multipart/form-data"');
    expect(body).toMatch(/<input type="file"[^>]* name="files"/);
    expect(body).toContain('The filer sees them at once');
    expect(body).not.toContain('the view from your window');
  });

  it('reach the filer with the words that say what they show, without place and camera, and stand in the proof', async () => {
    const photo = await phonePhoto('canary-of-a-phone');
    const sent = await send({ words: '路灯已经修好，照片里灯亮着。' }, [
      { name: 'DCIM0001.jpg', bytes: photo },
      { name: '决定书.pdf', bytes: paper('决定书') },
    ]);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/desk/matter/${filed.number}?done=add_papers`]);
    const [entry] = await added();
    expect(entry?.texts['words']).toBe('路灯已经修好，照片里灯亮着。');
    expect(entry?.files.map((file) => file.type)).toEqual(['image/jpeg', 'application/pdf']);
    const seen = await app.inject({
      method: 'POST',
      url: '/follow',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ code: filed.code }).toString(),
    });
    expect(seen.body).toContain('路灯已经修好');
    expect(seen.body).toContain('向您补充说明');
    const { url } = (
      await app.inject({ method: 'POST', url: '/api/v1/receipt/file', payload: { code: filed.code, file: entry?.files[0]?.id } })
    ).json<{ url: string }>();
    const stored = (await app.inject({ url })).rawPayload;
    expect(stored.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(stored.includes(Buffer.from('canary-of-a-phone'))).toBe(false);
    await town.tick();
    const report = verifyBundle({
      bundleText: JSON.stringify(await readBundle(town.service, filed.number)),
      policyText: await policyText(town.service),
      ports: { hashing: nodeHashing, verifying: nodeVerifying },
      file: stored,
    });
    expect(report.verdict).toBe('true');
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('keep what was typed when a file is none, and add nothing', async () => {
    const before = (await added()).length;
    const refused = await send({ words: '新的说明。' }, [{ name: 'a.exe', bytes: Buffer.from('MZ nothing of the kind') }], '/en');
    expect(refused.statusCode).toBe(415);
    expect(refused.body).toContain('新的说明。');
    expect(refused.body).toContain('aria-invalid');
    const silent = await send({ words: '' }, [{ name: 'a.pdf', bytes: paper('一') }]);
    expect(silent.statusCode).toBe(422);
    expect(await added()).toHaveLength(before);
  });

  it('come with no other step: one that takes none says so, and is not taken without them', async () => {
    const before = await readForFiler(town.service, filed.number);
    const refused = await send({ command: 'interim_reply', words: '在修。' }, [{ name: 'a.pdf', bytes: paper('三') }], '/en');
    expect(refused.statusCode).toBe(422);
    expect((await readForFiler(town.service, filed.number))?.events).toHaveLength(before?.events.length ?? 0);
  });

  it('are added once, however often the form is sent', async () => {
    const { body } = await page();
    const fields = { csrf: valueIn(body, 'csrf'), expected: valueIn(body, 'expected'), queue: '', command: 'add_papers', words: '两次。' };
    const again = () => {
      const sent = multipart(fields, [{ name: 'a.pdf', bytes: paper('二') }]);
      return app.inject({
        method: 'POST',
        url: `/desk/matter/${filed.number}/step`,
        payload: sent.payload,
        headers: { ...sent.headers, cookie: `huiyin_staff=${handler}` },
      });
    };
    const before = (await added()).length;
    const answers = [await again(), await again()];
    expect(answers.map((it) => it.statusCode)).toEqual([303, 409]);
    expect(await added()).toHaveLength(before + 1);
  });

  it('are taken from no other site, and from nobody who is not signed in', async () => {
    const before = (await added()).length;
    expect((await send({ words: '别处。', csrf: 'wrong' }, [])).statusCode).toBe(403);
    const sent = multipart({ command: 'add_papers', words: '谁？', expected: '3' }, []);
    const url = `/desk/matter/${filed.number}/step`;
    expect((await app.inject({ method: 'POST', url, payload: sent.payload, headers: sent.headers })).statusCode).toBe(401);
    expect(await added()).toHaveLength(before);
  });
});

describe('the same by the API of the desk', () => {
  const api = (who: string, fields: { readonly [name: string]: string }, files: readonly SentFile[], key?: string) => {
    const sent = multipart(fields, files);
    return app.inject({
      method: 'POST',
      url: `/api/v1/staff/matters/${filed.number}/files`,
      payload: sent.payload,
      headers: { ...sent.headers, authorization: `Bearer ${who}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    });
  };

  it('takes a form, once under one key, and says what is wrong with it', async () => {
    const before = (await added()).length;
    const file = { name: 'map.pdf', bytes: paper('地图') };
    const key = 'papers-key-0123456789abcdef';
    const answers = [await api(handler, { words: '地图。' }, [file], key), await api(handler, { words: '地图。' }, [file], key)];
    expect(answers.map((it) => it.statusCode)).toEqual([200, 200]);
    expect(await added()).toHaveLength(before + 1);
    expect((await api(handler, {}, [file])).statusCode).toBe(422);
    expect((await api(await sessionOf(town, 'water.handler'), { words: '别的单位。' }, [file])).statusCode).toBe(404);
    expect((await api('nobody', { words: '谁？' }, [file])).statusCode).toBe(401);
    expect(await added()).toHaveLength(before + 1);
  });
});
