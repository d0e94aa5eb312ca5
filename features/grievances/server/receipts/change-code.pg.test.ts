import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { buildApp } from '../../../../server/app.ts';
import { policyText } from '../../../../engine/http/log-files.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';
import { verifyBundle } from '../../../../test/support/verify-bundle.ts';
import { openTown, PEOPLE, type TestTown } from '../../../../test/support/installation.ts';
import { hashPassword } from '../../../../engine/people/password.ts';
import { isWord } from './lost-word.ts';
import { changeCode, claimCode, type CodeAct, type NewCode } from './change-code.ts';
import { fileMatter, type FilingAnswer } from '../file-matter.ts';
import { findHolding, findMatterOf } from './find-matter-of.ts';
import { readBundle } from '../read-matter.ts';
import { takeStep } from '../take-step.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ withCustodians: true });
});
afterAll(() => town.close());

const WORD = '院里 的桂花';
let token = 0;
const nextToken = (): string => `code-form-${(token += 1)}-abcdefghijklmno`;
const file = async (word?: string): Promise<FilingAnswer> => {
  const answer = await fileMatter(
    town.service,
    { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', ...(word === undefined ? {} : { word }) },
    { token: nextToken() },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const act = async (code: string, what: CodeAct, form = nextToken()): Promise<NewCode | null | Refusal> => {
  const held = await findHolding(town.service, code);
  return isRefusal(held) ? held : changeCode(town.service, held, what, form);
};
const made = async (code: string, what: CodeAct, form?: string): Promise<NewCode> => {
  const done = await act(code, what, form);
  if (done === null || isRefusal(done)) throw new Error(JSON.stringify(done));
  return done;
};
const right = async (code: string) => {
  const held = await findHolding(town.service, code);
  return isRefusal(held) ? held.refused : held.right;
};
const later = (days: number): void => town.setClock(new Date(town.now() + days * 86_400_000).toISOString());
const clean = async () => {
  await town.tick();
  return (await reconcile(town.service)).findings;
};

describe('replacing a code (G7)', () => {
  it('stops the old one, brings a new log key, and the bundle holds both and verifies', async () => {
    const filed = await file();
    const fresh = await made(filed.code, 'replace');
    expect(fresh.logKey).not.toBe(filed.logKey);
    expect([await right(filed.code), await right(fresh.code)]).toEqual(['warned', 'act']);
    await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    const again = await made(fresh.code, 'replace');
    await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
    expect(await clean()).toEqual([]);
    const bundle = await readBundle(town.service, filed.number);
    expect(bundle).toMatchObject({ logKey: again.logKey, earlierLogKeys: [filed.logKey, fresh.logKey] });
    const policy = await policyText(town.service);
    expect(await verifyBundle(bundle ?? {}, policy)).toBe(0);
    // With the first key alone the later steps do not open, and with the keys in another order nothing does.
    const { earlierLogKeys: _gone, ...first } = { ...bundle, logKey: filed.logKey };
    expect(await verifyBundle(first, policy)).toBe(1);
    expect(await verifyBundle({ ...bundle, earlierLogKeys: [fresh.logKey, filed.logKey] }, policy)).toBe(1);
  });

  it('by the same form twice gives one code, and shows it twice', async () => {
    const filed = await file();
    const form = nextToken();
    const both = await Promise.all([act(filed.code, 'replace', form), act(filed.code, 'replace', form)]);
    const third = await act(filed.code, 'replace', form);
    const codes = [...both, third].flatMap((it) => (it === null || isRefusal(it) ? [] : [it.code]));
    expect(new Set(codes).size).toBe(1);
    expect(codes.length).toBeGreaterThanOrEqual(2);
    expect((await town.superuser.query('select 1 from receipt where matter = $1', [filed.number])).rowCount).toBe(2);
    expect(await clean()).toEqual([]);
  });

  it('"not me" takes the matter back with a code and a key of its own', async () => {
    const filed = await file();
    const thief = await made(filed.code, 'replace');
    const back = await made(filed.code, 'contest');
    expect([await right(filed.code), await right(thief.code), await right(back.code)]).toEqual(['not_found', 'not_found', 'act']);
    expect(back.logKey).not.toBe(thief.logKey);
    expect(await clean()).toEqual([]);
  });

  it('thirty days later the old one is like a code that never was', async () => {
    const filed = await file();
    await made(filed.code, 'replace');
    later(30);
    expect(await right(filed.code)).toBe('not_found');
    expect(await clean()).toEqual([]);
  });
});

describe('a code that reads (G7: read and act are separate rights)', () => {
  it('reads, takes no step, gives no code, and ends with the others', async () => {
    const filed = await file();
    const reader = await made(filed.code, 'give_reader');
    expect(reader.logKey).toBeNull();
    expect(await findMatterOf(town.service, reader.code, 'read')).toBe(filed.number);
    expect(await findMatterOf(town.service, reader.code, 'act')).toEqual({ refused: 'code_reads_only' });
    for (const what of ['replace', 'contest', 'give_reader'] as const)
      expect(await act(reader.code, what)).toMatchObject({ refused: 'not_found' });
    expect(await act(filed.code, 'end_readers')).toBeNull();
    expect(await right(reader.code)).toBe('not_found');
    expect(await clean()).toEqual([]);
  });

  it('on every page and route of the receipt', async () => {
    const filed = await file();
    const reader = await made(filed.code, 'give_reader');
    const app = await buildApp(town.service);
    const form = (url: string, payload: object) =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ code: reader.code, ...payload }).toString(),
      });
    const shown = await form('/follow', {});
    expect(shown.statusCode).toBe(200);
    for (const path of ['/follow/step', '/follow/code', '/follow/files']) expect(shown.body).not.toContain(`action="${path}"`);
    expect((await form('/follow/step', { command: 'ask_withdrawal' })).statusCode).toBe(403);
    expect((await form('/follow/files', {})).statusCode).toBe(403);
    const api = (url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers: { 'idempotency-key': nextToken() }, payload: { code: reader.code, ...payload } });
    expect((await api('/api/v1/receipt', {})).statusCode).toBe(200);
    expect((await api('/api/v1/receipt/steps', { command: 'ask_withdrawal' })).json()).toMatchObject({
      error: { code: 'code_reads_only' },
    });
    expect((await api('/api/v1/receipt/codes', { act: 'replace' })).statusCode).toBe(404);
    const owner = await app.inject({
      method: 'POST',
      url: '/api/v1/receipt/codes',
      headers: { 'idempotency-key': nextToken() },
      payload: { code: filed.code, act: 'end_readers' },
    });
    expect(owner.json()).toEqual({ code: null, logKey: null });
    expect((await api('/api/v1/receipt', {})).statusCode).toBe(404);
    await app.close();
  });
});

