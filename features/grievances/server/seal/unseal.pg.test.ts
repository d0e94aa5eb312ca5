import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShare } from '../../../../kernel/seal/box.ts';
import { fromBase64 } from '../../../../kernel/canonical/base64.ts';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { checkRequest } from '../../../../kernel/seal/check-request.ts';
import { strictVerifying } from '../../../../kernel/crypto/ed25519-strict.ts';
import { nodeVerifying } from '../../../../ports/node.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';
import { buildApp } from '../../../../server/app.ts';
import { sweep } from '../../../../server/loops/sweep.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';
import { CUSTODIANS, paperKey } from '../../../../test/support/custodians.ts';
import { openTown, PEOPLE, type TestTown } from '../../../../test/support/installation.ts';
import { multipart } from '../../../../test/support/files/multipart.ts';
import { answerAs, publicKeyOf, requestFor } from '../../../../test/support/unseal.ts';
import { answerRequest } from './answer-request.ts';
import { readCustodianRequests, type CustodianRequest } from './custodian-requests.ts';
import { eraseMatter } from '../erase-matter.ts';
import { fileMatter } from '../file-matter.ts';
import { readForFiler } from '../read-matter.ts';
import { readName } from './read-name.ts';
import { takeStep } from '../take-step.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ withCustodians: true });
});
afterAll(() => town.close());

const START = '2026-09-28T02:00:00Z';
let day = 0;
/** Each test has a quarter of its own. */
const begin = (): void => {
  day += 100;
  town.setClock(new Date(Date.parse(START) + day * 86_400_000).toISOString());
};
const later = (hours: number): void => town.setClock(new Date(town.now() + hours * 3_600_000).toISOString());

const handler = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;
const NAME = { name: '王小明', contact: '青川县和平街7号' };
let token = 0;
const file = async (sealed: typeof NAME | null = NAME): Promise<string> => {
  token += 1;
  const filed = await fileMatter(
    town.service,
    { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN', ...(sealed ? { sealed } : {}) },
    { token: `unseal-${token}-abcdefg` },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  expect(await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } })).toBeUndefined();
  return filed.number;
};
const ASK = { purpose: 'court_order', basis: '民事诉讼法 第六十七条', reason: '法院要求提供。' };
const ask = (matter: string, input = ASK) => takeStep(town.service, matter, PEOPLE.handler, { name: 'ask_unseal', input });
const answer = (id: string, matter: string, says: 'release' | 'refuse' = 'release') => answerAs(town.service, id, matter, says);
const read = (matter: string, who = handler) => readName(town.service, matter, who);
const told = async (matter: string) => (await readForFiler(town.service, matter))?.entries.map((it) => it.event.type);
const clean = async () => {
  await town.tick();
  return (await reconcile(town.service)).findings;
};

