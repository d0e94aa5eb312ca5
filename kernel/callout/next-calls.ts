import { addMs, instant, type Instant } from '../calendar/instant.ts';
import { callState, isAnswered, isThere, type CallFact, type CallState, type StepCall } from './call-state.ts';
import type { Called, Chain, ChainStep } from './chain.ts';

/** Which posts hold what a step calls, now; none where nobody does. */
export type Holders = (called: Called) => readonly string[];

/** Whom to call now, and when to ask again: strictly later, or null where time alone changes nothing any more. */
export interface NextCalls {
  readonly calls: readonly StepCall[];
  readonly nextAt: Instant | null;
}

const MINUTE_MS = 60_000;

interface Asked {
  readonly chain: Chain;
  readonly holders: Holders;
  readonly now: Instant;
}

const standingStep = ({ chain }: Asked, state: CallState): ChainStep | undefined => chain.steps.find(({ id }) => id === state.step);

/** Until when the step that was called last is waited for. */
const waitsUntil = (asked: Asked, state: CallState): Instant | null => {
  const step = standingStep(asked, state);
  return step && state.waitedSince !== null ? addMs(state.waitedSince, step.minutes * MINUTE_MS) : null;
};

/** Whether anybody of the step that was called last may still answer. */
const isWaitedFor = (state: CallState): boolean =>
  (state.steps.get(state.step ?? '')?.posts ?? []).some((post) => !state.standings.has(post));

/** Who has answered in this cycle and is not there in time, and was not called back yet. */
const callsBack = ({ chain, now }: Asked, state: CallState): readonly StepCall[] =>
  isThere(chain, state)
    ? []
    : chain.steps.flatMap(({ id }) => {
        const called = state.steps.get(id);
        if (called?.cycle !== state.cycle) return [];
        const gone = called.posts.filter((post) => {
          const standing = state.standings.get(post);
          const isOver = standing?.answer === 'acknowledged' && now >= standing.at + chain.silentMinutes * MINUTE_MS;
          // Of two steps that called it, the later one calls back.
          const isLast = ![...state.steps.values()].some((it) => it.cycle === state.cycle && it.at > called.at && it.posts.includes(post));
          return isOver && isLast && !state.calledBack.has(post);
        });
        return gone.length === 0
          ? []
          : [{ step: id, cycle: state.cycle, posts: gone.map((post) => ({ post, because: 'silent' as const })) }];
      });

/** The step that comes up, with all who hold it but for who caused it, who has answered in this cycle, and who is called right now. */
const callOf = ({ holders, now }: Asked, state: CallState, step: ChainStep, cycle: number): StepCall => {
  const isNew = cycle > state.cycle;
  const called = [...state.steps.values()].filter((it) => !isNew && it.cycle === cycle).flatMap(({ posts }) => posts);
  const everCalled = [...state.steps.values()].flatMap(({ posts }) => posts);
  const isDone = (post: string): boolean =>
    state.standings.get(post)?.answer === 'arrived' ? everCalled.includes(post) : called.includes(post) && state.standings.has(post);
  const isCalledNow = (post: string): boolean => state.calls.some((it) => it.post === post && it.at === now && it.because === 'silent');
  const posts = [...new Set(step.call.flatMap(holders))].filter((post) => post !== state.by && !isDone(post) && !isCalledNow(post));
  const isFirst = !state.calls.some((it) => it.cycle >= state.firstCycle && it.because !== 'leader');
  const because = isFirst ? 'first' : cycle > state.firstCycle ? 'again' : 'next';
  return { step: step.id, cycle, posts: posts.map((post) => ({ post, because })) };
};

/** The step after the one that stands; the first of a new cycle only when the last one's time is over, so that nobody is called without a pause. */
const stepAfter = (asked: Asked, state: CallState): StepCall | undefined => {
  const { chain, now } = asked;
  const at = chain.steps.findIndex(({ id }) => id === state.step);
  const next = chain.steps[at + 1];
  if (next) return callOf(asked, state, next, state.step === null ? state.cycle + 1 : state.cycle);
  const until = waitsUntil(asked, state);
  const [first] = chain.steps;
  return first && until !== null && now >= until ? callOf(asked, state, first, state.cycle + 1) : undefined;
};

/** A step that was not answered, or that nobody holds, and since when that is known. */
interface Failed {
  readonly step: string;
  readonly cycle: number;
  readonly since: Instant;
}