const lost = (number: string, word: string, token: string, visitor = 'home') => claimCode(town.service, { number, word, token, visitor });

describe('a code that is lost (G7)', () => {
  it('comes back with the number and the word after seven days; the old code is told, and can stop it', async () => {
    const filed = await file(WORD);
    const form = nextToken();
    const claim = await lost(filed.number.toLowerCase(), '院里的桂花', form);
    if (isRefusal(claim)) throw new Error(claim.refused);
    expect([await right(claim.code), await right(filed.code)]).toEqual(['waiting', 'act']);
    expect(await lost(filed.number, WORD, form)).toEqual(claim);
    expect(await findMatterOf(town.service, claim.code, 'read')).toEqual({ refused: 'code_waits' });
    later(7);
    const fresh = await made(claim.code, 'replace');
    expect([await right(claim.code), await right(filed.code), await right(fresh.code)]).toEqual(['not_found', 'warned', 'act']);
    expect(await clean()).toEqual([]);
    const other = await file(WORD);
    const second = await lost(other.number, WORD, nextToken());
    if (isRefusal(second)) throw new Error(second.refused);
    expect(await act(other.code, 'contest')).toBeNull();
    expect([await right(second.code), await right(other.code)]).toEqual(['not_found', 'act']);
    expect(await clean()).toEqual([]);
  });

  it('is told alike for a wrong word, a wrong number and a matter without a word; a number can be tried five times a day', async () => {
    const [filed, wordless] = [await file(WORD), await file()];
    const tries = [
      await lost(filed.number, '别的话语', nextToken()),
      await lost(wordless.number, WORD, nextToken()),
      await lost('00000000', WORD, nextToken()),
      await lost('x', '', nextToken()),
    ];
    expect(tries).toEqual(tries.map(() => ({ refused: 'not_found', data: { what: 'lost' } })));
    for (let i = 0; i < 4; i += 1) await lost(filed.number, '别的话语', nextToken());
    expect(await lost(filed.number, WORD, nextToken())).toEqual({ refused: 'tries_spent' });
    later(1);
    expect(await lost(filed.number, WORD, nextToken())).toMatchObject({ code: expect.any(String) });
  });

  it('a stranger who tries wrong words on a number keeps themselves out, and not its owner', async () => {
    const filed = await file(WORD);
    for (let i = 0; i < 6; i += 1) await lost(filed.number, '别的话语', nextToken(), 'stranger');
    expect(await lost(filed.number, WORD, nextToken(), 'stranger')).toEqual({ refused: 'tries_spent' });
    expect(await lost(filed.number, WORD, nextToken())).toMatchObject({ code: expect.any(String) });
  });

  it('a word with quotes and signs is the same, however a telephone writes them; one kept by an earlier build, too', async () => {
    const filed = await file("it's a ☎ day");
    expect(await lost(filed.number, 'It’s a ☎️ day', nextToken())).toMatchObject({ code: expect.any(String) });
    // As the build before stored it: folded to lower case without spaces, its quotes as they were typed.
    for (const [stored, typed] of [
      ["it's-a-day", 'It’s-a-day'],
      ['it’s-a-day', "it's-a-day"],
    ] as const)
      expect(await isWord(await hashPassword(stored), typed, 'home')).toBe(true);
    expect(await isWord(await hashPassword("it's-a-day"), 'its-b-day', 'home')).toBe(false);
  });

  it('a megabyte for a word is answered at once', async () => {
    const from = performance.now();
    expect(await lost('00000000', `a${'\u0300\u0316'.repeat(250_000)}`, nextToken(), 'far away')).toMatchObject({ refused: 'not_found' });
    expect(performance.now() - from).toBeLessThan(5000);
  });

  it('a word too short is refused, and one in capitals and spaces is the same word', async () => {
    const short = await fileMatter(
      town.service,
      { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', word: '桂花' },
      { token: nextToken() },
    );
    expect(short).toEqual({ refused: 'field_too_short', data: { field: 'word', min: 4 } });
    const filed = await file('Old  Pear Tree');
    expect(await lost(filed.number, 'OLD PEARTREE', nextToken())).toMatchObject({ code: expect.any(String) });
  });
});
