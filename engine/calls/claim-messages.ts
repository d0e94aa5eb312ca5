import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { TOGETHER_MAX } from '../../kernel/callout/message.ts';
import type { Service } from '../service.ts';
import { inJurisdiction, statement, type Transaction } from '../store/transaction.ts';
import type { CallOfPost } from './call-rows.ts';
import type { Limit } from './channels/channel.ts';

/** Longer than any send lasts: what is still being sent then was interrupted. */
const DEADLINE_MS = 15_000;
/** Of what a channel takes in its longest span, so many are kept for first messages. */
const KEPT_FOR_FIRST = 5;
/** The only channel of a post is tried for about an hour; what is interrupted as often is left to whoever rings. */
export const TRIES_MAX = 30;
/** How many are sent at once by a channel without a limit of its own. */
const BATCH = 20;

/** A message that is being sent, by whoever holds this row. */
export interface Claimed extends CallOfPost {
  readonly id: string;
  readonly channel: string;
  readonly attempt: number;
  /** When it was tried before, and with which others; null where this is its first try, or it was tried alone. */
  readonly triedBefore: Instant | null;
  readonly triedWith: string | null;
  readonly dueAt: Instant;
}

/** What is carried by one send: together they take one of what the channel takes. */
export interface Together {
  readonly id: string;
  readonly messages: readonly Claimed[];
}

const DUE = statement<{ channel: string }>(
  'call_channels_due',
  "select distinct channel from call_message where jurisdiction = $1 and state = 'waiting' and due_at <= $2",
);
// Two processes that count at once would each have the whole of what is left.
const LOCK = statement('call_channel_lock', "select pg_advisory_xact_lock(hashtext('huiyin.call.' || $1::text || '.' || $2))");
const TRIED = statement<{ tried_at: number; attempt: number; quiet_until: number | null }>(
  'call_channel_tried',
  `select max(tried_at) as tried_at, max(attempt) as attempt, max(quiet_until) as quiet_until from call_message
   where jurisdiction = $1 and channel = $2 and tried_at > $3 group by coalesce(sent_with, id)`,
);
// Materialized: a subquery with a limit may be run once for each row that it joins, and then takes more than that.
const CLAIM = statement<Claimed>(
  'claim_calls',
  `with due as materialized (
     select id, tried_at, sent_with, due_at from call_message where jurisdiction = $1 and state = 'waiting' and due_at <= $3 and channel = $2 and first = $5
     order by exercise, due_at, id limit $6 for update skip locked)
   update call_message m set state = 'sending', tried_at = $3, deadline_at = $4, attempt = m.attempt + 1, sent_with = null from due
   where m.jurisdiction = $1 and m.id = due.id and m.state = 'waiting'
   returning m.id, m.matter, m.stream, m.version, m.post, m.office, m.step, m.cycle, m.because, m.channel, m.first, m.exercise, m.says, m.attempt, due.tried_at as "triedBefore", due.sent_with as "triedWith", due.due_at as "dueAt"`,
);
const WITH = statement(
  'calls_sent_with',
  `update call_message m set sent_with = one.sent_with from unnest($2::uuid[], $3::uuid[]) one (id, sent_with)
   where m.jurisdiction = $1 and m.id = one.id`,
);
const NOT_NOW = statement(
  'calls_not_now',
  `update call_message m set state = 'waiting', attempt = m.attempt - 1, deadline_at = null, tried_at = one.tried_at, sent_with = one.sent_with
   from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) one (id, tried_at, sent_with) where m.jurisdiction = $1 and m.id = one.id`,
);
const BACK = statement(
  'calls_back_to_waiting',
  `update call_message set state = case when attempt >= ${TRIES_MAX} then 'given_up' else 'waiting' end, due_at = $2, deadline_at = null
   where jurisdiction = $1 and state = 'sending' and deadline_at < $2`,
);

// After a long stop, or in a restored place: what happened then is over or has been called again, and nobody is to be woken by it now.
const TOO_OLD = statement(
  'calls_too_old',
  "update call_message set state = 'given_up', answer_code = 'too old' where jurisdiction = $1 and state = 'waiting' and due_at < $2",
);
const OLD_MS = 24 * 3_600_000;

const TEN_MINUTES_MS = 600_000;
/** A row that was tried again knows its last try alone; within a minute there can be three (after 15 and 30 seconds). */
const TRIES_A_MINUTE = 3;

/** How many more messages a channel takes now: of any kind, and of those that are no first ones; and for how long it has said that it takes none. */
const roomOf = async (tx: Transaction, channel: string, limits: readonly Limit[], now: Instant) => {
  const tried = await tx.run(TRIED, [tx.jurisdiction, channel, toIso(addMs(now, -TEN_MINUTES_MS))]);
  const quietUntil = Math.max(0, ...tried.map(({ quiet_until }) => quiet_until ?? 0));
  if (quietUntil > now) return { all: BATCH, rest: BATCH, quietMs: quietUntil - now };
  const left = limits.map(({ ms, most }) => {
    const recent = tried.filter(({ tried_at }) => tried_at > now - ms);
    return most - recent.reduce((sum, { attempt }) => sum + Math.min(attempt, ms >= 60_000 ? TRIES_A_MINUTE : 1), 0);
  });
  const [all, longest] = [Math.min(BATCH, ...left), left.at(-1)];
  return { all: Math.max(0, all), rest: Math.max(0, Math.min(all, longest === undefined ? BATCH : longest - KEPT_FOR_FIRST)), quietMs: 0 };
};

