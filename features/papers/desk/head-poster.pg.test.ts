import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { csrfIn } from '../../../test/support/sign-in.ts';
import { sessionOf } from '../../../test/support/desk.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const headers = async (staff: string) => ({ cookie: `huiyin_staff=${await sessionOf(town, staff)}` });
const hang = async (staff: string, size: string) => {
  const own = await headers(staff);
  const csrf = csrfIn((await app.inject({ url: '/desk/sign-out', headers: own })).body);
  const payload = new URLSearchParams({ csrf, size }).toString();
  const sent = { ...own, 'content-type': 'application/x-www-form-urlencoded' };
  return app.inject({ method: 'POST', url: '/desk/poster', headers: sent, payload });
};
const events = async (): Promise<readonly string[]> =>
  (await town.superuser.query<{ payload: Buffer }>('select payload from public_event order by version')).rows
    .map(({ payload }) => payload.toString())
    .filter((text) => text.includes('checkpoint_printed'));

it('before the first publication there is nothing to hang up', async () => {
  const page = await app.inject({ url: '/desk/poster', headers: await headers('letters.desk') });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('日志还没有公布过。');
  expect((await hang('letters.desk', '8')).statusCode).not.toBe(303);
});

it('given a sheet that hangs, when the desk says so, then it is a public event of that post, and every page says it', async () => {
  await town.tick();
  const page = await app.inject({ url: '/en/desk/poster', headers: await headers('letters.desk') });
  expect(page.body).toContain('value="8"');
  expect(page.body).toContain('Log sheet');
  expect((await hang('letters.desk', ' 8 ')).headers.location).toBe('/desk/poster?done=yes');
  expect(await events()).toEqual([expect.stringContaining('"post":"letters.desk"')]);
  expect((await app.inject({ url: '/desk/poster?done=yes', headers: await headers('county.admin') })).body).toContain('大小为8');
  expect((await app.inject('/en/log')).body).toContain('the log of size 8 hangs on the wall since');
  expect((await app.inject('/record')).body).toContain('checkpoint_printed');
});

it('a size that was never published, no number, the same twice, or another post: refused, and nothing is recorded', async () => {
  for (const size of ['9', '0', '', 'x', '8.0', '99999999999999999999']) {
    const answer = await hang('letters.desk', size);
    expect([size, answer.statusCode, answer.body.includes('日志从来没有公布过这个大小')]).toEqual([size, 422, true]);
  }
  expect((await hang('letters.desk', '8')).statusCode).toBe(409);
  expect((await hang('housing.handler', '8')).statusCode).toBe(403);
  expect((await app.inject({ url: '/desk/poster', headers: await headers('housing.handler') })).statusCode).toBe(403);
  expect(await events()).toHaveLength(1);
});
