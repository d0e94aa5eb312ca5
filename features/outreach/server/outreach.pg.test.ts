import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStaffStep } from '../../../engine/staff-entity.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { CANTEEN, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { member } from '../../../test/support/sign-in.ts';
import { checks } from '../../checks/public.ts';
import type { Coverage, RuleCoverage } from '../domain/coverage.ts';
import { coverageNow, readCoverage } from './read-coverage.ts';

const LESSON = 'school-safety/school.lesson';
const CLASS = 'school-lessons/sl.class';
const MONTH = 'community-outreach/co.month';
const SCHOOL = { ...CANTEEN, name: '和平小学', english: 'Peace School', class: 'school' };
const TERM = { id: '2026-2027-1', kind: 'term' as const, from: getPlainDate('2026-09-01'), to: getPlainDate('2027-01-29') };

/** A lesson on fire with everything in place. */
const WHOLE: Answers = {
  topic: { value: 'fire' },
  plan: { value: 'std_fire' },
  material: { value: ['handbook', 'kit_fire'] },
  minutes: { value: 60 },
  teacher: { value: 'fire_officer' },
  trained: { value: 412 },
  expected: { value: 430 },
};
const without = (...keys: readonly string[]): Answers => Object.fromEntries(Object.entries(WHOLE).filter(([key]) => !keys.includes(key)));

// Monday 23 November 2026 begins at six in the morning there; all was published nine days before.
let place: Awaited<ReturnType<typeof openCheckTown>>;
let [school, other, hall] = ['', '', ''];
beforeAll(async () => {
  place = await openCheckTown('2026-11-22T22:00:00Z', ['school-safety', 'school-lessons', 'community-outreach', 'office-returns'], 9);
  school = await place.opened(SCHOOL, null);
  other = await place.opened({ ...SCHOOL, name: '东街小学', english: 'East Street School' }, null);
  hall = await place.opened({ ...CANTEEN, name: '和平社区服务中心', english: 'Peace Community Centre', class: 'community_building' }, null);
  await place.goTo('11-23 09:10');
});
afterAll(async () => {
  await place.close();
});

const openSlot = async (site: string, rule: string) => {
  const found = (await place.today()).find((slot) => slot.site === site && slot.rule === rule);
  if (!found) throw new Error(`${rule} is not open at ${site}`);
  return found;
};
const hold = async (site: string, rule: string, answers: Answers): Promise<string> => {
  const made = await place.make(await openSlot(site, rule), answers);
  if (isRefusal(made)) throw new Error(JSON.stringify(made));
  return made;
};
const isOpen = async (site: string, rule: string): Promise<boolean> =>
  (await place.today()).some((slot) => slot.site === site && slot.rule === rule);
const coverage = async (): Promise<Coverage> => (await coverageNow(place.town.service, TERM)).coverage;
const rowOf = async (key: string, of = 'school'): Promise<Partial<RuleCoverage> | undefined> =>
  (await coverage()).rules.find((row) => row.key === key && row.class === of);

