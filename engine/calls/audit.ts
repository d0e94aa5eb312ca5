import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import type { StepCall } from '../../kernel/callout/call-state.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Service } from '../service.ts';
import { readAlone, statement, type Transaction } from '../store/transaction.ts';
import { readChannels } from './channel-file.ts';

/** Something about calls that is not as it should be: where, and what. */
export interface CallMisfit {
  readonly where: string;
  readonly what: string;
}

/** A message that is due goes out within seconds; a budget or a pause may hold it for a minute. */
const LATE_MS = 120_000;

const LATE = statement<{ id: string; state: string }>(
  'late_calls',
  `select id, state from call_message where jurisdiction = $1 and state = 'waiting' and due_at < $2
   union all select id, state from call_message where jurisdiction = $1 and state = 'sending' and deadline_at < $2 limit 200`,
);
// A foreign key holds that the event is there; that it is one of the same thing, nothing else does.
const STRAY = statement<{ id: string }>(
  'stray_calls',
  `select m.id from call_message m left join event e on e.jurisdiction = m.jurisdiction and e.stream = m.stream and e.version = m.version
   where m.jurisdiction = $1 and (e.matter is null or e.matter <> m.matter) limit 200`,
);

/** Messages that wait past their time or are said to be sent for too long, and those without a cause of their own. */
export const auditCalls = async (tx: Transaction, now: Instant): Promise<readonly CallMisfit[]> => {
  const late = await tx.run(LATE, [tx.jurisdiction, toIso(addMs(now, -LATE_MS))]);
  const stray = await tx.run(STRAY, [tx.jurisdiction]);
  return [
    ...late.map(({ id, state }) => ({ where: `call_message ${id}`, what: state })),
    ...stray.map(({ id }) => ({ where: `call_message ${id}`, what: 'event' })),
  ];
};

/** The file of channels, where it is refused. */
export const auditChannels = ({ keys }: Pick<Service, 'keys'>): readonly CallMisfit[] => {
  const channels = readChannels(keys);
  return isRefusal(channels)
    ? [{ where: `call-channels.json ${String(channels.data?.['where'] ?? '')}`.trim(), what: channels.refused }]
    : [];
};

const OLDEST = statement<{ waiting: number | null; sending: number | null }>(
  'oldest_calls',
  `select min(due_at) filter (where state = 'waiting') as waiting, min(deadline_at) filter (where state = 'sending') as sending
   from call_message where jurisdiction = $1 and state in ('waiting', 'sending')`,
);

/** How calls stand, in one word, for machines that ask whether all is well: in one round trip. */
export const callsHealth = async (service: Service): Promise<'ok' | 'late' | 'refused'> => {
  if (auditChannels(service).length > 0) return 'refused';
  const [oldest] = await readAlone(service.pools.relay, service.id, OLDEST);
  const late = service.clock() - LATE_MS;
  return [oldest?.waiting, oldest?.sending].some((at) => typeof at === 'number' && at < late) ? 'late' : 'ok';
};

/** What an event of a thing called for, as its history says. */
export interface CalledByEvent extends StepCall {
  readonly matter: string;
  readonly n: number;
}

const OF = statement<{ matter: string; version: number; step: string; cycle: number; post: string; because: string }>(
  'calls_of_matters',
  'select distinct matter, version, step, cycle, post, because from call_message where jurisdiction = $1 and matter = any($2)',
);
const keyOf = (...parts: readonly (string | number)[]): string => parts.join(' ');

/** Calls that events say and no message stands for, and messages that no event says. For whoever recomputes a kind of thing that calls. */
export const compareCalls = async (
  tx: Transaction,
  matters: readonly string[],
  called: readonly CalledByEvent[],
): Promise<readonly CallMisfit[]> => {
  const rows = await tx.run(OF, [tx.jurisdiction, matters]);
  const there = new Set(rows.map((it) => keyOf(it.matter, it.version, it.cycle, it.step, it.post, it.because)));
  const said = new Set(
    called.flatMap(({ matter, n, step, cycle, posts }) => posts.map(({ post, because }) => keyOf(matter, n, cycle, step, post, because))),
  );
  return [
    ...[...said].filter((key) => !there.has(key)).map((key) => ({ where: `call_message ${key}`, what: 'row is missing' })),
    ...[...there].filter((key) => !said.has(key)).map((key) => ({ where: `call_message ${key}`, what: 'no event says it' })),
  ];
};
