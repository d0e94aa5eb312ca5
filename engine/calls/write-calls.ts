import type { Instant } from '../../kernel/calendar/instant.ts';
import type { StepCall } from '../../kernel/callout/call-state.ts';
import type { CallSubject } from '../../kernel/callout/message.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Service } from '../service.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { keepCodes } from './answer-code.ts';
import { insertMessages, NO_CHANNEL, type CallOfPost, type NewMessage } from './call-rows.ts';
import { channelsOf, readChannels } from './channel-file.ts';

/** What an event called for. */
export interface CallsOfEvent {
  /** The number of what happened, and which of its events caused the calls. */
  readonly matter: string;
  readonly n: number;
  readonly at: Instant;
  readonly exercise: boolean;
  readonly subject: CallSubject;
  readonly calls: readonly StepCall[];
}

const callsOfPosts = ({ matter, n, exercise, subject, calls }: CallsOfEvent): readonly CallOfPost[] =>
  calls.flatMap(({ step, cycle, posts }) =>
    posts.map(({ post, because }) => ({
      matter,
      stream: `${matter}.0`,
      version: n,
      post,
      office: post.slice(0, post.indexOf('.')),
      step,
      cycle,
      because,
      // A drill takes none of the places that are kept for the real thing.
      first: because === 'first' && !exercise,
      exercise,
      says: subject,
    })),
  );

const WRITTEN = statement<{ post: string; step: string; cycle: number; because: string }>(
  'calls_written',
  'select post, step, cycle, because from call_message where jurisdiction = $1 and matter = $2 and cycle = any($3)',
);
const keyOf = ({ post, step, cycle, because }: { post: string; step: string; cycle: number; because: string }): string =>
  JSON.stringify([post, step, cycle, because]);

/**
 * Writes the messages of some calls, in the transaction of the event that caused them: each by the first channel that reaches the post. Where
 * none does, the row stands as given up, and the telephone list says "ring them". Written twice, it comes to the same.
 */
export const writeCalls = async (service: Pick<Service, 'keys' | 'wrappingKey'>, tx: Transaction, event: CallsOfEvent): Promise<void> => {
  const written = new Set((await tx.run(WRITTEN, [tx.jurisdiction, event.matter, event.calls.map(({ cycle }) => cycle)])).map(keyOf));
  const channels = readChannels(service.keys);
  // While the file cannot be read nobody knows who reaches whom: the message waits, and the findings name the file.
  const isKnown = !isRefusal(channels);
  const messages = callsOfPosts(event)
    .filter((call) => !written.has(keyOf(call)))
    .map((call): NewMessage => {
      const channel = isKnown && channels ? channelsOf(channels, call.post)[0]?.name : undefined;
      const state = channel === undefined && isKnown ? 'given_up' : 'waiting';
      return { ...call, channel: channel ?? NO_CHANNEL, state, dueAt: event.at };
    });
  await keepCodes(tx, service, await insertMessages(tx, messages), event.at);
};

const END = statement(
  'end_calls',
  "update call_message set state = 'over' where jurisdiction = $1 and matter = $2 and version < $3 and state = 'waiting'",
);

/** Stops what still waits of a call-out that has ended, in the transaction of the event that ended it: nobody is called to what is over. */
export const endCalls = async (tx: Transaction, matter: string, n: number): Promise<void> =>
  void (await tx.run(END, [tx.jurisdiction, matter, n]));
