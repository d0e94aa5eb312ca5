import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCallTown, type CallTown } from '../../test/support/calls/town.ts';
import { addMs, toIso } from '../../kernel/calendar/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { answerCode } from './answer-code.ts';

let calls: CallTown;
let fires: readonly string[] = [];
const MANY = 25;
const START = '2026-12-01T03:07:00Z';

const texts = (): readonly string[] => calls.came().map(({ text }) => text);
const numbersIn = (text: string): readonly string[] => fires.filter((number) => text.includes(number));
const callAll = async (numbers: readonly string[], more: { readonly exercise?: boolean } = {}): Promise<void> => {
  for (const number of numbers) await calls.call(number, ['letters.desk'], more);
};
const later = (seconds: number): void => calls.town.setClock(toIso(addMs(calls.town.now(), seconds * 1000)));

beforeAll(async () => {
  calls = await openCallTown(START);
  const begun: string[] = [];
  for (let n = 0; n < MANY; n += 1) begun.push(await calls.begin());
  fires = begun;
});
beforeEach(async () => {
  calls.town.setClock(START);
  await calls.reset();
});
afterAll(() => calls.close());

describe('calls that wait for one address', () => {
  it('up to two have a message each; more are said together, and each link answers the one that it stands behind', async () => {
    await calls.use(['sms']);
    await callAll(fires.slice(0, 2));
    await calls.settled();
    expect(texts().map((text) => numbersIn(text).length)).toEqual([1, 1]);
    await calls.reset();
    await callAll(fires);
    await calls.settled();
    expect(texts().length).toBeLessThan(MANY / 3);
    expect(texts().flatMap(numbersIn).toSorted()).toEqual(fires.toSorted());
    const answered = await Promise.all(
      texts().flatMap((text) =>
        [...text.matchAll(/编号 (\w+)[^\n]*\n\S+\/call\/(\S+)/g)].map(async ([, number, code]) => {
          const found = await answerCode(calls.service, code ?? '');
          return [number, isRefusal(found) ? found.refused : found.matter];
        }),
      ),
    );
    expect(answered.length).toBe(MANY);
    for (const [number, matter] of answered) expect(matter).toBe(number);
    expect((await calls.rows()).map(({ state, attempt }) => `${state} ${attempt}`)).toEqual(Array(MANY).fill('sent 1'));
  });

  it('in a group take one of what it takes a minute, so that twenty-five are all there at once; a program gets each for itself', async () => {
    await calls.use(['dingtalk']);
    await callAll(fires);
    await calls.settled();
    expect(texts().flatMap(numbersIn).toSorted()).toEqual(fires.toSorted());
    expect(texts().length).toBeLessThanOrEqual(20);
    await calls.reset();
    await calls.use(['hook']);
    await callAll(fires);
    await calls.settled();
    expect(texts().map((text) => numbersIn(text).length)).toEqual(Array(MANY).fill(1));
  });

  it('of a drill never stand beside real ones', async () => {
    await calls.use(['wecom']);
    await callAll(fires.slice(0, 5));
    await callAll(fires.slice(5, 10), { exercise: true });
    await calls.settled();
    for (const text of texts()) {
      const isDrill = text.includes('演练');
      for (const number of numbersIn(text)) expect(fires.indexOf(number) >= 5).toBe(isDrill);
    }
    expect(texts().flatMap(numbersIn).length).toBe(10);
  });

  it('wait on where the group takes no more, with no try counted and none lost', async () => {
    await calls.use(['wecom']);
    const posts = ['letters.desk', 'letters.head', 'housing.handler'];
    // Twenty in the minute before; then nothing fits.
    for (let n = 0; n < 20; n += 1) {
      await calls.call(fires[n] ?? '', ['letters.desk'], { step: 'before' });
      await calls.settled();
    }
    expect(texts()).toHaveLength(20);
    for (const number of fires.slice(0, 8)) await calls.call(number, posts, { step: 'now' });
    await calls.settled();
    expect(texts()).toHaveLength(20);
    expect((await calls.rows('step, state, attempt')).filter(({ step }) => step === 'now')).toEqual(
      Array.from({ length: 24 }, () => ({ step: 'now', state: 'waiting', attempt: 0 })),
    );
    later(61);
    await calls.settled();
    expect((await calls.rows('step, state, attempt')).filter(({ step }) => step === 'now')).toEqual(
      Array.from({ length: 24 }, () => ({ step: 'now', state: 'sent', attempt: 1 })),
    );
    expect(texts().slice(20).flatMap(numbersIn).toSorted()).toEqual(fires.slice(0, 8).toSorted());
  });

  it('that a gateway refuses together go one by one, and none is given up for being said with others', async () => {
    await calls.use(['sms']);
    calls.gateways.mood('sms', 'short only');
    await callAll(fires.slice(0, 5));
    await calls.settled();
    expect((await calls.rows('state, attempt, answer_code')).map((row) => Object.values(row).join(' '))).toEqual(
      Array(5).fill('waiting 1 E_LONG'),
    );
    later(16);
    await calls.settled();
    expect(texts().map((text) => numbersIn(text).length)).toEqual([1, 1, 1, 1, 1]);
    expect((await calls.rows('state, attempt')).map(({ state, attempt }) => `${state} ${attempt}`)).toEqual(Array(5).fill('sent 2'));
  });

  it('that were not taken are tried again one by one, each under an id of its own: who drops what they know drops nothing new', async () => {
    await calls.use(['mail']);
    calls.mail.state.refuse = true;
    await callAll(fires.slice(0, 4));
    await calls.settled();
    expect(new Set((await calls.rows('state, attempt')).map(({ state, attempt }) => `${state} ${attempt}`))).toEqual(
      new Set(['waiting 1']),
    );
    calls.mail.state.refuse = false;
    await callAll(fires.slice(4, 9));
    later(31);
    await calls.settled();
    expect(texts().flatMap(numbersIn).toSorted()).toEqual(fires.slice(0, 9).toSorted());
    const ids = calls.mail.mails.map(({ headers, text }) => [headers.get('message-id'), numbersIn(text).length]);
    expect(new Set(ids.map(([id]) => id)).size).toBe(ids.length);
    expect(ids.map(([, many]) => String(many)).toSorted()).toEqual(['1', '1', '1', '1', '5']);
    // The id of one is that of its row; the one of several is that of none of them.
    const rows = new Set((await calls.rows('id')).map(({ id }) => `<${id}@county.example>`));
    expect(ids.filter(([id]) => !rows.has(String(id))).map(([, many]) => many)).toEqual([5]);
  });

  it('that do not fit into what a group takes wait on untouched, the real ones before a drill and the oldest first', async () => {
    await calls.use(['wecom']);
    const before = calls.gateways.asked();
    for (let n = 0; n < 18; n += 1) {
      await calls.call(fires[n] ?? '', ['letters.desk'], { step: 'before' });
      await calls.settled();
    }
    // Two more are taken in this minute, of four that are wanted.
    await callAll(fires.slice(20, 24), { exercise: true });
    for (const [n, because] of (['first', 'first', 'first'] as const).entries())
      await calls.call(fires[n] ?? '', ['letters.head'], { because, step: 'a' });
    later(1);
    for (const n of [4, 5, 6]) await calls.call(fires[n] ?? '', ['letters.head'], { because: 'leader', step: 'b' });
    for (const n of [7, 8, 9]) await calls.call(fires[n] ?? '', ['letters.head'], { because: 'next', step: 'c' });
    await calls.settled();
    const byStep = async () =>
      Object.fromEntries(
        (
          await calls.town.superuser.query<{ step: string; exercise: boolean; said: string }>(
            "select step, exercise, string_agg(distinct state || ' ' || attempt || ' ' || (tried_at is null)::text, ', ') as said from call_message where step <> 'before' group by 1, 2",
          )
        ).rows.map(({ step, exercise, said }) => [exercise ? 'drill' : step, said]),
      );
    const untouched = 'waiting 0 true';
    expect(await byStep()).toEqual({ a: 'sent 1 false', b: untouched, c: untouched, drill: untouched });
    expect(texts()).toHaveLength(19);
    later(61);
    await calls.settled();
    expect(await byStep()).toEqual({ a: 'sent 1 false', b: 'sent 1 false', c: 'sent 1 false', drill: 'sent 1 false' });
    expect(texts().slice(-1)[0]).toContain('演练');
    // Its other end never had to say no.
    expect(calls.gateways.asked() - before).toBe(texts().length);
  });
});
