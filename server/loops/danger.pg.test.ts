import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { multipart } from '../../test/support/files/multipart.ts';
import { buildApp } from '../app.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openService, type Service } from '../../engine/service.ts';
import { startLoops } from './start.ts';
import type { Loop } from './loop.ts';

const WITHIN_MS = 5000; // what the tick and the loop promise; a machine that is busy beyond reason takes longer for everything
const QUEUED = 10_000;

let town: TestTown;
let service: Service;
let app: FastifyInstance;
let loops: readonly Loop[] = [];
const servers: Server[] = [];
const duty: { readonly at: number; readonly body: string }[] = [];

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // it listens on TCP
};

beforeAll(async () => {
  town = await openTown({ withStaff: true, withSubjects: true });
  const dutyUrl = await listen(
    createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      request.on('end', () => {
        duty.push({ at: performance.now(), body });
        response.writeHead(200).end();
      });
    }),
  );
  // Takes a connection and never answers.
  const tarpit = await listen(createServer(() => undefined));
  const { superuser } = town;
  await superuser.query("update office set duty_url = $1, bell_url = $2 where office = 'letters'", [dutyUrl, tarpit]);
  await superuser.query('update office set bell_url = $1 where office in ($2, $3, $4)', [tarpit, 'housing', 'water', 'county']);
  await superuser.query(
    `insert into outbox select 1, sha256(('q' || i)::bytea), 'bell', jsonb_build_object('office', (array['letters', 'housing', 'water', 'county'])[1 + i % 4]), '2026-01-01', null, 0 from generate_series(1, ${QUEUED}) i`,
  );
  await superuser.query(
    `insert into outbox select 1, sha256(('h' || i)::bytea), 'hook', '{"client":"nobody","request":"x","status":"open","on":"2026-01-01"}', '2026-01-01', null, 0 from generate_series(1, ${QUEUED}) i`,
  );
  const { pools, keys, dataDirectory } = town.installation;
  service = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 60_000 });
  app = await buildApp(service);
  loops = startLoops(service);
});
afterAll(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await Promise.all(loops.map((loop) => loop.stop()));
  await app.close();
  await town.close();
});

const DANGER = { kind: 'grievance', subject: '煤气', body: '楼道里有煤气味，有人昏倒。' };
let keys = 0;
const key = (): string => {
  keys += 1;
  return `danger-key-${keys}-abcdefghijk`;
};
const json = (url: string, payload: object, headers: object = {}) =>
  app.inject({ method: 'POST', url, headers: { 'idempotency-key': key(), ...headers }, payload });

/** Everything that can say it, by its name. */
const ways: readonly (readonly [string, () => Promise<{ readonly statusCode: number }>])[] = [
  ['a program', () => json('/api/v1/matters', { ...DANGER, danger: true })],
  [
    'a program with files',
    () => {
      const { payload, headers } = multipart({ ...DANGER, danger: 'true' }, []);
      return app.inject({
        method: 'POST',
        url: '/api/v1/matters/with-files',
        payload,
        headers: { ...headers, 'idempotency-key': key() },
      });
    },
  ],
  [
    'the form of a filer',
    () =>
      app.inject({
        method: 'POST',
        url: '/file/submit',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...DANGER, about: 'no', danger: 'yes' }).toString(),
      }),
  ],
  [
    'a later step of a filer, by a program',
    async () => {
      const filed = await json('/api/v1/matters', DANGER);
      return json('/api/v1/receipt/steps', { code: filed.json().code, command: 'report_danger', words: '现在有危险。' });
    },
  ],
  [
    'a later step of a filer, by the page',
    async () => {
      const filed = await json('/api/v1/matters', DANGER);
      return app.inject({
        method: 'POST',
        url: '/follow/step',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ code: filed.json().code, command: 'report_danger' }).toString(),
      });
    },
  ],
  [
    'an office',
    async () => {
      const filed = await json('/api/v1/matters', DANGER);
      const session = await json('/api/v1/staff/session', {
        staff: 'letters.desk',
        password: PASSWORD,
        code: totpCode(TOTP_SECRET, town.now()),
      });
      return json(
        `/api/v1/staff/matters/${filed.json().number}/steps`,
        { command: 'call_duty', input: { words: '有人被困。' } },
        { authorization: `Bearer ${session.json().token}` },
      );
    },
  ],
];

describe('a life in danger rings who is on duty within seconds, whatever waits and whatever hangs', () => {
  it.each(ways)('said by %s', async (_name, say) => {
    const before = duty.length;
    const from = performance.now();
    expect([200, 201]).toContain((await say()).statusCode);
    while (duty.length === before && performance.now() - from < 4 * WITHIN_MS) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(duty[before]?.body).toBe('{"kind":"life_in_danger","office":"letters"}');
    expect((duty[before]?.at ?? Infinity) - from).toBeLessThan(WITHIN_MS);
  });
});
