import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { seatsNow } from '../../features/duty/public.ts';
import { beginStaffEntity } from '../../engine/staff-entity.ts';
import { incidents } from '../../features/incidents/public.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { chainOf } from '../support/calls/callout.ts';
import { openCalloutTown } from '../support/towns/callout-town.ts';
import { account } from '../support/towns/duty-town.ts';

// What GoAlert and OneUptime do in a call-out, lived through in a real town: who is called when. Messages: call-out-messages.pg.test.ts.
// Shown elsewhere, and not again here:
// * overlapping covers refused by the database: features/duty/server/held-by-database.pg.test.ts
// * rotation over the change of the clocks, by day, week and month, no gap and no overlap: kernel/roster/shifts.test.ts
// * a rotation is fair over years: kernel/roster/search.test.ts
// * an account that ends leaves a gap that is told: features/duty/server/rosters.pg.test.ts
// * two commanders at once, a report for a time that has not come: features/incidents/server/incidents.pg.test.ts
// * what was not heard of (their heartbeat) is here a shift that nobody takes over: features/duty/server/shifts.pg.test.ts

const [INSPECTOR, HANDLER, DESK, HEAD] = ['housing.inspector', 'housing.handler', 'housing.desk', 'housing.head'];
const PLAIN = chainOf([`one:${INSPECTOR} in 5`, `one:${HANDLER} in 10`], { leader: HEAD });

let place: Awaited<ReturnType<typeof openCalloutTown>>;
beforeAll(async () => {
  place = await openCalloutTown(PLAIN);
});
afterEach(() => place.endAll());
afterAll(() => place.close());

