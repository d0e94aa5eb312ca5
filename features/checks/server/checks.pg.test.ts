import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { getForm } from '../../../policy/form.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { allInOrder, CANTEEN, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { sites } from '../../sites/public.ts';
import { checks } from './checks.ts';
import { recordCheck } from './record-check.ts';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
beforeAll(async () => {
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen', 'school-safety', 'fire-key-unit']);
  canteen = await place.opened();
});
afterAll(async () => {
  await place.close();
});

const DAY = allInOrder(getForm('canteen-day'));
const DELETE_A_DUTY = statement('delete_a_duty', "delete from obligation where jurisdiction = $1 and owed_by = 'local_supervisor'");
const numberOf = (made: Awaited<ReturnType<typeof place.make>>): string => {
  if (isRefusal(made)) throw new Error(JSON.stringify(made));
  return made;
};
const step = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, checks, number, member(post), { name, input });

describe('the list of a morning', () => {
  it('has what is to be looked at today, by when, and nothing of tomorrow', async () => {
    await place.goTo('11-23 06:40');
    const rules = (await place.today()).map(({ rule, slot }) => `${rule} ${slot}`);
    expect(rules).toContain('canteen/can.day 2026-11-23');
    expect(rules).toContain('canteen/can.meal 2026-11-23T06:30-breakfast');
    expect(rules.filter((it) => it.includes('lunch') || it.includes('2026-11-24'))).toEqual([]);
    expect(await place.today('letters')).toEqual([]);
    const page = await (await place.browser('housing.handler')).get('/desk/today');
    for (const word of ['和平小学食堂', '填表']) expect(page.body).toContain(word);
    const [one, none] = [`/desk/today?site=${canteen}`, '/desk/today?site=ZZZZZZZZ'];
    const shown = await Promise.all([one, none].map(async (path) => (await (await place.browser('housing.handler')).get(path)).body));
    expect(shown.map((body) => body.includes('和平小学食堂'))).toEqual([true, false]);
    // Who keeps accounts or keys deals with nothing, and sees no list of it.
    const admin = await place.browser('housing.admin');
    for (const path of ['/desk/today', '/desk/sites', '/desk/board']) {
      const seen = await admin.get(path);
      expect([path, seen.statusCode, seen.body.includes('和平小学食堂')]).toEqual([path, 200, false]);
    }
    expect((await (await place.browser('letters.handler')).get('/en/desk/today')).body).toContain('Nothing is to be looked at now');
  });

  it('stands on the worklist as one row of the site, what ends first on top', async () => {
    const rows = (await place.listed('housing.handler')).filter((row) => row.number === canteen);
    expect(rows.map(({ kind, title }) => [kind, title])).toEqual([['site', '和平小学食堂']]);
    expect(rows[0]?.duties.length).toBeGreaterThan(2);
    expect(rows[0]?.duties[0]?.rule.id).toBe('canteen/can.meal');
  });
});

