import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPushService, type PushService } from '../../test/support/calls/push-service.ts';
import { openCallTown, type CallTown } from '../../test/support/calls/town.ts';
import { sessionOf } from '../../test/support/desk.ts';
import { PASSWORD, TOTP_SECRET } from '../../test/support/installation.ts';
import { browse, csrfIn } from '../../test/support/sign-in.ts';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { buildApp } from '../../server/app.ts';
import { listTables } from '../../server/archive/tables.ts';
import { vapidKeys } from '../keys/vapid.ts';
import { changePassword, endOtherSessions, type Own } from '../people/own-ways.ts';
import { PUSH_DEVICES_MAX, pushDevicesOf } from '../people/push-devices.ts';
import { addStaff, endStaff, forgetWays } from '../people/staff.ts';
import { deliverCalls } from './deliver-calls.ts';
import { addOwnDevice } from './own-devices.ts';

const START = '2026-12-01T03:07:00Z';
let calls: CallTown;
let push: PushService;
let app: FastifyInstance;
let fire = '';

const later = (seconds: number): void => calls.town.setClock(toIso(addMs(calls.town.now(), seconds * 1000)));
const key = (): string => vapidKeys(calls.service.keys).publicKey;
/** The channels of the file, in this order; `push` reaches the devices of two offices. */
const use = (names: readonly string[], services: readonly string[] = [push.host]): Promise<void> => {
  const pushed = { name: 'push', kind: 'push', subject: 'mailto:duty@county.example', services, offices: ['letters', 'housing'] };
  const channels = names.map((name) => (name === 'push' ? pushed : calls.channels[name]));
  return calls.write(JSON.stringify({ url: 'https://huiyin.example', private: [calls.gateways.host, push.host], channels }));
};
const to = () => browse(app, 'localhost:4712');
/** A form of the page of devices, sent by somebody who has just signed in. */
const act = async (staff: string, form: { readonly [name: string]: string }, session?: string) => {
  const token = session ?? (await sessionOf(calls.town, staff));
  const csrf = csrfIn((await to().get('/desk/sign-out', { token })).body);
  return to().post('/desk/devices', { csrf, ...form }, { token });
};
const page = async (staff: string): Promise<string> =>
  (await to().get('/en/desk/devices', { token: await sessionOf(calls.town, staff) })).body;
/** Switches a browser on for an account; its name at the push service. */
const switchOn = async (staff: string): Promise<string> => {
  const { device, text } = push.subscribe(key());
  expect((await act(staff, { act: 'add', subscription: text })).statusCode).toBe(303);
  return device;
};
const devicesOf = (staff: string) => calls.service.read((tx) => pushDevicesOf(tx, calls.service.wrappingKey, staff));
const rows = () => calls.rows('post, channel, state, attempt, answer_code');
const refusedAs = (body: string): string => /role="alert">([^<]*)/.exec(body)?.[1] ?? '';

beforeAll(async () => {
  calls = await openCallTown(START);
  push = await startPushService();
  app = await buildApp(calls.service);
  await calls.service.read((tx) =>
    addStaff(tx, calls.service.wrappingKey, { staff: 'second.desk', post: 'letters.desk', password: PASSWORD, totp: TOTP_SECRET }),
  );
  fire = await calls.begin();
});
beforeEach(async () => {
  calls.town.setClock(START);
  await calls.reset();
  push.reset();
  await calls.town.superuser.query('delete from push_device');
  await use(['push', 'mail']);
});
afterAll(async () => {
  await app.close();
  push.close();
  await calls.close();
});

