import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf, nameOf } from '../../test/support/calls/callout.ts';
import { addMs, instant, type Instant } from '../calendar/instant.ts';
import { CALL_ANSWERS, callState, isAnswered, type CallAnswer, type CallFact, type StepCall } from './call-state.ts';
import type { Chain } from './chain.ts';
import { nextCheckAt } from './next-check.ts';
import { nextCalls, type Holders } from './next-calls.ts';

const MINUTE_MS = 60_000;
const BEGIN = instant(1_764_600_000_000);
const POSTS = ['a', 'b', 'c', 'd'] as const;

const step = fc
  .tuple(
    fc.constantFrom('one', 'each'),
    fc.uniqueArray(fc.constantFrom(...POSTS, 'gone', 'two'), { maxLength: 3 }),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([need, posts, minutes]) => `${need}:${posts.join(',')} in ${minutes}`);
const chains = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 4 }), fc.constantFrom(...POSTS, 'lead', 'gone'), fc.integer({ min: 5, max: 20 }))
  .map(([steps, leader, silentMinutes]) => chainOf(steps, { leader, silentMinutes }));
const HELD: { readonly [called: string]: readonly string[] } = { gone: [], two: ['c', 'd'] };
const holders: Holders = (called) => HELD[nameOf(called)] ?? [nameOf(called)];

/** What happens at a minute, if anything. */
interface Said {
  readonly minute: number;
  readonly post: string;
  readonly answer: CallAnswer;
}
const scripts = fc
  .array(
    fc.record({ minute: fc.integer({ min: 0, max: 60 }), post: fc.constantFrom(...POSTS), answer: fc.constantFrom(...CALL_ANSWERS) }),
    {
      maxLength: 8,
    },
  )
  .map((said) => said.toSorted((a, b) => a.minute - b.minute));
const byWhom = fc.constantFrom(null, 'a');

/** One answer, and what was known when it was given. */
interface Asked {
  readonly at: Instant;
  readonly before: readonly CallFact[];
  readonly calls: readonly StepCall[];
  readonly nextAt: Instant | null;
}

const minuteAt = (minute: number): Instant => addMs(BEGIN, minute * MINUTE_MS);

/** Lives through a script; asks at the minutes that `asks` picks, after what was said there. */
const live = (chain: Chain, by: string | null, script: readonly Said[], asks: (minute: number, nextAt: Instant | null) => boolean) => {
  let facts: readonly CallFact[] = [{ kind: 'begun', at: BEGIN, by }];
  const all: Asked[] = [];
  for (let minute = 0; minute <= 90; minute += 1) {
    const at = minuteAt(minute);
    const said = script.filter((it) => it.minute === minute);
    facts = [...facts, ...said.map(({ post, answer }): CallFact => ({ kind: 'answered', at, post, answer }))];
    if (minute > 0 && said.length === 0 && !asks(minute, all.at(-1)?.nextAt ?? null)) continue;
    const { calls, nextAt } = nextCalls(chain, facts, holders, at);
    all.push({ at, before: facts, calls, nextAt });
    facts = [...facts, ...calls.map((called): CallFact => ({ kind: 'called', at, ...called }))];
  }
  return { all, facts };
};
const everyMinute = (): boolean => true;
const whenTold = (minute: number, nextAt: Instant | null): boolean => nextAt !== null && minuteAt(minute) >= nextAt;
const sevenths = (minute: number): boolean => minute % 7 === 0;

const eachLife = (check: (chain: Chain, by: string | null, script: readonly Said[]) => void): void =>
  fc.assert(fc.property(chains, byWhom, scripts, check), { numRuns: 100 });

