import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff } from '../../../engine/people/staff.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { setTransfers } from '../../../engine/place/set-transfers.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { fileMatter } from './file-matter.ts';
import { buildApp } from '../../../server/app.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { fileIn, live, sessionOf, worklistOf } from '../../../test/support/desk.ts';
import { openTown, PASSWORD, PEOPLE, staff, TOTP_SECRET, type TestTown } from '../../../test/support/installation.ts';

const SLIP = { office: 'housing', handling: '请查明漏点，三日内修好，并报结果。' };
const HEAD = staff('letters', 'head');

let town: TestTown;
let app: FastifyInstance;

beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  // Two of one post: what one of them writes the other does not sign.
  const secret = town.installation.keys.secret('wrap');
  await town.service.read((tx) =>
    addStaff(tx, secret, { staff: 'second.desk', post: 'letters.desk', password: PASSWORD, totp: TOTP_SECRET }),
  );
  await town.service.read((tx) =>
    addStaff(tx, secret, { staff: 'second.head', post: 'letters.head', password: PASSWORD, totp: TOTP_SECRET }),
  );
  await town.service.jurisdiction('fresh');
});
afterAll(async () => {
  await app.close();
  await town.close();
});

// A session of its own for each: the town's clock goes on by days.
const step = async (account: string, number: string, command: string, input: object = {}, key?: string) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/staff/matters/${number}/steps`,
    headers: { authorization: `Bearer ${await sessionOf(town, account)}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    payload: { command, input },
  });
const codeOf = (answer: { json: <T>() => T }): string => answer.json<{ error: { code: string } }>().error.code;
const typesOf = async (number: string): Promise<readonly string[]> =>
  (await town.superuser.query<{ type: string }>('select type from event where matter = $1 order by version', [number])).rows.map(
    (row) => row.type,
  );
const owedIn = async (number: string): Promise<readonly object[]> =>
  (
    await town.superuser.query(
      "select rule, owed_by, office, due_on::text as due, status from obligation where matter = $1 and nature = 'duty' order by rule",
      [number],
    )
  ).rows;
const member = (post: string): StaffMember => {
  const [office = '', role = ''] = post.split('.');
  return { staff: post, post, office, role: role as StaffMember['role'] }; // a post of the town
};
const listOf = async (post: string): Promise<readonly string[]> => {
  const list = await worklistOf(town.service, member(post));
  if (isRefusal(list)) throw new Error(list.refused);
  return list.rows.map((row) => row.number);
};

