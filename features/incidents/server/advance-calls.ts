import { instant, toIso } from '../../../kernel/calendar/instant.ts';
import type { NewStreamEvent } from '../../../kernel/stream/event.ts';
import { callNow } from '../../../engine/calls/deliver-calls.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { wholeChain } from '../../../kernel/plan/chain-on.ts';
import { callsData, callsNow } from '../domain/calling.ts';
import { fold, isCalling, type IncidentState } from '../domain/state.ts';
import { drills, incidents } from './incidents.ts';
import { holdersAt } from './seat-holders.ts';

interface Due {
  readonly matter: string;
  readonly plan_hash: string | null;
}

const dueOf = (table: 'incident' | 'drill') =>
  statement<Due>(
    `${table}_calls_due`,
    `select matter, plan_hash from ${table} where jurisdiction = $1 and next_call_at <= $2 order by next_call_at, matter limit 500`,
  );
const DUE = [
  { kind: incidents, due: dueOf('incident') },
  { kind: drills, due: dueOf('drill') },
] as const;

/** The calls of a drill that nobody has ended are over after so long: it goes on for ever only when it is real. */
const DRILL_MS = 12 * 3_600_000;

const event = (type: 'step_called' | 'call_out_ended', data: NewStreamEvent['data']): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts: {},
});

/** Goes on with the calls of one that is due: who holds its posts and seats now is looked up, the rest is decided on what is stored. */
const advance = async (service: Service, kind: StaffEntityKind<IncidentState>, { matter, plan_hash: hash }: Due): Promise<void> => {
  const it = await service.jurisdiction();
  const plan = hash === null ? undefined : it.plans.get(hash);
  if (!plan) return;
  const now = service.clock();
  const holders = await service.read((tx) => holdersAt(tx, it, wholeChain(plan), now));
  await service.sweepLane.submit({
    kind: 'step',
    matter,
    of: kindIn(kind, it),
    beside: async (tx, added) => kind.beside?.(tx, { service, number: matter, added }),
    decide: ({ events }, at) => {
      const state = fold(events.toSorted((a, b) => a.n - b.n));
      if (state.isDrill && state.callsBeganAt !== null && isCalling(state) && at - state.callsBeganAt >= DRILL_MS)
        return [event('call_out_ended', {})];
      const { calls } = callsNow(state, holders, instant(at));
      return calls.length === 0 ? [] : [event('step_called', callsData(calls))];
    },
  });
};

/**
 * Calls whoever comes next, in every incident and drill whose time has come. Late, it catches up; twice, it comes to the same. What is written
 * down is the call and its messages at once.
 */
export const advanceCalls = async (service: Service): Promise<number> => {
  const now = toIso(service.clock());
  let count = 0;
  const failed: unknown[] = [];
  for (const { kind, due } of DUE)
    for (const one of await service.read((tx) => tx.run(due, [tx.jurisdiction, now]))) {
      count += 1;
      // One that cannot go on keeps no other from being called: the loop says afterwards that it failed.
      await advance(service, kind, one).catch((error: unknown) => failed.push(error));
    }
  if (count > 0) callNow(service);
  if (failed.length > 0) throw failed[0];
  return count;
};
