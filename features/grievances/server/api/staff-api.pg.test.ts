import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../../server/app.ts';
import { totpCode } from '../../../../engine/people/staff.ts';
import { fileIn, live, sessionOf } from '../../../../test/support/desk.ts';
import { openTown, PASSWORD, PEOPLE, TOTP_SECRET, type TestTown } from '../../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
const tokens = new Map<string, string>();
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  for (const staff of ['letters.desk', 'housing.handler', 'housing.head', 'water.handler', 'county.reviewer', 'county.admin'])
    tokens.set(staff, await sessionOf(town, staff));
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const bearer = (staff: string) => ({ authorization: `Bearer ${tokens.get(staff)}` });
const get = (staff: string, url: string) => app.inject({ url: `/api/v1/staff/${url}`, headers: bearer(staff) });
const step = (staff: string, number: string, body: object) =>
  app.inject({ method: 'POST', url: `/api/v1/staff/matters/${number}/steps`, headers: bearer(staff), payload: body });
const REPLY = { outcome: 'supported', facts: '查了。', opinion: '修。' };

describe('the session of a program', () => {
  it('is opened with account, password and code, used as Bearer, and ended', async () => {
    const opened = await app.inject({
      method: 'POST',
      url: '/api/v1/staff/session',
      payload: { staff: 'letters.head', password: PASSWORD, code: totpCode(TOTP_SECRET, town.now()) },
    });
    expect(opened.statusCode).toBe(201);
    const headers = { authorization: `Bearer ${opened.json<{ token: string }>().token}` };
    expect((await app.inject({ url: '/api/v1/staff/worklist', headers })).statusCode).toBe(200);
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/staff/session', headers })).statusCode).toBe(204);
    expect((await app.inject({ url: '/api/v1/staff/worklist', headers })).statusCode).toBe(401);
  });

  it('is refused with one code, whatever was wrong', async () => {
    const tried = async (over: object) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/staff/session',
          payload: { staff: 'water.handler', password: PASSWORD, code: '000000', ...over },
        })
      ).body;
    expect(await tried({})).toBe(await tried({ staff: 'nobody', password: 'x' }));
  });

  it('is not read from a cookie', async () => {
    const answer = await app.inject({
      url: '/api/v1/staff/worklist',
      headers: { cookie: `huiyin_staff=${tokens.get('housing.handler')}` },
    });
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([401, 'sign_in_needed']);
  });
});

