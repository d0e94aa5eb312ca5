import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { sessionOf } from '../support/desk.ts';
import { openTown, type TestTown } from '../support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const filed = async (): Promise<FilingAnswer> => {
  const answer = await fileMatter(town.service, { fields: { subject: '路灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const kinds = async (number: string) =>
  (await town.superuser.query<{ type: string }>('select type from event where matter = $1 order by version', [number])).rows.map(
    (row) => row.type,
  );
type Headers = { readonly [name: string]: string };
const byForm = (code: string, command: string, headers: Headers, lang = '') =>
  app.inject({
    method: 'POST',
    url: `${lang}/follow/step`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ code, command }).toString(),
  });
const byApi = (code: string, command: string, headers: Headers) =>
  app.inject({ method: 'POST', url: '/api/v1/receipt/steps', headers, payload: { code, command } });

describe('G7: nobody withdraws a matter from a device where staff are signed in', () => {
  it('on the page, in both languages, with the reason; the matter stays as it was', async () => {
    const { code, number } = await filed();
    const cookie = `other=1; huiyin_staff=${await sessionOf(town, 'letters.desk')}`;
    const answer = await byForm(code, 'ask_withdrawal', { cookie });
    expect([answer.statusCode, answer.body.includes('这台设备上登录着单位的人员')]).toEqual([403, true]);
    const english = await byForm(code, 'ask_withdrawal', { cookie }, '/en');
    expect([english.statusCode, english.body.includes('A member of staff is signed in on this device')]).toEqual([403, true]);
    expect(await kinds(number)).toEqual(['filed']);
  });

  it('by a program that holds a session, in the header or in the cookie', async () => {
    const { code, number } = await filed();
    const token = await sessionOf(town, 'county.admin');
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `huiyin_staff=${token}` }] satisfies Headers[]) {
      const answer = await byApi(code, 'ask_withdrawal', headers);
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not_from_staff_device']);
    }
    expect(await kinds(number)).toEqual(['filed']);
  });

  it('nor is a code replaced, contested or claimed there (G7)', async () => {
    const { code, number } = await filed();
    const token = await sessionOf(town, 'letters.desk');
    const cookie = `huiyin_staff=${token}`;
    const form = (url: string, fields: { readonly [name: string]: string }) =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
        payload: new URLSearchParams(fields).toString(),
      });
    for (const act of ['replace', 'contest', 'give_reader', 'end_readers']) {
      expect((await form('/follow/code', { code, act })).statusCode).toBe(403);
      const payload = { code, act };
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': `staff-device-0123456789-${act}` };
      const answer = await app.inject({ method: 'POST', url: '/api/v1/receipt/codes', headers, payload });
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not_from_staff_device']);
    }
    expect((await form('/lost', { number, word: '院里的桂花' })).statusCode).toBe(403);
    expect((await form('/follow/step', { code, command: 'open_my_name' })).statusCode).toBe(403);
    expect(await kinds(number)).toEqual(['filed']);
  });

  it('but from the filer’s own device, also where a session has ended or somebody made one up', async () => {
    const ended = await sessionOf(town, 'letters.desk');
    town.setClock('2026-09-29T02:00:00Z');
    for (const headers of [{}, { cookie: `huiyin_staff=${ended}` }, { cookie: `huiyin_staff=${'A'.repeat(43)}` }] satisfies Headers[]) {
      const { code, number } = await filed();
      expect((await byForm(code, 'ask_withdrawal', headers)).statusCode).toBe(200);
      expect(await kinds(number)).toContain('withdrawal_asked');
    }
  });

  it('while everything that keeps a matter alive stays possible there', async () => {
    const { code, number } = await filed();
    await byForm(code, 'ask_withdrawal', {});
    const cookie = `huiyin_staff=${await sessionOf(town, 'letters.desk')}`;
    expect((await byForm(code, 'resume', { cookie })).statusCode).toBe(200);
    expect(await kinds(number)).toContain('resumed');
  });
});
