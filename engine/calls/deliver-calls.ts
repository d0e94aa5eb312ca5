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

/** A mail and an SMS are read by whoever has the post, and answer without signing in; a group, a program and a device are led to the desk. */
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

/** How many messages were taken up, and how many of them are gone. */
interface Served {
  readonly handled: number;
  readonly sent: number;
}

const serve = async (round: Round, name: string): Promise<Served> => {
  const { service, channels, now } = round;
  const channel = channels.channels.find((one) => one.name === name);
  const { messages: claimed, quietMs } = await claimMessages(service, name, channel ? (LIMITS[channel.kind] ?? []) : [], now);
  if (!channel || quietMs > 0) {
    // The operator has taken it away, there was none, or it takes nothing for a while.
    const said: Sent = channel ? { kind: 'later', code: 'quiet', quietMs } : { kind: 'never', code: 'no such channel' };
    for (const one of claimed) await settleMessage(service, channels, one, said, now);
    return { handled: claimed.length, sent: 0 };
  }
  let sent = 0;
  await Promise.all(
    sendsOf(round, channel, claimed).map(async ({ out, messages }) => {
      const said = await sendBy(service, channels, channel, out);
      if (said.kind === 'sent') sent += messages.length;
      for (const one of messages) await settleMessage(service, channels, one, said, service.clock());
    }),
  );
  return { handled: claimed.length, sent };
};

/** Sends what waits for a channel for as long as it takes something: one that hangs or refuses is left alone after one go. */
const serveWhole = async (round: Round, name: string): Promise<number> => {
  let all = 0;
  for (;;) {
    const { handled, sent } = await serve({ ...round, now: round.service.clock() }, name);
    all += handled;
    if (sent === 0) return all;
  }
};

/** What a round begins with; undefined while the file of channels cannot be read: then nothing is sent and nothing given up, and the findings name it. */
const openRound = async (service: Service): Promise<Round | undefined> => {
  const channels = readChannels(service.keys);
  await backToWaiting(service, service.clock());
  if (isRefusal(channels)) return undefined;
  const it = await service.jurisdiction();
  return { service, it, channels: channels ?? { url: '', private: [], channels: [] }, now: service.clock() };
};

/**
 * Sends what is due of all call-outs, each channel beside the others: one that hangs keeps its own messages only. At least once: what was
 * interrupted is sent again under the same id. How many messages were handled.
 */
export const deliverCalls = async (service: Service): Promise<number> => {
  const round = await openRound(service);
  if (!round) return 0;
  let handled = 0;
  for (let n = 0; n < ROUNDS; n += 1) {
    const due = await dueChannels(service, service.clock());
    const counts = await Promise.all(due.map((name) => serveWhole(round, name)));
    const sum = counts.reduce((all, one) => all + one, 0);
    handled += sum;
    if (sum === 0) break;
  }
  return handled;
};

/** The channels by which this process is sending right now, and whether it was asked again since. */
const busy = new WeakMap<Service, Map<string, { again: boolean }>>();

const serveAlone = async (round: Round, channels: Map<string, { again: boolean }>, name: string): Promise<void> => {
  const state = { again: true };
  channels.set(name, state);
  let handled = 0;
  try {
    while (state.again) {
      state.again = false;
      handled += await serveWhole(round, name);
    }
  } finally {
    channels.delete(name);
  }
  // What it gave up goes on by another one.
  if (handled > 0) await startDue(round.service);
};

/** Begins to send what is due, each channel for itself: a slow one keeps nobody else waiting, and what goes on to another one begins at once. */
export const startDue = async (service: Service): Promise<void> => {
  const round = await openRound(service);
  if (!round) return;
  const channels = busy.get(service) ?? new Map<string, { again: boolean }>();
  busy.set(service, channels);
  for (const name of await dueChannels(service, service.clock())) {
    const state = channels.get(name);
    if (state) state.again = true;
    else void serveAlone(round, channels, name).catch(() => undefined);
  }
};

/** Does not wait for the next round, nor for a channel that hangs, nor twice at once for one. What fails here, the loop does again. */
export const callNow = (service: Service): void => void startDue(service).catch(() => undefined);
