import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { formatAnswerCode } from '../../kernel/callout/answer-code.ts';
import { refuse } from '../../kernel/refusal.ts';
import { openCallTown, type CallTown } from '../../test/support/calls/town.ts';
import { startLoops } from '../../server/loops/start.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { guessedAt } from '../http/rate-limit.ts';
import { openService } from '../service.ts';
import { inJurisdiction } from '../store/transaction.ts';
import { answerCode, codeOfMessage, forgetCodes } from './answer-code.ts';
import { auditCalls, auditChannels, callsHealth, compareCalls } from './audit.ts';
import { apart, claimMessages } from './claim-messages.ts';
import { callNow, deliverCalls } from './deliver-calls.ts';
import { messagesOf, postsToRing } from './read-calls.ts';

let calls: CallTown;
let fire = '';
const START = '2026-12-01T03:07:00Z';
const later = (seconds: number): void => calls.town.setClock(toIso(addMs(calls.town.now(), seconds * 1000)));
const read = <T>(work: Parameters<typeof inJurisdiction<T>>[2]): Promise<T> => inJurisdiction(calls.town.installation.pools.app, 1, work);

beforeAll(async () => {
  calls = await openCallTown(START);
  fire = await calls.begin();
});
beforeEach(async () => {
  calls.town.setClock(START);
  await calls.reset();
});
afterAll(() => calls.close());

describe('a code that answers a call', () => {
  const codeSent = async (): Promise<string> => {
    await calls.use(['sms']);
    await calls.call(fire, ['letters.desk']);
    await deliverCalls(calls.service);
    return /\/call\/(\S+)$/.exec(calls.came()[0]?.text ?? '')?.[1] ?? '';
  };

  it('stands in the mail or SMS of one post, and says what it answers and for whom, however it is typed', async () => {
    const code = await codeSent();
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const typed = [code, ` ${code.toLowerCase()}  `, code.replace('-', ''), code.replaceAll('0', 'O').replaceAll('1', 'l')];
    for (const text of typed) expect(await answerCode(calls.service, text)).toEqual({ matter: fire, post: 'letters.desk' });
  });

  it('is the same at each try, and another one for each message', async () => {
    const code = await codeSent();
    const [{ id }] = await calls.rows('id');
    expect(formatAnswerCode(codeOfMessage(calls.service, id))).toBe(code);
    await calls.call(fire, ['letters.desk'], { step: '2' });
    const ids = (await calls.rows('id')).map((it) => codeOfMessage(calls.service, it.id));
    expect(new Set(ids).size).toBe(2);
  });

  it('that nobody was sent is refused as a wrong guess, which is counted', async () => {
    for (const text of ['00000-00000', '', 'nothing', '7'.repeat(4000)]) {
      const refused = await answerCode(calls.service, text);
      expect(refused).toEqual(refuse('not_found', { what: 'call' }));
      expect(guessedAt(refuse('not_found', { what: 'call' }))).toBe('call');
    }
  });

  it('that is too old says so, and is forgotten a month later', async () => {
    const code = await codeSent();
    later(72 * 3600 + 1);
    expect(await answerCode(calls.service, code)).toEqual(refuse('call_code_late'));
    later(31 * 86_400);
    await inJurisdiction(calls.town.installation.pools.sweeper, 1, (tx) => forgetCodes(tx, calls.town.now()));
    expect(await answerCode(calls.service, code)).toEqual(refuse('not_found', { what: 'call' }));
  });

  it('stands nowhere in the database, nor does an address, a secret or a number to ring', async () => {
    const code = (await codeSent()).replace('-', '');
    await calls.use(['dingtalk', 'feishu', 'hook', 'sms', 'mail']);
    for (const channel of ['dingtalk', 'sms', 'hook']) calls.gateways.mood(channel, '200 with error');
    await calls.call(fire, ['letters.desk', 'letters.head'], { step: 'all' });
    await deliverCalls(calls.service);
    const { rows } = await calls.town.superuser.query(
      'select to_jsonb(m) m from call_message m union all select to_jsonb(c) from call_code c',
    );
    const text = JSON.stringify(rows);
    for (const word of [code, '13800000001', 'desk@county', 'SEC0123', 'feishu-signing', 'whsec', 'Bearer', 'access_token', '127.0.0.1'])
      expect(text).not.toContain(word);
  });
});

