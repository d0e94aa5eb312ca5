import { addMs, type Instant } from '../calendar/instant.ts';
import { callState, isAnswered, isThere, type CallFact } from './call-state.ts';
import type { Chain } from './chain.ts';

const MINUTE_MS = 60_000;

/**
 * When `nextCalls` has to be asked again, without knowing who holds what: right after the newest fact where nobody is left who could answer the
 * step that stands; else when a time is over. Null where only an answer or the end changes anything. Never later than `nextCalls` itself says.
 */
export const nextCheckAt = (chain: Chain, facts: readonly CallFact[]): Instant | null => {
  const now = facts.at(-1)?.at;
  const state = callState(facts);
  if (now === undefined || !state.running || isThere(chain, state)) return null;
  const answered = isAnswered(chain, state, now);
  const posts = state.steps.get(state.step ?? '')?.posts ?? [];
  const isLast = state.step !== null && state.step === chain.steps.at(-1)?.id;
  if (!answered && !isLast && !posts.some((post) => !state.standings.has(post))) return now;
  const step = chain.steps.find(({ id }) => id === state.step);
  const until = answered || !step || state.waitedSince === null ? [] : [addMs(state.waitedSince, step.minutes * MINUTE_MS)];
  const silent = [...state.standings.values()]
    .filter(({ answer }) => answer === 'acknowledged')
    .map(({ at }) => addMs(at, chain.silentMinutes * MINUTE_MS));
  const ahead = [...until, ...silent].filter((at) => at > now).toSorted((a, b) => a - b);
  return ahead[0] ?? null;
};
