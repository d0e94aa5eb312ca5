import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Door } from '../../../kernel/door/door.ts';
import { boxReceipt, SEALED_LETTER_BYTES } from '../../../kernel/door/letter.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';
import type { Service } from '../../../engine/service.ts';
import { deliverBoxes } from './deliver-boxes.ts';

const OLD_BOXES = 250;
const NEW_BOXES = 30;

let town: TestTown;
let service: Service;
const servers: Server[] = [];
const arrived: string[] = [];

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
};

beforeAll(async () => {
  town = await openTown();
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const ack = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const alive = await listen(
    createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      request.on('end', () => {
        const sealed = Buffer.from(JSON.parse(body).sealed, 'base64');
        const box = createHash('sha256').update(sealed).digest('hex');
        arrived.push(box);
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ box, outcome: 'taken', signature: sign(null, boxReceipt(box, 'taken'), privateKey).toString('base64') }),
        );
      });
    }),
  );
  // The door of before is gone: nobody listens there any more.
  const gone = await listen(createServer());
  servers.pop()?.close();
  const [old = '', fresh = ''] = (
    await town.superuser.query<{ hash: string }>("select encode(hash, 'hex') as hash from usable_definition order by hash limit 2")
  ).rows.map((row) => row.hash);
  const door = (origin: string) => ({ origin, ack }) as Door; // all that a delivery looks at
  const doors = new Map([
    [old, door(gone)],
    [fresh, door(alive)],
  ]);
  service = { ...town.service, jurisdiction: async () => ({ ...(await town.service.jurisdiction()), doors }) };
  const post = async (hash: string, day: string): Promise<void> => {
    const sealed = randomBytes(SEALED_LETTER_BYTES);
    const id = createHash('sha256').update(sealed).digest();
    await town.superuser.query('insert into door_box (jurisdiction, id, door, day, sealed) values (1, $1, $2, $3, $4)', [
      id,
      Buffer.from(hash, 'hex'),
      day,
      sealed,
    ]);
  };
  for (let i = 0; i < OLD_BOXES; i += 1) await post(old, '2026-01-01');
  for (let i = 0; i < NEW_BOXES; i += 1) await post(fresh, '2026-09-28');
});
afterAll(async () => {
  for (const server of servers) server.close();
  await town.close();
});

const waiting = async () =>
  (
    await town.superuser.query<{ day: string; n: number }>(
      'select day::text as day, count(*)::integer as n from door_box group by day order by day',
    )
  ).rows;

describe('boxes on their way', () => {
  it('to a door that is there arrive in one round, however many wait for one that is gone', async () => {
    expect(await deliverBoxes(service)).toBe(NEW_BOXES);
    expect(new Set(arrived).size).toBe(NEW_BOXES);
    expect(await waiting()).toEqual([{ day: '2026-01-01', n: OLD_BOXES }]);
    expect(await deliverBoxes(service)).toBe(0);
  });

  it('have no order that their sender could grind out', async () => {
    const { rows } = await town.superuser.query<{ id: string }>(
      "select encode(id, 'hex') as id from door_box where day = '2026-01-01' order by day, turn",
    );
    const ids = rows.map((row) => row.id);
    expect(ids).not.toEqual(ids.toSorted());
  });
});
