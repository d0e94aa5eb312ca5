import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { chainFor, phonesPaper } from '../../features/incidents/server/phones-paper.ts';
import { drills, incidents } from '../../features/incidents/server/incidents.ts';
import { reviewPaper } from '../../features/incidents/server/review-paper.ts';
import { holdersAt } from '../../features/incidents/server/seat-holders.ts';
import { getPlainDate } from '../../kernel/calendar/plain-date.ts';
import type { PlanChain, Team } from '../../kernel/plan/team.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Lang } from '../../portal/page.ts';
import { openCalloutTown } from '../support/towns/callout-town.ts';
import { account } from '../support/towns/duty-town.ts';

// Volunteers and experts in a call-out: nobody is called whose insurance or term is over, everybody sees why, and nobody waits for them.

const [INSPECTOR, HANDLER, DESK, HEAD] = ['housing.inspector', 'housing.handler', 'housing.desk', 'housing.head'];

const teams = (cover: string, term: string): readonly Team[] => [
  {
    id: 'volunteers',
    class: 'volunteer',
    label: { 'zh-CN': '志愿者队', en: 'Volunteers' },
    post: HANDLER,
    people: 20,
    skills: ['evacuation_guiding'],
    kit: null,
    cover: { what: { 'zh-CN': '意外伤害保险', en: 'Accident insurance' }, until: getPlainDate(cover) },
    until: null,
  },
  {
    id: 'slopes',
    class: 'expert',
    label: { 'zh-CN': '房屋专家组', en: 'Experts on buildings' },
    post: DESK,
    people: 2,
    skills: ['structures'],
    kit: null,
    cover: null,
    until: getPlainDate(term),
  },
];
const CHAIN: PlanChain = {
  steps: [
    { id: 'volunteers', call: [{ team: 'volunteers' }], need: 'one', minutes: 5 },
    { id: 'inspector', call: [{ post: INSPECTOR }], need: 'one', minutes: 5 },
    { id: 'experts', call: [{ team: 'slopes' }], need: 'one', minutes: 10 },
  ],
  leader: { post: HEAD },
  silentMinutes: 30,
};
/** It is the second of December in the town. */
const OVER = { groups: [], teams: teams('2026-11-30', '2027-12-31') };

let place: Awaited<ReturnType<typeof openCalloutTown>>;
beforeAll(async () => {
  place = await openCalloutTown(CHAIN, OVER);
});
afterEach(() => place.endAll());
afterAll(() => place.close());

const pageOf = async (number: string, lang: '' | '/en' = '/en', of = 'incident'): Promise<string> =>
  (await (await place.browser('housing.duty')).get(`${lang}/desk/${of}/${number}`)).body;

/** What the telephone list says, line by line. */
const listOf = async (number: string, lang: Lang, kind = incidents): Promise<string> => {
  const view = await place.viewOf(number, 'housing.duty', kind);
  const toRing = chainFor(view);
  if (!toRing) throw new Error('nobody to ring');
  const now = place.town.service.clock();
  const holders = await place.town.service.read((tx) => holdersAt(tx, view.it, toRing.chain, now));
  return phonesPaper(view, toRing, holders, now, lang)
    .blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => row.join(' | ')) : 'text' in block ? [block.text] : []))
    .join('\n');
};

