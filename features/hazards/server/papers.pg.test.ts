import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { OFFICES } from '../../../test/support/towns/hazard-town.ts';
import { listedIn, publishListed } from '../../../test/support/towns/listed-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';
import { FIELDS } from '../desk/words.ts';
import type { HazardPaper } from '../desk/paper-words.ts';
import { hazards } from './hazards.ts';
import { makeHazardPaper, papersOfEvent } from './papers.ts';

const PLAN = { goals: '恢复出口', methods: '开墙', money: '十万元', people: '后勤科', by: '2026-12-17', safety: '限流' };
const NO = { no_photo: '没有相机' };

let town: Awaited<ReturnType<typeof openStaffTown>>;
let number = '';
beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  const { found, step } = listedIn(town.town);
  number = await found();
  const take = (post: string, name: string, input = {}): Promise<void> => step(number, post, name, input);
  await take('housing.handler', 'refer', { office: 'water', reason: '归水务管' });
  await take('water.head', 'return_referral', { reason: '不归' });
  await take('housing.handler', 'grade', { grade: 'major', cites: 'order16.stop', criterion: '一时改不完' });
  const order = { measures: '拆货架', money: '自筹', by: '2026-12-18', meanwhile: '限流', standard: '净宽1.4米' };
  await take('housing.head', 'order', { mender: 'water', acceptor: 'letters', ...order });
  await take('water.handler', 'make_plan', PLAN);
  await take('county.head', 'list', { reason: '人多' });
  await take('county.handler', 'publish_listing', { public_what: '出口不够', public_where: '食堂' });
  await take('water.handler', 'ask_extension', { until: '2027-01-15', reason: '门要定做' });
  await take('housing.head', 'grant_extension', { until: '2027-01-08', reason: '已经付款' });
  await take('water.handler', 'ask_extension_above', { until: '2027-02-10', reason: '放假' });
  await take('county.head', 'refuse_extension', { reason: '人多' });
  await take('water.handler', 'report_mended', { words: '通了', ...NO });
  await take('county.head', 'return_mend', { by: '2027-01-20', reason: '不够宽' });
  await take('water.handler', 'report_mended', { words: '重做了', ...NO });
  await take('county.head', 'accept_mend', { words: '净宽1.42米', ...NO });
  await take('county.head', 'end_listing', { words: '改完了' });
});
afterAll(() => town.close());

const LANGS = ['zh-CN', 'en'] as const;
const papers = async (lang: (typeof LANGS)[number]) => {
  const view = await readStaffEntity(town.town.service, hazards, number, member('county.head'));
  if (view === undefined || isRefusal(view)) throw new Error('not seen');
  const found = new Map<HazardPaper, NonNullable<Awaited<ReturnType<typeof makeHazardPaper>>>>();
  for (const { event } of view.entries)
    for (const kind of papersOfEvent(event.type)) {
      const paper = await makeHazardPaper(town.town.service, view, `${kind}-0-${event.n}`, lang);
      if (paper) found.set(kind, paper);
    }
  return found;
};
const rowsOf = (paper: Awaited<ReturnType<typeof makeHazardPaper>>): readonly (readonly [string, string])[] =>
  (paper?.blocks ?? []).flatMap((block) => (block.kind === 'facts' ? block.rows : []));

describe('the papers of a hazard', () => {
  it('name whom they are for once, with the number by which the desk finds it', async () => {
    for (const lang of LANGS) {
      const all = await papers(lang);
      expect(all.size).toBe(9);
      for (const [kind, paper] of all) {
        const office = paper.addressee.split(/（| \(/)[0] ?? '';
        expect([kind, paper.addressee.includes(number), office === '']).toEqual([kind, true, false]);
        const said = paper.blocks.map((block) => (block.kind === 'text' ? block.text : '')).join();
        expect([kind, said.includes(office)]).toEqual([kind, false]);
      }
    }
  });

  it('say what each line is, and not how a form is filled in', async () => {
    const hints = LANGS.flatMap((lang) => Object.values(FIELDS).map((label) => label[lang])).filter((label) =>
      /（|\(| or asked/.test(label),
    );
    expect(hints.length).toBeGreaterThan(10);
    for (const lang of LANGS)
      for (const [kind, paper] of await papers(lang)) {
        const labels = rowsOf(paper).map(([label]) => label);
        expect([kind, labels.filter((label) => hints.includes(label))]).toEqual([kind, []]);
        expect([kind, new Set(labels).size]).toEqual([kind, labels.length]);
      }
  });

  it('number the six parts of a plan', async () => {
    const plan = rowsOf((await papers('zh-CN')).get('hazard_plan')).slice(-6);
    expect(plan.map(([label]) => label.slice(0, 2))).toEqual(['一、', '二、', '三、', '四、', '五、', '六、']);
    expect(plan.map(([, text]) => text)).toEqual([PLAN.goals, PLAN.methods, PLAN.money, PLAN.people, '2026年12月17日', PLAN.safety]);
  });

  it('say until when more time was asked for, why, and what the day was and is', async () => {
    const zh = await papers('zh-CN');
    expect(Object.fromEntries(rowsOf(zh.get('hazard_longer')))).toMatchObject({
      原定期限: '2026年12月18日',
      申请延长到: '2027年1月15日',
      申请的理由: '门要定做',
      现在的期限: '2027年1月8日',
      批准的理由: '已经付款',
    });
    expect(Object.fromEntries(rowsOf(zh.get('hazard_not_longer')))).toMatchObject({
      '整改期限（不变）': '2027年1月8日',
      申请延长到: '2027年2月10日',
      申请的理由: '放假',
      不批准的理由: '人多',
    });
  });
});
