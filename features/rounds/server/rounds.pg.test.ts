import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { getForm } from '../../../policy/form.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { allInOrder, CANTEEN } from '../../../test/support/towns/check-town.ts';
import { CANTEENS, openRoundTown } from '../../../test/support/towns/round-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { checks } from '../../checks/public.ts';
import { recordLook } from './record-look.ts';
import { rounds } from './rounds.ts';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openRoundTown>>;
let first = '';
let second = '';
let house = '';
beforeAll(async () => {
  place = await openRoundTown();
  first = await place.opened();
  second = await place.opened({ ...CANTEEN, name: '东街小学食堂' });
  house = await place.opened({ ...CANTEEN, name: '长风里9号楼', class: 'rental_building' }, null);
});
afterAll(async () => {
  await place.close();
});

const DAY = allInOrder(getForm('canteen-day'));
const take = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, rounds, number, member(post), { name, input });
const numberOf = (made: unknown): string => {
  if (typeof made !== 'string') throw new Error(JSON.stringify(made));
  return made;
};
const look = (number: string, site: string, post = 'housing.handler', answers = DAY) =>
  recordLook(place.town.service, member(post), { number, site, answers, files: [] }, 'x'.repeat(22) + site + number + post);
const state = async (number: string, post = 'county.head') => {
  const view = await readStaffEntity(place.town.service, rounds, number, member(post));
  if (view === undefined || isRefusal(view)) throw new Error('not shown');
  return view.state;
};
const page = async (url: string, post = 'county.head'): Promise<string> => (await (await place.browser(post)).get(url)).body;
/** The cells of the rows of a page's tables, as text. */
const cells = (body: string): readonly string[] =>
  [...body.matchAll(/<td data-head="[^"]*" class="number">(\d+)<\/td>/g)].map((found) => found[1] ?? '');

let round = '';

describe('a round', () => {
  it('covers one’s own office and those below it, with a form that is published', async () => {
    expect(await place.begin({ ...CANTEENS, form: 'nothing' })).toEqual({ refused: 'field_choice', data: { field: 'form' } });
    expect(await place.begin(CANTEENS, 'housing.head')).toEqual({ refused: 'round_not_below', data: { field: 'offices' } });
    expect(await place.begin({ ...CANTEENS, phase2_to: '2026-11-24' })).toMatchObject({ refused: 'period_order' });
    expect(await place.begin({ ...CANTEENS, phase1_from: '2026-11-20' })).toMatchObject({ refused: 'promise_past' });
    expect(await place.begin({ ...CANTEENS, class_canteen: false })).toMatchObject({ refused: 'field_choice' });
    expect(await place.begin(Object.fromEntries(Object.entries(CANTEENS).filter(([name]) => name !== 'class_canteen')))).toMatchObject({
      refused: 'round_no_class',
    });
    expect((await place.town.superuser.query('select from round')).rowCount).toBe(0);
  });

  it('is opened by a program, too, with the same fields and the same refusals', async () => {
    const county = await place.program('county.head');
    const whole = { ...CANTEENS, tours: Number(CANTEENS['tours']) };
    const refused = await county('/api/v1/staff/rounds', { ...whole, form: 'nothing' });
    expect([refused.statusCode, refused.json().error]).toMatchObject([422, { code: 'field_choice', data: { field: 'form' } }]);
    expect((await (await place.program('housing.head'))('/api/v1/staff/rounds', whole)).json().error.code).toBe('round_not_below');
    const made = await county('/api/v1/staff/rounds', { ...whole, title: '程序部署的检查' });
    expect([made.statusCode, (await state(made.json().number)).title]).toEqual([201, '程序部署的检查']);
  });

  it('is opened by a form without a script, which keeps what was written when something is wrong', async () => {
    const county = await place.browser('county.head');
    const form = await county.get('/desk/rounds/new');
    for (const word of ['查哪几类场所', '食堂', '第1阶段', '全面检查', '食堂每日检查表', '县政府'])
      expect([word, form.body.includes(word)]).toEqual([word, word !== '县政府']);
    const typed = Object.fromEntries(
      Object.entries(CANTEENS)
        .map(([name, value]) => [name, value === true ? 'yes' : String(value)])
        .filter(([name]) => name !== 'office1'),
    );
    const wrong = await county.post('/desk/rounds/new', { ...typed, covers_county: 'yes', phase2_to: '2026-11-20' });
    expect([wrong.statusCode, wrong.body.includes('结束的日子在开始的日子前面'), wrong.body.includes('食堂食品安全专项检查')]).toEqual([
      422,
      true,
      true,
    ]);
    const sent = await county.post('/desk/rounds/new', { ...typed, covers_county: 'yes' });
    round = /\/desk\/round\/([0-9A-Z]{8})\?done=open_round/.exec(sent.headers.location ?? '')?.[1] ?? '';
    expect([sent.statusCode, round.length]).toEqual([303, 8]);
    for (const word of [
      '食堂食品安全专项检查',
      '实施方案',
      '这个阶段还没有开始',
      '第1阶段 实施方案，2026年11月24日前报送',
      '<dd class="words">食堂每日检查表</dd>',
    ])
      expect(await page(`/desk/round/${round}`)).toContain(word);
    const [owed] = (await place.listed('county.head')).filter((row) => row.number === round);
    expect([owed?.title, owed?.duties.map((duty) => duty.rule.id)]).toEqual([
      '食堂食品安全专项检查',
      ['round.deliverable', 'round.deliverable', 'round.tours'],
    ]);
    expect(await take(round, 'county.head', 'hand_in', { phase: 1, words: '方案已印发。' })).toBeUndefined();
  });

  it('is public in its title and days, and open to nobody who takes no part', async () => {
    const listed = await place.app.inject({ url: '/en/rounds' });
    for (const word of ['Round of canteens', 'food', 'canteen']) expect(listed.body).toContain(word);
    for (const word of ['和平小学', round, first]) expect([word, listed.body.includes(word)]).toEqual([word, false]);
    for (const post of ['housing.head', 'letters.head', 'county.admin']) {
      const read = await readStaffEntity(place.town.service, rounds, round, member(post));
      expect([post, read === undefined || isRefusal(read)]).toEqual([post, true]);
    }
  });
});

describe('sites of a round', () => {
  it('are due from the first day of a phase, those that were there then; no look is made before', async () => {
    await place.goTo('11-24 10:00');
    expect(await look(round, first)).toEqual({ refused: 'round_not_now' });
    expect(await page('/desk/rounds', 'housing.handler')).not.toContain('和平小学食堂');
    await place.goTo('11-25 09:00');
    // Entered on the first day, it is not due in this phase.
    await place.opened({ ...CANTEEN, name: '新开的食堂' });
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '0', '0', '0', '0']);
    const list = await page('/desk/rounds', 'housing.handler');
    expect([list.includes('和平小学食堂'), list.includes('东街小学食堂'), list.includes('新开的食堂')]).toEqual([true, true, false]);
    // Its title stands there as words: housing takes no part in the round itself.
    expect(list.includes(`href="/desk/round/${round}"`)).toBe(false);
  });

  it('are looked at with the form of the round by the office that answers for them, or by the one that supervises them', async () => {
    expect(await look(round, first, 'letters.handler')).toEqual({ refused: 'round_not_due', data: { field: 'site' } });
    expect(await look(round, '00000000')).toEqual({ refused: 'round_not_due', data: { field: 'site' } });
    expect(await look('00000000', first)).toEqual({ refused: 'not_found' });
    expect(await look(round, first, 'housing.admin')).toEqual({ refused: 'not_found' });
    const housing = await place.browser('housing.handler');
    const path = `/desk/round/${round}/look?site=${first}`;
    const form = await housing.get(path);
    for (const word of ['食堂每日检查表', '专项检查：食堂食品安全专项检查', '冷藏柜温度']) expect(form.body).toContain(word);
    const sent = Object.fromEntries(Object.entries(DAY).map(([key, answer]) => [`v.${key}`, String(answer.value)]));
    const short = await housing.post(path, { ...sent, 'v.chilled_temp': '' });
    expect([short.statusCode, short.body.includes('还有1处')]).toEqual([422, true]);
    const done = await housing.post(path, { ...sent, 'v.chilled_temp': '19', 'w.chilled_temp': '压缩机不转' });
    const record = /\/desk\/check\/([0-9A-Z]{8})/.exec(done.headers.location ?? '')?.[1] ?? '';
    expect(done.statusCode).toBe(303);
    // One act meets what was open at the site for the same form, too.
    const { rows } = await place.town.superuser.query<{ rule: string }>('select rule from check_slot where matter = $1 order by rule', [
      record,
    ]);
    expect(rows.map(({ rule }) => rule)).toEqual(['canteen/can.day', `round/${round}`]);
    expect((await housing.get(`/desk/check/${record}`)).body).toContain(`专项检查 ${round}`);
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '1', '0', '1', '0']);
    await takeStaffStep(place.town.service, checks, record, member('housing.handler'), {
      name: 'deal_with_findings',
      input: { words: '已修好。' },
    });
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '1', '0', '1', '1']);
    expect(await page('/desk/rounds', 'housing.handler')).not.toContain('和平小学食堂');
  });

  it('are done by an ordinary check with the same form, too, and not by one that was struck out', async () => {
    const slot = (await place.today()).find((it) => it.site === second && it.rule === 'canteen/can.day');
    const record = numberOf(await place.make(slot ?? { site: '', rule: '', slot: '' }, DAY));
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '2', '1', '1', '1']);
    const strike = { name: 'void_check', input: { reason: '看错了地方。' } };
    expect(await takeStaffStep(place.town.service, checks, record, member('county.head'), strike)).toBeUndefined();
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '1', '0', '1', '1']);
    numberOf(await look(round, second, 'county.handler'));
    expect(cells(await page(`/desk/round/${round}`))).toEqual(['2', '2', '1', '1', '1']);
  });

  it('in which people live are figures and no list: their form is opened by the number of the site', async () => {
    const over = await place.round({
      ...Object.fromEntries(Object.entries(CANTEENS).filter(([name]) => !/^(class_|phase|title|english)/.test(name))),
      title: '出租楼消防专项检查',
      subject: 'fire',
      form: 'canteen-day',
      class_rental_building: true,
      phase1_yields: 'checks',
      phase1_from: '2026-11-25',
      phase1_to: '2026-12-05',
    });
    const [list, own] = [await page('/desk/rounds', 'housing.handler'), await page(`/desk/round/${over}`)];
    expect([list.includes('长风里9号楼'), own.includes('长风里9号楼'), own.includes(house)]).toEqual([false, false, false]);
    expect(list).toContain('出租楼只报数字，不列名单');
    expect(cells(own)).toEqual(['1', '0', '0', '0', '0']);
    expect((await (await place.browser('housing.handler')).get(`/desk/round/${over}/look?site=${house}`)).statusCode).toBe(200);
    numberOf(await look(over, house));
    expect(cells(await page(`/desk/round/${over}`))).toEqual(['1', '1', '1', '0', '0']);
    const report = await page(`/desk/round/${over}/report`);
    expect([report.includes('长风里'), report.includes('不点任何场所的名')]).toEqual([false, true]);
  });
});

