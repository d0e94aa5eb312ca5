import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { inJurisdiction } from '../store/transaction.ts';
import { addClient, hookKey, setHook } from '../place/api-clients.ts';
import { isSigned } from './signature.ts';
import { deliver } from './deliver.ts';
import { guardedLookup, isReachable } from './public-address.ts';

interface Got {
  readonly body: string;
  readonly signed: boolean;
}

let town: TestTown;
let server: Server;
let url = '';
let answer = 200;
let got: Got[] = [];

const said = (it: Got | undefined): { readonly [field: string]: unknown } => JSON.parse(it?.body ?? '{}');

beforeAll(async () => {
  process.env['HUIYIN_HOOK_LOOPBACK'] = 'yes';
  town = await openTown({ at: '2026-09-28T02:00:00Z', withSubjects: true });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      got.push({
        body: body.toString(),
        signed: isSigned(hookKey(town.service.wrappingKey, 'city-app'), request.headers, body, town.now()),
      });
      response.writeHead(answer, answer === 302 ? { location: url } : {}).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  url = `http://127.0.0.1:${port}/changes`;
  await inJurisdiction(town.installation.pools.app, 1, (tx) =>
    addClient(tx, { client: 'city-app', hook_url: url, per_hour: 100 }, town.now()),
  );
});
beforeEach(() => {
  got = [];
  answer = 200;
});
afterAll(async () => {
  delete process.env['HUIYIN_HOOK_LOOPBACK'];
  server.close();
  await town.close();
});

const file = async (client?: string): Promise<string> => {
  const filed = await fileMatter(
    town.service,
    { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', service: 'street.light', ...(client === undefined ? {} : { client }) },
    { token: null },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};
const step = async (number: string, who: Parameters<typeof takeStep>[2], name: string, input: object): Promise<void> =>
  expect(await takeStep(town.service, number, who, { name, input: { ...input } })).toBeUndefined();
const answered = async (client?: string): Promise<string> => {
  const number = await file(client);
  await step(number, PEOPLE.desk, 'register', { office: 'housing' });
  await step(number, PEOPLE.handler, 'accept', {});
  await step(number, PEOPLE.handler, 'reply', { outcome: 'supported', facts: '查。', opinion: '办。', basis: '' });
  return number;
};

describe('a program whose request changed', () => {
  it('is told once, signed, that its status changed, and nothing of what anybody wrote', async () => {
    const number = await answered('city-app');
    await deliver(town.service);
    expect(got.length).toBe(1);
    expect(got[0]?.signed).toBe(true);
    expect(said(got[0])).toEqual({
      kind: 'request_changed',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      service_request_id: number,
      status: 'closed',
      on: '2026-09-28',
    });
    await deliver(town.service);
    expect(got.length).toBe(1);
  });

  it('is told nothing of a matter that came otherwise, public or not', async () => {
    await answered();
    await deliver(town.service);
    expect(got).toEqual([]);
  });

  it('is told again with growing pauses until it takes it, under the same id', async () => {
    answer = 503;
    await answered('city-app');
    await deliver(town.service);
    await deliver(town.service);
    expect(got.length).toBe(1);
    town.setClock('2026-09-28T02:01:30Z');
    await deliver(town.service);
    answer = 200;
    town.setClock('2026-09-28T02:10:00Z');
    await deliver(town.service);
    await deliver(town.service);
    expect(got.length).toBe(3);
    expect(new Set(got.map((it) => said(it)['id'])).size).toBe(1);
    expect(got.every((it) => it.signed)).toBe(true);
  });

  it('that was told while the server fell over is told twice, and knows it by the id', async () => {
    const number = await answered('city-app');
    await deliver(town.service);
    await town.superuser.query(`update outbox set sent_at = null where topic = 'hook' and message->>'request' = $1`, [number]);
    await deliver(town.service);
    expect(got.length).toBe(2);
    expect(said(got[0])['id']).toBe(said(got[1])['id']);
  });

  it('may be told in another order: what holds is what the list says', async () => {
    answer = 503;
    const first = await answered('city-app');
    await deliver(town.service);
    answer = 200;
    const second = await answered('city-app');
    await deliver(town.service);
    town.setClock('2026-09-28T02:20:00Z');
    await deliver(town.service);
    expect(got.map((it) => said(it)['service_request_id'])).toEqual([first, second, first]);
  });

  it('is not followed to another address', async () => {
    answer = 302;
    await answered('city-app');
    await deliver(town.service);
    expect(got.length).toBe(1);
    answer = 200;
    town.setClock('2026-09-28T02:40:00Z');
    await deliver(town.service);
    expect(got.length).toBe(2);
  });

  it('is not told at an address inside: the message waits, and nothing is sent', async () => {
    await answered('city-app');
    process.env['HUIYIN_HOOK_LOOPBACK'] = 'no';
    await deliver(town.service);
    expect(got).toEqual([]);
    await inJurisdiction(town.installation.pools.app, 1, (tx) => setHook(tx, 'city-app', url.replace('127.0.0.1', 'localhost')));
    town.setClock('2026-09-28T02:50:00Z');
    await deliver(town.service);
    expect(got).toEqual([]);
    process.env['HUIYIN_HOOK_LOOPBACK'] = 'yes';
    town.setClock('2026-09-28T03:10:00Z');
    await deliver(town.service);
    expect(got.length).toBe(1);
  });

  it('that wants to be told nowhere has had its messages', async () => {
    await inJurisdiction(town.installation.pools.app, 1, (tx) => setHook(tx, 'city-app', null));
    await answered('city-app');
    expect(await deliver(town.service)).toBe(1);
    expect(await deliver(town.service)).toBe(0);
    expect(got).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    '2001:db8::1',
    'name',
    '',
  ])('%s is never told', (address) => {
    expect([isReachable(address, false), isReachable(address, true)]).toEqual([false, false]);
  });

  it('of this machine is told where a test allows it, one of the open internet always', () => {
    for (const address of ['127.0.0.1', '127.9.9.9', '::1'])
      expect([isReachable(address, false), isReachable(address, true)]).toEqual([false, true]);
    for (const address of ['1.1.1.1', '2606:4700::1111', '172.32.0.1']) expect(isReachable(address, false)).toBe(true);
  });

  it('is looked up once, and a name that leads inside is refused before anything is opened', async () => {
    const ask = (withLoopback: boolean) =>
      new Promise<string>((resolve) => {
        guardedLookup(withLoopback)('localhost', {}, (error, address) => resolve(error ? error.message : String(address)));
      });
    expect(await ask(false)).toBe('address_private');
    expect(isReachable(await ask(true), true)).toBe(true);
  });
});