/** The step that stood, as not answered: by now, or since the last of its posts declined. */
const failedNow = (state: CallState, step: string, now: Instant): readonly Failed[] => {
  const posts = state.steps.get(step)?.posts ?? [];
  // A step without anybody was told of when it came up.
  if (posts.length === 0) return [];
  const said = posts.flatMap((post) => state.standings.get(post)?.at ?? []);
  return [{ step, cycle: state.cycle, since: said.length < posts.length ? now : instant(Math.max(...said)) }];
};

/** The leader hears of each step once, where no other call has reached them since it failed, and once in one answer. */
const callsToLeader = ({ chain, holders }: Asked, state: CallState, failed: readonly Failed[], calls: readonly StepCall[]): StepCall[] => {
  const leaders = [...new Set(holders(chain.leader))].filter(
    (post) => post !== state.by && !calls.some(({ posts }) => posts.some((it) => it.post === post)),
  );
  const ofStep = ({ step, cycle, since }: Failed): StepCall => ({
    step,
    cycle,
    posts: leaders
      .filter((post) => !state.calls.some((it) => it.post === post && ((it.step === step && it.cycle === cycle) || it.at >= since)))
      .map((post) => ({ post, because: 'leader' })),
  });
  return failed
    .map(ofStep)
    .filter(({ posts }) => posts.length > 0)
    .slice(0, 1);
};

/** The leader is called behind the step that had nobody, and before what comes after one that was not answered. */
const inItsPlace = (calls: readonly StepCall[], toLeader: StepCall): readonly StepCall[] => {
  const at = calls.findIndex(({ step, cycle }) => step === toLeader.step && cycle === toLeader.cycle);
  return [...calls.slice(0, at + 1), toLeader, ...calls.slice(at + 1)];
};

const withCalls = (facts: readonly CallFact[], calls: readonly StepCall[], at: Instant): readonly CallFact[] => [
  ...facts,
  ...calls.map((called) => ({ kind: 'called' as const, at, ...called })),
];

/** When time alone changes something: a step's time is over, or that of somebody who answered. */
const nextTime = (asked: Asked, state: CallState): Instant | null => {
  const { chain, now } = asked;
  const until = isAnswered(chain, state, now) ? null : waitsUntil(asked, state);
  const silent = isThere(chain, state)
    ? []
    : [...state.standings.values()]
        .filter(({ answer }) => answer === 'acknowledged')
        .map(({ at }) => addMs(at, chain.silentMinutes * MINUTE_MS));
  const ahead = [...(until === null ? [] : [until]), ...silent].filter((at) => at > now).toSorted((a, b) => a - b);
  return ahead[0] ?? null;
};

/** Whether the step that stands is over without the answers that it needs: its time is up, or there is nobody left who could give one. */
const isOver = (asked: Asked, state: CallState): boolean => {
  const until = waitsUntil(asked, state);
  return state.step === null || until === null || asked.now >= until || !isWaitedFor(state);
};

/**
 * Whom to call now. What it answers is to be written down as facts of `now` before it is asked again; asked late, it catches up, and never
 * calls one post twice in one answer.
 */
export const nextCalls = (chain: Chain, facts: readonly CallFact[], holders: Holders, now: Instant): NextCalls => {
  const asked: Asked = { chain, holders, now };
  const before = callState(facts);
  if (!before.running || isThere(chain, before)) return { calls: [], nextAt: null };
  const calls: StepCall[] = [...callsBack(asked, before)];
  const failed: Failed[] = [];
  let state = callState(withCalls(facts, calls, now));
  // Each round calls one step further; one that calls somebody is then waited for, and the last one's time is not over at once.
  while (!isAnswered(chain, state, now) && isOver(asked, state)) {
    if (state.step !== null) failed.push(...failedNow(state, state.step, now));
    const next = stepAfter(asked, state);
    if (!next) break;
    const step = chain.steps.find(({ id }) => id === next.step);
    if (step?.call.flatMap(holders).length === 0) failed.push({ step: next.step, cycle: next.cycle, since: now });
    calls.push(next);
    state = callState(withCalls(facts, calls, now));
  }
  const [toLeader] = callsToLeader(asked, before, failed, calls);
  return { calls: toLeader ? inItsPlace(calls, toLeader) : calls, nextAt: nextTime(asked, state) };
};
