import type { Level } from '../../../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../../../kernel/matter/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { custodiansOf, mayOpen, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import type { Surroundings } from '../decide.ts';
import { fold, inOrder } from '../state.ts';
import { sealedUnder, standingOf, unsealRequests, type UnsealRequest } from './unsealing.ts';
import { newEvent } from '../verb.ts';

/** Which request, and which custodian answers it; that it is the one, its paper key has shown. */
export interface UnsealAnswer {
  readonly level: Level;
  readonly n: number;
  readonly custodian: string;
  readonly says: 'release' | 'refuse';
}

/** The request that an answer is about, with the custodians it was sealed under. */
export const requestOf = (
  events: readonly MatterEvent[],
  { level, n }: Pick<UnsealAnswer, 'level' | 'n'>,
  around: Pick<Surroundings, 'custodians'>,
): { readonly request: UnsealRequest; readonly set: CustodianSet } | undefined => {
  const state = fold(inOrder(events));
  const request = unsealRequests(state).find((it) => it.level === level && it.n === n);
  const hash = sealedUnder(state);
  const set = hash === null ? undefined : around.custodians(hash);
  return request && set ? { request, set } : undefined;
};

/**
 * A custodian releases its share or refuses (design 6). With the last share that is needed the name is opened by the same step; each
 * answers once, and no share is released before the request has been public for as long as the set says.
 */
export const answerUnseal = (events: readonly MatterEvent[], answer: UnsealAnswer, around: Surroundings): readonly NewEvent[] | Refusal => {
  const found = requestOf(events, answer, around);
  if (!found || !custodiansOf(found.set).some((it) => it.id === answer.custodian)) return refuse('not_found');
  const { request, set } = found;
  if (request.released.includes(answer.custodian) || request.refused.includes(answer.custodian)) return refuse('already_done');
  const standing = standingOf(request, set, around.now);
  if (standing !== 'open' && !(standing === 'waiting' && answer.says === 'refuse'))
    return refuse(standing === 'waiting' ? 'not_yet' : 'wrong_stage');
  const data = { request: answer.n, custodian: answer.custodian };
  const common = { level: answer.level, actor: { kind: 'system' } } as const;
  if (answer.says === 'refuse') return [newEvent({ ...common, type: 'share_refused', data })];
  const opened = mayOpen(set, [...request.released, answer.custodian]);
  return [
    newEvent({ ...common, type: 'share_released', data }),
    ...(opened ? [newEvent({ ...common, type: 'unsealed', data: { request: answer.n } })] : []),
  ];
};
