import type { Instant } from '../../kernel/calendar/instant.ts';
import type { CallReason } from '../../kernel/callout/call-state.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { NO_CHANNEL, type MessageState } from './call-rows.ts';

/** One message of a call-out as a page tells it: by which channel, when, and what was answered there. */
export interface MessageRow {
  readonly post: string;
  readonly office: string;
  readonly step: string;
  readonly cycle: number;
  readonly because: CallReason;
  /** Null where none was known. */
  readonly channel: string | null;
  readonly state: MessageState;
  readonly attempt: number;
  /** When it was last tried, which is the proof of sending and of nothing else. */
  readonly tried_at: Instant | null;
  readonly answer_code: string | null;
  readonly provider_id: string | null;
}

const OF = statement<MessageRow>(
  'messages_of_call_out',
  `select post, office, step, cycle, because, nullif(channel, '${NO_CHANNEL}') as channel, state, attempt, tried_at, answer_code, provider_id
   from call_message where jurisdiction = $1 and matter = $2 order by version desc, step desc, post desc, tried_at desc nulls first, channel desc limit 2000`,
);

/** The messages of a call-out, in the order in which they were caused: of a long one, the newest 2,000. */
export const messagesOf = async (tx: Transaction, matter: string): Promise<readonly MessageRow[]> =>
  (await tx.run(OF, [tx.jurisdiction, matter])).toReversed();

/** The newest word on one call of a post: the message that went, else the one that still may, else that none could. */
export const standingOf = (messages: readonly MessageRow[]): MessageRow | undefined =>
  messages.find(({ state }) => state === 'sent') ??
  messages.find(({ state }) => state === 'waiting' || state === 'sending') ??
  messages.find(({ state }) => state === 'given_up' || state === 'over');

/** The posts that no channel has reached for some call: the page says "ring them". One that a later message of that call reached is none. */
export const postsToRing = (messages: readonly MessageRow[]): readonly string[] => {
  const calls = Map.groupBy(messages, ({ post, step, cycle, because }) => JSON.stringify([post, step, cycle, because]));
  return [
    ...new Set(
      [...calls.values()].flatMap((all) => {
        const [first] = all;
        return first && all.some(({ state }) => state === 'given_up') && !all.some(({ state }) => state === 'sent') ? [first.post] : [];
      }),
    ),
  ];
};