describe('a transfer slip with two signatures', () => {
  it('is written, signed by another post, and registers the matter: the office owes from that day, as by a plain registration', async () => {
    const [number, plain] = [await fileIn(town, '漏水'), await fileIn(town, '漏水')];
    const before = await owedIn(number);
    expect((await step('letters.desk', number, 'propose_transfer', SLIP)).statusCode).toBe(200);
    expect(await owedIn(number)).toEqual(before);
    expect(await listOf('letters.head')).toContain(number);
    expect(await listOf('housing.handler')).not.toContain(number);
    town.setClock('2026-09-30T02:00:00Z');
    expect((await step('letters.head', number, 'sign_transfer', { note: '同意。' })).statusCode).toBe(204);
    await live(town, plain, [PEOPLE.desk, 'register', { office: 'housing' }]);
    expect(await typesOf(number)).toEqual(['filed', 'transfer_proposed', 'transfer_signed', 'registered']);
    expect(await owedIn(number)).toEqual(await owedIn(plain));
    expect(await listOf('letters.head')).not.toContain(number);
    expect(await listOf('housing.handler')).toContain(number);
    expect((await step('housing.handler', number, 'accept')).statusCode).toBe(200);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('is not signed by the account that wrote it, nor by another of its post', async () => {
    const number = await fileIn(town, '漏水');
    await step('letters.head', number, 'propose_transfer', SLIP);
    for (const account of ['letters.head', 'second.head']) {
      for (const [command, input] of [
        ['sign_transfer', {}],
        ['return_transfer', { reason: '改。' }],
      ] as const) {
        const answer = await step(account, number, command, input);
        expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'second_post_first']);
      }
    }
    for (const account of ['letters.desk', 'second.desk'])
      expect(codeOf(await step(account, number, 'sign_transfer'))).toBe('not_your_post');
    expect(await typesOf(number)).toEqual(['filed', 'transfer_proposed']);
  });

  it('is sent back with reasons and written anew, and the filer sees each of it by the receipt', async () => {
    const filed = await fileMatter(town.service, { fields: { subject: '漏水', body: '滴水。' }, lang: 'zh-CN' }, { token: null });
    if (isRefusal(filed)) throw new Error(filed.refused);
    const { number, code } = filed;
    const follow = async () => (await app.inject({ method: 'POST', url: '/follow', payload: { code } })).body;
    await step('letters.desk', number, 'propose_transfer', SLIP);
    expect(await follow()).toContain('县信访局写好了转办单，由另一个岗位审签');
    expect((await step('letters.head', number, 'return_transfer', { reason: '应由水利局办。' })).statusCode).toBe(200);
    expect(codeOf(await step('letters.head', number, 'sign_transfer'))).toBe('not_yet');
    await step('second.desk', number, 'propose_transfer', { ...SLIP, office: 'water' });
    expect((await step('letters.head', number, 'sign_transfer')).statusCode).toBe(204);
    const rows = await town.superuser.query<{ office: string }>(
      "select office from assignment where matter = $1 and level = 0 and role = 'lead' and until is null",
      [number],
    );
    expect(rows.rows).toEqual([{ office: 'water' }]);
    const page = await follow();
    for (const it of ['另一个岗位退回了转办单', '应由水利局办。', '另一个岗位审签了转办单', '县信访局登记，由县水利局办理'])
      expect(page).toContain(it);
    // The words of a proposal stand on the signed slip, not beside the step.
    expect(page).not.toContain(SLIP.handling);
    const visible = await town.superuser.query('select distinct level from event where matter = $1', [number]);
    expect(visible.rows).toEqual([{ level: 0 }]);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('is written once and signed once under one key, at once and in turn; other words under it are refused', async () => {
    const number = await fileIn(town, '漏水');
    const [write, sign] = ['w'.repeat(22), 's'.repeat(22)];
    await Promise.all([1, 2].map(() => step('letters.desk', number, 'propose_transfer', SLIP, write)));
    expect((await step('letters.desk', number, 'propose_transfer', SLIP, write)).statusCode).toBe(200);
    expect(codeOf(await step('letters.desk', number, 'propose_transfer', { ...SLIP, office: 'water' }, write))).toBe('key_reused');
    expect(codeOf(await step('letters.desk', number, 'propose_transfer', SLIP))).toBe('already_done');
    await Promise.all([1, 2].map(() => step('letters.head', number, 'sign_transfer', {}, sign)));
    expect(await typesOf(number)).toEqual(['filed', 'transfer_proposed', 'transfer_signed', 'registered']);
  });

  it('that two sign or send back at the same moment has one outcome', async () => {
    const number = await fileIn(town, '漏水');
    await step('letters.desk', number, 'propose_transfer', SLIP);
    const answers = await Promise.all([
      step('letters.head', number, 'sign_transfer'),
      step('second.head', number, 'return_transfer', { reason: '改。' }),
    ]);
    expect(answers.filter((it) => it.statusCode < 300).length).toBe(1);
    const types = await typesOf(number);
    expect([
      ['filed', 'transfer_proposed', 'transfer_signed', 'registered'],
      ['filed', 'transfer_proposed', 'transfer_returned'],
    ]).toContainEqual(types);
  });

  it('is taken back as a whole, and waits for its signature again', async () => {
    const number = await fileIn(town, '漏水');
    const before = await owedIn(number);
    await step('letters.desk', number, 'propose_transfer', SLIP);
    await live(town, number, [HEAD, 'sign_transfer'], [HEAD, 'take_back', { reason: '选错了单位。' }]);
    expect(await owedIn(number)).toEqual(before);
    await live(town, number, [HEAD, 'return_transfer', { reason: '选错了单位。' }], [PEOPLE.desk, 'propose_transfer', SLIP]);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('is asked for by a setting of an office, in public: no account of it registers alone, and other offices go on as before', async () => {
    await town.service.read((tx) => setTransfers(tx, 'letters', 'two', town.service.clock()));
    expect(await town.service.read((tx) => setTransfers(tx, 'letters', 'two', town.service.clock()))).toBe(false);
    expect((await town.service.jurisdiction('fresh')).twoSigners).toEqual(new Set(['letters']));
    const number = await fileIn(town, '漏水');
    for (const account of ['letters.desk', 'letters.head']) {
      const answer = await step(account, number, 'register', { office: 'housing' });
      expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'second_post_first']);
    }
    const page = (
      await app.inject({ url: `/desk/matter/${number}`, headers: { cookie: `huiyin_staff=${await sessionOf(town, 'letters.desk')}` } })
    ).body;
    // The slip stands first, as a form, where registering did.
    expect(page).toContain('<button class="btn" name="command" value="propose_transfer">');
    expect((await step('letters.desk', number, 'propose_transfer', SLIP)).statusCode).toBe(200);
    expect((await step('letters.head', number, 'sign_transfer')).statusCode).toBe(204);
    expect(await typesOf(number)).toEqual(['filed', 'transfer_proposed', 'transfer_signed', 'registered']);
    const record = (await app.inject({ url: '/record' })).body;
    expect(record).toContain('letters · 两个岗位');
    await town.service.read((tx) => setTransfers(tx, 'letters', 'one', town.service.clock()));
    await town.service.jurisdiction('fresh');
    const plain = await fileIn(town, '漏水');
    expect((await step('letters.desk', plain, 'register', { office: 'housing' })).statusCode).toBe(204);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});

describe('a place whose access table lets nobody register alone', () => {
  it('says so in public, offers the slip first, and passes nothing on by one post', async () => {
    const rule = {
      id: 'two-sign-a-transfer',
      effect: 'forbid',
      relations: ['own'],
      verbs: ['register'],
      clause: { 'zh-CN': '自定的规则：转办单由两个岗位签', en: 'own rule: a transfer slip is signed by two posts' },
    } as const;
    const body = { rules: [...readAccess().rules, rule] } as unknown as Json; // plain JSON by its own type
    const publication = { kind: 'access', name: 'access', body, replaces: true, emergency: true, actor: { kind: 'machine' } } as const;
    expect(isRefusal(await town.service.read((tx) => publishDefinition(tx, publication, town.now())))).toBe(false);
    await town.tick();
    await sweep(town.service);
    await town.service.jurisdiction('fresh');
    const number = await fileIn(town, '漏水');
    for (const account of ['letters.desk', 'letters.head'])
      expect(codeOf(await step(account, number, 'register', { office: 'housing' }))).toBe('not_your_post');
    const page = async (account: string) =>
      (await app.inject({ url: `/desk/matter/${number}`, headers: { cookie: `huiyin_staff=${await sessionOf(town, account)}` } })).body;
    expect(await page('letters.desk')).toContain('<button class="btn" name="command" value="propose_transfer">');
    await step('letters.desk', number, 'propose_transfer', SLIP);
    expect(await page('letters.head')).toContain('<button class="btn" name="command" value="sign_transfer">');
    expect((await step('letters.head', number, 'sign_transfer')).statusCode).toBe(204);
    expect((await app.inject({ url: '/access' })).body).toContain('自定的规则：转办单由两个岗位签');
  });
});
