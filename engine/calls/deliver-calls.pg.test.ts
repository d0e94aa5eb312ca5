import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCallTown, type CallTown } from '../../test/support/calls/town.ts';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { apart, claimMessages } from './claim-messages.ts';
import { callNow, deliverCalls } from './deliver-calls.ts';
import { inJurisdiction } from '../store/transaction.ts';
import { endCalls } from './write-calls.ts';

let calls: CallTown;
let fire = '';
const START = '2026-12-01T03:07:00Z';

/** Some seconds later. */
const later = (seconds: number): void => calls.town.setClock(toIso(addMs(calls.town.now(), seconds * 1000)));
const sentAs = (channel: string, code: string) => ({ channel, state: 'sent', attempt: 1, answer_code: code });

beforeAll(async () => {
  calls = await openCallTown(START);
  fire = await calls.begin();
});
beforeEach(async () => {
  calls.town.setClock(START);
  await calls.reset();
});
afterAll(() => calls.close());

describe('calls that go out', () => {
  it('come out once, by the first channel that reaches the post, each with its proof', async () => {
    await calls.use(['mail', 'hook', 'dingtalk']);
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    calls.expect('mail', 'desk@county.example', '请马上确认并到场');
    calls.expect('hook', 'housing.handler', `编号 ${fire}`);
    await calls.waitAndAssert();
    expect(await calls.rows()).toEqual([
      { post: 'housing.handler', ...sentAs('hook', 'taken') },
      { post: 'letters.desk', ...sentAs('mail', '250') },
    ]);
    await calls.waitAndAssert();
  });

  it('leave by every kind of channel as its other end asks for it', async () => {
    for (const [channel, to] of [
      ['dingtalk', ''],
      ['feishu', ''],
      ['wecom', ''],
      ['wps', ''],
      ['hook', 'letters.desk'],
      ['sms', '13800000001'],
      ['mail', 'desk@county.example'],
    ] as const) {
      await calls.use([channel]);
      await calls.call(fire, ['letters.desk'], { step: channel });
      calls.expect(channel, to, fire);
      await calls.waitAndAssert();
    }
    expect((await calls.rows('channel, provider_id')).find(({ channel }) => channel === 'sms').provider_id).toBe('m1');
  });

  it('are written once, however often the same event is written', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    await calls.call(fire, ['letters.desk']);
    calls.expect('hook', 'letters.desk', fire);
    await calls.waitAndAssert();
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
  });

  it('are said to a group once, with the offices that are meant, however many posts are called', async () => {
    await calls.use(['dingtalk']);
    await calls.call(fire, ['letters.desk', 'letters.head', 'housing.handler']);
    calls.expect('dingtalk', '', '县信访局');
    await calls.waitAndAssert();
    expect((await calls.rows()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('of an exercise say so in front and behind, and lead to the drill', async () => {
    await calls.use(['wps']);
    await calls.call(fire, ['letters.desk'], { exercise: true });
    await deliverCalls(calls.service);
    const [{ text } = { text: '' }] = calls.came();
    expect(text).toMatch(/^【演练 \/ EXERCISE】/);
    expect(text).toMatch(new RegExp(`https://huiyin.example/en/desk/drill/${fire}【演练 / EXERCISE】$`));
  });
});

describe('a send that fails', () => {
  it('is tried again after 15 seconds, 30 and 60, under the same id', async () => {
    await calls.use(['hook']);
    calls.gateways.mood('hook', 'status 500');
    await calls.call(fire, ['letters.desk']);
    const tried: number[] = [];
    for (let second = 0; second <= 120; second += 5) {
      const before = calls.gateways.asked();
      await deliverCalls(calls.service);
      if (calls.gateways.asked() > before) tried.push(second);
      later(5);
    }
    expect(tried).toEqual([0, 15, 45, 105]);
    calls.gateways.mood('hook', 'well');
    later(300);
    calls.expect('hook', 'letters.desk', fire);
    const [{ id }] = await calls.rows('id');
    await deliverCalls(calls.service);
    expect(calls.came().map((it) => it.id)).toEqual([id]);
    await calls.waitAndAssert();
  });

  it('for good goes on to the next channel of that post at once, and both rows stand', async () => {
    await calls.use(['dingtalk', 'sms', 'mail']);
    calls.gateways.mood('dingtalk', '200 with error');
    calls.gateways.mood('sms', 'status 404');
    await calls.call(fire, ['letters.desk']);
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
    expect((await calls.rows()).toSorted((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
      { post: 'letters.desk', channel: 'dingtalk', state: 'failed', attempt: 1, answer_code: 'errcode 300001' },
      { post: 'letters.desk', ...sentAs('mail', '250') },
      { post: 'letters.desk', channel: 'sms', state: 'failed', attempt: 1, answer_code: 'http 404' },
    ]);
  });

  it('with a status of 200 has failed, whichever robot or gateway says so', async () => {
    for (const channel of ['dingtalk', 'feishu', 'wecom', 'wps', 'sms']) {
      await calls.use([channel]);
      calls.gateways.mood(channel, '200 with error');
      await calls.call(fire, ['letters.desk'], { step: channel });
      await calls.waitAndAssert();
    }
    expect((await calls.rows()).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'given_up'));
  });

  it('with something that is no answer is tried again', async () => {
    for (const channel of ['dingtalk', 'feishu', 'wecom', 'wps', 'sms']) {
      await calls.use([channel]);
      calls.gateways.mood(channel, 'not json');
      await calls.call(fire, ['letters.desk'], { step: channel });
      await calls.waitAndAssert();
    }
    expect((await calls.rows()).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'waiting'));
  });

  it('again and again goes on to the next channel where there is one, and is given up after an hour where there is none', async () => {
    await calls.use(['hook', 'mail']);
    calls.gateways.mood('hook', 'status 500');
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    calls.expect('mail', 'desk@county.example', fire);
    for (let minute = 0; minute < 70; minute += 1) {
      await deliverCalls(calls.service);
      later(60);
    }
    await calls.waitAndAssert();
    expect(await calls.rows('post, channel, state, attempt')).toEqual(
      expect.arrayContaining([
        { post: 'letters.desk', channel: 'hook', state: 'failed', attempt: 5 },
        { post: 'letters.desk', channel: 'mail', state: 'sent', attempt: 1 },
        { post: 'housing.handler', channel: 'hook', state: 'given_up', attempt: 30 },
      ]),
    );
  });

  it('of a post that no channel reaches stands as given up at once: never silence', async () => {
    await calls.use(['mail']);
    await calls.call(fire, ['water.handler']);
    expect(await calls.rows()).toEqual([{ post: 'water.handler', channel: '-', state: 'given_up', attempt: 0, answer_code: null }]);
  });

  it('by a channel that the operator has taken away goes on to the next one', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    await calls.use(['mail']);
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
  });

  it('answered twice by the other end is sent once', async () => {
    await calls.use(['wecom']);
    calls.gateways.mood('wecom', 'twice');
    await calls.call(fire, ['letters.desk']);
    calls.expect('wecom', '', fire);
    await calls.waitAndAssert();
    expect(await calls.rows()).toEqual([{ post: 'letters.desk', ...sentAs('wecom', 'errcode 0') }]);
  });

  it('to a mail server that says "later" waits', async () => {
    await calls.use(['mail']);
    calls.mail.state.refuse = true;
    await calls.call(fire, ['letters.desk']);
    await calls.waitAndAssert();
    expect(await calls.rows()).toEqual([{ post: 'letters.desk', channel: 'mail', state: 'waiting', attempt: 1, answer_code: '451' }]);
    calls.mail.state.refuse = false;
    later(15);
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
  });
});

describe('a gateway that never answers', () => {
  it('is cut after ten seconds, keeps nobody else waiting, and is tried again', async () => {
    await calls.use(['hook', 'mail']);
    calls.gateways.mood('hook', 'never');
    await calls.call(fire, ['housing.handler']);
    await calls.use(['mail']);
    await calls.call(fire, ['letters.desk']);
    await calls.use(['hook', 'mail']);
    const begun = performance.now();
    const done = deliverCalls(calls.service);
    for (let waited = 0; waited < 5000 && calls.mail.mails.length === 0; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls.mail.mails.length).toBe(1);
    expect((await calls.rows()).find(({ channel }) => channel === 'hook').state).toBe('sending');
    await done;
    expect(performance.now() - begun).toBeLessThan(14_000);
    expect((await calls.rows()).find(({ channel }) => channel === 'hook')).toMatchObject({ state: 'waiting', answer_code: 'not reached' });
  });

  it('keeps nobody waiting who is called after it by another channel, either', async () => {
    await calls.use(['hook']);
    calls.gateways.mood('hook', 'never');
    await calls.call(fire, ['housing.handler']);
    callNow(calls.service);
    for (let waited = 0; waited < 5000 && calls.gateways.asked() === 0; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await calls.use(['mail', 'hook']);
    await calls.call(fire, ['letters.desk']);
    callNow(calls.service);
    for (let waited = 0; waited < 5000 && calls.mail.mails.length === 0; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await calls.rows('state, channel')).find(({ channel }) => channel === 'hook')).toMatchObject({ state: 'sending' });
    calls.expect('mail', 'desk@county.example', fire);
    await calls.waitAndAssert();
  });
});

describe('a process that dies while it sends', () => {
  it('leaves a message that waits again once its time is over, with one more attempt and the same id, and never as failed', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    const { sends } = await claimMessages(calls.service, 'hook', { limits: [], sendsOf: apart }, calls.town.now());
    const [taken] = sends.flatMap(({ messages }) => messages);
    expect(taken?.attempt).toBe(1);
    await calls.waitAndAssert(); // it is somebody’s: nobody else sends it
    later(16);
    calls.expect('hook', 'letters.desk', fire);
    await deliverCalls(calls.service);
    expect(calls.came().map(({ id }) => id)).toEqual([taken?.id]);
    await calls.waitAndAssert();
    expect(await calls.rows()).toEqual([{ post: 'letters.desk', channel: 'hook', state: 'sent', attempt: 2, answer_code: 'taken' }]);
  });

  it('and several that send at the same time, send each message once', async () => {
    await calls.use(['hook']);
    for (let step = 0; step < 12; step += 1) await calls.call(fire, ['letters.desk', 'housing.handler'], { step: String(step) });
    await Promise.all(Array.from({ length: 5 }, () => deliverCalls(calls.service)));
    await deliverCalls(calls.service);
    const ids = calls.came().map(({ id }) => id);
    expect(ids.length).toBe(24);
    expect(new Set(ids).size).toBe(24);
  });
});