describe('opening a name', () => {
  it('takes a request, a day in a published checkpoint, an outside share and a quorum; the filer sees each step', async () => {
    begin();
    const matter = await file();
    expect(await read(matter)).toBeUndefined();
    expect(await ask(matter)).toBeUndefined();
    expect(await answer('university', matter)).toMatchObject({ refused: 'not_yet' });
    await town.tick();
    later(23);
    expect(await answer('university', matter)).toMatchObject({ refused: 'not_yet' });
    later(1);
    expect(await answer('university', matter)).toBeUndefined();
    expect(await answer('union', matter)).toBeUndefined();
    expect(await clean()).toEqual([]);
    expect(await read(matter)).toBeUndefined();
    expect(await answer('bar', matter)).toBeUndefined();
    expect(await read(matter)).toMatchObject(NAME);
    expect(await told(matter)).toEqual([
      'filed',
      'registered',
      'unseal_asked',
      'share_released',
      'share_released',
      'share_released',
      'unsealed',
    ]);
    expect(await clean()).toEqual([]);
    // The view of who looked stands with the filer, and the key goes after the set's hours.
    expect((await readForFiler(town.service, matter))?.reads.some((it) => it.post === 'housing.handler')).toBe(true);
    expect((await town.superuser.query('select 1 from keystore.released_share')).rowCount).toBe(0);
    later(72);
    expect(await read(matter)).toBeUndefined();
    await sweep(town.service);
    expect((await town.superuser.query('select 1 from keystore.opened_box')).rowCount).toBe(0);
    expect(await clean()).toEqual([]);
  });

  it('fails without an outside share, however many of the inside ones agree', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    await town.tick();
    later(24);
    for (const id of ['university', 'union', 'archive']) expect(await answer(id, matter)).toBeUndefined();
    expect(await told(matter)).not.toContain('unsealed');
    expect(await read(matter)).toBeUndefined();
    expect(await clean()).toEqual([]);
  });

  it('fails when so many refuse that it cannot be granted; the refusals stay in the history', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    await town.tick();
    expect(await answer('notary', matter, 'refuse')).toBeUndefined();
    expect(await ask(matter)).toMatchObject({ refused: 'already_done' });
    expect(await answer('bar', matter, 'refuse')).toBeUndefined();
    later(24);
    await expect(answer('university', matter)).rejects.toThrow('no request waits');
    expect((await told(matter))?.filter((type) => type === 'share_refused').length).toBe(2);
    expect((await town.superuser.query('select state from unsealing where matter = $1', [matter])).rows).toEqual([{ state: 'refused' }]);
    expect(await ask(matter)).toBeUndefined();
    expect(await clean()).toEqual([]);
  });

  it('happens at once when a life is in danger, but never before the request is published', async () => {
    begin();
    const matter = await file();
    await ask(matter, { ...ASK, purpose: 'life_in_danger' });
    expect(await answer('notary', matter)).toMatchObject({ refused: 'not_yet' });
    await town.tick();
    for (const id of ['notary', 'union', 'archive']) expect(await answer(id, matter)).toBeUndefined();
    expect(await read(matter)).toMatchObject(NAME);
  });

  it('at the wish of the filer is not counted against the ceiling, and goes to the office that deals with it', async () => {
    begin();
    const matter = await file();
    expect(await takeStep(town.service, matter, PEOPLE.filer, { name: 'open_my_name', input: {} })).toBeUndefined();
    expect((await town.superuser.query('select nth, purpose from unsealing where matter = $1', [matter])).rows).toEqual([
      { nth: null, purpose: 'filer_asks' },
    ]);
    await town.tick();
    later(24);
    for (const id of ['bar', 'university', 'archive']) expect(await answer(id, matter)).toBeUndefined();
    expect(await read(matter)).toMatchObject(NAME);
    expect(await read(matter, { ...handler, staff: 'water.handler', post: 'water.handler', office: 'water' } as never)).toBeUndefined();
    expect(await clean()).toEqual([]);
  });

  it('of a filing without a name shows that none was left; nobody knew before', async () => {
    begin();
    const matter = await file(null);
    const sizes = await town.superuser.query(
      'select distinct length(b.box) as box, length(b.checks) as checks, length(s.shares) as shares from sealed_box b join keystore.box_share s using (jurisdiction, matter)',
    );
    expect(sizes.rowCount).toBe(1);
    await ask(matter);
    await town.tick();
    later(24);
    for (const id of ['bar', 'university', 'archive']) await answer(id, matter);
    expect(await read(matter)).toMatchObject({ name: '', contact: '' });
  });

  it('is refused beyond the ceiling of the quarter, also when two ask at once', async () => {
    begin();
    const matters = [await file(), await file(), await file(), await file(), await file()];
    const asked = await Promise.all(matters.map((matter) => ask(matter)));
    const granted = await town.superuser.query('select count(nth)::integer as n from unsealing where matter = any($1)', [matters]);
    expect(granted.rows[0]?.n).toBe(CUSTODIANS.ceiling);
    expect(asked.flatMap((it) => it?.refused ?? [])).toEqual(['unsealings_spent', 'unsealings_spent']);
    expect(await ask(await file())).toMatchObject({ refused: 'unsealings_spent' });
    expect(await clean()).toEqual([]);
  });

  it('lapses, and what was released for it is destroyed', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    await town.tick();
    later(24);
    await answer('university', matter);
    later(13 * 24);
    await sweep(town.service);
    await expect(answer('bar', matter)).rejects.toThrow('no request waits');
    expect((await town.superuser.query('select 1 from keystore.released_share where matter = $1', [matter])).rowCount).toBe(0);
    expect(await clean()).toEqual([]);
  });

  it('refuses a share that is another, of another custodian, twice, or by nobody', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    await town.tick();
    later(24);
    const request = await requestFor(town.service, 'university', matter);
    const at = { level: request?.level ?? 0, n: request?.n ?? 0, custodian: 'university', says: 'release' } as const;
    const wrong = new Uint8Array(33);
    expect(await answerRequest(town.service, publicKeyOf('university'), matter, at, wrong)).toMatchObject({ refused: 'share_wrong' });
    expect(await answerRequest(town.service, publicKeyOf('union'), matter, at, wrong)).toMatchObject({ refused: 'not_found' });
    expect(await answerRequest(town.service, 'ab'.repeat(32), matter, at, wrong)).toMatchObject({ refused: 'not_found' });
    expect(await answerRequest(town.service, publicKeyOf('university'), matter, { ...at, n: 0 }, wrong)).toMatchObject({
      refused: 'not_found',
    });
    expect(await answerRequest(town.service, publicKeyOf('university'), '00000000', at, wrong)).toMatchObject({ refused: 'not_found' });
    expect(await answerRequest(town.service, publicKeyOf('university'), matter, at, null)).toMatchObject({ refused: 'not_found' });
    const share = openShare(sealingPorts, paperKey('university'), request ?? never(), 'university', fromBase64(request?.share ?? ''));
    expect(await answerRequest(town.service, publicKeyOf('university'), matter, at, share ?? wrong)).toBeUndefined();
    expect(await answerRequest(town.service, publicKeyOf('university'), matter, at, share ?? wrong)).toMatchObject({
      refused: 'already_done',
    });
    expect(await readCustodianRequests(town.service, 'ab'.repeat(32))).toEqual([]);
  });

  it('ends for good when the matter is erased: no share is left that would open it', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    await town.tick();
    later(24);
    await answer('university', matter);
    expect(await eraseMatter(town.service, matter, { basis: '第四十七条', askedBy: 'filer', completeAfterDays: 30 })).toBeUndefined();
    for (const table of ['box_share', 'released_share', 'opened_box'])
      expect((await town.superuser.query(`select 1 from keystore.${table} where matter = $1`, [matter])).rowCount).toBe(0);
    await expect(answer('bar', matter)).rejects.toThrow('no request waits');
    expect(await clean()).toEqual([]);
  });
});

