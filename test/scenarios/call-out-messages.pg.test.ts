import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverCalls } from '../../engine/calls/deliver-calls.ts';
import { chainOf } from '../support/calls/callout.ts';
import { openCalloutTown } from '../support/towns/callout-town.ts';

// What GoAlert and OneUptime do with messages, lived through with incidents: channels that fail, codes that are typed, many fires at once.
// Who is called when: call-out.pg.test.ts. Shown elsewhere, and not again here:
// * a message that was under way at a crash waits again, under the same id: engine/calls/deliver-calls.pg.test.ts, test/faults/call-out-kill.pg.test.ts
// * what fails for a moment is tried again, what fails for good is marked and goes on: engine/calls/deliver-calls.pg.test.ts
// * first messages go before reminders, however many wait: engine/calls/deliver-calls.pg.test.ts

const [INSPECTOR, HANDLER, HEAD] = ['housing.inspector', 'housing.handler', 'housing.head'];
const PLAIN = chainOf([`one:${INSPECTOR} in 5`, `one:${HANDLER} in 10`], { leader: HEAD });

let place: Awaited<ReturnType<typeof openCalloutTown>>;
beforeAll(async () => {
  place = await openCalloutTown(PLAIN);
});
afterEach(() => place.endAll());
afterAll(() => place.close());

const pageOf = async (number: string, lang = '/en') =>
  (await (await place.browser('housing.duty')).get(`${lang}/desk/incident/${number}`)).body;
/** The code that stands in the SMS to the inspector. */
const called = async (): Promise<{ readonly number: string; readonly code: string }> => {
  const number = await place.fire();
  await deliverCalls(place.town.service);
  place.expect(INSPECTOR, 'first');
  await place.settled();
  const code = place.codeFor(INSPECTOR);
  await place.came();
  return { number, code };
};

describe('a channel that fails', () => {
  it('for good hands on to the next one at once, and the page says by which one it went', async () => {
    await place.ends.use(['sms', 'mail']);
    place.ends.gateways.mood('sms', 'status 404');
    const number = await place.fire();
    place.ends.expect('mail', 'inspector@county.example', number);
    await place.came();
    expect(await pageOf(number)).toMatch(/sent by mail/);
    expect(await pageOf(number)).not.toMatch(/ring them/);
  });

  it('with 200 and an error inside is no delivery, and with no other channel somebody has to ring: page, list and answer say so', async () => {
    place.ends.gateways.mood('sms', '200 with error');
    const number = await place.fire();
    await place.came();
    expect(await pageOf(number)).toMatch(/No channel reached these, ring them: [^<]*Housing · inspector/);
    expect(await pageOf(number, '')).toContain('没有渠道叫到，请打电话：');
    // They were rung and have said so: nobody is asked to ring them any more.
    await place.onIncident(number, INSPECTOR, 'acknowledge_call');
    expect(await pageOf(number)).not.toMatch(/ring them: /);
  });

  it('with no answer at all keeps nothing else waiting: the chain goes on by the clock, and the message is tried again', async () => {
    place.ends.gateways.mood('sms', 'never');
    const number = await place.fire();
    await place.came();
    expect(await pageOf(number)).toContain('waits to be sent again (tries: 1)');
    place.ends.gateways.mood('sms', 'well');
    await place.later(5);
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    expect(await place.findings()).toEqual([]);
  });

  it('where no post has a channel at all leaves no silence: the row says so, the page says whom to ring, the chain goes on', async () => {
    const elsewhere = { ...place.ends.channels['sms'], to: { 'county.desk': ['13800000009'] } };
    await place.ends.write(JSON.stringify({ url: 'https://huiyin.example', private: [place.ends.gateways.host], channels: [elsewhere] }));
    const number = await place.fire();
    await place.later(5);
    await place.came();
    expect((await pageOf(number)).match(/no channel reached anybody/g)).toHaveLength(3);
  });
});

