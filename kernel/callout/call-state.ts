import type { Instant } from '../calendar/instant.ts';
import type { Chain } from './chain.ts';

/** What a post that was called can say. The last one counts; whoever is there stays there. */
export const CALL_ANSWERS = ['acknowledged', 'declined', 'arrived'] as const;
export type CallAnswer = (typeof CALL_ANSWERS)[number];

/**
 * Why a post is called: nobody was called before it; the step before it was not answered; the leader, since a step was not answered; it had
 * answered and is not there; the chain began again.
 */
export const CALL_REASONS = ['first', 'next', 'leader', 'silent', 'again'] as const;
export type CallReason = (typeof CALL_REASONS)[number];

export interface CalledPost {
  readonly post: string;
  readonly because: CallReason;
}

/** Whom a step calls at one moment. Without any post it says that the step came up and had nobody to call. */
export interface StepCall {
  /** The id of the step. */
  readonly step: string;
  /** 1 the first time that the chain runs through, 2 when it began again. */
  readonly cycle: number;
  readonly posts: readonly CalledPost[];
}

/** What happened in a call-out, in the order in which it was written down. */
export type CallFact =
  /** `by`: the post that caused it. It knows, and is not called. A second one while it runs changes nothing; after an end it begins anew. */
  | { readonly kind: 'begun'; readonly at: Instant; readonly by: string | null }
  | ({ readonly kind: 'called'; readonly at: Instant } & StepCall)
  | { readonly kind: 'answered'; readonly at: Instant; readonly post: string; readonly answer: CallAnswer }
  | { readonly kind: 'ended'; readonly at: Instant };

/** A step as it was called last. */
export interface CalledStep {
  readonly cycle: number;
  readonly at: Instant;
  readonly posts: readonly string[];
}

/** What counts of what a post said: what was said in the cycle that runs, and that it is there. */
export interface Standing {
  readonly answer: CallAnswer;
  readonly at: Instant;
}

/** One call of one post. */
export interface Call extends CalledPost {
  readonly at: Instant;
  readonly step: string;
  readonly cycle: number;
}

/** How a call-out stands. */
export interface CallState {
  readonly running: boolean;
  readonly by: string | null;
  /** 0 before anybody was called. */
  readonly cycle: number;
  /** The cycle in which it began: 1, or more where it had ended before. */
  readonly firstCycle: number;
  /** The id of the step that was called last; null before the first. */
  readonly step: string | null;
  /** Whoever has not answered since then is waited for. */
  readonly waitedSince: Instant | null;
  readonly steps: ReadonlyMap<string, CalledStep>;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Who was called again in this cycle, since they had answered and were not there. */
  readonly calledBack: ReadonlySet<string>;
  /** Every call and every answer there was, oldest first. */
  readonly calls: readonly Call[];
  readonly answers: readonly (Standing & { readonly post: string })[];
}

const NOT_BEGUN: CallState = {
  running: false,
  by: null,
  cycle: 0,
  firstCycle: 1,
  step: null,
  waitedSince: null,
  steps: new Map(),
  standings: new Map(),
  calledBack: new Set(),
  calls: [],
  answers: [],
};

const begin = (state: CallState, by: string | null): CallState =>
  state.running
    ? state
    : { ...NOT_BEGUN, running: true, by, cycle: state.cycle, firstCycle: state.cycle + 1, calls: state.calls, answers: state.answers };

const arrivedOnly = (standings: CallState['standings']): CallState['standings'] =>
  new Map([...standings].filter(([, { answer }]) => answer === 'arrived'));

/** Who had answered before they were called has the usual time from the call on; who had declined is asked now. */
const fromNow = (standings: CallState['standings'], called: readonly string[], at: Instant): CallState['standings'] =>
  new Map(
    [...standings]
      .filter(([post, it]) => it.answer !== 'declined' || !called.includes(post))
      .map(([post, it]) => [post, called.includes(post) ? { ...it, at } : it] as const),
  );