describe('a check at a desk', () => {
  it('is filled in by a form without a script, which says what is missing and keeps what was written', async () => {
    const housing = await place.browser('housing.handler');
    const path = `/desk/check/new/${canteen}?rule=${encodeURIComponent('canteen/can.day')}&slot=2026-11-23`;
    const form = await housing.get(path);
    for (const word of ['食堂每日检查表', '冷藏柜温度', '合格', '依据'])
      expect([word, form.body.includes(word)]).toEqual([word, word !== '食堂每日检查表']);
    const sent = Object.fromEntries(Object.entries(DAY).map(([key, answer]) => [`v.${key}`, String(answer.value)]));
    const short = await housing.post(path, { ...sent, 'v.chilled_temp': '19', 'v.purchase_papers': '' });
    expect([short.statusCode, short.body.includes('还有2处'), short.body.includes('value="19"')]).toEqual([422, true, true]);
    const done = await housing.post(path, { ...sent, 'v.chilled_temp': '19', 'w.chilled_temp': '压缩机不转，已移到备用冷柜' });
    const number = /\/desk\/check\/([0-9A-Z]{8})\?done=record_check/.exec(done.headers.location ?? '')?.[1] ?? '';
    expect([done.statusCode, number.length]).toEqual([303, 8]);
    const page = await housing.get(`/desk/check/${number}`);
    for (const word of ['1处不合格', '压缩机不转', '19 °C']) expect(page.body).toContain(word);
    expect((await place.today()).map(({ rule }) => rule)).not.toContain('canteen/can.day');
    expect((await place.listed('housing.handler')).map((row) => row.number)).toContain(number);
    expect(await step(number, 'housing.handler', 'deal_with_findings', { words: '换了压缩机，复测4度。' })).toBeUndefined();
  });

  it('is made once by a form that is sent twice, for a slot that is open, by the office that owes it', async () => {
    const breakfast = await place.slotOf('canteen/can.meal');
    const answers = allInOrder(getForm('canteen-meal'));
    expect(await place.make(breakfast, answers, 'letters.handler')).toEqual({ refused: 'not_found' });
    expect(await place.make(breakfast, answers, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await place.make({ ...breakfast, slot: '2026-11-23T11-lunch' }, answers)).toEqual({ refused: 'slot_ahead' });
    expect(await place.make({ ...breakfast, slot: '2026-11-20T11-lunch' }, answers)).toEqual({ refused: 'not_found' });
    expect(await place.make({ ...breakfast, rule: 'canteen/can.day.none' }, answers)).toEqual({ refused: 'not_found' });
    expect(await place.make(breakfast, { no_such_question: { value: 'pass' } })).toMatchObject({ refused: 'form_answers' });
    numberOf(await place.make(breakfast, answers));
    expect((await place.today()).map(({ rule }) => rule)).not.toContain('canteen/can.meal');
  });

  it('is the same record for a form that is sent again later, and refused under its token with other answers', async () => {
    const sample = await place.slotOf('canteen/can.sample');
    const answers = allInOrder(getForm('canteen-sample'));
    const handed = { site: sample.site, rule: sample.rule, slot: sample.slot, answers, doneAt: null, files: [] };
    const token = 'sent-twice-after-a-broken-line';
    const first = numberOf(await recordCheck(place.town.service, member('housing.handler'), handed, token));
    await place.goTo('11-23 06:52');
    expect(await recordCheck(place.town.service, member('housing.handler'), handed, token)).toBe(first);
    const other = { ...handed, answers: {} };
    expect(await recordCheck(place.town.service, member('housing.handler'), other, token)).toMatchObject({ refused: 'key_reused' });
  });

  it('without a form is some words, and meets what asks for no form', async () => {
    const own = await place.opened({ ...CANTEEN, name: '东街小学', class: 'school' });
    await place.goTo('11-23 07:45');
    const open = async () => (await place.today()).find((it) => it.site === own && it.rule === 'school-safety/school.return');
    const slot = await open();
    numberOf(await place.make(slot ?? { site: '', rule: '', slot: '' }, { note: { words: '设施正常，没有新隐患' } }));
    expect(await open()).toBeUndefined();
  });

  it('counts for every duty that asks for the same form and is open then', async () => {
    const school = await place.opened({ ...CANTEEN, name: '和平小学', class: 'school', fire_key_unit: true });
    await place.goTo('11-23 08:10');
    const patrols = (await place.today()).filter((it) => it.site === school && it.rule.includes('patrol'));
    expect(patrols.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['fire-key-unit/fire.patrol', 'school-safety/school.patrol']));
    const first = patrols.find(({ rule }) => rule === 'school-safety/school.patrol');
    const number = numberOf(await place.make(first ?? { site: '', rule: '', slot: '' }, allInOrder(getForm('fire-patrol'))));
    const { rows } = await place.town.superuser.query<{ rule: string }>('select rule from check_slot where matter = $1 order by rule', [
      number,
    ]);
    expect(rows.map(({ rule }) => rule)).toEqual(['fire-key-unit/fire.patrol', 'school-safety/school.patrol']);
    // Both ask for a second signature, and wait for it.
    expect((await place.today()).filter((it) => it.site === school && it.rule.includes('patrol')).length).toBe(2);
    expect(await step(number, 'housing.handler', 'sign_check')).toMatchObject({ refused: 'own_work' });
    expect(await step(number, 'housing.head', 'sign_check')).toBeUndefined();
    await place.goTo('11-23 08:11');
    expect((await place.today()).filter((it) => it.site === school && it.rule.includes('patrol'))).toEqual([]);
  });

  it('is open to the offices of the site and to nobody else', async () => {
    const { rows } = await place.town.superuser.query<{ matter: string }>('select matter from check_record limit 1');
    const number = rows[0]?.matter ?? '';
    const seen = async (post: string) => {
      const view = await readStaffEntity(place.town.service, checks, number, member(post));
      return view !== undefined && !isRefusal(view);
    };
    expect(await Promise.all(['housing.head', 'county.head', 'water.head', 'letters.head'].map(seen))).toEqual([true, true, true, false]);
  });
});

