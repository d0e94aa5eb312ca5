import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../../../kernel/refusal.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';
import { fileMatter } from '../file-matter.ts';
import { CANTEEN } from '../../../../test/support/towns/check-town.ts';
import { openLineTown, REPORT, WORDS } from '../../../../test/support/towns/line-town.ts';

let line: Awaited<ReturnType<typeof openLineTown>>;
beforeAll(async () => {
  line = await openLineTown();
});
afterAll(async () => {
  await line.close();
});

const file = (input: object) => fileMatter(line.town.service, { ...REPORT, ...input }, { token: null });
const confirmed = async (input: object = WORDS, at: object = { at: line.site }): Promise<string> => {
  const { number } = await line.filed(at);
  await line.step(number, 'letters.desk', 'register', { office: 'water' });
  await line.step(number, 'water.handler', 'confirm_hazard', { ...input });
  return number;
};
const ORDER = { mender: 'housing', acceptor: 'county', measures: '拆锁', money: '无', meanwhile: '有人守门', standard: '推开就走' };

describe('a report of a danger', () => {
  it('says what kind it is and where, by the public lists or in words', async () => {
    const { service: _kind, ...noKind } = REPORT;
    expect(await fileMatter(line.town.service, noKind, { token: null })).toMatchObject({
      refused: 'field_empty',
      data: { field: 'service' },
    });
    const { place: _place, ...noWords } = REPORT.fields;
    expect(await file({ fields: noWords })).toMatchObject({ refused: 'field_empty', data: { field: 'place' } });
    for (const at of ['no-such-place', 'ZZZZZZZZ', '../etc'])
      expect(await file({ at })).toMatchObject({ refused: 'field_choice', data: { field: 'at' } });
    for (const at of [line.site, 'east-market']) expect(isRefusal(await file({ fields: noWords, at }))).toBe(false);
    expect(
      await fileMatter(line.town.service, { ...REPORT, kind: 'grievance', service: 'street.light', at: 'east-market' }, { token: null }),
    ).toMatchObject({
      refused: 'field_unknown',
      data: { field: 'at' },
    });
  });

  it('has its clock from the kind that was chosen and from nothing else', async () => {
    const dues = await Promise.all(
      ['hazard.exit', 'hazard.building'].map(async (service) => {
        const { number } = await line.filed({
          service,
          at: 'east-market',
          fields: { ...REPORT.fields, body: '安全出口上锁，消防栓没有水' },
        });
        const view = await line.seen(number);
        return [view.pack.id, view.owed.find((it) => it.kind === 'verify_hazard')?.due];
      }),
    );
    expect(dues[0]?.[0]).toBe('hazard-line-24h');
    expect(Number(dues[0]?.[1]) - line.town.now()).toBe(24 * 3_600_000);
    expect(dues[1]).toEqual(['hazard-line', '2026-11-26']);
  });

  it('goes to no office that answers for the place, by whichever step', async () => {
    const { number } = await line.filed();
    expect(await line.tryStep(number, 'letters.desk', 'register', { office: 'housing' })).toEqual({
      refused: 'office_reported',
      data: { field: 'office' },
    });
    expect(await line.tryStep(number, 'letters.desk', 'add_office', { office: 'housing', role: 'watch', words: '请看' })).toMatchObject({
      refused: 'office_reported',
    });
    expect(await line.tryStep(number, 'letters.head', 'propose_transfer', { office: 'housing', handling: '去看' })).toMatchObject({
      refused: 'office_reported',
    });
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    expect(await line.tryStep(number, 'water.handler', 'forward', { office: 'housing', reason: '归它' })).toMatchObject({
      refused: 'office_reported',
    });
    for (const role of ['handler', 'head', 'desk']) expect(await line.shown(number, `housing.${role}`)).toBeUndefined();
  });

  it('is led by a supervisor of the site where the desk itself answers for it', async () => {
    const view = await line.seen((await line.filed()).number);
    expect([view.state.lead, view.state.reported, view.state.above]).toEqual(['letters', 'housing', 'county']);
    const own = await line.opened({ ...CANTEEN, name: '信访大厅', office: 'letters', local: 'water' });
    const led = await line.seen((await line.filed({ at: own })).number);
    expect([led.state.lead, led.state.reported]).toEqual(['water', 'letters']);
    // The way up goes round the office that is reported, too.
    const above = await line.opened({ ...CANTEEN, name: '县机关食堂', office: 'county', local: 'letters' });
    const round = await line.seen((await line.filed({ at: above })).number);
    expect([round.state.lead, round.state.above, round.state.above2]).toEqual(['letters', 'city', null]);
  });
});