describe('a step that nobody answers', () => {
  it('is followed by the next one when its minutes are over, and the leader hears of it; no minute sooner', async () => {
    await place.fire();
    place.expect(INSPECTOR, 'first');
    await place.came();
    await place.later(4);
    await place.came();
    await place.later(1);
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
  });

  it('is followed by the one that stands behind it, whatever the steps are called and whichever is left out', async () => {
    const [first, second] = PLAIN.steps;
    if (!first || !second) throw new Error('a chain of two');
    await place.changePlan({
      ...PLAIN,
      steps: [
        { ...first, id: '10' },
        { ...second, id: '7' },
      ],
    });
    const number = await place.fire();
    await place.later(5);
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    expect((await place.viewOf(number)).state.calls.map(({ step }) => step)).toEqual(['10', '10', '7']);
    await place.changePlan(PLAIN);
  });

  it('since nobody has its post, is no delay: the next one and the leader are called in the same moment', async () => {
    await place.hold(INSPECTOR, false);
    const number = await place.fire();
    place.expect(HANDLER, 'first');
    place.expect(HEAD, 'leader');
    await place.came();
    expect((await place.viewOf(number)).state.calls[0]).toMatchObject({ step: '1', posts: [] });
  });

  it('is called again from the first on once the last is over, and after an end a plan that is opened anew calls everybody anew', async () => {
    const number = await place.fire();
    await place.later(5);
    await place.later(10);
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    place.expect(INSPECTOR, 'again');
    place.expect(HEAD, 'leader');
    await place.came();
    await place.onIncident(number, HEAD, 'end_calls', { reason: '误报' });
    await place.later(60);
    await place.came();
    expect(await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' })).toBeUndefined();
    await place.later(5);
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    expect((await place.viewOf(number)).state.calls.map(({ cycle }) => cycle)).toEqual([1, 1, 1, 1, 2, 3, 3, 3]);
    expect(await place.findings()).toEqual([]);
  });
});

describe('where several must answer', () => {
  it('one’s answer leaves the others being called; the one is not called again; said again it is recorded; a later round asks everybody', async () => {
    await place.changePlan(chainOf([`each:${INSPECTOR},${HANDLER} in 5`, `one:${DESK} in 10`], { leader: HEAD }));
    const number = await place.fire();
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'first');
    await place.came();
    for (let said = 0; said < 2; said += 1) expect(await place.onIncident(number, INSPECTOR, 'acknowledge_call')).toBeUndefined();
    expect((await place.viewOf(number)).state.answers).toHaveLength(2);
    await place.later(5);
    place.expect(DESK, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    await place.later(10);
    place.expect(INSPECTOR, 'again');
    place.expect(HANDLER, 'again');
    place.expect(HEAD, 'leader');
    await place.came();
    expect(await place.findings()).toEqual([]);
    await place.changePlan(PLAIN);
  });
});

describe('who is called', () => {
  it('is not who caused it: they know', async () => {
    await place.changePlan(chainOf([`one:${INSPECTOR},${HANDLER} in 5`], { leader: HEAD }));
    await place.fire(INSPECTOR);
    place.expect(HANDLER, 'first');
    await place.came();
    await place.changePlan(PLAIN);
  });

  it('who cannot come says why, and the next one is called at once', async () => {
    const number = await place.fire();
    expect(await place.onIncident(number, INSPECTOR, 'decline_call', { reason: '' })).toMatchObject({ refused: 'field_empty' });
    expect(await place.onIncident(number, INSPECTOR, 'decline_call', { reason: '在外地' })).toBeUndefined();
    await place.look();
    place.expect(INSPECTOR, 'first');
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
  });

  it('who said that they come and is not there after half an hour is called back, once', async () => {
    const number = await place.fire();
    place.expect(INSPECTOR, 'first');
    await place.came();
    await place.onIncident(number, INSPECTOR, 'acknowledge_call');
    await place.later(29);
    await place.came();
    await place.later(1);
    place.expect(INSPECTOR, 'silent');
    await place.came();
    await place.onIncident(number, INSPECTOR, 'say_arrived');
    await place.later(120);
    await place.came();
  });

  it('has a seat at that very second: at a change of shift there is always one who has it, and never two', async () => {
    const { rows } = await place.town.superuser.query<{ at: number }>(
      "select distinct begins as at from duty_seat where published and kind like '%.leader' and begins > '2026-12-02' order by 1",
    );
    expect(rows.length).toBeGreaterThan(25);
    const seat = { office: 'housing', duty: 'township', seat: 'leader' };
    for (const { at } of rows)
      for (const ms of [-1, 0, 1000]) {
        const iso = new Date(at + ms).toISOString();
        expect(await inJurisdiction(place.town.installation.pools.app, 1, (tx) => seatsNow(tx, seat, iso)), iso).toHaveLength(1);
      }
  });
});

describe('a plan that is published anew during a fire', () => {
  it('changes nothing of it: the chain that was frozen goes on; the next fire goes by the new one', async () => {
    const number = await place.fire();
    place.expect(INSPECTOR, 'first');
    await place.came();
    await place.changePlan(chainOf([`one:${DESK} in 1`], { leader: HEAD }));
    await place.later(5);
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    expect((await place.viewOf(number)).state.chain?.steps).toEqual(PLAIN.steps);
    await place.fire();
    place.expect(DESK, 'first');
    await place.came();
    expect(await place.findings()).toEqual([]);
    await place.changePlan(PLAIN);
  });
});

describe('the same word twice', () => {
  it('is one incident under one form, and one call-out however often the plan is opened', async () => {
    const input = { kind: 'fire', as: 'incident', known: place.minutesAgo(0), source: 'duty_call', words: '锅炉房起火。' };
    const begin = () => beginStaffEntity(place.town.service, incidents, account('housing.duty'), input, 'form-of-a-fire-123456');
    const numbers = await Promise.all([begin(), begin(), begin()]);
    expect(new Set(numbers).size).toBe(1);
    const [number] = numbers;
    if (number === undefined || isRefusal(number)) throw new Error('not begun');
    const opened = await Promise.all([1, 2, 3].map(() => place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' })));
    expect(opened.filter((it) => it === undefined)).toHaveLength(1);
    expect(opened.filter((it) => it?.refused === 'calls_running')).toHaveLength(2);
    place.expect(INSPECTOR, 'first');
    await place.came();
    await place.onIncident(number, HEAD, 'end_calls', { reason: '测试结束' });
  });
});

describe('with nobody in the whole plan', () => {
  it('the head of the office above is called in the place of the leader, and the telephone list names who is left', async () => {
    for (const post of [INSPECTOR, HANDLER, HEAD]) await place.hold(post, false);
    const number = await place.fire();
    place.expect('county.head', 'leader');
    await place.came();
    const { state } = await place.viewOf(number, 'housing.duty');
    expect(state.calls.flatMap(({ posts }) => posts)).toEqual([{ post: 'county.head', because: 'leader' }]);
    // Asked again when the last step is over, and not before: nobody is rung without a pause.
    await place.later(9);
    await place.came();
    await place.later(1);
    place.expect('county.head', 'leader');
    await place.came();
    expect(await place.onIncident(number, 'county.head', 'acknowledge_call')).toBeUndefined();
    const list = await (await place.browser('housing.duty')).get(`/desk/incident/${number}/phones`);
    expect([list.statusCode, list.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(await place.findings()).toEqual([]);
  });

  it('not even above, the page and the findings of nobody are silent: the list says whom nobody holds', async () => {
    for (const post of [INSPECTOR, HANDLER, HEAD, 'county.head', 'city.head']) await place.hold(post, false);
    const number = await place.fire();
    await place.came();
    const page = await (await place.browser('housing.duty')).get(`/en/desk/incident/${number}`);
    expect(page.body).toContain('Nobody holds');
    expect(page.body).toContain(`/en/desk/incident/${number}/phones`);
    await place.hold('city.head', true);
  });
});

describe('a step of a chain that did not come up', () => {
  it('is named by reconcile and by the health of the server a minute later, and nothing is lost by it', async () => {
    await place.fire();
    place.expect(INSPECTOR, 'first');
    await place.came();
    const health = async () => (await place.app.inject({ url: '/healthz' })).json<{ calls: string }>().calls;
    const past = (seconds: number) => place.town.setClock(new Date(place.town.now() + seconds * 1000).toISOString());
    past(5 * 60 + 59);
    expect(await place.findings()).toEqual([]);
    expect(await health()).toBe('ok');
    past(2);
    expect((await place.findings()).map(({ what }) => what)).toEqual(['the next step of its calls has not come up']);
    expect(await health()).toBe('late');
    await place.look();
    place.expect(HANDLER, 'next');
    place.expect(HEAD, 'leader');
    await place.came();
    // Whoever asks again within a second gets the same word.
    past(1);
    expect(await health()).toBe('ok');
    expect(await place.findings()).toEqual([]);
  });
});
