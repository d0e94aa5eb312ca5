import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallOut } from '../../test/support/calls/callout.ts';
import { instant } from '../calendar/instant.ts';
import { addDays, getPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { nextCalls } from '../callout/next-calls.ts';
import { chainOn, teamsOfStep, wholeChain } from './chain-on.ts';
import type { EmergencyPlan } from './plan.ts';
import { lapseOn, type PlanCalled, type PlanStep, type Team } from './team.ts';

const DAY = getPlainDate('2027-07-01');
const WHAT = { 'zh-CN': '意外伤害保险', en: 'Accident insurance' };

const team = (id: string, more: Partial<Team> = {}): Team => ({
  id,
  class: 'volunteer',
  label: { 'zh-CN': '志愿者队', en: 'Volunteers' },
  post: `town.${id}`,
  people: 10,
  skills: ['first_aid'],
  kit: null,
  cover: { what: WHAT, until: getPlainDate('2027-12-31') },
  until: null,
  ...more,
});
const coverUntil = (day: string): Partial<Team> => ({ cover: { what: WHAT, until: getPlainDate(day) } });

const step = (id: string, call: readonly PlanCalled[], minutes = 5): PlanStep => ({ id, call, need: 'one', minutes });
const planOf = (steps: readonly PlanStep[], teams?: readonly Team[]): Pick<EmergencyPlan, 'chain' | 'teams'> => ({
  chain: { steps, leader: { post: 'lead' }, silentMinutes: 30 },
  ...(teams ? { teams } : {}),
});
const callsOf = (plan: Pick<EmergencyPlan, 'chain' | 'teams'>, day: PlainDate) => chainOn(plan, day).chain.steps.map(({ call }) => call);

describe('the chain of a plan as it is frozen', () => {
  it('given a team that is insured, when it is frozen, then its post is called where the team stood', () => {
    const plan = planOf([step('1', [{ post: 'a' }, { team: 'helpers' }, { post: 'b' }])], [team('helpers')]);
    expect(callsOf(plan, DAY)).toEqual([[{ post: 'a' }, { post: 'town.helpers' }, { post: 'b' }]]);
    expect(chainOn(plan, DAY).leftOut).toEqual([]);
  });

  it('given a cover that ends on a day, when it is frozen on that day, then the team is called; on the day after it is left out, and why is said', () => {
    const plan = planOf([step('1', [{ post: 'a' }, { team: 'helpers' }])], [team('helpers', coverUntil('2027-06-30'))]);
    expect(callsOf(plan, getPlainDate('2027-06-30'))).toEqual([[{ post: 'a' }, { post: 'town.helpers' }]]);
    expect(chainOn(plan, DAY)).toMatchObject({
      chain: { steps: [{ id: '1', call: [{ post: 'a' }] }] },
      leftOut: [{ team: 'helpers', because: 'cover', ended: '2027-06-30' }],
    });
  });

  it('given an expert with a cover and a term, when one of both is over, then they are left out by the one that ended first', () => {
    const expert = team('slopes', { class: 'expert', until: getPlainDate('2027-05-31'), ...coverUntil('2027-06-30') });
    expect(chainOn(planOf([step('1', [{ team: 'slopes' }])], [expert]), DAY).leftOut).toEqual([
      { team: 'slopes', because: 'term', ended: '2027-05-31' },
    ]);
    expect(lapseOn({ ...expert, cover: null, until: null }, DAY)).toBeUndefined();
  });

  it('given a step with such a team alone, when nobody is left in it, then it stays and is passed over at once: the next step and the leader are called', () => {
    const plan = planOf([step('1', [{ team: 'helpers' }]), step('2', [{ post: 'b' }])], [team('helpers', coverUntil('2027-06-30'))]);
    const { chain } = chainOn(plan, DAY);
    expect(chain.steps.map(({ id, call }) => [id, call.length])).toEqual([
      ['1', 0],
      ['2', 1],
    ]);
    expect(new CallOut(chain).at(0)).toEqual(['nobody 1.1', 'lead leader 1.1', 'b first 2.1']);
  });

  it('given a chain of nothing but such teams, when it is opened, then the leader hears of it at once and it begins again after its last minutes', () => {
    const plan = planOf(
      [step('1', [{ team: 'helpers' }]), step('2', [{ team: 'helpers' }], 7)],
      [team('helpers', coverUntil('2027-06-30'))],
    );
    const out = new CallOut(chainOn(plan, DAY).chain);
    expect(out.at(0)).toEqual(['nobody 1.1', 'lead leader 1.1', 'nobody 2.1']);
    expect(out.until(6)).toEqual([]);
    expect(out.at(7)).toEqual(['nobody 1.2', 'lead leader 1.2', 'nobody 2.2']);
  });

  it('given two teams that are called through one post, when one of them is over, then the post is called once, for the other', () => {
    const plan = planOf(
      [step('1', [{ team: 'old' }, { team: 'new' }])],
      [team('old', { post: 'town.duty', ...coverUntil('2027-06-30') }), team('new', { post: 'town.duty' })],
    );
    expect(callsOf(plan, DAY)).toEqual([[{ post: 'town.duty' }]]);
    expect(chainOn(plan, DAY).leftOut.map((one) => one.team)).toEqual(['old']);
    expect(callsOf(plan, getPlainDate('2027-06-01'))).toEqual([[{ post: 'town.duty' }]]);
    expect(teamsOfStep(plan, '1').map(({ id }) => id)).toEqual(['old', 'new']);
    expect(teamsOfStep(plan, 'nothing')).toEqual([]);
  });

  it('given a plan of before there were teams, when it is frozen, then its chain is what it was', () => {
    const plan = planOf([step('1', [{ post: 'a' }, { office: 'town', duty: 'night', seat: 'leader' }])]);
    expect(chainOn(plan, DAY)).toEqual({ chain: plan.chain, leftOut: [] });
  });
});

const TEAMS = ['t1', 't2', 't3'];
const days = fc.integer({ min: -40, max: 40 }).map((days) => addDays(DAY, days));
const ends = fc.option(days, { nil: null });
const teams = fc
  .tuple(...TEAMS.map((id) => fc.record({ cover: ends, until: ends, shared: fc.boolean() }).map((one) => ({ id, ...one }))))
  .map((all) =>
    all.map(({ id, cover, until, shared }) =>
      team(id, { until, cover: cover === null ? null : { what: WHAT, until: cover }, ...(shared ? { post: 'town.shared' } : {}) }),
    ),
  );
const called: fc.Arbitrary<PlanCalled> = fc.oneof(
  fc.constantFrom('a', 'b', 'c').map((post) => ({ post })),
  fc.constantFrom(...TEAMS).map((id) => ({ team: id })),
  fc.constant({ office: 'town', duty: 'night', seat: 'leader' }),
);
const steps = fc
  .array(fc.uniqueArray(called, { minLength: 1, maxLength: 5, selector: (one) => JSON.stringify(one) }), { minLength: 1, maxLength: 6 })
  .map((calls) => calls.map((call, i) => step(String(i + 1), call, i + 1)));

describe('whatever a plan calls and whichever day it is', () => {
  it('no team is in the frozen chain whose cover or term is over, and everybody else is, in order, step by step', () => {
    fc.assert(
      fc.property(steps, teams, days, (planned, all, day) => {
        const plan = planOf(planned, all);
        const { chain, leftOut } = chainOn(plan, day);
        const isOver = (one: Team): boolean => [one.cover?.until, one.until].some((end) => typeof end === 'string' && end < day);
        const named = new Set(planned.flatMap(({ call }) => call.flatMap((one) => ('team' in one ? [one.team] : []))));
        expect(new Set(leftOut.map((one) => one.team))).toEqual(
          new Set(all.filter((one) => named.has(one.id) && isOver(one)).map(({ id }) => id)),
        );
        for (const { ended } of leftOut) expect(ended < day).toBe(true);
        expect(chain.steps.map(({ id, need, minutes }) => ({ id, need, minutes }))).toEqual(
          planned.map(({ id, need, minutes }) => ({ id, need, minutes })),
        );
        chain.steps.forEach(({ call }, i) => {
          const wanted = (planned[i]?.call ?? []).flatMap((one) => {
            if (!('team' in one)) return [JSON.stringify(one)];
            return all.filter((it) => it.id === one.team && !isOver(it)).map(({ post }) => JSON.stringify({ post }));
          });
          expect(call.map((one) => JSON.stringify(one))).toEqual([...new Set(wanted)]);
        });
        expect([chain.leader, chain.silentMinutes]).toEqual([plan.chain.leader, plan.chain.silentMinutes]);
      }),
    );
  });

  it('a chain that is frozen is worked through without an end that never comes, and whom it calls is whom a plan could call', () => {
    fc.assert(
      fc.property(steps, teams, days, (planned, all, day) => {
        const plan = planOf(planned, all);
        const { chain } = chainOn(plan, day);
        const whole = wholeChain(plan).steps.flatMap(({ call }) => call.map((one) => JSON.stringify(one)));
        for (const { call } of chain.steps) for (const one of call) expect(whole).toContain(JSON.stringify(one));
        const now = instant(1_814_400_000_000);
        const { calls, nextAt } = nextCalls(
          chain,
          [{ kind: 'begun', at: now, by: null }],
          (one) => ('post' in one ? [one.post] : [one.seat]),
          now,
        );
        expect(calls.flatMap(({ posts }) => posts).length).toBeGreaterThan(0);
        expect(nextAt === null || nextAt > now).toBe(true);
      }),
    );
  });
});
