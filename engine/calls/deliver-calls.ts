import type { Instant } from '../../kernel/calendar/instant.ts';
import { formatAnswerCode } from '../../kernel/callout/answer-code.ts';
import { messageSubject, messageText, type CallMessage } from '../../kernel/callout/message.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Jurisdiction } from '../place/read.ts';
import type { Service } from '../service.ts';
import { codeOfMessage } from './answer-code.ts';
import { readChannels, type CallChannel, type CallChannels } from './channel-file.ts';
import type { Outgoing, Sent } from './channels/channel.ts';
import { isRobot, LIMITS, sendBy } from './channels/send.ts';
import { backToWaiting, claimMessages, dueChannels, type Claimed } from './claim-messages.ts';
import { settleMessage } from './settle-message.ts';

/** What goes on to the next channel of a post is due at once; so many times in one round. */
const ROUNDS = 4;

/** A mail and an SMS are read by whoever has the post, and answer without signing in; a group and a program are led to the desk. */
const linkOf = (service: Service, { url }: CallChannels, channel: CallChannel, { id, matter, exercise }: Claimed): string => {
  const base = channel.lang === FIRST ? url : `${url}/${channel.lang}`;
  return channel.kind === 'mail' || channel.kind === 'sms'
    ? `${base}/call/${formatAnswerCode(codeOfMessage(service, id))}`
    : `${base}/desk/${exercise ? 'drill' : 'incident'}/${matter}`;
};

interface Round {
  readonly service: Service;
  readonly it: Jurisdiction;
  readonly channels: CallChannels;
  readonly now: Instant;
}

/** One send, and the messages that it stands for. */
interface Send {
  readonly out: Outgoing;
  readonly messages: readonly Claimed[];
}

const sendOf = ({ service, it, channels, now }: Round, channel: CallChannel, messages: readonly Claimed[]): Send | undefined => {
  const [first] = messages;
  if (!first) return undefined;
  const { id, matter: number, because, exercise, says, post, step, cycle } = first;
  const offices = [...new Set(messages.map(({ office }) => office))].flatMap((office) => {
    const found = it.offices.get(office);
    return found ? [{ 'zh-CN': found.name_zh, en: found.name_en }] : [];
  });
  const message: CallMessage = { ...says, number, because, exercise, offices, link: linkOf(service, channels, channel, first) };
  const [subject, text] = [messageSubject(message, channel.lang), messageText(message, channel.lang)];
  return { out: { id, post, step, cycle, message, subject, text, at: now }, messages };
};

/** A group hears of one call once, however many of its posts are called. */
const sendsOf = (round: Round, channel: CallChannel, claimed: readonly Claimed[]): readonly Send[] => {
  const groups = isRobot(channel.kind)
    ? [...Map.groupBy(claimed, ({ matter, because, cycle, step }) => JSON.stringify([matter, because, cycle, step])).values()]
    : claimed.map((one) => [one]);
  return groups.flatMap((messages) => sendOf(round, channel, messages) ?? []);
};

const serve = async (round: Round, name: string): Promise<number> => {
  const { service, channels, now } = round;
  const channel = channels.channels.find((one) => one.name === name);
  const { messages: claimed, quietMs } = await claimMessages(service, name, channel ? (LIMITS[channel.kind] ?? []) : [], now);
  if (!channel || quietMs > 0) {
    // The operator has taken it away, there was none, or it takes nothing for a while.
    const sent: Sent = channel ? { kind: 'later', code: 'quiet', quietMs } : { kind: 'never', code: 'no such channel' };
    for (const one of claimed) await settleMessage(service, channels, one, sent, now);
    return claimed.length;
  }
  await Promise.all(
    sendsOf(round, channel, claimed).map(async ({ out, messages }) => {
      const sent = await sendBy(channels, channel, out);
      for (const one of messages) await settleMessage(service, channels, one, sent, service.clock());
    }),
  );
  return claimed.length;
};

/**
 * Sends what is due of all call-outs, each channel beside the others: one that hangs keeps its own messages only. At least once: what was
 * interrupted is sent again under the same id. How many messages were handled.
 */
export const deliverCalls = async (service: Service): Promise<number> => {
  const channels = readChannels(service.keys);
  await backToWaiting(service, service.clock());
  // A file that cannot be read sends nothing and gives nothing up: the messages wait, and the findings name it.
  if (isRefusal(channels)) return 0;
  const it = await service.jurisdiction();
  let handled = 0;
  for (let n = 0; n < ROUNDS; n += 1) {
    const now = service.clock();
    const round = { service, it, channels: channels ?? { url: '', private: [], channels: [] }, now };
    const due = await dueChannels(service, now);
    const counts = await Promise.all(due.map((name) => serve(round, name)));
    const sum = counts.reduce((all, one) => all + one, 0);
    handled += sum;
    if (sum === 0) break;
  }
  return handled;
};

/** Whether a service is sending right now, and was asked again since it began. */
const sending = new WeakMap<Service, { again: boolean }>();

const sendOnce = async (service: Service): Promise<void> => {
  const state = { again: true };
  sending.set(service, state);
  while (state.again) {
    state.again = false;
    await deliverCalls(service).catch(() => undefined);
  }
  sending.delete(service);
};

/** Does not wait for the next round. Asked while it sends, it looks once more after that. What fails here, the loop does again. */
export const callNow = (service: Service): void => {
  const state = sending.get(service);
  if (state) state.again = true;
  else void sendOnce(service);
};
