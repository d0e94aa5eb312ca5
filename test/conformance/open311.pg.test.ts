import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { adminClientAt } from '../../server/commands/admin/clients.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { readXml, sparkOf } from '../support/files/xml.ts';

const LISTS = ['services', 'service_requests', 'errors', 'attributes', 'endpoints', 'formats'];
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

let town: TestTown;
let app: FastifyInstance;
let apiKey = '';
let examples = 0;
let conforming = 0;

beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z', withSubjects: true });
  app = await buildApp(town.service);
  const out: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) };
  expect(await adminClientAt(town.installation, 'city-app', { json: true }, io)).toBe(0);
  apiKey = JSON.parse(out[0] ?? '{}').key;
});
afterAll(async () => {
  process.stdout.write(`GeoReport v2: ${conforming} of ${examples} examples of the specification conform\n`);
  await app.close();
  await town.close();
});

/** Text for every value, so that what XML writes as text compares with what JSON writes as a number or a truth value. */
const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, asText(it)]));
  return value === null || value === '' ? null : String(value);
};

/** One method of the specification in both formats: types, and the same tree in both. */
const inBothFormats = async (path: string, status = 200): Promise<unknown> => {
  const [file = '', query] = path.split('?');
  const get = (format: string) => app.inject({ url: `/open311/v2/${file}.${format}${query === undefined ? '' : `?${query}`}` });
  const [xml, json] = await Promise.all([get('xml'), get('json')]);
  expect([xml.statusCode, json.statusCode]).toEqual([status, status]);
  expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
  expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(sparkOf(readXml(xml.body), LISTS)).toEqual(asText(json.json()));
  return json.json();
};

const post = (form: { readonly [name: string]: string }, format = 'json', headers = {}) =>
  app.inject({
    method: 'POST',
    url: `/open311/v2/requests.${format}`,
    headers: { ...FORM, ...headers },
    payload: new URLSearchParams(form).toString(),
  });

const example = (name: string, work: () => Promise<void>): void => {
  examples += 1;
  it(name, async () => {
    await work();
    conforming += 1;
  });
};

/** The form of the specification's own example of POST, with a service of this place. */
const sinkhole = () => ({
  api_key: apiKey,
  jurisdiction_id: '1',
  service_code: 'street.hole',
  lat: '37.76524078',
  long: '-122.4212043',
  address_string: '1234 5th street',
  email: 'smit333@sfgov.edu',
  device_id: 'tt222111',
  account_id: '123456',
  first_name: 'john',
  last_name: 'smith',
  phone: '111111111',
  description: 'A large sinkhole is destroying the street',
  media_url: 'http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg',
  'attribute[WHISPAWN]': '123456',
});

const FIELDS = [
  'service_request_id',
  'status',
  'status_notes',
  'service_name',
  'service_code',
  'description',
  'agency_responsible',
  'service_notice',
  'requested_datetime',
  'updated_datetime',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
];

