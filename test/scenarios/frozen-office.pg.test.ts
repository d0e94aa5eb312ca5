import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';

// Every loop is stopped: openTown starts none. Only the clock moves.
let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const file = async (token: string): Promise<FilingAnswer> => {
  const filed = await fileMatter(
    town.service,
    { fields: { subject: '没有人答复', body: '交上去以后没有消息。' }, lang: 'zh-CN' },
    { token },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed;
};
/** Whether the filer's page, without JavaScript, has the button. */
const pageOffers = async (code: string): Promise<boolean> => {
  const page = await app.inject({
    method: 'POST',
    url: '/follow',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ code }).toString(),
  });
  expect(page.statusCode).toBe(200);
  return page.body.includes('value="ask_take_up"');
};
const takeUp = async (number: string) =>
  (await readForFiler(town.service, number))?.options.find((option) => option.command === 'ask_take_up');

describe('petition-2022 at an office that does nothing, with every loop stopped', () => {
  it('never accepted: on the first day after the notice date the filer may ask the office above, not the day before', async () => {
    town.setClock('2026-09-28T02:00:00Z');
    const { number, code } = await file('frozen-notice');
    // 15 days from 28 September 2026 end on 13 October 2026; the day is Shanghai's.
    town.setClock('2026-10-13T15:59:59Z');
    expect(await takeUp(number)).toMatchObject({ open: false });
    expect(await pageOffers(code)).toBe(false);
    expect(await takeStep(town.service, number, PEOPLE.filer, { name: 'ask_take_up', input: {} })).toMatchObject({ refused: 'not_yet' });
    town.setClock('2026-10-13T16:00:00Z');
    expect(await takeUp(number)).toEqual({ command: 'ask_take_up', open: true });
    expect(await pageOffers(code)).toBe(true);
    expect(await takeStep(town.service, number, PEOPLE.filer, { name: 'ask_take_up', input: {} })).toBeUndefined();
  });

  it('accepted and then silent: on the first day after the due date the filer may ask the office above, not the day before', async () => {
    town.setClock('2026-09-28T02:00:00Z');
    const { number, code } = await file('frozen-decide');
    await takeStep(town.service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    await takeStep(town.service, number, PEOPLE.handler, { name: 'accept', input: {} });
    // 60 days from 28 September 2026 end on Friday 27 November 2026.
    town.setClock('2026-11-27T15:59:59Z');
    expect(await takeUp(number)).toMatchObject({ open: false });
    expect(await pageOffers(code)).toBe(false);
    town.setClock('2026-11-27T16:00:00Z');
    expect(await takeUp(number)).toEqual({ command: 'ask_take_up', open: true });
    expect(await pageOffers(code)).toBe(true);
  });
});