describe('a call by web push', () => {
  it('is shown on every device of every account that holds the post, and on no other', async () => {
    const wanted = [await switchOn('letters.desk'), await switchOn('letters.desk'), await switchOn('second.desk')];
    await switchOn('letters.head');
    await switchOn('housing.handler');
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
    expect(push.shown.map(({ device }) => device).toSorted()).toEqual(wanted.toSorted());
    expect(await rows()).toEqual([{ post: 'letters.desk', channel: 'push', state: 'sent', attempt: 1, answer_code: 'http 201' }]);
    expect((await devicesOf('second.desk')).map(({ reached_at }) => reached_at)).toEqual([calls.town.now()]);
    expect(push.faults).toEqual([]);
  });

  it('says what the other channels say, leads to the desk, and carries no code that answers', async () => {
    await switchOn('housing.handler');
    await calls.call(fire, ['housing.handler']);
    await deliverCalls(calls.service);
    await use(['hook']);
    await calls.call(fire, ['housing.handler'], { step: '2' });
    await deliverCalls(calls.service);
    const [shown] = push.shown;
    expect(shown?.text).toBe(calls.came()[0]?.text);
    expect(shown?.path).toBe(`/desk/incident/${fire}`);
    expect(shown?.title).toContain('城关小学');
    expect(JSON.stringify(shown)).not.toMatch(/\/call\/|[0-9A-Z]{5}-[0-9A-Z]{5}/);
  });

  it('of an exercise says so in front and behind, in title and text, and leads to the drill', async () => {
    await switchOn('letters.desk');
    await calls.call(fire, ['letters.desk'], { exercise: true });
    await deliverCalls(calls.service);
    const [shown] = push.shown;
    for (const text of [shown?.title, shown?.text]) expect(text).toMatch(/^【演练 \/ EXERCISE】[\s\S]*【演练 \/ EXERCISE】$/);
    expect(shown?.path).toBe(`/desk/drill/${fire}`);
  });

  it('tells its push service nothing: not who, not what, and by no length', async () => {
    await switchOn('letters.desk');
    await calls.call(fire, ['letters.desk']);
    await calls.call(fire, ['letters.desk'], { step: '2', subject: { kind: 'fire', place: null, level: null }, because: 'again' });
    await deliverCalls(calls.service);
    expect(new Set(push.shown.map(({ bytes }) => bytes)).size).toBe(1);
    const { headers, id } = push.shown[0] ?? { headers: {}, id: '' };
    expect(headers).toMatchObject({ ttl: '14400', urgency: 'high', topic: id.replaceAll('-', ''), 'content-encoding': 'aes128gcm' });
    expect(Object.keys(headers).toSorted()).toEqual(
      ['authorization', 'connection', 'content-encoding', 'content-length', 'content-type', 'host', 'topic', 'ttl', 'urgency'].toSorted(),
    );
  });
});

describe('a post that web push does not reach', () => {
  it('is called by the next channel at once; where there is none, somebody has to ring', async () => {
    const before = push.asked();
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
    expect(await rows()).toEqual(
      expect.arrayContaining([
        { post: 'letters.desk', channel: 'push', state: 'failed', attempt: 1, answer_code: 'no device' },
        { post: 'letters.desk', channel: 'mail', state: 'sent', attempt: 1, answer_code: '250' },
        { post: 'housing.handler', channel: 'push', state: 'given_up', attempt: 1, answer_code: 'no device' },
      ]),
    );
    expect(push.asked()).toBe(before);
  });

  it('since its only device is gone has that removed, and is called by the next channel', async () => {
    for (const [step, status] of [404, 410].entries()) {
      push.answer(await switchOn('letters.desk'), status);
      await calls.call(fire, ['letters.desk'], { step: String(step) });
      calls.expect('mail', 'desk@county.example', fire);
      await calls.waitAndAssert();
      expect(await devicesOf('letters.desk')).toEqual([]);
      expect((await rows()).map(({ answer_code }) => answer_code)).toContain(`http ${status}`);
    }
  });

  it('since nothing of it is taken is called by the next channel, and keeps its device', async () => {
    for (const [step, status] of [400, 403, 413].entries()) {
      push.answer(await switchOn('letters.desk'), status);
      await calls.call(fire, ['letters.desk'], { step: String(step) });
      calls.expect('mail', 'desk@county.example', fire);
      await calls.waitAndAssert();
      expect((await devicesOf('letters.desk')).map(({ reached_at }) => reached_at)).toEqual(Array.from({ length: step + 1 }, () => null));
    }
  });

  it('for now is tried again under the same id: a service that is busy or broken', async () => {
    for (const [step, status] of [429, 500].entries()) {
      await calls.reset();
      const device = await switchOn('letters.desk');
      push.answer(device, status);
      await calls.call(fire, ['letters.desk'], { step: String(step) });
      await calls.waitAndAssert();
      expect(await rows()).toEqual([
        { post: 'letters.desk', channel: 'push', state: 'waiting', attempt: 1, answer_code: `http ${status}` },
      ]);
      push.reset();
      later(15);
      await calls.waitAndAssert();
      const [{ id }] = await calls.rows('id');
      expect(push.shown.some((it) => it.device === device && it.id === id)).toBe(true);
      await calls.town.superuser.query('delete from push_device');
    }
  });

  it('by one of two devices counts as sent by the other', async () => {
    const [gone, there] = [await switchOn('letters.desk'), await switchOn('letters.desk')];
    push.answer(gone, 410);
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
    expect(push.shown.map(({ device }) => device)).toEqual([there]);
    expect((await devicesOf('letters.desk')).map(({ to: at }) => at?.endpoint.endsWith(there))).toEqual([true]);
  });

  it('is sent to no service that is not named any more, and to no device of another key', async () => {
    await switchOn('letters.desk');
    const before = push.asked();
    await use(['push', 'mail'], ['fcm.googleapis.com']);
    await calls.call(fire, ['letters.desk']);
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
    expect((await rows()).map(({ answer_code }) => answer_code)).toContain('service not named');
    expect((await devicesOf('letters.desk')).length).toBe(1);
    await use(['push', 'mail']);
    calls.service.keys.removeSecret('push');
    await calls.call(fire, ['letters.desk'], { step: '2' });
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
    expect((await rows()).map(({ answer_code }) => answer_code)).toContain('other key');
    expect([push.asked(), await devicesOf('letters.desk')]).toEqual([before, []]);
  });
});

