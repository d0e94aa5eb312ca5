import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { recordPrinted } from '../../../engine/place/peers.ts';
import { findPublishedHead } from '../../../engine/log/published-head.ts';
import { fileIn } from '../../../test/support/desk.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
let processes = 0;
const onProcess = (): void => {
  processes += 1;
};
beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z', withStaff: true });
  app = await buildApp(town.service);
  await town.tick();
  subscribe('huiyin.paper', onProcess);
});
afterAll(async () => {
  unsubscribe('huiyin.paper', onProcess);
  await app.close();
  await town.close();
});

const newest = async (): Promise<number> => (await town.service.read((tx) => findPublishedHead(tx, null)))?.size ?? 0;
const get = async (url: string, host = 'localhost') => app.inject({ url, headers: { host } });
/** How many processes some requests cost. */
const costOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = processes;
  await work();
  return processes - before;
};

describe('a stranger who asks for posters', () => {
  it('under any host name is given the one with the operator’s own address, which is made once', async () => {
    const hosts = Array.from({ length: 20 }, (_, i) => `host${i}.example:${4000 + i}`);
    const bodies: Buffer[] = [];
    const cost = await costOf(async () => {
      for (const url of ['/poster.pdf', '/log/poster.pdf', `/log/poster.pdf?size=${await newest()}`])
        for (const host of hosts) {
          const answer = await get(url, host);
          expect([url, answer.statusCode]).toEqual([url, 200]);
          bodies.push(answer.rawPayload);
        }
    });
    expect(cost).toBe(2);
    expect(new Set(bodies.map((body) => body.toString('base64'))).size).toBe(2);
    // At once, before the first is made: all wait for the same one.
    expect(await costOf(() => Promise.all(hosts.map((host) => get('/en/poster.pdf', host))))).toBe(1);
  });

  it('for any size is given the newest and the one that hangs; others are on their page and cost nothing', async () => {
    const hung = await newest();
    await fileIn(town, '灯');
    await town.tick();
    expect(await newest()).toBeGreaterThan(hung);
    const cost = await costOf(async () => {
      for (const size of [String(hung), '99999', '0', 'x', '1e3', '']) {
        const answer = await get(`/log/poster.pdf?size=${size}`);
        expect([size, answer.statusCode === 303 || answer.statusCode === 404]).toEqual([size, true]);
      }
    });
    expect(cost).toBe(0);
    expect((await get(`/log/poster?size=${hung}`)).body).toContain('去看最新的一张');
    await town.service.read((tx) => recordPrinted(tx, hung, { kind: 'machine' }, town.service.clock()));
    await town.service.jurisdiction('fresh');
    const printed = await get(`/log/poster.pdf?size=${hung}`);
    expect([printed.statusCode, printed.headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="huiyin-log-${hung}-zh-CN.pdf"`,
    ]);
    expect(await costOf(() => Promise.all([get(`/log/poster.pdf?size=${hung}`), get('/log/poster.pdf')]))).toBe(1);
  });
});