describe('what is wrong with calls', () => {
  it('is named by reconcile and by the health of the server: a message past its time, one that is being sent for too long', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    expect(await read((tx) => auditCalls(tx, calls.town.now()))).toEqual([]);
    await claimMessages(calls.service, 'hook', { limits: [{ ms: 60_000, most: 6 }], sendsOf: apart }, calls.town.now());
    await calls.call(fire, ['letters.head']);
    expect(await callsHealth(calls.service)).toBe('ok');
    later(200);
    const named = await read((tx) => auditCalls(tx, calls.town.now()));
    expect(named.map(({ what }) => what).toSorted()).toEqual(['sending', 'sending', 'waiting']);
    expect(await callsHealth(calls.service)).toBe('late');
    expect((await reconcile(calls.service)).findings.filter(({ code }) => code === 'call').length).toBe(3);
    await deliverCalls(calls.service);
    expect(await callsHealth(calls.service)).toBe('ok');
  });

  it('is a file of channels that is refused: messages wait, none is given up, and they leave once it is right', async () => {
    await calls.use(['mail']);
    await calls.call(fire, ['letters.desk']);
    await calls.write('{"channels":', 0o600);
    await calls.call(fire, ['letters.head']);
    await calls.waitAndAssert();
    expect((await calls.rows('post, state')).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(auditChannels(calls.service)).toEqual([{ where: 'call-channels.json', what: 'call_channels_form' }]);
    expect(await callsHealth(calls.service)).toBe('refused');
    expect((await reconcile(calls.service)).findings).toContainEqual({
      code: 'call',
      where: 'call-channels.json',
      what: 'call_channels_form',
    });
    await calls.use(['mail']);
    calls.expect('mail', 'desk@county.example', fire);
    calls.expect('mail', 'head@county.example', fire);
    await calls.waitAndAssert();
  });

  it('is a message of which no event says anything, and a call without a message', async () => {
    await calls.use(['mail']);
    await calls.call(fire, ['letters.desk']);
    const called = { matter: fire, n: 0, step: '1', cycle: 1 };
    const [desk, head] = [
      { post: 'letters.desk', because: 'first' },
      { post: 'letters.head', because: 'first' },
    ] as const;
    expect(await read((tx) => compareCalls(tx, [fire], [{ ...called, posts: [desk] }]))).toEqual([]);
    expect(await read((tx) => compareCalls(tx, [fire], [{ ...called, posts: [head] }]))).toEqual([
      { where: `call_message ${fire} 0 1 1 letters.head first`, what: 'row is missing' },
      { where: `call_message ${fire} 0 1 1 letters.desk first`, what: 'no event says it' },
    ]);
    const other = await calls.begin();
    await calls.town.superuser.query('update call_message set stream = $1', [`${other}.0`]);
    expect((await read((tx) => auditCalls(tx, calls.town.now()))).map(({ what }) => what)).toEqual(['event']);
  });

  it('that waited for a day is too old, and wakes nobody', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    later(86_401);
    await calls.waitAndAssert();
    expect(await calls.rows('state, answer_code')).toEqual([{ state: 'given_up', answer_code: 'too old' }]);
  });
});

describe('what a page says of the messages', () => {
  it('is by which channel each went, when and what was answered, and whom to ring', async () => {
    await calls.use(['dingtalk', 'mail']);
    calls.gateways.mood('dingtalk', '200 with error');
    await calls.call(fire, ['letters.desk', 'housing.handler']);
    await calls.call(fire, ['county.reviewer'], { because: 'leader' });
    await deliverCalls(calls.service);
    const messages = await read((tx) => messagesOf(tx, fire));
    expect(messages.map(({ post, channel, state }) => [post, channel, state])).toEqual([
      ['county.reviewer', null, 'given_up'],
      ['housing.handler', 'dingtalk', 'given_up'],
      ['letters.desk', 'dingtalk', 'failed'],
      ['letters.desk', 'mail', 'sent'],
    ]);
    expect(messages[3]).toMatchObject({ tried_at: calls.town.now(), answer_code: '250', attempt: 1 });
    expect(postsToRing(messages)).toEqual(['county.reviewer', 'housing.handler']);
  });
});

describe('an address that is not on the open internet', () => {
  it('is not connected to unless the operator has named it by host and port', async () => {
    const hook = { ...calls.channels['hook'], url: calls.gateways.url('hook').replace('http:', 'https:') };
    const send = async (named: string, step: string): Promise<number> => {
      await calls.write(JSON.stringify({ url: 'https://huiyin.example', private: [named], channels: [hook] }));
      await calls.call(fire, ['letters.desk'], { step });
      const before = calls.gateways.connections();
      await calls.waitAndAssert();
      return calls.gateways.connections() - before;
    };
    expect(await send('127.0.0.1:1', '1')).toBe(0);
    // Named, it is connected to, though it speaks no TLS.
    later(1);
    expect(await send(calls.gateways.host, '2')).toBe(1);
    expect((await calls.rows()).map(({ answer_code }) => answer_code)).toEqual(['not reached', 'not reached']);
  });
});

const cameSoon = async (): Promise<void> => {
  for (let waited = 0; waited < 10_000 && calls.came().length === 0; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('the loop of calls', () => {
  it('is not waited for by who has just called', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    callNow(calls.service);
    await cameSoon();
    calls.expect('hook', 'letters.desk', fire);
    await calls.waitAndAssert();
  });

  it('sends what waits without anybody asking', async () => {
    await calls.use(['hook']);
    await calls.call(fire, ['letters.desk']);
    const { pools, keys, dataDirectory } = calls.town.installation;
    const service = await openService({ id: 1, pools, keys, dataDirectory, clock: calls.town.now, tickMs: 200 });
    const loops = startLoops(service);
    try {
      for (let waited = 0; waited < 10_000 && calls.came().length === 0; waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await Promise.all(loops.map((loop) => loop.stop()));
    }
    calls.expect('hook', 'letters.desk', fire);
    await calls.waitAndAssert();
  });
});