describe('GeoReport v2, method by method', () => {
  example('service discovery names the endpoint, its specification and both formats', async () => {
    expect(await inBothFormats('discovery')).toEqual({
      changeset: '2026-09-28T02:00:00Z',
      contact: expect.any(String),
      key_service: expect.any(String),
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: expect.stringMatching(/^http:\/\/.+\/open311\/v2$/),
          changeset: '2026-09-28T02:00:00Z',
          type: 'production',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
  });

  example('GET services lists each service with its seven fields, things and places only', async () => {
    const services = (await inBothFormats('services?jurisdiction_id=1')) as { readonly [field: string]: unknown }[];
    expect(services.length).toBeGreaterThan(5);
    for (const service of services) {
      expect(Object.keys(service)).toEqual(['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group']);
      expect([service['metadata'], service['type']]).toEqual([false, 'realtime']);
    }
    expect(services.map((it) => it['service_code'])).toContain('street.light');
    expect(services.map((it) => it['service_code'])).not.toContain('pension.payment');
    expect(services[0]).toMatchObject({ service_name: '路灯不亮', keywords: '路灯, 照明, 灯杆', group: '道路' });
  });

  example('GET a service definition asks for nothing more', async () => {
    expect(await inBothFormats('services/street.light')).toEqual({ service_code: 'street.light', attributes: [] });
  });

  example('POST requests, the specification’s own form, in JSON', async () => {
    const answer = await post(sinkhole());
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual([
      {
        service_request_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
        service_notice: expect.stringContaining('email、device_id、account_id、first_name、last_name、phone、media_url'),
        account_id: null,
        receipt_code: expect.any(String),
      },
    ]);
  });

  example('POST requests in XML', async () => {
    const answer = await post(sinkhole(), 'xml');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([201, 'text/xml; charset=utf-8']);
    const [request] = readXml(answer.body).inner;
    expect(request?.inner.map((it) => it.name)).toEqual(['service_request_id', 'service_notice', 'account_id', 'receipt_code']);
  });

  example('GET a service_request_id from a token: no token is ever given, so none is found', async () => {
    expect(await inBothFormats('tokens/12345', 404)).toEqual([{ code: 404, description: 'token was not found.' }]);
  });

  example('GET requests lists seventeen fields each, open, with times in the W3C’s form', async () => {
    const all = (await inBothFormats('requests?start_date=2026-09-01T00:00:00Z&end_date=2026-09-30T00:00:00Z&status=open')) as object[];
    expect(all.length).toBe(2);
    for (const request of all) expect(Object.keys(request)).toEqual(FIELDS);
    expect(all[0]).toMatchObject({
      status: 'open',
      service_code: 'street.hole',
      service_name: '路面坑洼或者塌陷',
      agency_responsible: '县信访局',
      requested_datetime: '2026-09-28T00:00:00+08:00',
      updated_datetime: '2026-09-28T00:00:00+08:00',
    });
  });

  example('GET requests by several ids, which override every other filter', async () => {
    const ids = ((await inBothFormats('requests')) as { service_request_id: string }[]).map((it) => it.service_request_id);
    expect(((await inBothFormats(`requests?service_request_id=${ids.join(',')}&status=closed`)) as object[]).length).toBe(2);
    expect(await inBothFormats('requests?service_code=street.light')).toEqual([]);
    expect(await inBothFormats('requests?status=closed')).toEqual([]);
  });

  example('GET one request, and it is closed once it has been answered', async () => {
    const number: string = (await post({ ...sinkhole(), service_code: 'water.pressure' })).json()[0].service_request_id;
    const step = async (who: Parameters<typeof takeStep>[2], name: string, input: object): Promise<void> =>
      expect(await takeStep(town.service, number, who, { name, input: { ...input } })).toBeUndefined();
    await step(PEOPLE.desk, 'register', { office: 'housing' });
    await step(PEOPLE.handler, 'accept', {});
    expect(await inBothFormats(`requests/${number}`)).toMatchObject([
      { status: 'open', agency_responsible: '县住建局', expected_datetime: '2026-11-28T00:00:00+08:00' },
    ]);
    town.setClock('2026-10-09T02:00:00Z');
    await step(PEOPLE.handler, 'reply', { outcome: 'supported', facts: '泵坏了。', opinion: '已经换好。', basis: '' });
    expect(await inBothFormats(`requests/${number}`)).toMatchObject([
      { status: 'closed', status_notes: '已经书面答复提交人。', updated_datetime: '2026-10-09T00:00:00+08:00', expected_datetime: null },
    ]);
  });

  example('errors are a list of code and description: 403 for the key', async () => {
    const [xml, json] = await Promise.all([post({ ...sinkhole(), api_key: 'xyz' }, 'xml'), post({ ...sinkhole(), api_key: '' })]);
    expect([xml.statusCode, json.statusCode]).toEqual([403, 403]);
    expect(sparkOf(readXml(xml.body), LISTS)).toEqual([{ code: '403', description: 'Invalid api_key.' }]);
    expect(json.json()).toEqual([{ code: 403, description: 'api_key was not provided.' }]);
  });

  example('404 for what is not there', async () => {
    for (const path of ['services/moon.light', 'requests/00000000', 'services?jurisdiction_id=elsewhere.gov'])
      expect(await inBothFormats(path, 404)).toEqual([{ code: 404, description: expect.stringContaining('not found') }]);
    expect((await post({ ...sinkhole(), service_code: 'moon.light' })).statusCode).toBe(404);
    expect((await post({ ...sinkhole(), jurisdiction_id: 'elsewhere.gov' })).statusCode).toBe(404);
  });

  example('400 for the rest, several at once', async () => {
    expect(await inBothFormats('requests?status=lost&start_date=x', 400)).toHaveLength(2);
    const answer = await post({ api_key: apiKey });
    expect([answer.statusCode, answer.json().length]).toEqual([400, 2]);
    const json = await app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([json.statusCode, json.json()[0].code]).toEqual([400, 400]);
  });
});

describe('what is public of a request (G13)', () => {
  it('is no word of it, and nothing that was sent about a person', async () => {
    const all = await Promise.all(['requests.xml', 'requests.json'].map((file) => app.inject({ url: `/open311/v2/${file}` })));
    for (const { body } of all) expect(body).not.toMatch(/sinkhole|smith|john|1111111|sfgov|tt222111|123456|5th street|37\.76|flickr/);
    // What the filer of it reads with the code: the words are there, the person is not.
    const code: string = (await post(sinkhole())).json()[0].receipt_code;
    const followed = await app.inject({ method: 'POST', url: '/api/v1/receipt', payload: { code } });
    expect(followed.json().events[0].texts).toEqual({
      subject: '路面坑洼或者塌陷',
      body: 'A large sinkhole is destroying the street',
      place: '1234 5th street · 37.765, -122.421',
    });
    expect(followed.body).not.toMatch(/smith|john|1111111|sfgov|tt222111|37\.7652|flickr|WHISPAWN/);
  });

  it('is nothing at all of a matter filed otherwise, which answers like one that does not exist', async () => {
    const filed = await fileMatter(
      town.service,
      { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', service: 'street.light' },
      { token: null },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    const [known, unknown] = await Promise.all(
      [filed.number, '00000000'].map((number) => app.inject({ url: `/open311/v2/requests/${number}.json` })),
    );
    expect([known?.statusCode, known?.body]).toEqual([unknown?.statusCode, unknown?.body]);
    expect((await app.inject({ url: `/open311/v2/requests.json?service_request_id=${filed.number}` })).json()).toEqual([]);
  });

  it('is there for a filer of the portal who agrees, and only for things and places', async () => {
    const file = (service: string, kind?: 'help') =>
      fileMatter(
        town.service,
        { fields: { subject: '甲', body: '乙。' }, lang: 'zh-CN', service, public: true, ...(kind ? { kind } : {}) },
        { token: null },
      );
    const filed = await file('street.light');
    if (isRefusal(filed)) throw new Error(filed.refused);
    expect((await app.inject({ url: `/open311/v2/requests/${filed.number}.json` })).json()).toMatchObject([
      { service_code: 'street.light' },
    ]);
    expect(await file('pension.payment', 'help')).toMatchObject({ refused: 'field_choice', data: { field: 'public' } });
    expect(await file('nothing.here')).toMatchObject({ refused: 'field_choice', data: { field: 'service' } });
  });

  it('was filed once, however often a program sends its key', async () => {
    const headers = { 'idempotency-key': 'sent-twice-0001-abcdefgh' };
    const [first, second] = [await post(sinkhole(), 'json', headers), await post(sinkhole(), 'json', headers)];
    expect(second.json()).toEqual(first.json());
  });
});

describe('a program', () => {
  it('files as often as it may, and no more', async () => {
    const out: string[] = [];
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) };
    await adminClientAt(town.installation, 'small-app', { json: true, perHour: '2' }, io);
    const key: string = JSON.parse(out[0] ?? '{}').key;
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await post({ ...sinkhole(), api_key: key }));
    expect(answers.map((it) => it.statusCode)).toEqual([201, 201, 400]);
    expect(answers[2]?.json()[0].code).toBe(429);
    expect(await adminClientAt(town.installation, 'small-app', {}, io)).toBe(1);
    expect(await adminClientAt(town.installation, 'small-app', { end: true }, io)).toBe(0);
    expect((await post({ ...sinkhole(), api_key: key })).statusCode).toBe(403);
    expect(await adminClientAt(town.installation, 'A B', {}, io)).toBe(2);
    expect(await adminClientAt(town.installation, 'other', { hook: 'ftp://x' }, io)).toBe(2);
    expect(await adminClientAt(town.installation, undefined, { list: true, json: true }, io)).toBe(0);
    expect(JSON.parse(out.at(-1) ?? '')).toEqual([{ client: 'city-app', hook: null, perHour: 120 }]);
  });

  it('that was slipped into the table by SQL is none, and reconcile names it', async () => {
    await town.tick();
    const found = async () => (await reconcile(town.service)).findings.map((it) => `${it.code} ${it.where}`);
    await town.superuser.query(
      `insert into api_client (jurisdiction, client, key_hash, per_hour) values (1, 'slipped-in', sha256(convert_to(E'huiyin/api-key/v1\nslipped', 'UTF8')), 100)`,
    );
    expect((await post({ ...sinkhole(), api_key: 'slipped' })).statusCode).toBe(403);
    expect(await found()).toEqual(['client api_client slipped-in']);
    await town.superuser.query(`delete from api_client where client = 'slipped-in'`);
    await town.superuser.query(`update public_request set state = 'refused' where state = 'answered'`);
    expect((await found()).every((it) => it.startsWith('projection public_request '))).toBe(true);
    await town.superuser.query(`update public_request set state = 'answered' where state = 'refused'`);
    expect(await found()).toEqual([]);
  });
});