describe('a matter through the API of the desk', () => {
  it('goes from registering to the decided review, each step by the post whose it is', async () => {
    const number = await fileIn(town, '路灯不亮');
    expect((await step('letters.desk', number, { command: 'register', expected: 1, input: { office: 'housing' } })).statusCode).toBe(204);
    expect(
      (await get('housing.handler', 'worklist'))
        .json<{ items: { number: string; kind: string; title: string; owed: { kind: string }[] }[] }>()
        .items.find((it) => it.number === number),
    ).toMatchObject({ kind: 'matter', title: '路灯不亮', owed: [{ kind: 'notice' }] });
    expect((await step('housing.handler', number, { command: 'accept', expected: 2, input: {} })).json()).toMatchObject({
      state: 'accepted',
      length: 3,
    });
    expect(
      (await step('housing.handler', number, { command: 'extend', input: { until: '2026-12-20', reason: 'x' } })).json(),
    ).toMatchObject({ error: { code: 'not_your_post' } });
    expect(
      (await step('housing.head', number, { command: 'extend', input: { until: '2026-12-20', reason: '要等材料。' } })).statusCode,
    ).toBe(200);
    expect((await step('housing.handler', number, { command: 'reply', expected: 4, input: REPLY })).json()).toMatchObject({
      state: 'replied',
    });
    await live(town, number, [PEOPLE.filer, 'open_notice', { notice: 'reply' }], [PEOPLE.filer, 'ask_review', { words: '又坏了。' }]);
    const decided = await step('county.reviewer', number, { command: 'decide_review', input: { outcome: 'changed', opinion: '再修。' } });
    expect(decided.json()).toMatchObject({ state: 'review_decided', office: 'housing' });
  });

  it('says what is owed and what may be done now, and why not the rest, by days', async () => {
    const number = await fileIn(town, '漏水', { body: '屋顶漏水。' });
    const answer = await get('letters.desk', `matters/${number}`);
    const matter = answer.json<{
      owed: { id: string; due: string }[];
      allowed: object[];
      events: { data: object; recordedOn: string; texts: object }[];
    }>();
    expect(matter.owed).toContainEqual(
      expect.objectContaining({ id: 'petition.bureau.route', owedBy: 'office', due: '2026-10-13', status: 'running' }),
    );
    expect(matter.allowed).toContainEqual({ command: 'register', open: true, because: null });
    expect(matter.allowed).toContainEqual({ command: 'accept', open: false, because: 'not_your_post' });
    expect(matter.events[0]).toMatchObject({ recordedOn: '2026-09-28', texts: { body: '屋顶漏水。' } });
    expect(answer.body).not.toMatch(/T\d\d:\d\d/);
    expect(answer.body).not.toContain('receipt');
    expect((await town.superuser.query('select post from access where matter = $1', [number])).rows).toEqual([{ post: 'letters.desk' }]);
  });

  it.each(['water.handler', 'county.reviewer', 'county.admin'])('answers %s byte for byte like one that does not exist', async (staff) => {
    const number = await fileIn(town, '井盖');
    for (const odd of ['00000000', 'x', '%00']) {
      expect((await get(staff, `matters/${number}`)).body).toBe((await get(staff, `matters/${odd}`)).body);
      const body = { command: 'accept', expected: 7, input: {} };
      const [seen, absent] = [await step(staff, number, body), await step(staff, odd, body)];
      expect([seen.statusCode, seen.body]).toEqual([404, absent.body]);
    }
  });

  it('takes a step once under one key, in turn and at once, also after one that was refused; another step under it is refused', async () => {
    const number = await fileIn(town, '积水');
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    const send = (key: string, words: string) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/staff/matters/${number}/steps`,
        headers: { ...bearer('housing.handler'), 'idempotency-key': key },
        payload: { command: 'interim_reply', input: { words } },
      });
    const key = 'k'.repeat(22);
    expect((await send(key, ' ')).json()).toMatchObject({ error: { code: 'field_empty' } });
    const both = await Promise.all([send(key, '在办。'), send(key, '在办。')]);
    const later = await send(key, '在办。');
    expect([...both, later].map((answer) => [answer.statusCode, answer.json<{ length: number }>().length])).toEqual([
      [200, 4],
      [200, 4],
      [200, 4],
    ]);
    expect((await send(key, '别的。')).json()).toMatchObject({ error: { code: 'key_reused' } });
    expect((await send('short', '在办。')).json()).toMatchObject({ error: { code: 'key_missing' } });
    expect((await send('m'.repeat(22), '在办。')).json()).toMatchObject({ length: 5 });
  });

  it('refuses a step decided on an older state', async () => {
    const number = await fileIn(town, '噪声');
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    const answer = await step('housing.head', number, {
      command: 'refuse',
      expected: 2,
      input: { door: 'court', where: 'x', reason: 'x' },
    });
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([409, 'version_conflict']);
  });

  it.each([
    ['an unknown field', { command: 'accept', input: { note: 'x' } }],
    ['a field of another step', { command: 'accept', input: { office: 'housing' } }],
    ['an unknown step', { command: 'close', input: {} }],
    ['a filer’s step', { command: 'ask_withdrawal', input: {} }],
    ['no input', { command: 'accept' }],
    ['text for a number', { command: 'void', input: { n: '1', reason: 'x' } }],
    ['an unknown choice', { command: 'reply', input: { ...REPLY, outcome: 'great' } }],
    ['a day that does not exist', { command: 'accept', input: { occurredOn: '2026-02-30' } }],
    ['a day to come', { command: 'accept', input: { occurredOn: '2026-12-01' } }],
    ['marks piled up', { command: 'reply', input: { ...REPLY, facts: `a${'\u0301'.repeat(31)}` } }],
    ['a field that the step does not take', { command: 'reply', input: { ...REPLY, mood: 'good' } }],
  ])('refuses %s and changes nothing', async (_what, body) => {
    const number = await fileIn(town, '停水');
    await live(
      town,
      number,
      [PEOPLE.desk, 'register', { office: 'housing' }],
      ...(body.command === 'reply' ? [[PEOPLE.handler, 'accept'] as const] : []),
    );
    const before = (await get('housing.handler', `matters/${number}`)).body;
    const answer = await step('housing.handler', number, body);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.json<{ error: { message: string } }>().error.message.length).toBeGreaterThan(5);
    expect((await get('housing.handler', `matters/${number}`)).body).toBe(before);
  });

  it('stands in the OpenAPI document, with every step and its fields', () => {
    const { paths } = app.swagger() as unknown as { paths: Record<string, { post?: object }> }; // OpenAPI 3.1: paths by their template
    const steps = JSON.stringify(paths['/api/v1/staff/matters/{number}/steps']?.post);
    for (const command of [
      'register',
      'regrade',
      'accept',
      'refuse',
      'reply',
      'extend',
      'hold_hearing',
      'supervise',
      'decide_review',
      'decide_rereview',
      'correct',
      'void',
    ])
      expect(steps).toContain(`"${command}"`);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/staff/session', '/api/v1/staff/worklist', '/api/v1/staff/matters/{number}']),
    );
  });
});