describe('a call-out that has ended', () => {
  it('calls nobody any more: what waits is over, and what went stays as it went', async () => {
    await calls.use(['hook', 'mail']);
    calls.gateways.mood('hook', 'status 500');
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    await deliverCalls(calls.service);
    const { rows } = await calls.town.superuser.query<{ version: number }>('select max(version)::int as version from call_message');
    await inJurisdiction(calls.town.installation.pools.app, 1, (tx) => endCalls(tx, fire, (rows[0]?.version ?? 0) + 1));
    calls.gateways.mood('hook', 'well');
    later(31);
    await deliverCalls(calls.service);
    expect(calls.came()).toEqual([]);
    expect(new Set((await calls.rows('state')).map(({ state }) => state))).toEqual(new Set(['over']));
  });
});

describe('what a channel takes', () => {
  const many = async (count: number, because: 'first' | 'again'): Promise<void> => {
    for (let step = 0; step < count; step += 1) await calls.call(fire, ['letters.desk'], { step: `${because}-${step}`, because });
  };

  /** How many calls a message stands for, and whether it is a first one. */
  const said = () => calls.came().map(({ text }) => [text.split('编号').length - 1, !text.includes('仍')]);

  it('of a robot is twenty a minute, five of them kept for first messages, which go before everything else', async () => {
    await calls.use(['dingtalk']);
    await many(100, 'again');
    await deliverCalls(calls.service);
    expect(said()).toEqual(Array.from({ length: 15 }, () => [5, false]));
    await many(40, 'first');
    await deliverCalls(calls.service);
    expect(said().slice(15)).toEqual(Array.from({ length: 5 }, () => [5, true]));
    later(61);
    await deliverCalls(calls.service);
    // The first ones that were left, and then the others.
    expect(said().slice(20)).toEqual([...Array.from({ length: 3 }, () => [5, true]), ...Array.from({ length: 5 }, () => [5, false])]);
    // Its other end never had to say no.
    expect((await calls.rows()).filter(({ state, answer_code }) => state !== 'sent' || answer_code !== 'errcode 0')).toEqual([]);
  });

  it('is kept by several processes together', async () => {
    await calls.use(['dingtalk']);
    await many(140, 'first');
    await Promise.all(Array.from({ length: 4 }, () => deliverCalls(calls.service)));
    expect(said()).toEqual(Array.from({ length: 20 }, () => [5, true]));
  });

  it('of Feishu is five a second, and on the full hour it says no to everybody: tried again after 15 seconds', async () => {
    calls.town.setClock('2026-12-01T04:00:00Z');
    await calls.use(['feishu']);
    await many(35, 'first');
    await deliverCalls(calls.service);
    expect(said()).toEqual([]);
    expect((await calls.rows()).filter(({ answer_code }) => answer_code === 'code 11232').length).toBe(25);
    later(15);
    // What was refused together goes one by one, five a second; what has not been tried goes together.
    for (let second = 0; second < 8; second += 1) {
      const before = said().length;
      await deliverCalls(calls.service);
      expect(said().length - before).toBeLessThanOrEqual(5);
      later(1);
    }
    expect(said().map(([many]) => many)).toEqual(expect.arrayContaining([...Array.from({ length: 25 }, () => 1), 5, 5]));
    expect(said()).toHaveLength(27);
  });

  it('of a robot that was silenced by others is nothing for ten minutes: its messages go by the next channel at once', async () => {
    await calls.use(['dingtalk', 'mail']);
    calls.gateways.mood('dingtalk', 'well');
    // Somebody else uses the same robot.
    for (let n = 0; n < 21; n += 1) {
      await calls.use(['dingtalk']);
      await calls.call(fire, ['housing.handler'], { step: `other-${n}` });
      await deliverCalls(calls.service);
      if (n === 19)
        await calls.town.superuser.query("update call_message set tried_at = tried_at - interval '2 minutes' where state = 'sent'");
    }
    expect(calls.gateways.arrived.length).toBe(20);
    await calls.use(['dingtalk', 'mail']);
    await calls.call(fire, ['letters.desk'], { step: 'new' });
    await deliverCalls(calls.service);
    expect(calls.mail.mails.length).toBe(1);
    later(601);
    await calls.call(fire, ['letters.desk'], { step: 'newer' });
    await deliverCalls(calls.service);
    expect(calls.gateways.arrived.length).toBe(22);
  });
});