describe('a day that is over', () => {
  it('is closed once with what was done, nil, late and missed, and nobody fills in yesterday', async () => {
    await place.goTo('11-23 12:40');
    const lunch = (await place.today()).find((it) => it.rule === 'canteen/can.meal' && it.slot.endsWith('lunch'));
    numberOf(await place.make(lunch ?? { site: '', rule: '', slot: '' }, allInOrder(getForm('canteen-meal'))));
    await place.goTo('11-24 07:00');
    const monday = (await place.today())
      .filter((it) => it.site === canteen && it.slot.startsWith('2026-11-23'))
      .map(({ rule, slot }) => `${rule} ${slot}`);
    expect(monday).toEqual(['canteen/can.sample 2026-11-23T11-lunch']);
    await place.goTo('11-25 00:10');
    const { rows } = await place.town.superuser.query<{ rule: string; slot: string; result: string }>(
      "select rule, slot, result from slot_exception where site = $1 and slot like '2026-11-23%' order by rule, slot",
      [canteen],
    );
    expect(rows.map(({ rule, slot, result }) => `${rule} ${slot} ${result}`)).toEqual([
      'canteen/can.meal 2026-11-23T11-lunch l',
      'canteen/can.sample 2026-11-23T11-lunch m',
    ]);
    const yesterday = { site: canteen, rule: 'canteen/can.sample', slot: '2026-11-23T11-lunch' };
    const late = await place.make(yesterday, allInOrder(getForm('canteen-sample')), 'housing.handler', place.hour('11-23 12:00'));
    expect(isRefusal(late)).toBe(false);
    await place.goTo('11-26 00:10');
    const { rows: after } = await place.town.superuser.query(
      "select from slot_exception where slot = '2026-11-23T11-lunch' and result = 'm'",
    );
    expect(after.length).toBe(1);
  });

  it('is one event an office and a day, however often the sweep comes', async () => {
    const count = async () => (await place.town.superuser.query("select from event where type = 'slots_closed'")).rowCount;
    const before = await count();
    await place.goTo('11-26 00:20');
    await place.goTo('11-26 00:30');
    expect(await count()).toBe(before);
    const { rows } = await place.town.superuser.query(
      "select count(*)::int as n from event where type = 'slots_closed' group by matter, recorded_at",
    );
    expect(rows.every((row) => (row as { n: number }).n === 1)).toBe(true);
  });

  it('shows on the board of the office above by site and duty, red only where something is missing', async () => {
    const county = await place.browser('county.head');
    const board = await county.get('/desk/board?month=2026-11');
    for (const word of ['和平小学食堂', '没做：', '记录簿']) expect([word, board.body.includes(word)]).toEqual([word, true]);
    expect((await (await place.browser('letters.head')).get('/en/desk/board?month=2026-11')).body).toContain(
      'No day of this month is closed yet',
    );
    const owed = await place.listed('county.head');
    expect(owed.map((row) => row.title)).toContain('县住建局 2026-11');
  });
});

describe('a site that changes hands', () => {
  it('is closed in the book of its new office from then on, and nothing of before is told twice', async () => {
    const moved = await place.opened({ ...CANTEEN, name: '西街小学食堂' });
    await place.goTo('11-26 00:40');
    const count = async () =>
      (await place.town.superuser.query<{ n: number }>('select count(*)::int as n from slot_count where site = $1', [moved])).rows[0]?.n;
    const change = { name: 'change_site', input: { ...CANTEEN, name: '西街小学食堂', office: 'letters' } };
    expect(await takeStaffStep(place.town.service, sites, canteen, member('housing.handler'), change)).toBeUndefined();
    await place.goTo('11-26 00:50');
    const { rows } = await place.town.superuser.query<{ n: number }>(
      "select count(*)::int as n from slot_count c join logbook b on b.matter = c.matter where b.office = 'letters'",
    );
    expect([rows[0]?.n, await count()]).toEqual([0, 0]);
    const back = { name: 'change_site', input: { ...CANTEEN, name: '和平小学食堂' } };
    expect(await takeStaffStep(place.town.service, sites, canteen, member('letters.handler'), back)).toBeUndefined();
  });
});

describe('a closure', () => {
  it('that was said before it began excuses, in public; what was said takes the slots from the list', async () => {
    const other = await place.opened({ ...CANTEEN, name: '东街小学食堂' });
    const say = { name: 'say_closed', input: { from: '2026-11-27', to: '2026-11-27', reason: 'works' } };
    expect(await takeStaffStep(place.town.service, sites, other, member('housing.handler'), say)).toBeUndefined();
    await place.goTo('11-27 11:30');
    const open = (await place.today()).filter((it) => it.site === other && it.slot.startsWith('2026-11-27'));
    expect(open).toEqual([]);
    expect((await place.today()).filter((it) => it.site === canteen && it.slot.startsWith('2026-11-27')).length).toBeGreaterThan(0);
  });
});

describe('what is owed of what comes back', () => {
  it('agrees with the records and the rules, every row of it', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    // A slot that somebody takes off the list, or moves to another office.
    await place.town.superuser.query("delete from obligation where rule = 'canteen/can.day'");
    await place.town.superuser.query("update obligation set office = 'water' where rule = 'canteen/can.week' and matter = $1", [canteen]);
    const found = (await reconcile(place.town.service)).findings.map(({ code, where, what }) => [code, where.split(' ')[2], what]);
    expect(found).toContainEqual(['projection', 'canteen/can.day', 'row is missing']);
    expect(found).toContainEqual(['projection', 'canteen/can.week', 'differs']);
    await place.town.superuser.query('update slot_plan set again_at = planned_at');
    await place.goTo('11-27 11:31');
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });

  it('is no row that anybody may delete but of slots', async () => {
    const direct = place.town.service.read((tx) => tx.run(DELETE_A_DUTY, [1]));
    await direct;
    const { rows } = await place.town.superuser.query("select from obligation where owed_by = 'local_supervisor'");
    expect(rows.length).toBeGreaterThan(0);
  });
});