describe('every call-out', () => {
  it('calls a post for a step once a cycle, and once more where it had answered and was not there', () => {
    eachLife((chain, by, script) => {
      const { calls } = callState(live(chain, by, script, everyMinute).facts);
      const keys = calls.map(({ step, cycle, post, because }) => `${step} ${cycle} ${post} ${because === 'silent' ? 'silent' : ''}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('calls nobody twice in one answer, however late it is asked', () => {
    eachLife((chain, by, script) => {
      for (const { calls } of live(chain, by, script, sevenths).all) {
        const posts = calls.flatMap((it) => it.posts.map(({ post }) => post));
        expect(new Set(posts).size).toBe(posts.length);
      }
    });
  });

  it('leaves nobody uncalled who holds a step that came up, unless they caused it, have answered, or were called that moment', () => {
    eachLife((chain, by, script) => {
      for (const { at, before, calls } of live(chain, by, script, everyMinute).all) {
        const { standings } = callState(before);
        const now = calls.flatMap((it) => it.posts.map(({ post }) => post));
        for (const called of calls.filter(({ posts }) => posts.every(({ because }) => because !== 'leader' && because !== 'silent'))) {
          const step = chain.steps.find(({ id }) => id === called.step);
          const left = step?.call.flatMap(holders).filter((post) => post !== by && !now.includes(post) && !standings.has(post));
          expect(left, String(at)).toEqual([]);
        }
      }
    });
  });

  it('reaches everybody who holds any step when nobody answers, and goes on', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const { calls, cycle } = callState(live(chain, null, [], everyMinute).facts);
        const all = chain.steps.flatMap((it) => it.call.flatMap(holders));
        for (const post of all) expect(calls.some((it) => it.post === post && it.cycle === 1)).toBe(true);
        expect(cycle).toBeGreaterThan(1);
      }),
    );
  });

  it('tells when to ask again strictly ahead, and always while nobody has answered', () => {
    eachLife((chain, by, script) => {
      for (const { at, before, calls, nextAt } of live(chain, by, script, everyMinute).all) {
        if (nextAt !== null) expect(nextAt).toBeGreaterThan(at);
        const after = callState([...before, ...calls.map((called): CallFact => ({ kind: 'called', at, ...called }))]);
        if (!isAnswered(chain, after, at)) expect(nextAt).not.toBeNull();
      }
    });
  });

  it('misses nothing when it is asked only then', () => {
    eachLife((chain, by, script) => {
      expect(live(chain, by, script, whenTold).facts).toEqual(live(chain, by, script, everyMinute).facts);
    });
  });

  it('misses nothing when it is asked at the times that are known without the holders', () => {
    eachLife((chain, by, script) => {
      const everyTime = live(chain, by, script, everyMinute);
      let facts: readonly CallFact[] = [{ kind: 'begun', at: BEGIN, by }];
      for (let minute = 0; minute <= 90; minute += 1) {
        const at = minuteAt(minute);
        const said = script.filter((it) => it.minute === minute);
        facts = [...facts, ...said.map(({ post, answer }): CallFact => ({ kind: 'answered', at, post, answer }))];
        const due = nextCheckAt(chain, facts);
        if (due === null || due > at) continue;
        const { calls } = nextCalls(chain, facts, holders, at);
        facts = [...facts, ...calls.map((called): CallFact => ({ kind: 'called', at, ...called }))];
      }
      expect(facts).toEqual(everyTime.facts);
    });
  });

  it('reads what one answer called alike, whether calls of one step are written as one or each for itself', () => {
    eachLife((chain, by, script) => {
      let facts: readonly CallFact[] = [{ kind: 'begun', at: BEGIN, by }];
      for (const { at, before, calls, nextAt } of live(chain, by, script, everyMinute).all) {
        facts = [...facts, ...before.filter((it) => it.kind === 'answered' && it.at === at)];
        expect(nextCalls(chain, facts, holders, at)).toEqual({ calls, nextAt });
        const merged = [...Map.groupBy(calls, ({ step, cycle }) => `${step}.${cycle}`).values()].map((some): CallFact => ({
          kind: 'called',
          at,
          step: '',
          cycle: 0,
          ...some[0],
          posts: some.flatMap(({ posts }) => posts),
        }));
        facts = [...facts, ...merged];
      }
    });
  });

  it('answers the same to the same, and has nothing to add once what it said is written down', () => {
    eachLife((chain, by, script) => {
      for (const { at, before, calls, nextAt } of live(chain, by, script, sevenths).all) {
        expect(nextCalls(chain, before, holders, at)).toEqual({ calls, nextAt });
        const written = [...before, ...calls.map((called): CallFact => ({ kind: 'called', at, ...called }))];
        expect(nextCalls(chain, written, holders, at)).toEqual({ calls: [], nextAt });
      }
    });
  });
});