describe('the look', () => {
  it('begins a hazard in the words of the office, in one transaction with the step', async () => {
    const { number } = await line.filed();
    expect(await line.tryStep(number, 'water.handler', 'confirm_hazard', WORDS)).toEqual({ refused: 'not_found' });
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    for (const post of ['letters.desk', 'county.head', 'housing.handler'])
      expect([post, await line.tryStep(number, post, 'confirm_hazard', WORDS)]).toEqual([post, { refused: 'not_found' }]);
    const count = async () => Number((await line.town.superuser.query("select count(*) from entity where kind = 'hazard'")).rows[0]?.count);
    const before = await count();
    expect(await line.tryStep(number, 'water.handler', 'confirm_hazard', { what: '锁' })).toEqual({
      refused: 'field_empty',
      data: { field: 'spot' },
    });
    expect(await count()).toBe(before);
    // Sent twice at once, it begins one.
    const twice = await Promise.all([1, 2].map(() => line.tryStep(number, 'water.handler', 'confirm_hazard', WORDS)));
    expect(twice.filter((it) => it === undefined)).toHaveLength(1);
    expect(twice.find((it) => it !== undefined)).toMatchObject({ refused: 'already_done' });
    expect(await count()).toBe(before + 1);
    const hazard = await line.hazardOf(number);
    const page = await (await line.browser('water.handler')).get(`/desk/hazard/${hazard}`);
    for (const text of [WORDS.what, WORDS.spot, number]) expect(page.body).toContain(text);
    expect(page.body).not.toContain(REPORT.fields['body']);
    const own = await (await line.browser('water.handler')).get(`/desk/matter/${number}`);
    for (const text of [`/desk/hazard/${hazard}`, CANTEEN.name]) expect(own.body).toContain(text);
    expect((await line.seen(number)).reportedAt).toEqual({ 'zh-CN': CANTEEN.name, en: CANTEEN.english });
  });

  it('adds a second report to a hazard that is open at the same place, and to no other', async () => {
    const first = await confirmed();
    const hazard = await line.hazardOf(first);
    const { number } = await line.filed();
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    const form = await (await line.browser('water.handler')).get(`/desk/matter/${number}/confirm_hazard`);
    expect(form.body).toContain(`value="${hazard}"`);
    expect(await line.tryStep(number, 'water.handler', 'confirm_hazard', { known: 'ZZZZZZZZ' })).toMatchObject({
      refused: 'hazard_unknown',
    });
    await line.step(number, 'water.handler', 'confirm_hazard', { known: hazard });
    expect(await line.hazardOf(number)).toBe(hazard);
    const elsewhere = await line.filed({ at: 'east-market' });
    await line.step(elsewhere.number, 'letters.desk', 'register', { office: 'water' });
    expect(await line.tryStep(elsewhere.number, 'water.handler', 'confirm_hazard', { known: hazard })).toMatchObject({
      refused: 'hazard_unknown',
    });
    const page = await (await line.browser('water.handler')).get(`/desk/hazard/${hazard}`);
    for (const one of [first, number]) expect(page.body).toContain(one);
  });

  it('may find nothing, with reasons that the filer reads at once', async () => {
    const { number } = await line.filed();
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    await line.step(number, 'water.head', 'find_no_hazard', { reason: '后门开着，链子挂在墙上。' });
    const view = await line.seen(number);
    expect(view.entries.at(-1)?.texts['reason']).toBe('后门开着，链子挂在墙上。');
    expect(view.owed.filter((it) => it.nature === 'duty').map((it) => it.rule)).toEqual(['line.tell.unconfirmed']);
    expect(await line.tryStep(number, 'water.handler', 'confirm_hazard', WORDS)).toMatchObject({ refused: 'already_done' });
  });

  it('is passed on to the office that is competent, which then has the clock', async () => {
    const { number } = await line.filed();
    await line.step(number, 'letters.desk', 'register', { office: 'letters' });
    await line.step(number, 'letters.desk', 'forward', { office: 'water', reason: '归水利' });
    await line.step(number, 'water.handler', 'accept');
    const view = await line.seen(number);
    expect([view.state.lead, view.owed.find((it) => it.kind === 'verify_hazard')?.status]).toEqual(['water', 'running']);
    await line.step(number, 'water.handler', 'confirm_hazard', WORDS);
    expect(await line.tryStep(number, 'water.handler', 'forward', { office: 'letters', reason: '不归' })).toMatchObject({
      refused: 'wrong_stage',
    });
  });
});

