import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { HookNews } from '../../../../kernel/stream/effects.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Obligation } from '../../../../kernel/obligation/obligation.ts';
import { fold, upTo } from '../state.ts';

/** What everybody may know of a matter whose filer agreed to it: no word of it, and days instead of hours (G13). */
export interface PublicRequest {
  readonly service: string;
  readonly client: string | null;
  readonly office: string | null;
  readonly state: 'open' | 'answered' | 'refused';
  readonly requested_on: string;
  readonly changed_on: string;
  readonly expected_on: string | null;
}

/** Steps that change what is told; anything else happens inside. */
const STATES: { readonly [type in MatterEvent['type']]?: PublicRequest['state'] } = {
  filed: 'open',
  accepted: 'open',
  answer_revoked: 'open',
  replied: 'answered',
  refused: 'refused',
};

interface Change {
  readonly state: PublicRequest['state'];
  readonly event: MatterEvent;
}

/** The step that made a public request what it is; undefined for a matter that is not public. Nothing above the office shows (G6). */
const lastChange = (events: readonly MatterEvent[]): Change | undefined => {
  let last: Change | undefined;
  for (const event of fold(upTo(events, 0)).history) {
    const state = STATES[event.type];
    if (state !== undefined && state !== last?.state) last = { state, event };
  }
  return last;
};

/** Kinds of duty that end with what the filer waits for. */
const AWAITED: readonly Obligation['kind'][] = ['decide', 'reply', 'complete', 'verify_hazard', 'tell_result'];

const expectedOn = (obligations: readonly Obligation[]): string | null =>
  obligations
    .filter((it) => AWAITED.includes(it.kind) && it.level === 0 && (it.status === 'running' || it.status === 'overdue'))
    .flatMap((it) => (typeof it.due === 'string' ? [it.due] : []))
    .toSorted()[0] ?? null;

/** The public request that a matter is; null for every matter whose filer has not agreed to be listed. */
export const publicRequest = (events: readonly MatterEvent[], obligations: readonly Obligation[], zone: string): PublicRequest | null => {
  const filed = events.find((event) => event.type === 'filed');
  const service = filed?.data['service'];
  const change = lastChange(events);
  if (!filed || !change || filed.data['public'] !== true || typeof service !== 'string') return null;
  const { client } = filed.data;
  return {
    service,
    client: typeof client === 'string' ? client : null,
    office: fold(upTo(events, 0)).lead,
    state: change.state,
    requested_on: dateIn(filed.recordedAt, zone),
    changed_on: dateIn(change.event.recordedAt, zone),
    expected_on: change.state === 'open' ? expectedOn(obligations) : null,
  };
};

/** Whether steps that were just added change the public state of a request of some program; null where they do not. */
export const requestNews = (events: readonly MatterEvent[], added: readonly MatterEvent[], zone: string): HookNews | null => {
  const filed = events.find((event) => event.type === 'filed');
  const client = filed?.data['client'];
  const change = lastChange(events);
  if (filed?.data['public'] !== true || typeof client !== 'string' || !change || change.event === filed) return null;
  const isNew = added.some((it) => it.level === 0 && it.n === change.event.n);
  return isNew
    ? {
        client,
        status: change.state === 'open' ? 'open' : 'closed',
        on: dateIn(change.event.recordedAt, zone),
        event: { level: 0, n: change.event.n },
      }
    : null;
};
