import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeToOthers, openToOthers, type Opening } from '../../features/grievances/server/receipts/open-joint.ts';
import { changeCode, CODE_ACTS } from '../../features/grievances/server/receipts/change-code.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { findHolding, findMatterOf, type Holding } from '../../features/grievances/server/receipts/find-matter-of.ts';
import { joinMatter, leaveMatter } from '../../features/grievances/server/receipts/join.ts';
import { readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';
import { readForJoiner } from '../../features/grievances/server/receipts/read-joined.ts';
import { encodeReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { writeArchive } from '../../server/archive/write.ts';
import { buildApp } from '../../server/app.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { live } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { testFolder } from '../support/folder.ts';

const FIELDS = { subject: '路灯不亮', body: '我住和平街7号三楼，三周不亮。' };
const ASKS = { subject: '和平街的路灯', words: '请修好整条街的路灯。', representatives: '2' };
const HANDLER = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;

let town: TestTown;
let app: FastifyInstance;
const folder = testFolder('joint');

const token = (): string => randomBytes(16).toString('base64url');
const ok = <T>(value: T): Exclude<T, { readonly refused: string }> => {
  if (isRefusal(value)) throw new Error(value.refused);
  return value as Exclude<T, { readonly refused: string }>; // a refusal was thrown
};
const hold = async (code: string): Promise<Holding> => ok(await findHolding(town.service, code));

interface Joint extends Opening {
  readonly number: string;
  readonly code: string;
  readonly own: string;
}

const openJoint = async (): Promise<Joint> => {
  const filed = ok(await fileMatter(town.service, { fields: FIELDS, lang: 'zh-CN' }, { token: null }));
  await live(town, filed.number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  const { joining, own } = ok(await openToOthers(town.service, await hold(filed.code), ASKS, token()));
  if (own === null) throw new Error('no seat');
  return { number: filed.number, code: filed.code, joining, own };
};
const joinIt = async (it: Joint): Promise<string> => ok(await joinMatter(town.service, await hold(it.joining), token()));

type Row = Record<string, unknown>;
const seatsOf = async (number: string): Promise<readonly Row[]> =>
  (
    await town.superuser.query<Row>(
      'select s.ctid::text as place, s.xmin::text as tx, s.*, k.wrapped, k.ctid::text as key_place, k.xmin::text as key_tx from joint_seat s join keystore.joint_seat k using (jurisdiction, seat) where s.matter = $1 order by s.ctid',
      [number],
    )
  ).rows;
const hex = (value: unknown): string => (value as Buffer).toString('hex'); // bytea is read as bytes

beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (url: string, form: { readonly [name: string]: string }, address = '10.0.0.7') =>
  app.inject({
    method: 'POST',
    url,
    remoteAddress: address,
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'qingchuan.example' },
    payload: new URLSearchParams(form).toString(),
  });

describe('who follows a joint matter (G15)', () => {
  it('creator and joiners are rows of one kind that cannot be told apart or put in order, in the database and in an archive', async () => {
    const it = await openJoint();
    town.setClock('2026-09-29T02:00:00Z');
    const codes = [it.own];
    for (let i = 0; i < 5; i += 1) codes.push(await joinIt(it));
    const rows = await seatsOf(it.number);
    expect(rows.length).toBe(32);
    // One transaction, and in the table's own order by random id: neither place nor age tells one from another.
    for (const column of ['tx', 'key_tx', 'matter', 'jurisdiction']) expect(new Set(rows.map((row) => row[column])).size, column).toBe(1);
    const ids = rows.map((row) => hex(row['seat']));
    expect(ids).toEqual(ids.toSorted());
    for (const column of ['sealed', 'wrapped']) {
      expect(new Set(rows.map((row) => (row[column] as Buffer).length)).size, column).toBe(1);
      expect(new Set(rows.map((row) => hex(row[column]))).size, column).toBe(32);
    }
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(
      ['jurisdiction', 'key_place', 'key_tx', 'matter', 'place', 'sealed', 'seat', 'tx', 'wrapped'].toSorted(),
    );
    // Seven of them are somebody's; the set was the same before the last of them joined.
    const last = await joinIt(it);
    expect((await seatsOf(it.number)).map((row) => hex(row['seat']))).toEqual(ids);
    for (const code of [...codes, last]) expect((await hold(code)).right).toBe('joined');
    // Nothing anywhere in the database was written for one of them: no event, no receipt row, no stored answer.
    const events = await town.superuser.query('select 1 from event where matter = $1', [it.number]);
    expect(events.rowCount).toBe(4);
    expect((await town.superuser.query('select 1 from receipt where matter = $1', [it.number])).rowCount).toBe(2);

    const recovery = await identityToRecipient(await generateIdentity());
    const archive = () =>
      writeArchive(
        { installation: town.installation, jurisdictions: [1], listErased: async () => [] },
        { directory: mkdtempSync(join(folder, 'a')), recovery },
        town.now(),
      );
    const lines = (made: { readonly data: string }) => {
      const all = gunzipSync(readFileSync(made.data)).toString('utf8').split('\n');
      const from = all.findIndex((line) => line.includes('"table":"joint_seat"'));
      return all.slice(from + 1, from + 33).map((line) => JSON.parse(line.slice(1)) as { seat: string; sealed: string });
    };
    const before = lines(await archive());
    await joinIt(it);
    const after = lines(await archive());
    expect(before.map((row) => row.seat)).toEqual(ids.map((id) => `\\x${id}`));
    // Between two archives somebody has joined: the same ids in the same order, and every row sealed anew.
    expect(after.map((row) => row.seat)).toEqual(before.map((row) => row.seat));
    const sealed = new Set(before.map((row) => row.sealed));
    expect(after.filter((row) => sealed.has(row.sealed))).toEqual([]);
  });

  it('the set grows by doubling before half of it is taken, so its size and an older archive tell neither a number nor who came first', async () => {
    const it = await openJoint();
    const sizes = new Set<number>();
    const early = new Set((await seatsOf(it.number)).map((row) => hex(row['seat'])));
    const late: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      const held = await hold(await joinIt(it));
      if (i >= 16) late.push(held.receipt);
      sizes.add((await seatsOf(it.number)).length);
    }
    expect([...sizes]).toEqual([32, 64, 128]);
    // Some who came late have a place that was there from the beginning.
    expect(late.some((id) => early.has(id))).toBe(true);
  });

  it('joining twice with one form takes one seat and shows one code; fifty at once come to the same', async () => {
    const it = await openJoint();
    const held = await hold(it.joining);
    const form = token();
    const codes = await Promise.all(Array.from({ length: 50 }, () => joinMatter(town.service, held, form)));
    expect(new Set(codes).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 8 }, () => joinMatter(town.service, held, token())));
    expect(new Set(others).size).toBe(8);
    for (const code of [...codes.slice(0, 1), ...others]) expect((await hold(ok(code))).right).toBe('joined');
  });

  it('who leaves is gone: the receipt opens nothing, the row and its key are not there, and no step says so', async () => {
    const it = await openJoint();
    const code = await joinIt(it);
    const { receipt } = await hold(code);
    const length = (await readForFiler(town.service, it.number))?.length;
    expect(await leaveMatter(town.service, await hold(code))).toBeUndefined();
    expect(await findHolding(town.service, code)).toMatchObject({ refused: 'not_found' });
    const rows = await seatsOf(it.number);
    expect(rows.length).toBe(32);
    expect(rows.map((row) => hex(row['seat']))).not.toContain(receipt);
    expect((await town.superuser.query('select 1 from keystore.joint_seat where seat = $1', [Buffer.from(receipt, 'hex')])).rowCount).toBe(
      0,
    );
    expect((await readForFiler(town.service, it.number))?.length).toBe(length);
    // Who filed can leave in the same way and keeps the code of the matter.
    expect(await leaveMatter(town.service, await hold(it.own))).toBeUndefined();
    expect((await hold(it.code)).right).toBe('act');
    for (const other of [it.code, it.joining])
      expect(await leaveMatter(town.service, await hold(other))).toMatchObject({ refused: 'not_found' });
  });

  it('a joiner cannot act for the creator: by page, by program, or about codes', async () => {
    const it = await openJoint();
    const code = await joinIt(it);
    const held = await hold(code);
    expect(await findMatterOf(town.service, code, 'act')).toMatchObject({ refused: 'code_of_joiner' });
    expect(await findMatterOf(town.service, code, 'read')).toMatchObject({ refused: 'code_of_joiner' });
    expect(await findMatterOf(town.service, it.joining, 'read')).toMatchObject({ refused: 'code_joins' });
    const length = (await readForFiler(town.service, it.number))?.length;
    for (const act of CODE_ACTS) {
      expect(isRefusal(await changeCode(town.service, held, act, token())), act).toBe(true);
      expect(isRefusal(await changeCode(town.service, await hold(it.joining), act, token())), act).toBe(true);
    }
    expect(isRefusal(await openToOthers(town.service, held, ASKS, token()))).toBe(true);
    expect(isRefusal(await closeToOthers(town.service, held))).toBe(true);
    for (const command of ['ask_withdrawal', 'add_point', 'open_my_name', 'add_files'])
      for (const path of ['/follow/step', '/follow/files']) await post(path, { code, command, words: '不要办了。' });
    for (const path of ['/api/v1/receipt/steps', '/api/v1/receipt/codes', '/api/v1/receipt/files'])
      expect(
        (await app.inject({ method: 'POST', url: path, payload: { code, command: 'ask_withdrawal' } })).statusCode,
      ).toBeGreaterThanOrEqual(400);
    expect((await readForFiler(town.service, it.number))?.length).toBe(length);
    // Neither the bundle nor the log key nor what was filed: they would open a step upward to the office complained of (G6).
    const answers = [await post('/follow', { code }), await post('/follow/bundle', { code }), await post('/follow/papers', { code })];
    await town.tick();
    const { logKey } = (await post('/follow/bundle', { code: it.code })).json<{ logKey: string }>();
    for (const answer of answers) {
      expect(answer.body).toContain(ASKS.words);
      for (const secret of [logKey, FIELDS.body, it.code, it.joining]) expect(answer.body).not.toContain(secret);
    }
  });

  it('reads the answer as soon as it is given, and starts no time of the filer’s by it; a step upward shows once the office below is told', async () => {
    const it = await openJoint();
    const code = await joinIt(it);
    await live(town, it.number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '线路断开。', opinion: '十天内修好。' }]);
    expect((await post('/follow', { code })).body).toContain('十天内修好。');
    expect((await readForFiler(town.service, it.number))?.state.opened).toEqual([]);
    await live(town, it.number, [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
    const before = await post('/follow', { code });
    await live(town, it.number, [PEOPLE.filer, 'ask_review', { words: '没有修。' }]);
    const asked = await post('/follow', { code });
    expect(asked.body).toBe(before.body);
    await live(town, it.number, [PEOPLE.above, 'decide_review', { outcome: 'upheld', opinion: '维持原来的答复。' }]);
    expect((await post('/follow', { code })).body).toContain('维持原来的答复。');
  });

  it('the office is told a band, a day later, from ten on; the same for staff, filer and joiner, and never a row or an hour', async () => {
    const it = await openJoint();
    for (let i = 0; i < 11; i += 1) await joinIt(it);
    await sweep(town.service);
    const least = async () =>
      (await readForStaff(town.service, it.number, HANDLER)) as { entries: readonly { event: { type: string; data: object } }[] };
    expect((await least()).entries.map((entry) => entry.event.type)).not.toContain('joiners_counted');
    town.setClock('2026-09-30T02:00:00Z');
    await sweep(town.service);
    await sweep(town.service);
    const told = (await least()).entries.filter((entry) => entry.event.type === 'joiners_counted');
    expect(told.map((entry) => entry.event.data)).toEqual([{ least: 10 }]);
    expect((await readForJoiner(town.service, it.number))?.entries.map((entry) => entry.event.type)).toContain('joiners_counted');
  });

  it('a deadline that passes is recorded, though the matter has several receipts', async () => {
    const it = await openJoint();
    town.setClock('2027-03-01T02:00:00Z');
    await sweep(town.service);
    expect((await readForFiler(town.service, it.number))?.entries.map((entry) => entry.event.type)).toContain('deadline_passed');
  });

  it('programs look, join once a key, and leave, and are told no more than the pages tell', async () => {
    const it = await openJoint();
    const call = (url: string, code: string, key?: string) =>
      app.inject({
        method: 'POST',
        url,
        remoteAddress: '10.9.9.6',
        payload: { code },
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      });
    const looked = (await call('/api/v1/joint', it.joining)).json<{ words: string; office: string; representatives: number }>();
    expect(looked).toMatchObject({ number: it.number, words: ASKS.words, office: 'housing', representatives: 2 });
    expect((await call('/api/v1/joint/join', it.joining)).json()).toMatchObject({ error: { code: 'key_missing' } });
    const codes = [];
    for (let i = 0; i < 2; i += 1)
      codes.push((await call('/api/v1/joint/join', it.joining, 'joint-program-1-abcdefgh')).json<{ code: string }>().code);
    expect(codes[0]).toBe(codes[1]);
    const seen = await call('/api/v1/joint', codes[0] ?? '');
    for (const secret of [FIELDS.body, it.code, it.joining]) expect(seen.body).not.toContain(secret);
    for (const wrong of [it.code, codes[0] ?? ''])
      expect((await call('/api/v1/joint/join', wrong, 'joint-program-2-abcdefgh')).statusCode).toBe(404);
    expect((await call('/api/v1/joint/leave', it.joining)).statusCode).toBe(404);
    expect((await call('/api/v1/joint/leave', codes[0] ?? '')).json()).toEqual({ left: true });
    expect((await call('/api/v1/joint', codes[0] ?? '')).statusCode).toBe(404);
  });

  it('one address does not fill a matter: the sixty-first that joins from it within an hour is asked to wait', async () => {
    const it = await openJoint();
    const take = () => post('/join/take', { code: it.joining, token: token() }, '10.9.9.7');
    for (let i = 0; i < 60; i += 1) expect((await take()).statusCode).toBe(200);
    expect((await take()).statusCode).toBe(429);
  });

  it('wrong joining codes are counted like any other wrong code, and a seat slipped into the table or changed is named', async () => {
    const it = await openJoint();
    const wrong = () => post('/join', { code: encodeReceiptCode(randomBytes(13)) }, '10.9.9.9');
    for (let i = 0; i < 60; i += 1) expect((await wrong()).statusCode).toBe(404);
    expect((await wrong()).statusCode).toBe(429);
    expect((await post('/join', { code: it.joining }, '10.9.9.8')).statusCode).toBe(200);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
    await town.superuser.query(
      'update joint_seat set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) where seat = (select seat from joint_seat where matter = $1 limit 1)',
      [it.number],
    );
    expect((await reconcile(town.service)).findings.map((found) => found.code)).toEqual(['joint']);
  });
});