describe('a round that is over', () => {
  it('moves its dates in public, to later days', async () => {
    expect(await take(round, 'county.head', 'move_dates', { phase: 3, to: '2026-11-29', reason: 'weather' })).toMatchObject({
      refused: 'round_earlier',
    });
    expect(await take(round, 'county.head', 'move_dates', { phase: 3, to: '2026-12-02', reason: 'weather' })).toBeUndefined();
    const listed = await place.app.inject({ url: '/rounds' });
    for (const word of ['第3阶段原来到', '天气原因']) expect(listed.body).toContain(word);
    expect(await take(round, 'county.handler', 'record_tour', { office: 'county', own_checks: true, records_true: true })).toBeUndefined();
  });

  it('owes its report from its last day on, however late the sweep comes, and keeps what was counted when it was closed', async () => {
    expect(await take(round, 'county.head', 'close_round', { measures: '每月抽查。' })).toMatchObject({ refused: 'not_yet' });
    await place.goTo('12-05 09:00');
    const [owed] = (await place.listed('county.head')).filter((row) => row.number === round);
    expect(owed?.duties.map((duty) => [duty.rule.id, duty.dueOn])).toContainEqual(['round.close', '2026-12-07']);
    expect((await page('/rounds')).includes('等待总结')).toBe(true);
    expect(await take(round, 'county.head', 'close_round', { measures: '每月抽查。', report: 'typed' })).toBeUndefined();
    const { report } = await state(round);
    expect(report).toEqual({
      phases: [
        {
          phase: 2,
          from: '2026-11-25',
          to: '2026-11-27',
          deliverable: 'checks',
          rows: [{ office: 'county', class: 'canteen', due: 2, done: 2, nil: 1, findings: 1, dealt: 1 }],
        },
      ],
      tours: { asked: 1, made: 1 },
    });
    // What happens to its sites afterwards changes nothing of it.
    await place.opened({ ...CANTEEN, name: '后来的食堂' });
    const printed = await page(`/desk/round/${round}/report`);
    for (const word of ['总结报告', '每月抽查', '已督导1次，要求1次']) expect(printed).toContain(word);
    expect(cells(printed)).toEqual(['2', '2', '1', '1', '1']);
    for (const word of ['和平小学', first]) expect([word, printed.includes(word)]).toEqual([word, false]);
    expect(await take(round, 'county.head', 'close_round', { measures: '再来一次。' })).toMatchObject({ refused: 'wrong_stage' });
  });

  it('agrees with its events, every row of it', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    await place.town.superuser.query("update round set classes = 'school'");
    expect((await reconcile(place.town.service)).findings.map((it) => it.code)).toContain('projection');
  });
});
