import { addMs, type Instant } from '../calendar/instant.ts';
import { callState, isAnswered, isThere, type CallFact } from './call-state.ts';
import type { Chain } from './chain.ts';

const MINUTE_MS = 60_000;

/**
 * When `nextCalls` has to be asked again, without knowing who holds what: right after the newest fact where nobody is left who could answer the
 * step that stands, and its next step or the leader has not been called for that yet; else when a time is over. Null where only an answer or
 * the end changes anything. Never later than `nextCalls` itself says.
 */
export const nextCheckAt = (chain: Chain, facts: readonly CallFact[]): Instant | null => {
  const now = facts.at(-1)?.at;
  const state = callState(facts);
  if (now === undefined || !state.running || isThere(chain, state)) return null;
  const answered = isAnswered(chain, state, now);
  const posts = state.steps.get(state.step ?? '')?.posts ?? [];
  const isLast = state.step !== null && state.step === chain.steps.at(-1)?.id;
  const isTold =
    posts.length === 0 || state.calls.some((it) => it.because === 'leader' && it.step === state.step && it.cycle === state.cycle);
  if (!answered && !(isLast && isTold) && !posts.some((post) => !state.standings.has(post))) return now;
  const step = chain.steps.find(({ id }) => id === state.step);
  const until = answered || !step || state.waitedSince === null ? [] : [addMs(state.waitedSince, step.minutes * MINUTE_MS)];
  const called = [...state.steps.values()].filter(({ cycle }) => cycle === state.cycle).flatMap((it) => it.posts);
  const silent = [...state.standings]
    .filter(([post, { answer }]) => answer === 'acknowledged' && called.includes(post))
    .map(([post, { at }]) => ({ isBack: state.calledBack.has(post), at: addMs(at, chain.silentMinutes * MINUTE_MS) }))
    // Who was called back is not called back again; that their time is over counts from then on, and is nothing to ask for twice.
    .filter(({ isBack, at }) => !isBack || at > now)
    .map(({ at }) => at);
  return [...until, ...silent].toSorted((a, b) => a - b)[0] ?? null;
};