/** A step comes up. In a new cycle what was said before counts no more, but that somebody is there. */
const callStep = (state: CallState, at: Instant, { step, cycle, posts }: StepCall): CallState => {
  const isNew = cycle > state.cycle;
  const called = posts.map(({ post }) => post);
  return {
    ...state,
    cycle: isNew ? cycle : state.cycle,
    calledBack: isNew ? new Set() : state.calledBack,
    standings: fromNow(isNew ? arrivedOnly(state.standings) : state.standings, called, at),
    step,
    waitedSince: at,
    steps: new Map([...state.steps, [step, { cycle, at, posts: called }]]),
  };
};

const callBack = (state: CallState, at: Instant, { posts }: StepCall): CallState => {
  const back = new Set(posts.map(({ post }) => post));
  return {
    ...state,
    waitedSince: at,
    calledBack: new Set([...state.calledBack, ...back]),
    standings: new Map([...state.standings].filter(([post, { answer }]) => answer === 'arrived' || !back.has(post))),
  };
};

const call = (state: CallState, at: Instant, called: StepCall): CallState => {
  const { step, cycle, posts } = called;
  const known = { ...state, calls: [...state.calls, ...posts.map((it) => ({ ...it, at, step, cycle }))] };
  const of = (isSilent: boolean): StepCall => ({
    ...called,
    posts: posts.filter(({ because }) => because !== 'leader' && (because === 'silent') === isSilent),
  });
  const [back, members] = [of(true), of(false)];
  const afterBack = back.posts.length > 0 ? callBack(known, at, back) : known;
  // Only the leader is called for a step that has not come up: it came up and had nobody, and both were written as one.
  const hadNobody = back.posts.length === 0 && state.steps.get(step)?.cycle !== cycle;
  return members.posts.length > 0 || posts.length === 0 || hadNobody ? callStep(afterBack, at, members) : afterBack;
};

/** A second answer of the same kind is written down and changes nothing; nor does anything that is said by who is there. */
const answer = (state: CallState, post: string, said: Standing): CallState => {
  const before = state.standings.get(post)?.answer;
  const changes = before !== 'arrived' && before !== said.answer;
  return {
    ...state,
    answers: [...state.answers, { post, ...said }],
    standings: changes ? new Map([...state.standings, [post, said]]) : state.standings,
  };
};

const add = (state: CallState, fact: CallFact): CallState => {
  switch (fact.kind) {
    case 'begun':
      return begin(state, fact.by);
    case 'called':
      return call(state, fact.at, fact);
    case 'answered':
      return answer(state, fact.post, { answer: fact.answer, at: fact.at });
    case 'ended':
      return { ...state, running: false };
  }
};

/** How a call-out stands after what happened. Total: it takes facts in any order, and computes the same of the same. */
export const callState = (facts: readonly CallFact[]): CallState => facts.reduce(add, NOT_BEGUN);

/** Whether what a post said still holds: it is there, or it answered and, where it was called back once already, its time is not over. */
const isComing = (chain: Chain, state: CallState, post: string, now: Instant): boolean => {
  const standing = state.standings.get(post);
  if (standing === undefined || standing.answer === 'declined') return false;
  return standing.answer === 'arrived' || !state.calledBack.has(post) || now < standing.at + chain.silentMinutes * 60_000;
};

const isMet = (chain: Chain, state: CallState, test: (post: string) => boolean): boolean =>
  chain.steps.some(({ id, need }) => {
    const posts = state.steps.get(id)?.posts ?? [];
    return posts.length > 0 && (need === 'each' ? posts.every(test) : posts.some(test));
  });

/** Whether one of the steps that were called has the answers that it needs. */
export const isAnswered = (chain: Chain, state: CallState, now: Instant): boolean =>
  isMet(chain, state, (post) => isComing(chain, state, post, now));

/** Whether as many as one of the steps needs are there. */
export const isThere = (chain: Chain, state: CallState): boolean =>
  isMet(chain, state, (post) => state.standings.get(post)?.answer === 'arrived');

/** Who was called in the cycle that runs and has not said a word since. */
export const silentPosts = (state: CallState): readonly string[] => [
  ...new Set(
    [...state.steps.values()]
      .filter(({ cycle }) => cycle === state.cycle)
      .flatMap(({ posts }) => posts)
      .filter((post) => !state.standings.has(post)),
  ),
];