describe('a lesson of a school', () => {
  it('that lacks its plan is recorded as it was, keeps nothing, and can be held again', async () => {
    const record = await hold(school, LESSON, without('plan'));
    expect(await isOpen(school, LESSON)).toBe(true);
    const housing = await place.browser('housing.handler');
    for (const [lang, word] of [
      ['', '没到位：教案'],
      ['/en', 'Not in place: plan'],
    ] as const)
      expect((await housing.get(`${lang}/desk/check/${record}`)).body).toContain(word);
    await place.goTo('11-23 10:05');
    expect(await rowOf(LESSON)).toMatchObject({ sites: 2, due: 2, onTime: 0, notWhole: 1, open: 1, unreached: 2 });
    expect((await coverage()).topics).toEqual([]);
  });

  it('counts when plan, material, hours and post were in place and about its topic; each of the four is asked for', async () => {
    const tries: readonly (readonly [Answers, string])[] = [
      [without('material'), '没到位：教材'],
      [without('teacher'), '没到位：教师'],
      [{ ...WHOLE, minutes: { value: 59 } }, '没到位：课时'],
      [{ ...WHOLE, plan: { value: 'own' } }, '没到位：教案'],
      [{ ...WHOLE, trained: { value: 0 } }, '没到位：到场人数和发放数量'],
      [{ ...WHOLE, plan: { value: 'std_water' } }, '对不上'],
      [{ ...WHOLE, material: { value: ['kit_fire', 'kit_food'] } }, '对不上'],
    ];
    const housing = await place.browser('housing.handler');
    for (const [answers, word] of tries) {
      const record = await hold(school, LESSON, answers);
      expect([word, (await housing.get(`/desk/check/${record}`)).body.includes(word), await isOpen(school, LESSON)]).toEqual([
        word,
        true,
        true,
      ]);
    }
    await hold(school, LESSON, WHOLE);
    expect(await isOpen(school, LESSON)).toBe(false);
    await place.goTo('11-23 11:05');
    expect(await rowOf(LESSON)).toMatchObject({ sites: 2, due: 2, onTime: 1, late: 0, notWhole: 0, missing: 0, open: 1, unreached: 1 });
    expect((await coverage()).topics).toEqual([
      { class: 'school', topic: 'fire', held: 1, outside: 1, trained: 412, expected: 430, trainedOfExpected: 412, things: {} },
    ]);
  });

  it('meets the duty that it was held for, and no other that asks for the same form', async () => {
    expect(await isOpen(school, CLASS)).toBe(true);
    await hold(school, CLASS, {
      ...WHOLE,
      topic: { value: 'law' },
      plan: { value: 'std_law' },
      material: { value: ['handbook'] },
      teacher: { value: 'class_teacher' },
    });
    expect([await isOpen(school, CLASS), await isOpen(other, CLASS), await isOpen(other, LESSON)]).toEqual([false, true, true]);
  });

  it('is refused where it says what its form does not ask, a person by name, or no topic at all; nothing is recorded', async () => {
    const slot = await openSlot(other, LESSON);
    for (const bad of [
      { ...WHOLE, teacher: { value: '王老师' } },
      { ...WHOLE, pupils: { value: '张三' } },
      { ...WHOLE, trained: { value: -1 } },
      { ...WHOLE, topic: { value: 'thought' } },
      { ...WHOLE, trained: { value: 4.5 } },
    ])
      expect(await place.make(slot, bad)).toMatchObject({ refused: 'form_answers' });
    expect(await place.make(slot, WHOLE, 'letters.handler')).toEqual({ refused: 'not_found' });
    const housing = await place.browser('housing.handler');
    const path = `/desk/check/new/${other}?rule=${encodeURIComponent(LESSON)}&slot=${slot.slot}`;
    const drawn = await housing.get(path);
    for (const word of ['教案', '由哪个岗位讲', '消防救援人员', '到课人数'])
      expect([word, drawn.body.includes(word)]).toEqual([word, true]);
    const short = await housing.post(path, { 'v.plan': 'std_fire', 'v.expected': '430' });
    expect([short.statusCode, short.body.includes('还有2处')]).toEqual([422, true]);
    const { rows } = await place.town.superuser.query<{ count: string }>('select count(*) from check_lesson where site = $1', [other]);
    expect(Number(rows[0]?.count)).toBe(0);
  });

  it('that is struck out by another post counts for nothing from then on', async () => {
    const record = await hold(other, LESSON, WHOLE);
    await place.goTo('11-23 12:05');
    expect(await rowOf(LESSON)).toMatchObject({ onTime: 2, unreached: 0 });
    expect(
      await takeStaffStep(place.town.service, checks, record, member('housing.head'), {
        name: 'void_check',
        input: { reason: '记错了学校' },
      }),
    ).toBeUndefined();
    await place.goTo('11-23 13:05');
    expect(await rowOf(LESSON)).toMatchObject({ onTime: 1, open: 1, unreached: 1 });
    expect((await coverage()).topics.find(({ topic }) => topic === 'fire')).toMatchObject({ held: 1, trained: 412 });
  });
});

describe('the figures of a term', () => {
  it('says the same until the next hour, whoever asks', async () => {
    const before = await coverage();
    await hold(other, LESSON, WHOLE);
    expect(await coverage()).toEqual(before);
    await place.goTo('11-23 15:01');
    expect((await rowOf(LESSON))?.onTime).toBe(2);
  });

  it('has what was missed when its window is over, and what was missed with a lesson that was not whole beside it', async () => {
    await hold(other, CLASS, {
      ...WHOLE,
      minutes: { value: 5 },
      topic: { value: 'law' },
      plan: { value: 'std_law' },
      material: { value: ['handbook'] },
      teacher: { value: 'class_teacher' },
    });
    await place.goTo('12-02 09:10');
    expect(await rowOf(CLASS)).toMatchObject({ sites: 2, due: 4, onTime: 1, notWhole: 1, missing: 0, open: 2, unreached: 1 });
    await place.goTo('12-09 09:10');
    expect(await rowOf(CLASS)).toMatchObject({ due: 6, onTime: 1, notWhole: 1, missing: 2, open: 2 });
    const sum = await rowOf(CLASS);
    expect((sum?.onTime ?? 0) + (sum?.late ?? 0) + (sum?.notWhole ?? 0) + (sum?.missing ?? 0) + (sum?.open ?? 0)).toBe(sum?.due);
  });
});

