import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFieldKey } from '../../../engine/people/field-keys.ts';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../../kernel/form/form.ts';
import { XFORM_SITE } from '../../../kernel/form/xform.ts';
import { xformPaths } from '../../../kernel/form/xform-paths.ts';
import { getForm } from '../../../policy/form.ts';
import { formsOf, searchTables, type Search } from '../../../test/support/canary-search.ts';
import { fillByOdk, type OdkTask } from '../../../test/support/odk.ts';
import { allInOrder, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { checks } from './checks.ts';

let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
let key = '';
beforeAll(async () => {
  // Monday 23 November 2026, seven in the morning there: breakfast.
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen']);
  canteen = await place.opened();
  await place.goTo('11-23 07:00');
  key = await place.town.service.read((tx) => addFieldKey(tx, 'housing.handler', place.town.now()));
});
afterAll(async () => {
  await place.close();
});

const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`housing.handler:${secret}`).toString('base64')}` });
const get = (url: string, secret = key) => place.app.inject({ url, headers: basic(secret), remoteAddress: '127.0.0.1' });
const DEVICE = 'device-canary-4711';

interface Part {
  readonly name: string;
  readonly file?: string;
  readonly type: string;
  readonly bytes: Buffer;
}
const post = (parts: readonly Part[], secret = key) => {
  const boundary = `b${randomUUID()}`;
  const body = Buffer.concat([
    ...parts.flatMap(({ name, file, type, bytes }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\ncontent-type: ${type}\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return place.app.inject({
    method: 'POST',
    url: `/openrosa/submission?deviceID=${DEVICE}`,
    headers: { ...basic(secret), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: body,
    remoteAddress: '127.0.0.1',
  });
};
const xmlPart = (xml: string): Part => ({
  name: 'xml_submission_file',
  file: 'xml_submission_file',
  type: 'text/xml',
  bytes: Buffer.from(xml),
});
const photoPart = (name: string, bytes: Buffer): Part => ({ name, file: name, type: 'image/jpeg', bytes });
const incomplete: Part = { name: '*isIncomplete*', type: 'text/plain', bytes: Buffer.from('yes') };
const picture = (shade: string) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: shade } })
    .jpeg()
    .withExif({ IFD0: { Model: 'camera-canary-0815' } })
    .toBuffer();

const fillOf = (form: Form, answers: Answers): OdkTask['fill'] => [
  [`/data/${XFORM_SITE}`, canteen],
  ...questionsOf(form).flatMap((question): OdkTask['fill'] => {
    const answer = answers[question.key];
    const { value: path, words, photo } = xformPaths(question);
    if (!answer) return [];
    const { value } = answer;
    const of = typeof value === 'object' && value !== null && !Array.isArray(value) && 'of' in value ? value : undefined;
    return [
      ...(of
        ? [[`${path}/of`, Number(of['of'])] as const, [`${path}/valid`, Number(of['valid'])] as const]
        : value === undefined || value === null
          ? []
          : [[path, value as string | number | readonly string[]] as const]), // what answers are, besides certificates
      ...(answer.words === undefined ? [] : [[words, answer.words] as const]),
      ...(answer.photos === undefined ? [] : [[photo, { photo: `${question.key}.jpg` }] as const]),
    ];
  }),
];
const formOf = async (id: string): Promise<string> => {
  const list = (await get('/openrosa/formList')).body;
  const address = new RegExp(`<formID>${id}</formID>.*?<downloadUrl>([^<]+)</downloadUrl>`).exec(list)?.[1] ?? '';
  const { statusCode, body } = await get(new URL(address).pathname);
  expect([id, statusCode]).toEqual([id, 200]);
  return body;
};
const filled = async (id: string, answers: Answers) => {
  const said = await fillByOdk({ xml: await formOf(id), fill: fillOf(getForm(id), answers) });
  if (!said.loaded) throw new Error(said.error);
  return said.xml;
};
const recordOf = async (body: string) => {
  const number = /<message[^>]*>([0-9A-Z]{8})/.exec(body)?.[1] ?? '';
  const view = await readStaffEntity(place.town.service, checks, number, member('housing.handler'));
  if (view === undefined || isRefusal(view)) throw new Error(`no record in ${body}`);
  return view;
};
const records = async (): Promise<number> => (await place.town.superuser.query('select from check_record')).rowCount ?? 0;
const isOpen = async (rule: string): Promise<boolean> => (await place.today()).some((row) => row.rule === rule);

describe('Collect as a client', () => {
  it('asks who it is, by a key of an account and nothing else', async () => {
    const none = await get('/openrosa/formList', 'no-such-key-at-all');
    expect([none.statusCode, none.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    // Over a line on which others listen it is not taken at all.
    const open = await place.app.inject({ url: '/openrosa/formList', headers: basic(key), remoteAddress: '10.1.2.3' });
    expect(open.statusCode).toBe(401);
    const head = await place.app.inject({ method: 'HEAD', url: '/openrosa/submission', headers: basic(key), remoteAddress: '127.0.0.1' });
    expect([head.statusCode, head.headers['x-openrosa-version'], Number(head.headers['x-openrosa-accept-content-length'])]).toEqual([
      204,
      '1.0',
      10_485_760,
    ]);
    // It opens nothing else.
    expect((await get('/desk/today')).statusCode).toBe(303);
    expect((await get(`/api/v1/staff/checks/${canteen}`)).statusCode).toBe(401);
  });

  it('is given the forms that its office has to fill in, each with its version and hash', async () => {
    const list = await get('/openrosa/formList');
    expect([list.headers['x-openrosa-version'], list.headers['content-type']]).toEqual(['1.0', 'text/xml; charset=utf-8']);
    for (const id of ['canteen-day', 'canteen-meal', 'canteen-sample']) expect(list.body).toContain(`<formID>${id}</formID>`);
    expect(list.body.match(/<hash>md5:[\da-f]{32}<\/hash>/g)?.length).toBe(list.body.match(/<xform>/g)?.length);
    expect((await get(`/openrosa/form/${'ab'.repeat(32)}`)).statusCode).toBe(404);
  });

  it('fills three of our forms with the engine of ODK and hands them in: each meets its slot', async () => {
    const rules = { 'canteen-day': 'canteen/can.day', 'canteen-meal': 'canteen/can.meal', 'canteen-sample': 'canteen/can.sample' };
    for (const [id, rule] of Object.entries(rules)) {
      expect([rule, await isOpen(rule)]).toEqual([rule, true]);
      const xml = await filled(id, allInOrder(getForm(id)));
      const answer = await post([xmlPart(xml)]);
      expect([id, answer.statusCode, answer.headers['x-openrosa-version']]).toEqual([id, 201, '1.0']);
      const { state } = await recordOf(answer.body);
      expect([id, state.said?.unfit, state.said?.nil, await isOpen(rule)]).toEqual([id, 0, true, false]);
      const count = await records();
      const again = await Promise.all([post([xmlPart(xml)]), post([xmlPart(xml)]), post([xmlPart(xml)])]);
      expect([again.map((it) => [it.statusCode, it.body]), await records()]).toEqual([again.map(() => [201, answer.body]), count]);
    }
  });

  it('hands photos in by several requests; one that nothing names is kept back, and said', async () => {
    await place.goTo('11-24 07:00');
    const day = { ...allInOrder(getForm('canteen-day')), no_bad_stock: { value: 'fail', words: '两袋过期', photos: ['x'] } };
    const xml = await filled('canteen-day', day);
    const name = />([^<>]+\.jpg)</.exec(xml)?.[1] ?? '';
    const first = await post([xmlPart(xml), photoPart('other.jpg', await picture('#123')), incomplete]);
    expect([first.statusCode, first.body.includes('没有用上的照片：other.jpg'), await isOpen('canteen/can.day')]).toEqual([
      201,
      true,
      true,
    ]);
    const last = await post([xmlPart(xml), photoPart(name, await picture('#456'))]);
    expect([last.statusCode, await isOpen('canteen/can.day')]).toEqual([201, false]);
    const view = await recordOf(last.body);
    expect([view.state.photos.size, view.state.said?.findings]).toEqual([1, 1]);
    // The same id with another document: both are kept, and somebody decides.
    const other = await post([xmlPart(xml.replace('两袋过期', '三袋过期'))]);
    const twin = await recordOf(other.body);
    expect([twin.number === view.number, twin.state.isDouble, twin.state.said?.twin]).toEqual([false, true, view.number]);
  });

  it('is told what cannot be read, and nothing is changed', async () => {
    const count = await records();
    const xml = await filled('canteen-sample', allInOrder(getForm('canteen-sample')));
    const bombs = [
      '<!DOCTYPE data [<!ENTITY a "aaaa">]><data id="x" version="y">&a;</data>',
      '<data',
      `<data id="canteen-day" version="${'ab'.repeat(32)}"/>`,
      xml.replace(canteen, ''),
      xml.replace(/<instanceID>[^<]*<\/instanceID>/, '<instanceID/>'),
      `<data>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</data>`,
    ];
    for (const bomb of bombs) expect([bomb.slice(0, 40), (await post([xmlPart(bomb)])).statusCode]).toEqual([bomb.slice(0, 40), 422]);
    // An id that two clients could think of is none.
    expect((await post([xmlPart(xml.replace(/<instanceID>[^<]*</, '<instanceID>7<'))])).body).toContain('instanceID');
    expect((await post([photoPart('a.jpg', await picture('#789'))])).statusCode).toBe(422);
    expect((await post([xmlPart(xml)], 'no-such-key-at-all')).statusCode).toBe(401);
    expect(await records()).toBe(count);
  });

  it('leaves no trace of the device, of the camera, nor a word in clear', async () => {
    for (const word of [DEVICE, 'camera-canary-0815', '两袋过期']) {
      const search: Search = { files: 0, tables: 0, bytes: 0, hits: [] };
      await searchTables(place.town.superuser, search, formsOf(word));
      expect([word, search.hits, search.tables > 30]).toEqual([word, [], true]);
    }
  });
});