describe('the devices of an account', () => {
  it('are five at most, at services that the operator has named, and what a browser makes', async () => {
    for (let n = 0; n < PUSH_DEVICES_MAX; n += 1) await switchOn('letters.desk');
    const { text } = push.subscribe(key());
    const sixth = await act('letters.desk', { act: 'add', subscription: text });
    expect([sixth.statusCode, refusedAs(sixth.body)]).toEqual([409, '一个账号最多5台设备。请先删掉一台。']);
    const foreign = text.replace(push.host, 'push.evil.example');
    const elsewhere = await act('letters.head', { act: 'add', subscription: foreign });
    expect([elsewhere.statusCode, refusedAs(elsewhere.body)]).toEqual([422, expect.stringContaining('push.evil.example')]);
    expect((await act('letters.head', { act: 'add', subscription: '{}' })).statusCode).toBe(422);
    expect((await act('water.handler', { act: 'add', subscription: text })).statusCode).toBe(409);
    const { rows: kept } = await calls.town.superuser.query('select staff from push_device');
    expect(kept).toEqual(Array.from({ length: PUSH_DEVICES_MAX }, () => ({ staff: 'letters.desk' })));
  });

  it('are five at most however many are added at once', async () => {
    const token = await sessionOf(calls.town, 'letters.desk');
    const all = Array.from({ length: 12 }, () => push.subscribe(key()).text);
    const answers = await Promise.all(all.map((subscription) => act('letters.desk', { act: 'add', subscription }, token)));
    expect(answers.filter(({ statusCode }) => statusCode === 303).length).toBe(PUSH_DEVICES_MAX);
    expect((await devicesOf('letters.desk')).length).toBe(PUSH_DEVICES_MAX);
  });

  it('are added by who has just signed in, with the form of their own page', async () => {
    const { text } = push.subscribe(key());
    const token = await sessionOf(calls.town, 'letters.desk');
    const form = { act: 'add', subscription: text };
    expect((await to().post('/desk/devices', form, { token })).statusCode).toBeGreaterThanOrEqual(400);
    expect((await to().post('/desk/devices', form)).statusCode).toBeGreaterThanOrEqual(400);
    expect((await to().get('/desk/devices')).headers['location']).toBe('/desk/sign-in');
    later(16 * 60);
    expect((await act('letters.desk', form, token)).statusCode).toBeGreaterThanOrEqual(400);
    expect(await devicesOf('letters.desk')).toEqual([]);
  });

  it('are read, tested and removed by nobody else, and lie behind the wall of their jurisdiction', async () => {
    await switchOn('letters.desk');
    const [device] = await devicesOf('letters.desk');
    const id = device?.id ?? 'none';
    expect(await page('letters.desk')).toContain(id);
    expect(await page('letters.head')).not.toContain(id);
    expect(await page('county.admin')).not.toContain(id);
    for (const what of ['test', 'remove'])
      for (const who of ['letters.head', 'county.admin', 'second.desk']) {
        const answer = await act(who, { act: what, which: id });
        expect([answer.statusCode, answer.body.includes(id)], `${what} by ${who}`).toEqual([409, false]);
      }
    expect([(await devicesOf('letters.desk')).length, push.shown]).toEqual([1, []]);
    const client = await calls.town.installation.pools.app.connect();
    try {
      await client.query("begin; set local app.jurisdiction = '2'");
      expect((await client.query('select * from push_device')).rows).toEqual([]);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });

  it('are sealed: no address and no key of theirs stands in the database, and a row moved to another account opens nothing', async () => {
    const { device, text } = push.subscribe(key());
    await act('letters.desk', { act: 'add', subscription: text });
    const { p256dh, auth } = (JSON.parse(text) as { keys: { p256dh: string; auth: string } }).keys;
    const { rows: raw } = await calls.town.superuser.query<{ line: string }>(
      "select d::text || encode(sealed, 'escape') as line from push_device d",
    );
    expect(raw.length).toBe(1);
    for (const secret of [device, push.host, p256dh, auth]) expect(raw[0]?.line.includes(secret)).toBe(false);
    await calls.town.superuser.query("update push_device set staff = 'letters.head'");
    expect((await devicesOf('letters.head')).map(({ to: at }) => at)).toEqual([undefined]);
    const tables = await listTables(calls.town.superuser, 'public');
    expect(tables.some(({ name }) => name === 'push_device')).toBe(false);
  });

  it('go with the account when it ends or begins anew, and a browser is one device of whoever switched it on last', async () => {
    const { device, text } = push.subscribe(key());
    for (const who of ['letters.desk', 'letters.desk', 'second.desk']) await act(who, { act: 'add', subscription: text });
    expect([await devicesOf('letters.desk'), (await devicesOf('second.desk')).length]).toEqual([[], 1]);
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
    expect(push.shown.map((it) => it.device)).toEqual([device]);
    await calls.service.read((tx) => endStaff(tx, 'second.desk', '2026-12-01'));
    await switchOn('letters.desk');
    await calls.service.read((tx) => forgetWays(tx, 'letters.desk'));
    expect((await calls.town.superuser.query('select id from push_device')).rows).toEqual([]);
    push.reset();
    await calls.call(fire, ['letters.desk'], { step: '2' });
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
    expect(push.shown).toEqual([]);
  });
});

describe('a device that somebody else switched on', () => {
  const own = async (staff: string, token: string) => {
    const [row] = (await calls.town.superuser.query('select post from staff where staff = $1', [staff])).rows;
    const [office = '', role = ''] = String(row?.post).split('.');
    return { service: calls.service, member: { staff, post: String(row?.post), office, role }, token } as unknown as Own; // what these steps read of it
  };

  it('is off once the owner ends other sessions or changes the password', async () => {
    for (const step of [(it: Own) => endOtherSessions(it), (it: Own) => changePassword(it, 'four words nobody guesses')]) {
      await switchOn('letters.head');
      await switchOn('housing.handler');
      expect(await step(await own('letters.head', await sessionOf(calls.town, 'letters.head')))).toHaveProperty('token');
      expect(await devicesOf('letters.head')).toEqual([]);
      expect(await devicesOf('housing.handler')).toHaveLength(1);
      await calls.town.superuser.query('delete from push_device');
    }
  });

  it('is none where the session was ended while it waited: it is looked at again when nobody else changes the account', async () => {
    const token = await sessionOf(calls.town, 'letters.desk');
    const thief = await own('letters.desk', token);
    const other = calls.town.superuser;
    await other.query('begin');
    await other.query("select 1 from staff where staff = 'letters.desk' for update");
    const adding = addOwnDevice(thief, push.subscribe(key()).text);
    await other.query("delete from staff_session where staff = 'letters.desk'");
    await other.query('commit');
    expect(await adding).toEqual({ refused: 'sign_in_stale' });
    expect(await devicesOf('letters.desk')).toEqual([]);
  });

  it('or oneself took what it took, whether or not that could be written beside it', async () => {
    await switchOn('letters.desk');
    await calls.town.superuser.query('revoke update (reached_at) on push_device from huiyin_app');
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
    await calls.town.superuser.query('grant update (reached_at) on push_device to huiyin_app');
    expect(push.shown).toHaveLength(1);
    expect(await rows()).toEqual([{ post: 'letters.desk', channel: 'push', state: 'sent', attempt: 1, answer_code: 'http 201' }]);
  });
});

describe('the page of devices', () => {
  it('sends a test to one of them, says what became of it, and removes one', async () => {
    const [first, second] = [await switchOn('letters.desk'), await switchOn('letters.desk')];
    const [one, other] = await devicesOf('letters.desk');
    expect((await act('letters.desk', { act: 'test', which: one?.id ?? '' })).headers['location']).toBe('/desk/devices?done=test');
    expect(push.shown.map(({ device, path }) => [device, path])).toEqual([[one?.to?.endpoint.split('/').at(-1), '/desk/devices']]);
    push.answer(second, 503);
    push.answer(first, 503);
    const busy = await act('letters.desk', { act: 'test', which: other?.id ?? '' });
    expect([busy.statusCode, refusedAs(busy.body)]).toEqual([502, expect.stringContaining('http 503')]);
    push.answer(second, 410);
    push.answer(first, 410);
    expect((await act('letters.desk', { act: 'test', which: other?.id ?? '' })).statusCode).toBe(410);
    expect((await devicesOf('letters.desk')).map(({ id }) => id)).toEqual([one?.id]);
    expect((await act('letters.desk', { act: 'remove', which: one?.id ?? '' })).headers['location']).toBe('/desk/devices?done=remove');
    expect(await page('letters.desk')).toContain('There is none yet.');
  });

  it('sends twenty tests an hour and no more, and takes nothing longer than a browser writes', async () => {
    await switchOn('housing.handler');
    const [one] = await devicesOf('housing.handler');
    const token = await sessionOf(calls.town, 'housing.handler');
    for (let n = 0; n < 20; n += 1)
      expect((await act('housing.handler', { act: 'test', which: one?.id ?? '' }, token)).statusCode).toBe(303);
    expect((await act('housing.handler', { act: 'test', which: one?.id ?? '' }, token)).statusCode).toBe(429);
    expect(push.shown).toHaveLength(20);
    const { text } = push.subscribe(key());
    const long = JSON.stringify({ ...(JSON.parse(text) as object), more: 'x'.repeat(4096) });
    expect((await act('housing.handler', { act: 'add', subscription: long }, token)).statusCode).toBe(422);
    expect(await devicesOf('housing.handler')).toHaveLength(1);
  });

  it('offers nothing where the office is not called this way, and says why', async () => {
    expect(await page('water.handler')).toContain('Your office is not called this way');
    expect(await page('water.handler')).not.toContain('data-push');
    await calls.write('not json');
    const answer = await act('letters.desk', { act: 'add', subscription: push.subscribe(key()).text });
    expect(answer.statusCode).toBe(409);
    expect(await page('letters.desk')).not.toContain('data-push');
  });

  it('is served with its script and a worker that is in charge of nothing else', async () => {
    const token = await sessionOf(calls.town, 'letters.desk');
    const answer = await to().get('/desk/devices', { token });
    expect(String(answer.headers['content-security-policy'])).toContain("script-src 'self'; worker-src 'self'");
    const worker = await to().get('/push/worker.js');
    expect([worker.statusCode, worker.headers['content-type'], worker.headers['content-security-policy']]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      "default-src 'none'",
    ]);
    expect(worker.headers['service-worker-allowed']).toBeUndefined();
    expect(worker.body).not.toMatch(/fetch|caches/);
  });
});
