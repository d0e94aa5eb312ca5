import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { openService, type Service } from '../service.ts';
import { bellKey, deliver } from './deliver.ts';

let town: TestTown;
let service: Service;
let server: Server;
const rung: { readonly body: string; readonly signature: string }[] = [];
let answer = 200;

beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z' });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      rung.push({ body, signature: String(request.headers['x-huiyin-signature']) });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  await town.superuser.query('update office set bell_url = $1 where office in ($2, $3)', [
    `http://127.0.0.1:${port}/`,
    'letters',
    'county',
  ]);
  // Opened after the change: a running one notices within seconds.
  const { pools, keys, dataDirectory } = town.installation;
  service = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
});
afterAll(async () => {
  server.close();
  await town.close();
});

const file = async (token: string): Promise<string> => {
  const filed = await fileMatter(service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};

describe('the bell of an office', () => {
  it('rings once for a filing, says nothing but that there is something new, and is signed', async () => {
    const number = await file('bell-1-abcdefgh');
    expect(await deliver(service)).toBe(1);
    expect(await deliver(service)).toBe(0);
    expect(rung.length).toBe(1);
    expect(rung[0]?.body).toBe('{"kind":"new_on_your_list","office":"letters"}');
    expect(rung[0]?.body).not.toContain(number);
    const key = bellKey(service.wrappingKey, 'letters');
    expect(rung[0]?.signature).toBe(
      `sha256=${createHmac('sha256', key)
        .update(rung[0]?.body ?? '')
        .digest('hex')}`,
    );
  });

  it('rings the address of who is on duty at once when a life is said to be in danger, without a word of it', async () => {
    const { port } = server.address() as AddressInfo; // it listens on TCP
    await town.superuser.query("update office set duty_phone = '0571-110', duty_url = $1 where office = 'letters'", [
      `http://127.0.0.1:${port}/duty`,
    ]);
    const { pools, keys, dataDirectory } = town.installation;
    const fresh = await openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
    const before = rung.length;
    // Nobody runs a loop here: the filing itself rings.
    const filed = await fileMatter(
      fresh,
      { fields: { subject: '煤气', body: '楼道里有煤气味。' }, lang: 'zh-CN', danger: true },
      { token: 'bell-danger-abcdefgh' },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    const isRung = (): boolean => rung.slice(before).some(({ body }) => body === '{"kind":"life_in_danger","office":"letters"}');
    for (let waited = 0; waited < 5000 && !isRung(); waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isRung()).toBe(true);
    for (const { body } of rung) expect(body).not.toContain(filed.number);
    await town.superuser.query("update office set duty_url = null where office = 'letters'");
    for (let waited = 0; waited < 5000 && (await deliver(service)) > 0; waited += 20);
    rung.length = before;
  });

  it('is not doubled by a form sent twice, and offices without one wait for nothing', async () => {
    const before = rung.length;
    const number = await file('bell-2-abcdefgh');
    await file('bell-2-abcdefgh');
    await takeStep(service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    await deliver(service);
    expect(rung.length).toBe(before + 1);
  });

  it('that does not answer is tried again later, with growing pauses', async () => {
    answer = 503;
    const before = rung.length;
    await file('bell-3-abcdefgh');
    await deliver(service);
    expect(await deliver(service)).toBe(0);
    town.setClock('2026-09-28T02:01:01Z');
    await deliver(service);
    answer = 200;
    town.setClock('2026-09-28T02:02:00Z');
    expect(await deliver(service)).toBe(0);
    town.setClock('2026-09-28T02:04:00Z');
    expect(await deliver(service)).toBe(1);
    expect(rung.length).toBe(before + 3);
  });

  it('whose sending was interrupted before it was marked is sent again, once for all that is new', async () => {
    await town.superuser.query('update outbox set sent_at = null');
    const before = rung.length;
    expect(await deliver(service)).toBeGreaterThan(1);
    expect(rung.length).toBe(before + 1);
    expect(await deliver(service)).toBe(0);
  });

  it('rings above for a step upward, and nothing rings below', async () => {
    town.setClock('2026-09-28T02:10:00Z');
    const number = await file('bell-4-abcdefgh');
    await deliver(service);
    const before = rung.length;
    town.setClock('2026-10-20T02:00:00Z');
    expect(await takeStep(service, number, PEOPLE.filer, { name: 'ask_take_up', input: {} })).toBeUndefined();
    await deliver(service);
    expect(rung.slice(before).map((it) => JSON.parse(it.body).office)).toEqual(['county']);
  });
});