describe('what the filer is told', () => {
  it('is how the hazard stands, by itself, and the result by a day once it is gone', async () => {
    const number = await confirmed();
    const hazard = await line.hazardOf(number);
    await line.mend(hazard, 'water.handler', 'grade', { grade: 'general', criterion: '小' });
    await line.mend(hazard, 'water.head', 'order', { ...ORDER, by: '2026-12-04' });
    expect((await line.seen(number)).hazard).toMatchObject({ stage: 'ordered', mendBy: '2026-12-04', isOwed: true, acceptedOn: null });
    expect(await line.tryStep(number, 'water.handler', 'reply', { outcome: 'supported', facts: '甲', opinion: '乙' })).toMatchObject({
      refused: 'not_yet',
    });
    await line.mend(hazard, 'housing.handler', 'report_mended', { words: '拆了', no_photo: '没有相机' });
    await line.mend(hazard, 'county.handler', 'accept_mend', { words: '合格', no_photo: '没有相机' });
    await line.mend(hazard, 'water.head', 'delist');
    expect((await line.seen(number)).hazard).toMatchObject({ stage: 'delisted', isOwed: false, acceptedOn: '2026-11-23' });
    await line.settled();
    await line.settled();
    const view = await line.seen(number);
    expect(view.events.filter((event) => event.type === 'hazard_settled')).toHaveLength(1);
    expect(view.owed.find((it) => it.kind === 'tell_result')).toMatchObject({
      rule: 'line.tell.settled',
      due: '2026-12-03',
      owedBy: 'office',
    });
    await line.step(number, 'water.handler', 'reply', { outcome: 'supported', facts: '后门上锁。', opinion: '锁已拆掉。' });
    expect(await line.filerStep(number, 'open_notice', { notice: 'reply' })).toBeUndefined();
    expect(await line.filerStep(number, 'dispute', { words: '又锁上了' })).toBeUndefined();
    expect((await line.seen(number)).owed.some((it) => it.kind === 'answer_dispute')).toBe(true);
    // Looked at again: it is there, and the result is owed anew once it is gone.
    await line.step(number, 'water.handler', 'confirm_hazard', WORDS);
    await line.step(number, 'water.handler', 'answer_dispute', { outcome: 'corrected', opinion: '确实又锁上了。' });
    const again = await line.seen(number);
    expect(again.hazard?.hazard).not.toBe(hazard);
    expect(again.hazard?.stage).toBe('found');
    expect(await line.tryStep(number, 'water.handler', 'find_no_hazard', { reason: '没有' })).toMatchObject({ refused: 'already_done' });
  });

  it('leaves nothing that reconcile would find', async () => {
    await line.town.tick();
    expect((await reconcile(line.town.service)).findings).toEqual([]);
  });
});