describe('a fire while the insurance of the volunteers is over', () => {
  it('calls the next step and the leader at once, and page and list say who was not called, why and since when', async () => {
    const number = await place.fire();
    place.expect(INSPECTOR, 'first');
    place.expect(HEAD, 'leader');
    await place.came();
    const { state } = await place.viewOf(number);
    expect(state.chain?.steps.map(({ id, call }) => [id, call])).toEqual([
      ['volunteers', []],
      ['inspector', [{ post: INSPECTOR }]],
      ['experts', [{ post: DESK }]],
    ]);
    expect(state.history.find(({ type }) => type === 'called_out')?.data['leftOut']).toEqual([
      { team: 'volunteers', because: 'cover', ended: '2026-11-30' },
    ]);
    expect(await pageOf(number)).toContain('Not called: Volunteers (20 people), cover ended 30 November 2026.');
    expect(await pageOf(number, '')).toContain('没有叫志愿者队（20人）：保险2026年11月30日已到期。');
    const [english, chinese] = [await listOf(number, 'en'), await listOf(number, 'zh-CN')];
    expect(english).toContain(
      'Not called: Volunteers (20 people), cover ended 30 November 2026.\nNobody is left in this step: ring the next one.',
    );
    expect(english).toContain('brings Experts on buildings (2 people)');
    expect(chinese).toContain('没有叫志愿者队（20人）：保险2026年11月30日已到期。\n这一步没有人可打，直接打下一步。');
    const rows = reviewPaper(await place.viewOf(number), 'en').blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []));
    expect(rows.join('\n')).toContain('Not called: Volunteers (20 people), cover ended 30 November 2026.');
    const list = await (await place.browser('housing.duty')).get(`/desk/incident/${number}/phones`);
    expect([list.statusCode, list.headers['content-type']]).toEqual([200, 'application/pdf']);
  });

  it('goes on by the minute: whoever brings the experts is called in their step, and what they bring is said', async () => {
    const number = await place.fire();
    place.expect(INSPECTOR, 'first');
    place.expect(HEAD, 'leader');
    await place.came();
    await place.later(4);
    await place.came();
    await place.later(1);
    place.expect(DESK, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    expect(await pageOf(number)).toContain('brings Experts on buildings (2 people)');
    expect(await place.findings()).toEqual([]);
  });

  it('shows them on the list before any plan is opened, too: that of the plan that fits, as it would be frozen today', async () => {
    const number = await place.begin('housing.duty', {});
    const english = await listOf(number, 'en');
    expect(english).toContain('Not called: Volunteers (20 people), cover ended 30 November 2026.');
    expect(english).toContain('brings Experts on buildings (2 people)');
    expect(await pageOf(number)).not.toContain('Not called');
  });
});

describe('a drill while the insurance of the volunteers is over', () => {
  it('calls them as little as a fire does, and says so as an exercise', async () => {
    const site = await place.openSite();
    const number = await beginStaffEntity(place.town.service, drills, account('housing.head'), {
      kind: 'fire',
      site,
      announced: 'announced',
      words: '秋季疏散演练。',
    });
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    expect(await place.onDrill(number, 'housing.duty', 'open_plan', { plan: 'township' })).toBeUndefined();
    const { state } = await place.viewOf(number, 'housing.head', drills);
    expect(state.calls.flatMap(({ posts }) => posts.map(({ post }) => post))).toEqual([HEAD, INSPECTOR]);
    expect(await pageOf(number, '/en', 'drill')).toContain('Not called: Volunteers (20 people), cover ended 30 November 2026.');
    expect(await listOf(number, 'en', drills)).toContain('EXERCISE');
    expect(await place.onDrill(number, 'housing.head', 'end_calls', { reason: '演练结束' })).toBeUndefined();
  });
});

describe('a fire on the last day of an insurance', () => {
  it('calls the volunteers through their post; what becomes of the plan afterwards changes nothing in the chain that is frozen', async () => {
    await place.changePlan(CHAIN, { groups: [], teams: teams('2026-12-02', '2026-12-01') });
    const number = await place.fire();
    place.expect(HANDLER, 'first');
    await place.came();
    const page = await pageOf(number);
    expect(page).toContain('brings Volunteers (20 people)');
    expect(page).toContain('Not called: Experts on buildings (2 people), term ended 1 December 2026.');
    await place.changePlan(CHAIN, OVER);
    await place.later(5);
    place.expect(INSPECTOR, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    const { state } = await place.viewOf(number);
    expect(state.chain?.steps.map(({ call }) => call)).toEqual([[{ post: HANDLER }], [{ post: INSPECTOR }], []]);
    expect(await pageOf(number)).toContain('Not called: Experts on buildings (2 people), term ended 1 December 2026.');
    expect(await place.findings()).toEqual([]);
  });
});
