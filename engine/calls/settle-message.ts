import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { inJurisdiction, statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { keepCodes } from './answer-code.ts';
import { insertMessages, type MessageState } from './call-rows.ts';
import { channelsOf, type CallChannels } from './channel-file.ts';
import type { Sent } from './channels/channel.ts';
import { TRIES_MAX, type Claimed } from './claim-messages.ts';

const RETRY_FIRST_MS = 15_000;
const RETRY_MOST_MS = 120_000;
/** A channel that fails so often in a row has had its turn where there is another one: after about four minutes. */
const TRIES_BEFORE_NEXT = 5;
/** Who is quiet for longer is not waited for where there is another channel. */
const QUIET_MS = 60_000;

const CODE_MAX = 60;
const PROVIDER_MAX = 100;

// Only who took it may say what became of it: one that took longer than its deadline has lost it.
const SETTLE = statement<{ id: string }>(
  'settle_call',
  `update call_message set state = $4, due_at = $5, deadline_at = null, quiet_until = $6, answer_code = $7, provider_id = $8
   where jurisdiction = $1 and id = $2 and state = 'sending' and attempt = $3 returning id`,
);
const USED = statement<{ channel: string }>(
  'call_channels_used',
  'select channel from call_message where jurisdiction = $1 and matter = $2 and cycle = $3 and step = $4 and post = $5 and because = $6',
);

const printable = (text: string, max: number): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, max);
/** What a gateway says of a message may hold the number that it was for: no number to ring is kept. */
const withoutNumbers = (text: string): string => text.replace(/\+?\d(?:[\s-]?\d){6,}/g, '#');

const nextChannel = async (tx: Transaction, channels: CallChannels, it: Claimed): Promise<string | undefined> => {
  const used = new Set(
    (await tx.run(USED, [tx.jurisdiction, it.matter, it.cycle, it.step, it.post, it.because])).map(({ channel }) => channel),
  );
  return channelsOf(channels, it.post).find(({ name }) => !used.has(name))?.name;
};

const pauseAfter = (attempt: number): number => Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** (attempt - 1));

/** Whether the channel is given up for this message: for good, or since another one is there that may be quicker. */
const isSpent = (sent: Sent, { attempt }: Claimed, hasNext: boolean): boolean =>
  sent.kind === 'never' ||
  attempt >= (hasNext ? TRIES_BEFORE_NEXT : TRIES_MAX) ||
  (hasNext && sent.kind === 'later' && (sent.quietMs ?? 0) > QUIET_MS);

const stateAfter = (sent: Sent, spent: boolean, hasNext: boolean): MessageState =>
  sent.kind === 'sent' ? 'sent' : !spent ? 'waiting' : hasNext ? 'failed' : 'given_up';

/**
 * Writes down what became of a message, and in the same transaction the message by the next channel of that post where this one is spent. Where
 * there is none it stands as given up: somebody has to ring.
 */
export const settleMessage = (service: Service, channels: CallChannels, it: Claimed, sent: Sent, now: Instant): Promise<void> =>
  inJurisdiction(service.pools.relay, service.id, async (tx) => {
    const next = sent.kind === 'sent' ? undefined : await nextChannel(tx, channels, it);
    const spent = isSpent(sent, it, next !== undefined);
    const state = stateAfter(sent, spent, next !== undefined);
    const quietMs = sent.kind === 'later' ? sent.quietMs : undefined;
    const dueAt = addMs(now, Math.max(quietMs ?? 0, pauseAfter(it.attempt)));
    const settled = await tx.run(SETTLE, [
      tx.jurisdiction,
      it.id,
      it.attempt,
      state,
      toIso(dueAt),
      quietMs === undefined ? null : toIso(addMs(now, quietMs)),
      withoutNumbers(printable(sent.code, CODE_MAX)),
      sent.kind === 'sent' && sent.provider !== undefined ? printable(sent.provider, PROVIDER_MAX) : null,
    ]);
    if (settled.length === 0 || state !== 'failed' || next === undefined) return;
    const written = await insertMessages(tx, [{ ...it, channel: next, state: 'waiting', dueAt: now }]);
    await keepCodes(tx, service, written, now);
  });
