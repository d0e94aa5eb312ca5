import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter, type FilingInput } from '../../features/grievances/server/file-matter.ts';
import { findHolding } from '../../features/grievances/server/receipts/find-matter-of.ts';
import { openToOthers } from '../../features/grievances/server/receipts/open-joint.ts';
import { readForFiler } from '../../features/grievances/server/read-matter.ts';
import { endTrouble, gather, pair, readTroubles, tellTrouble, type Gathered } from '../../features/grievances/server/troubles.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Role } from '../../kernel/access/access.ts';
import { buildApp } from '../../server/app.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { live } from '../support/desk.ts';
import { openTown, PEOPLE, staff, type TestTown } from '../support/installation.ts';

const member = (office: string, role: Role) => ({ staff: `${office}.${role}`, post: `${office}.${role}`, office, role });
const HANDLER = member('housing', 'handler');
const ABOUT = { place: 'peace-street', subject: 'street.light' };
const SECRET = '我是住在三楼的王小明';

let town: TestTown;
let app: FastifyInstance;

const ok = <T>(value: T): Exclude<T, { readonly refused: string }> => {
  if (isRefusal(value)) throw new Error(value.refused);
  return value as Exclude<T, { readonly refused: string }>; // a refusal was thrown
};

const filed = async (more: Partial<FilingInput> = {}) =>
  ok(
    await fileMatter(
      town.service,
      { fields: { subject: '路灯', body: SECRET }, lang: 'zh-CN', service: 'street.light', ...more },
      { token: null },
    ),
  );

/** A matter of an office about a place; the filer chose the subject, the office named the place. */
const matter = async (place = 'peace-street', office: 'housing' | 'water' = 'housing', more: Partial<FilingInput> = {}) => {
  const it = await filed(more);
  const who = staff(office, 'handler');
  await live(town, it.number, [PEOPLE.desk, 'register', { office }], [who, 'accept'], [who, 'locate', { place }]);
  return it;
};

const countsOf = async (office = 'housing'): Promise<readonly (readonly [string, string, number])[]> =>
  ok(await readTroubles(town.service, member(office, 'handler'))).groups.map((it) => [it.place, it.subject, it.count]);
const troubleIn = async (number: string): Promise<unknown> =>
  (await town.superuser.query<{ trouble: string | null }>('select trouble from matter where matter = $1', [number])).rows[0]?.trouble;