describe('an answer by code', () => {
  it('is taken however it is typed, and a blank behind it is no other code', async () => {
    const { number, code } = await called();
    for (const typed of [`${code} `, ` ${code.toLowerCase()}`, code.replaceAll('-', '')])
      expect((await place.answer(typed, 'acknowledged')).statusCode).toBe(200);
    const { state } = await place.viewOf(number);
    expect(state.answers.map(({ post, answer }) => [post, answer])).toEqual(Array.from({ length: 3 }, () => [INSPECTOR, 'acknowledged']));
    // Whoever has it does not fill a history with it.
    for (let again = 0; again < 12; again += 1) expect((await place.answer(code, 'acknowledged')).statusCode).toBe(200);
    expect((await place.viewOf(number)).state.answers).toHaveLength(10);
    await place.later(6);
    await place.came();
    expect(await place.findings()).toEqual([]);
  });

  it('that nobody was sent, that is none, or that says nothing that one can say changes nothing', async () => {
    const { number, code } = await called();
    for (const wrong of ['AAAAA-AAAAA', '0', '🔥', 'x'.repeat(190)])
      expect((await place.answer(wrong, 'acknowledged')).statusCode).toBe(404);
    expect((await place.answer(code, 'perhaps')).statusCode).toBe(422);
    expect((await place.answer(code, '')).statusCode).toBe(422);
    expect((await place.answer(code, 'declined', ' ')).statusCode).toBe(422);
    expect((await place.viewOf(number)).state.answers).toEqual([]);
  });

  it('answers the one incident whose message it stood in, and no other that runs beside it', async () => {
    const [first, second] = [await called(), await called()];
    expect(first.code).not.toBe(second.code);
    await place.answer(second.code, 'acknowledged');
    expect((await place.viewOf(first.number)).state.answers).toEqual([]);
    expect((await place.viewOf(second.number)).state.answers).toHaveLength(1);
  });

  it('that comes after three days is told that it is late; after the end it is told that nobody needs to come', async () => {
    const { number, code } = await called();
    await place.onIncident(number, HEAD, 'end_danger', { words: '已扑灭' });
    const over = await (await place.browser('housing.duty')).get(`/en/call/${code}`);
    expect(over.body).toContain('This is over');
    expect((await place.answer(code, 'declined', '在外地')).statusCode).toBe(409);
    place.town.setClock(new Date(place.town.now() + 73 * 3_600_000).toISOString());
    const late = await place.answer(code, 'acknowledged');
    expect([late.statusCode, (await place.viewOf(number)).state.answers]).toEqual([410, []]);
  });
});

describe('many at once', () => {
  it('are said together where they wait together, each with a code of its own, none behind a reminder, and each is answered for itself', async () => {
    const MANY = 25;
    const fires = await Promise.all(Array.from({ length: MANY }, () => place.fire()));
    await place.settled();
    const codes = place.ends.gateways.arrived.flatMap(({ text }) => [...text.matchAll(/\/call\/(\S+)/g)].map(([, code]) => code ?? ''));
    expect(new Set(codes).size).toBe(MANY);
    for (const { text } of place.ends.gateways.arrived) expect(text).toContain('请马上确认并到场');
    for (const number of fires) expect(place.ends.gateways.arrived.filter(({ text }) => text.includes(number))).toHaveLength(1);
    await place.ends.reset(false);
    await Promise.all(codes.map((code) => place.answer(code, 'acknowledged')));
    for (const number of fires) expect((await place.viewOf(number)).state.answers).toHaveLength(1);
    await place.later(6);
    await place.came();
    expect(await place.findings()).toEqual([]);
  });

  it('in one group go out within its budget, twenty a minute, and none is lost', async () => {
    await place.ends.use(['dingtalk']);
    const fires = await Promise.all(Array.from({ length: 25 }, () => place.fire()));
    await place.settled();
    place.town.setClock(new Date(place.town.now() + 61_000).toISOString());
    await place.settled();
    const texts = place.ends.gateways.arrived.map(({ text }) => text);
    for (const number of fires) expect(texts.filter((text) => text.includes(number))).toHaveLength(1);
    // The stand-in refuses what comes above twenty a minute and is silent for ten then: nothing of it was.
    expect(texts.length).toBeLessThanOrEqual(25);
    await place.ends.reset(false);
  });
});

describe('an approval after the clock', () => {
  it('is late: the report was sent in time, taken after it, and both stand there', async () => {
    const number = await place.fire();
    await place.onIncident(number, 'housing.duty', 'send_report', { which: 'first', conditions: '明火', actions: '已叫119' });
    await place.onIncident(number, INSPECTOR, 'say_arrived');
    const of = (await place.viewOf(number)).state.reports[0]?.n ?? -1;
    await place.later(61);
    expect(await place.onIncident(number, 'county.head', 'take_report', { of })).toBeUndefined();
    const { duties } = await place.viewOf(number);
    expect(duties.find(({ rule }) => rule === 'incident.first')?.status).toBe('met_late');
    expect(await place.onIncident(number, 'county.head', 'take_report', { of })).toMatchObject({ refused: expect.any(String) });
    place.ends.gateways.reset();
  });
});