/** The channels for which something is due. */
export const dueChannels = async (service: Service, now: Instant): Promise<readonly string[]> =>
  (await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(DUE, [service.id, toIso(now)]))).map(({ channel }) => channel);

/** What was taken. While a channel is quiet nothing may be sent by it: what is due is taken to be put off, or to go by another one. */
interface Taken<S extends Together> {
  readonly sends: readonly S[];
  readonly quietMs: number;
}

/** How a channel carries what waits: how much it takes, and which messages go together. */
export interface Carrying<S extends Together> {
  readonly limits: readonly Limit[];
  readonly sendsOf: (claimed: readonly Claimed[]) => readonly S[];
}

/** Each message by itself. */
export const apart = (claimed: readonly Claimed[]): readonly (Together & { readonly out: undefined; readonly calls: 1 })[] =>
  claimed.map((one) => ({ id: one.id, out: undefined, calls: 1, messages: [one] }));

/** The real thing before a drill, and then whatever has been due the longest. */
const inTurn = (a: Claimed, b: Claimed): number =>
  Number(a.exercise) - Number(b.exercise) || a.dueAt - b.dueAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const sendsInTurn = (a: Together, b: Together): number => {
  const [one, other] = [a.messages.toSorted(inTurn)[0], b.messages.toSorted(inTurn)[0]];
  return one && other ? inTurn(one, other) : 0;
};

const isFirst = ({ messages }: Together): boolean => messages[0]?.first === true;

/** Of some sends those that fit: first messages before everything else. */
const fitting = <S extends Together>(sends: readonly S[], all: number, rest: number): readonly S[] => {
  const firsts = sends.filter(isFirst).toSorted(sendsInTurn).slice(0, all);
  const others = sends.filter((one) => !isFirst(one)).toSorted(sendsInTurn);
  return [...firsts, ...others.slice(0, Math.max(0, Math.min(all - firsts.length, rest - firsts.length)))];
};

/**
 * Takes what a channel may send now: first messages before everything else. Each message is taken by one process; who took it says so in a
 * transaction of its own, before a byte is sent. What goes together is one of what the channel takes; what it does not take any more waits on.
 */
export const claimMessages = <S extends Together>(
  service: Service,
  channel: string,
  { limits, sendsOf }: Carrying<S>,
  now: Instant,
): Promise<Taken<S>> =>
  inJurisdiction(service.pools.relay, service.id, async (tx) => {
    await tx.run(LOCK, [service.id, channel]);
    const { all, rest, quietMs } = await roomOf(tx, channel, limits, now);
    const each = limits.length === 0 ? 1 : TOGETHER_MAX;
    const take = (first: boolean, most: number): Promise<readonly Claimed[]> =>
      most <= 0 ? Promise.resolve([]) : tx.run(CLAIM, [service.id, channel, toIso(now), toIso(addMs(now, DEADLINE_MS)), first, most]);
    const firsts = await take(true, all * each);
    const others = await take(false, Math.min(all * each - firsts.length, rest * each - firsts.length));
    // Rows come back in any order.
    const claimed = [firsts, others].flatMap((some) => some.toSorted(inTurn));
    const sends = sendsOf(claimed);
    const kept = quietMs > 0 ? sends : fitting(sends, all, rest);
    const going = new Set(kept.flatMap(({ messages }) => messages.map(({ id }) => id)));
    const several = kept.filter(({ messages }) => messages.length > 1);
    if (several.length > 0)
      await tx.run(WITH, [
        service.id,
        several.flatMap(({ messages }) => messages.map(({ id }) => id)),
        several.flatMap(({ id, messages }) => messages.map(() => id)),
      ]);
    const waiting = claimed.filter(({ id }) => !going.has(id));
    if (waiting.length > 0)
      await tx.run(NOT_NOW, [
        service.id,
        waiting.map(({ id }) => id),
        waiting.map(({ triedBefore }) => (triedBefore === null ? null : toIso(triedBefore))),
        waiting.map(({ triedWith }) => triedWith),
      ]);
    return { sends: kept, quietMs };
  });

/** What was interrupted while it was sent waits again, under the same id: it is never said to have failed. What waited for a day is too old. */
export const backToWaiting = (service: Service, now: Instant): Promise<void> =>
  inJurisdiction(service.pools.relay, service.id, async (tx) => {
    await tx.run(TOO_OLD, [service.id, toIso(addMs(now, -OLD_MS))]);
    await tx.run(BACK, [service.id, toIso(now)]);
  });