describe('a campaign of a community', () => {
  it('is counts of things; nothing handed out is nothing done', async () => {
    const none = {
      topic: { value: 'gas' },
      material: { value: ['sheet_gas'] },
      teacher: { value: 'community_post' },
      trained: { value: 0 },
    };
    const things = (count: number): Answers =>
      Object.fromEntries(
        ['tours', 'talks', 'consult_days', 'leaflets', 'banners', 'posters', 'screens', 'broadcasts'].map((thing) => [
          thing,
          { value: count },
        ]),
      );
    await hold(hall, MONTH, { ...none, ...things(0) });
    expect(await isOpen(hall, MONTH)).toBe(true);
    await hold(hall, MONTH, { ...none, ...things(0), tours: { value: 1 }, leaflets: { value: 120 }, banners: { value: 2 } });
    expect(await isOpen(hall, MONTH)).toBe(false);
    await place.goTo('12-09 11:05');
    expect((await coverage()).topics.find(({ class: of }) => of === 'community_building')).toEqual({
      class: 'community_building',
      topic: 'gas',
      held: 1,
      outside: 1,
      trained: 0,
      expected: 0,
      trainedOfExpected: 0,
      things: { tours: 1, leaflets: 120, banners: 2 },
    });
  });
});

describe('the page of coverage', () => {
  it('shows everybody what offices see, in fixed order, in both languages, and as files', async () => {
    const stranger = { get: (url: string) => place.app.inject({ url }) };
    const housing = await place.browser('housing.handler');
    const tables = (body: string): readonly string[] => [...body.matchAll(/<table class="work">.*?<\/table>/gs)].map(([table]) => table);
    const [open, own] = [await stranger.get('/outreach'), await housing.get('/desk/outreach')];
    expect(tables(open.body).length).toBe(2);
    expect(tables(own.body).slice(-2)).toEqual(tables(open.body));
    for (const word of ['每两周一节安全课', '824', '860', '95.8%', '宣传单份数120', '截至2026年12月9日'])
      expect([word, open.body.includes(word)]).toEqual([word, true]);
    // Of sites there are numbers alone in public, and the own office finds what it has to mend.
    expect([open.body.includes('和平小学'), own.body.includes('和平小学')]).toEqual([false, true]);
    const english = await stranger.get('/en/outreach');
    for (const word of ['Not whole', 'A safety lesson every two weeks', 'Leaflets: 120']) expect(english.body).toContain(word);
    const csv = await stranger.get('/en/outreach.csv?of=rules');
    expect(csv.body.split('\r\n').find((line) => line.includes(LESSON))).toMatch(
      /^school,school,school-safety\/school\.lesson,.*,2,4,2,0,0,0,2,0,0$/,
    );
    expect((await stranger.get('/outreach.csv?of=topics')).body).toContain('school,中小学,fire,消防');
    for (const span of ['2026', '2026-2027-1', '1999', "'"])
      expect((await stranger.get(`/outreach?span=${encodeURIComponent(span)}`)).statusCode).toBe(200);
    // Who keeps accounts deals with nothing.
    expect((await (await place.browser('housing.admin')).get('/desk/outreach')).body).not.toContain('和平小学');
    expect((await (await place.browser('letters.handler')).get('/desk/outreach')).body).not.toContain('和平小学');
  });

  it('is recomputed by whoever reads the records: the same figures, and reconcile finds nothing', async () => {
    const { coverage: told, at } = await coverageNow(place.town.service, TERM);
    const it = await place.town.service.jurisdiction();
    expect(await place.town.service.read((tx) => readCoverage(tx, it, TERM, at))).toEqual(told);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    await place.town.superuser.query('update check_lesson set trained = 9999 where trained = 412');
    expect((await reconcile(place.town.service)).findings.length).toBeGreaterThan(0);
  });
});

describe('the calendar of a term', () => {
  it('tells week by week what is due at a school, and what the office hands in itself', async () => {
    const housing = await place.browser('housing.handler');
    const own = await housing.get(`/desk/outreach/calendar?site=${school}&span=2026-2027-1`);
    for (const word of ['和平小学', '第1周', '每两周一节安全课', '开学前校舍和设施检查', '放假：国庆节'])
      expect([word, own.body.includes(word)]).toEqual([word, word !== '开学前校舍和设施检查']);
    expect(own.body).not.toContain('每日防火巡查');
    const office = await housing.get('/en/desk/outreach/calendar?span=2026-2027-1');
    for (const word of ['week 13', 'Counts of checks, hazards and mending'])
      expect([word, office.body.includes(word)]).toEqual([word, true]);
    // A site of somebody else is no site here.
    const letters = await (await place.browser('letters.handler')).get(`/desk/outreach/calendar?site=${school}`);
    const nothing = await (await place.browser('letters.handler')).get('/desk/outreach/calendar?site=ZZZZZZZZ');
    expect(letters.body.includes('和平小学')).toBe(false);
    expect(letters.body).toBe(nothing.body);
  });
});
