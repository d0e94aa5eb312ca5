import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { fileIn, live, sessionOf } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { eraseMatter } from '../server/erase-matter.ts';

let town: TestTown;
let app: FastifyInstance;
let number = '';
const sessions = new Map<string, string>();
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  for (const staff of ['housing.handler', 'housing.head', 'water.handler']) sessions.set(staff, await sessionOf(town, staff));
  number = await accepted('路灯');
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const accepted = async (subject: string): Promise<string> => {
  const filed = await fileIn(town, subject);
  await live(town, filed, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  return filed;
};
const cookieOf = (staff: string) => `huiyin_staff=${sessions.get(staff)}`;
const open = (staff: string, matter: string, command: string, lang = '') =>
  app.inject({ url: `${lang}/desk/matter/${matter}/${command}`, headers: { cookie: cookieOf(staff) } });
const valueIn = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const send = async (
  staff: string,
  matter: string,
  where: 'draft' | 'step',
  fields: { readonly [name: string]: string },
): Promise<LightMyRequestResponse> => {
  const { body } = await open('housing.handler', matter, 'reply');
  const own = staff === 'housing.handler' ? body : (await app.inject({ url: '/desk/account', headers: { cookie: cookieOf(staff) } })).body;
  return app.inject({
    method: 'POST',
    url: `/desk/matter/${matter}/${where}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(staff) },
    payload: new URLSearchParams({ csrf: valueIn(own, 'csrf'), expected: valueIn(body, 'expected'), queue: '', ...fields }).toString(),
  });
};
const rows = async (): Promise<number> => (await town.superuser.query('select from step_draft')).rowCount ?? 0;
const DRAFT = { command: 'reply', outcome: 'explained', facts: '查到一半，还要问供电所。', opinion: '' };

describe('a draft of a step', () => {
  it('is kept with all that was written, whatever is still missing, and stands in the form again', async () => {
    const kept = await send('housing.handler', number, 'draft', DRAFT);
    expect([kept.statusCode, kept.headers.location]).toEqual([303, `/desk/matter/${number}/reply`]);
    const { body } = await open('housing.handler', number, 'reply', '/en');
    expect(body).toContain('查到一半，还要问供电所。');
    expect(body).toContain('Only your post sees it');
    await send('housing.handler', number, 'draft', { ...DRAFT, facts: '问过了。' });
    const newer = (await open('housing.handler', number, 'reply')).body;
    expect([newer.includes('问过了。'), newer.includes('查到一半')]).toEqual([true, false]);
    expect(await rows()).toBe(1);
  });

  it('is seen by no other post, tells the filer nothing, and lies nowhere in the clear', async () => {
    expect((await open('housing.head', number, 'reply')).body).not.toContain('问过了。');
    const { rows: stored } = await town.superuser.query<{ text: string }>("select encode(sealed, 'escape') as text from step_draft");
    expect(stored.map((row) => row.text.includes('explained'))).toEqual([false]);
    const events = await town.superuser.query('select from event where matter = $1', [number]);
    expect(events.rowCount).toBe(3);
  });

  it('is for who may take the step: another office is told that there is no such matter, a closed step keeps nothing', async () => {
    const other = await send('water.handler', number, 'draft', DRAFT);
    expect(other.statusCode).toBe(404);
    const closed = await send('housing.handler', number, 'draft', { command: 'decide_review', opinion: '维持。' });
    expect(closed.statusCode).toBeGreaterThanOrEqual(400);
    const none = await send('housing.handler', number, 'draft', { command: 'no_such_step' });
    expect(none.statusCode).toBe(404);
    const long = await send('housing.handler', number, 'draft', { ...DRAFT, facts: '字'.repeat(70_000) });
    expect(long.statusCode).toBe(422);
    expect(await rows()).toBe(1);
  });

  it('is thrown away when asked to', async () => {
    const matter = await accepted('井盖');
    await send('housing.handler', matter, 'draft', DRAFT);
    const dropped = await send('housing.handler', matter, 'draft', { drop: 'reply' });
    expect(dropped.statusCode).toBe(303);
    expect((await open('housing.handler', matter, 'reply')).body).not.toContain('查到一半');
    expect(await rows()).toBe(1);
  });

  it('is gone once the step is taken', async () => {
    const taken = await send('housing.handler', number, 'step', { ...DRAFT, facts: '查清了。', opinion: '明天修。', look: 'done' });
    expect(taken.statusCode).toBe(303);
    expect(await rows()).toBe(0);
  });

  it('goes with the words of the matter when they are erased, and after sixty days', async () => {
    const erased = await accepted('垃圾');
    await send('housing.handler', erased, 'draft', DRAFT);
    await town.superuser.query('update step_draft set kept_on = kept_on - 59');
    await sweep(town.service);
    expect(await rows()).toBe(1);
    await town.superuser.query('update step_draft set kept_on = kept_on - 2');
    await sweep(town.service);
    expect(await rows()).toBe(0);
    await send('housing.handler', erased, 'draft', DRAFT);
    expect(await eraseMatter(town.service, erased, { basis: '个人信息保护法第四十七条', askedBy: 'filer', completeAfterDays: 30 })).toBe(
      undefined,
    );
    expect(await rows()).toBe(0);
  });
});
