import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { buildApp } from '../../../server/app.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { openSession } from '../../../engine/people/sessions.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { sessionOf, storedPhoto } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { multipart } from '../../../test/support/files/multipart.ts';
import { paper, phonePhoto } from '../../../test/support/files/pictures.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { eraseMatter } from './erase-matter.ts';
import { fileMatter, type FilingAnswer } from './file-matter.ts';
import { readBundle, readForFiler } from './read-matter.ts';
import { takeStep } from './take-step.ts';

let town: TestTown;
let app: FastifyInstance;
let filed: FilingAnswer;
const large = storedPhoto(300_001, 'application/pdf');
const small = storedPhoto(5);

beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  const answer = await fileMatter(
    town.service,
    { fields: { subject: '路灯', body: '不亮' }, lang: 'zh-CN', files: [large, small] },
    { token: 'files-1-abcdef' },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  filed = answer;
  await town.tick();
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const linkTo = async (file: string): Promise<string> =>
  (await app.inject({ method: 'POST', url: '/api/v1/receipt/file', payload: { code: filed.code, file } })).json<{ url: string }>().url;
const verify = async (file?: Uint8Array) =>
  verifyBundle({
    bundleText: JSON.stringify(await readBundle(town.service, filed.number)),
    policyText: await policyText(town.service),
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
    file,
  });
const accesses = async () =>
  (await town.superuser.query<{ post: string }>('select post from access where matter = $1', [filed.number])).rows.map((it) => it.post);

describe('reading a photo or paper', () => {
  it('gives the whole, or the part that is asked for, and a HEAD reads none of it', async () => {
    const url = await linkTo('0-0-1');
    const whole = await app.inject({ url });
    expect([whole.statusCode, whole.headers['content-length'], whole.headers['accept-ranges']]).toEqual([200, '300001', 'bytes']);
    expect(whole.rawPayload.equals(large.bytes)).toBe(true);
    const etag = String(whole.headers.etag);
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const [range, from, to] of [
      ['bytes=0-0', 0, 1],
      ['bytes=65535-65536', 65_535, 65_537],
      ['bytes=131072-', 131_072, 300_001],
      ['bytes=-7', 299_994, 300_001],
      ['bytes=10-999999', 10, 300_001],
    ] as const) {
      const part = await app.inject({ url, headers: { range, 'if-range': etag } });
      expect([range, part.statusCode, part.headers['content-range']]).toEqual([range, 206, `bytes ${from}-${to - 1}/300001`]);
      expect(part.rawPayload.equals(large.bytes.subarray(from, to)), range).toBe(true);
    }
    for (const range of ['bytes=300001-', 'bytes=-0']) {
      const none = await app.inject({ url, headers: { range } });
      expect([none.statusCode, none.headers['content-range'], none.body]).toEqual([416, 'bytes */300001', '']);
    }
    for (const headers of [
      { range: 'bytes=5-2' },
      { range: 'bytes=0-1,5-6' },
      { range: 'lines=1-2' },
      { range: 'bytes=0-1', 'if-range': '"old"' },
    ])
      expect((await app.inject({ url, headers })).statusCode).toBe(200);
    const head = await app.inject({ method: 'HEAD', url });
    expect([head.statusCode, head.headers['content-length'], head.headers['content-type'], head.body]).toEqual([
      200,
      '300001',
      'application/pdf',
      '',
    ]);
  });

  it('reads no more of it than was asked for: a byte of a part that is damaged elsewhere still comes', async () => {
    const url = await linkTo('0-0-1');
    const id = '(select blob from blob where size = 0 group by blob having count(*) > 1)';
    await town.superuser.query(`update blob set bytes = set_byte(bytes, 99, get_byte(bytes, 99) # 1) where blob = ${id} and chunk = 4`);
    expect((await app.inject({ url, headers: { range: 'bytes=100-200' } })).statusCode).toBe(206);
    expect((await app.inject({ url })).statusCode).toBe(503);
    expect((await reconcile(town.service)).findings.map((it) => [it.code, it.what])).toEqual([['blob_changed', 'file1']]);
    await town.superuser.query(`update blob set bytes = set_byte(bytes, 99, get_byte(bytes, 99) # 1) where blob = ${id} and chunk = 4`);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('needs the code or a link of a quarter of an hour for one file; neither stands in the other’s address', async () => {
    const url = await linkTo('0-0-2');
    expect(url).not.toContain(filed.number);
    const form = (fields: { readonly [name: string]: string }) =>
      app.inject({
        method: 'POST',
        url: '/follow/file',
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const sent = await form({ code: filed.code, file: '0-0-2' });
    expect([sent.statusCode, String(sent.headers.location).startsWith('/follow/file/')]).toEqual([303, true]);
    expect((await app.inject({ url: String(sent.headers.location) })).rawPayload.equals(small.bytes)).toBe(true);
    expect((await form({ code: filed.code, file: '0-0-3' })).statusCode).toBe(200);
    expect((await form({ code: '0000', file: '0-0-2' })).statusCode).toBe(400);
    const broken = `${url.slice(0, -3)}${url.endsWith('AAA') ? 'BBB' : 'AAA'}`;
    for (const address of [broken, '/follow/file/x', '/en/follow/file/0-0-1'])
      expect((await app.inject({ url: address })).statusCode).toBe(404);
    town.setClock('2026-09-28T02:14:59Z');
    expect((await app.inject({ url })).statusCode).toBe(200);
    town.setClock('2026-09-28T02:15:00Z');
    const late = await app.inject({ url });
    expect([late.statusCode, late.body.includes('这个链接的时间已经过了')]).toEqual([404, true]);
  });

  it('is recorded before it is read by staff, and for who may not open the matter it is not there', async () => {
    const url = `/desk/matter/${filed.number}/file/0-0-2`;
    const as = async (staff: string, address = url) =>
      app.inject({ url: address, headers: { cookie: `huiyin_staff=${await sessionOf(town, staff)}` } });
    expect((await app.inject({ url })).statusCode).toBe(303);
    expect((await as('water.handler')).statusCode).toBe(404);
    expect((await as('water.handler')).body).toBe((await as('water.handler', '/desk/matter/00000000/file/0-0-2')).body);
    expect((await as('letters.desk', `/desk/matter/${filed.number}/file/0-0-9`)).statusCode).toBe(404);
    expect(await accesses()).toEqual([]);
    const seen = await as('letters.desk');
    expect([seen.statusCode, seen.rawPayload.equals(small.bytes)]).toEqual([200, true]);
    expect(await accesses()).toEqual(['letters.desk']);
    const token = await town.service.read((tx) => openSession(tx, 'letters.desk', town.now()));
    const api = await app.inject({
      url: `/api/v1/staff/matters/${filed.number}/files/0-0-1`,
      headers: { authorization: `Bearer ${token}`, range: 'bytes=0-9' },
    });
    expect([api.statusCode, api.rawPayload.equals(large.bytes.subarray(0, 10))]).toEqual([206, true]);
  });
});

describe('adding later', () => {
  it('takes more with the receipt, once however often the form is sent, and the history says so', async () => {
    const { payload, headers } = multipart({ code: filed.code, token: 'C'.repeat(22), words: '又拍了一张。' }, [
      { name: 'a.jpg', bytes: await phonePhoto('x') },
      { name: 'b.pdf', bytes: paper('x') },
    ]);
    const answers = [];
    for (let i = 0; i < 2; i += 1) answers.push(await app.inject({ method: 'POST', url: '/follow/files', payload, headers }));
    expect(answers.map((it) => [it.statusCode, it.body.includes('已收下')])).toEqual([
      [200, true],
      [200, true],
    ]);
    const view = await readForFiler(town.service, filed.number);
    expect(view?.entries.flatMap((entry) => entry.files.map((it) => [it.id, it.type, it.nth, it.gone]))).toEqual([
      ['0-0-1', 'application/pdf', 1, false],
      ['0-0-2', 'image/jpeg', 1, false],
      ['0-1-1', 'image/jpeg', 2, false],
      ['0-1-2', 'application/pdf', 2, false],
    ]);
    expect(view?.entries[1]?.texts).toEqual({ words: '又拍了一张。' });
    const none = multipart({ code: filed.code, words: '' }, [{ name: '', bytes: Buffer.alloc(0) }]);
    const refused = await app.inject({ method: 'POST', url: '/en/follow/files', ...none });
    expect(refused.statusCode).toBe(422);
    const api = await app.inject({
      method: 'POST',
      url: '/api/v1/receipt/files',
      ...multipart({ code: filed.code }, [{ name: 'c.pdf', bytes: paper('y') }]),
    });
    expect([api.statusCode, api.json<{ events: { files: { id: string }[] }[] }>().events.at(-1)?.files[0]?.id]).toEqual([200, '0-2-1']);
  });
});

describe('the proof', () => {
  it('names the files, leaves their bytes out, and tells a downloaded one from any other', async () => {
    await town.tick();
    const alone = await verify();
    expect([alone.verdict, alone.notProved.filter((it) => it.code === 'file_apart').length]).toEqual(['true', 5]);
    const own = await verify(large.bytes);
    expect(own.proved.find((it) => it.code === 'file_unchanged')?.params).toEqual({ level: 0, n: 0, field: 'file1' });
    expect(own.notProved.filter((it) => it.code === 'file_apart').length).toBe(4);
    expect((await verify(large.bytes.subarray(1))).code).toBe('file_other');
  });

  it('stays when a matter is erased: the keys of its files go with those of its texts', async () => {
    const url = await linkTo('0-0-2');
    const keys = async () => Number((await town.superuser.query<{ n: string }>('select count(*) n from keystore.blob_key')).rows[0]?.n);
    expect(await keys()).toBeGreaterThan(5);
    await takeStep(town.service, filed.number, PEOPLE.filer, { name: 'ask_withdrawal', input: {} });
    expect(await eraseMatter(town.service, filed.number, { basis: 'art. 17', askedBy: 'filer', completeAfterDays: 30 })).toBeUndefined();
    expect(await keys()).toBe(0);
    expect((await app.inject({ url })).statusCode).toBe(404);
    expect((await readForFiler(town.service, filed.number))?.entries.flatMap((entry) => entry.files.map((it) => it.gone))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect((await verify()).verdict).toBe('true');
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});
