import type { CallFact, StepCall } from '../../../kernel/callout/call-state.ts';
import { nextCalls, type Holders, type NextCalls } from '../../../kernel/callout/next-calls.ts';
import { nextCheckAt } from '../../../kernel/callout/next-check.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { LeftOut } from '../../../kernel/plan/chain-on.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { callsIn, isCalling, isObject, postOf, type IncidentEvent, type IncidentState } from './state.ts';

/** Whom an event calls, by step and cycle, as the kernel reads it. */
const calledBy = (event: IncidentEvent): readonly CallFact[] => {
  const steps = new Map<
    string,
    { step: string; cycle: number; posts: { post: string; because: StepCall['posts'][number]['because'] }[] }
  >();
  for (const { step, cycle, posts } of callsIn(event))
    steps.set(`${cycle} ${step}`, {
      step,
      cycle,
      posts: [...(steps.get(`${cycle} ${step}`)?.posts ?? []), ...posts.map(({ post, because }) => ({ post, because }))],
    });
  return [...steps.values()].map((called) => ({ kind: 'called', at: event.recordedAt, ...called }));
};

/** What happened in the call-out, as `kernel/callout` takes it. */
export const callFacts = ({ history }: IncidentState): readonly CallFact[] =>
  history.flatMap((event): readonly CallFact[] => {
    const at = event.recordedAt;
    switch (event.type) {
      case 'called_out':
        return [{ kind: 'begun', at, by: postOf(event) }, ...calledBy(event)];
      case 'step_called':
        return calledBy(event);
      case 'call_acknowledged':
        return [{ kind: 'answered', at, post: postOf(event), answer: 'acknowledged' }];
      case 'call_declined':
        return [{ kind: 'answered', at, post: postOf(event), answer: 'declined' }];
      case 'call_arrived':
        return [{ kind: 'answered', at, post: postOf(event), answer: 'arrived' }];
      case 'call_out_ended':
      case 'danger_over':
      case 'stood_down':
        return [{ kind: 'ended', at }];
      default:
        return [];
    }
  });

/** When somebody has to look again whom to call; null where nothing but an answer changes anything, and where nobody is called. */
export const nextCallAt = (state: IncidentState): Instant | null =>
  state.chain !== null && isCalling(state) ? nextCheckAt(state.chain, callFacts(state)) : null;

/** Whom to call now, by the chain that is frozen here. */
export const callsNow = (state: IncidentState, holders: Holders, now: Instant): NextCalls =>
  state.chain !== null && isCalling(state) ? nextCalls(state.chain, callFacts(state), holders, now) : { calls: [], nextAt: null };

/** Calls as an event keeps them. */
export const callsData = (calls: NextCalls['calls']): JsonObject => ({
  calls: calls.map(({ step, cycle, posts }) => ({ step, cycle, posts: posts.map(({ post, because }) => ({ post, because })) })),
});

/** Whether a call-out goes on in which a post was called and has said nothing since. */
export const isWaitedFor = (state: IncidentState, post: string): boolean => {
  const began = state.callsBeganAt;
  const last = state.calls.findLast(({ at, posts }) => began !== null && at >= began && posts.some((call) => call.post === post));
  return isCalling(state) && last !== undefined && !state.answers.some((given) => given.post === post && given.at >= last.at);
};

/** The teams that a chain was frozen without, as the event that froze it says; none where it says nothing. */
export const leftOutBy = ({ data: { leftOut } }: Pick<IncidentEvent, 'data'>): readonly LeftOut[] =>
  (Array.isArray(leftOut) ? leftOut.filter(isObject) : []).flatMap(({ team, because, ended }): readonly LeftOut[] => {
    const day = typeof ended === 'string' ? parsePlainDate(ended) : undefined;
    const why = because === 'cover' || because === 'term' ? because : undefined;
    return typeof team === 'string' && why !== undefined && day !== undefined ? [{ team, because: why, ended: day }] : [];
  });

/** The same of the plan that was opened last. */
export const leftOutOf = ({ history }: Pick<IncidentState, 'history'>): readonly LeftOut[] => {
  const opened = history.findLast(({ type }) => type === 'called_out');
  return opened ? leftOutBy(opened) : [];
};