const never = (): never => {
  throw new Error('unreachable');
};

describe('what a custodian’s own device checks before a share leaves it', () => {
  const check = (it: CustodianRequest) => checkRequest(hashing, strictVerifying(nodeVerifying), it);
  it('a request as it is holds on all four counts; each lie of the server shows', async () => {
    begin();
    const matter = await file();
    await ask(matter);
    const early = await requestFor(town.service, 'union', matter);
    expect(early && check(early)).toEqual({ signed: early?.evidence.checkpoint !== null, published: false, inTurn: true, asSaid: true });
    await town.tick();
    const request = (await requestFor(town.service, 'union', matter)) ?? never();
    expect(check(request)).toEqual({ signed: true, published: true, inTurn: true, asSaid: true });
    const { evidence } = request;
    const lies: readonly (readonly [string, CustodianRequest])[] = [
      ['asSaid', { ...request, purpose: 'life_in_danger' }],
      ['asSaid', { ...request, matter: '00000000' }],
      ['asSaid', { ...request, custodians: 'ab'.repeat(32) }],
      ['asSaid', { ...request, askedAt: '2026-01-01T00:00:00.000Z' }],
      ['asSaid', { ...request, jurisdiction: 2 }],
      ['asSaid', { ...request, level: 1 }],
      ['asSaid', { ...request, evidence: { ...evidence, payload: '' } }],
      ['inTurn', { ...request, n: request.n + 1 }],
      ['inTurn', { ...request, evidence: { ...evidence, viewKeys: ['ab'.repeat(32)] } }],
      ['inTurn', { ...request, evidence: { ...evidence, viewKeys: ['zz'] } }],
      ['inTurn', { ...request, evidence: { ...evidence, leaves: evidence.leaves.toReversed() } }],
      ['published', { ...request, evidence: { ...evidence, leaves: evidence.leaves.slice(0, -1) } }],
      ['published', { ...request, evidence: { ...evidence, leaves: evidence.leaves.map((it) => ({ ...it, index: 0 })) } }],
      ['published', { ...request, evidence: { ...evidence, leaves: evidence.leaves.map((it) => ({ ...it, proof: null })) } }],
      ['signed', { ...request, evidence: { ...evidence, checkpoint: null } }],
      ['signed', { ...request, evidence: { ...evidence, checkpoint: evidence.checkpoint?.replace(/\n\d+\n/, '\n8\n') ?? '' } }],
      ['signed', { ...request, evidence: { ...evidence, vkey: 'nobody' } }],
      ['signed', { ...request, evidence: { ...evidence, checkpoint: 'no note' } }],
    ];
    for (const [name, lie] of lies) expect(check(lie), JSON.stringify([name, lie.purpose, lie.n])).toMatchObject({ [name]: false });
  });
});

describe('a form with files', () => {
  it('carries a name under seal and a word as the JSON request does, and is refused as a whole when a part is wrong', async () => {
    begin();
    const app = await buildApp(town.service);
    const send = async (parts: { readonly [name: string]: string }) => {
      const { payload, headers } = multipart({ kind: 'grievance', subject: '灯', body: '不亮。', ...parts }, []);
      const key = `form-${Object.values(parts).join().length}-abcdefghijklmnopqrs`;
      return app.inject({ method: 'POST', url: '/api/v1/matters/with-files', payload, headers: { ...headers, 'idempotency-key': key } });
    };
    const before = (await reconcile(town.service)).checked.matters;
    const wrong = [
      ['field_type', '{no JSON'],
      ['field_type', '{"name":7}'],
      ['field_unknown', '{"name":"","contact":"","more":""}'],
    ] as const;
    for (const [code, sealed] of wrong) expect((await send({ sealed })).json()).toMatchObject({ error: { code } });
    expect((await send({ tell: '{"kind":"mail","to":"li@example.org"}' })).json()).toMatchObject({ error: { code: 'tell_not_taken' } });
    expect((await reconcile(town.service)).checked.matters).toBe(before);
    const { number } = (await send({ sealed: JSON.stringify(NAME), word: '河边的三棵柳树' })).json<{ number: string }>();
    await takeStep(town.service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    expect(await ask(number)).toBeUndefined();
    await town.tick();
    later(CUSTODIANS.publishedHours + 1);
    for (const id of ['notary', 'university', 'union']) await answer(id, number);
    expect(await read(number)).toMatchObject(NAME);
    await app.close();
  });
});