beforeAll(async () => {
  town = await openTown({ withStaff: true, withSubjects: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

describe('troubles (G14)', () => {
  let first: Awaited<ReturnType<typeof filed>>;
  let done: Gathered;

  it('group open matters of one office about one public place and subject, and tell counts only', async () => {
    first = await matter();
    expect(await countsOf()).toEqual([]);
    await matter();
    await matter('old-bridge');
    await matter('peace-street', 'water');
    await matter('peace-street', 'housing', { service: 'street.hole' });
    expect(await countsOf()).toEqual([['peace-street', 'street.light', 2]]);
    expect(await countsOf('water')).toEqual([]);
    // Somebody has not been asked for a place, and no word of theirs is looked at for one.
    const unplaced = await filed();
    await live(town, unplaced.number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    expect(await countsOf()).toEqual([['peace-street', 'street.light', 2]]);
    const text = JSON.stringify(await readTroubles(town.service, HANDLER));
    for (const hidden of [SECRET, first.number, '路灯', first.code]) expect(text).not.toContain(hidden);
  });

  it('leave out joint matters, help, proposals, answered ones, other offices and those filed more than 30 days ago', async () => {
    const before = await countsOf();
    const kinds: unknown[] = [];
    const joint = await matter();
    const asks = { subject: '灯', words: '修。', representatives: '0' };
    ok(await openToOthers(town.service, ok(await findHolding(town.service, joint.code)), asks, 'trouble-joint'));
    const answered = await matter();
    await live(town, answered.number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '查。', opinion: '修。' }]);
    for (const more of [
      { service: 'pension.payment', pack: 'help' },
      { service: 'county.proposal', pack: 'suggestion-2022' },
    ])
      for (let i = 0; i < 2; i += 1) {
        const it = await filed(more);
        await live(
          town,
          it.number,
          [PEOPLE.desk, 'register', { office: 'housing' }],
          [PEOPLE.handler, 'locate', { place: 'peace-street' }],
        );
        kinds.push((await town.superuser.query<{ kind: string }>('select kind from matter where matter = $1', [it.number])).rows[0]?.kind);
      }
    expect(kinds).toEqual(['help', 'help', 'suggestion', 'suggestion']);
    expect(await countsOf()).toEqual(before);
    town.setClock('2026-10-29T02:00:00Z');
    expect(await countsOf()).toEqual([]);
    town.setClock('2026-09-28T03:00:00Z');
    for (const role of ['admin', 'reviewer', 'custodian', 'auditor'] as const)
      expect(await readTroubles(town.service, member('county', role))).toMatchObject({ refused: 'not_your_post' });
  });

  it('are opened and linked by their own office; each filer is told, and learns no number of another', async () => {
    expect(await gather(town.service, member('water', 'handler'), ABOUT)).toMatchObject({ refused: 'trouble_alone' });
    expect(await gather(town.service, member('county', 'admin'), ABOUT)).toMatchObject({ refused: 'not_your_post' });
    done = ok(await gather(town.service, HANDLER, ABOUT));
    expect(done.linked).toBe(2);
    expect(await troubleIn(first.number)).toBe(done.trouble);
    expect(await countsOf()).toEqual([]);
    const late = await matter();
    expect(await countsOf()).toEqual([['peace-street', 'street.light', 1]]);
    expect(ok(await gather(town.service, HANDLER, ABOUT))).toEqual({ trouble: done.trouble, linked: 1 });
    const view = await readForFiler(town.service, late.number);
    expect(view?.entries.at(-1)?.event).toMatchObject({ type: 'linked', data: { trouble: done.trouble } });
    expect(JSON.stringify(view?.entries)).not.toContain(first.number);
    expect(ok(await readTroubles(town.service, HANDLER)).open.map((it) => it.linked)).toEqual([3]);
    const due = async (number: string) => (await readForFiler(town.service, number))?.owed.map((it) => [it.rule, it.due]);
    await live(town, late.number, [PEOPLE.handler, 'reply', { outcome: 'supported', facts: '查。', opinion: '修好了。' }]);
    // A reply to one is a reply to one.
    expect((await due(late.number))?.some(([rule]) => rule === 'petition.decide')).toBe(false);
    expect((await due(first.number))?.some(([rule]) => rule === 'petition.decide')).toBe(true);
  });

  it('have a page for everybody that holds what, where, whose and how far: no word, number or count of any matter', async () => {
    expect(await tellTrouble(town.service, HANDLER, done.trouble, '线路已经查到，周五以前换好。')).toBeUndefined();
    expect(await tellTrouble(town.service, HANDLER, done.trouble, '重点人员已稳控。')).toMatchObject({ refused: 'control_word' });
    expect(await tellTrouble(town.service, HANDLER, done.trouble, ' ')).toMatchObject({ refused: 'field_empty' });
    expect(await tellTrouble(town.service, member('water', 'handler'), done.trouble, '在修。')).toMatchObject({
      refused: 'trouble_unknown',
    });
    const page = await app.inject({ url: `/trouble/${done.trouble}` });
    expect(page.statusCode).toBe(200);
    for (const text of ['和平街', '线路已经查到，周五以前换好。', '县住建局']) expect(page.body).toContain(text);
    for (const hidden of [SECRET, first.number]) expect(page.body).not.toContain(hidden);
    expect((await app.inject({ url: '/troubles' })).body).toContain(`/trouble/${done.trouble}`);
    expect((await app.inject({ url: '/trouble/00000000' })).statusCode).toBe(404);
    const own = await app.inject({
      method: 'POST',
      url: '/follow',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ code: first.code }).toString(),
    });
    for (const text of ['线路已经查到，周五以前换好。', '您的期限和答复仍然是您自己的']) expect(own.body).toContain(text);
  });

  it('of two single matters are about a subject or a place that both have, both ways, and neither filer reads the other’s number', async () => {
    const [a, b, c] = [
      await matter('school-road'),
      await matter('station-square'),
      await matter('school-road', 'housing', { service: 'street.hole' }),
    ];
    expect(await pair(town.service, HANDLER, [a.number, a.number], 'place')).toMatchObject({ refused: 'trouble_alone' });
    expect(await pair(town.service, HANDLER, [a.number, b.number], 'place')).toMatchObject({ refused: 'trouble_not_alike' });
    expect(await pair(town.service, HANDLER, [a.number, 'N0TTHERE'], 'place')).toMatchObject({ refused: 'not_found' });
    expect(await pair(town.service, member('water', 'handler'), [a.number, c.number], 'place')).toMatchObject({ refused: 'not_found' });
    const made = ok(await pair(town.service, HANDLER, [a.number, c.number], 'place'));
    expect([await troubleIn(a.number), await troubleIn(c.number)]).toEqual([made.trouble, made.trouble]);
    const texts = async (number: string) => JSON.stringify((await readForFiler(town.service, number))?.entries);
    expect(await texts(a.number)).not.toContain(c.number);
    expect(await texts(c.number)).not.toContain(a.number);
    expect(await pair(town.service, HANDLER, [a.number, b.number], 'subject')).toMatchObject({ refused: 'already_done' });
    await live(town, a.number, [PEOPLE.handler, 'unlink_trouble', { reason: '另一段路。' }]);
    expect([await troubleIn(a.number), await troubleIn(c.number)]).toEqual([null, made.trouble]);
  });

  it('end, and every linked matter still owes its own reply; what a row says otherwise is named', async () => {
    expect(await endTrouble(town.service, HANDLER, done.trouble)).toBeUndefined();
    expect(await endTrouble(town.service, HANDLER, done.trouble)).toMatchObject({ refused: 'trouble_unknown' });
    expect((await readForFiler(town.service, first.number))?.owed.some((it) => it.rule === 'petition.decide')).toBe(true);
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
    await town.superuser.query("update matter set trouble = null, place_code = 'old-bridge' where matter = $1", [first.number]);
    expect((await reconcile(town.service)).findings.map((it) => it.code)).toEqual(['projection', 'projection']);
  });
});
