import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { formatAnswerCode } from '../../kernel/callout/answer-code.ts';
import { ALONE_MAX, togetherSubject, togetherText, messageSubject, messageText, type CallMessage } from '../../kernel/callout/message.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import type { Jurisdiction } from '../place/read.ts';
import type { Service } from '../service.ts';
import { codeOfMessage } from './answer-code.ts';
import type { CallChannel, CallChannels } from './channel-file.ts';
import type { Outgoing } from './channels/channel.ts';
import { isRobot } from './channels/send.ts';
import type { Claimed, Together } from './claim-messages.ts';

/** What a round of sending knows. */
export interface Round {
  readonly service: Service;
  readonly it: Jurisdiction;
  readonly channels: CallChannels;
  readonly now: Instant;
}

/** One send, and the messages that it stands for. */
export interface Send extends Together {
  readonly out: Outgoing;
  /** How many calls it says. */
  readonly calls: number;
}

/** A mail and an SMS are read by whoever has the post, and answer without signing in; a group, a program and a device are led to the desk. */
const linkOf = (service: Service, { url }: CallChannels, channel: CallChannel, { id, matter, exercise }: Claimed): string => {
  const base = channel.lang === FIRST ? url : `${url}/${channel.lang}`;
  return channel.kind === 'mail' || channel.kind === 'sms'
    ? `${base}/call/${formatAnswerCode(codeOfMessage(service, id))}`
    : `${base}/desk/${exercise ? 'drill' : 'incident'}/${matter}`;
};

/** One call: what a group hears once, however many of its posts are called. */
interface Call {
  readonly first: Claimed;
  readonly messages: readonly Claimed[];
  readonly message: CallMessage;
}

const callsOf = ({ service, it, channels }: Round, channel: CallChannel, claimed: readonly Claimed[]): readonly Call[] => {
  const groups = isRobot(channel.kind)
    ? [...Map.groupBy(claimed, ({ matter, because, cycle, step }) => JSON.stringify([matter, because, cycle, step])).values()]
    : claimed.map((one) => [one]);
  return groups.flatMap((messages) => {
    const [first] = messages;
    if (!first) return [];
    const offices = [...new Set(messages.map(({ office }) => office))].flatMap((office) => {
      const found = it.offices.get(office);
      return found ? [{ 'zh-CN': found.name_zh, en: found.name_en }] : [];
    });
    const { matter: number, because, exercise, says } = first;
    const message = { ...says, number, because, exercise, offices, link: linkOf(service, channels, channel, first) };
    return [{ first, messages, message }];
  });
};

/** The same at each try of the same messages, and another one for others: nobody who drops what came before drops what did not. */
const idOfAll = (messages: readonly Claimed[]): string => {
  const hex = createHash('sha256')
    .update(
      messages
        .map(({ id }) => id)
        .toSorted()
        .join(),
    )
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

const sendOf = ({ now }: Round, { lang }: CallChannel, calls: readonly Call[], text: string): Send | undefined => {
  const [one] = calls;
  if (!one) return undefined;
  const messages = calls.flatMap((call) => call.messages);
  const { post, step, cycle } = one.first;
  const said = calls.map(({ message }) => message);
  const subject = calls.length === 1 ? messageSubject(one.message, lang) : togetherSubject(said, lang);
  const id = calls.length === 1 ? one.first.id : idOfAll(messages);
  return { id, calls: calls.length, out: { id, post, step, cycle, message: one.message, subject, text, at: now }, messages };
};

/** As many of them together as one message takes. */
const saidTogether = (round: Round, channel: CallChannel, calls: readonly Call[]): readonly Send[] => {
  const sends: Send[] = [];
  let [open, text]: [readonly Call[], string] = [[], ''];
  const close = (): void => void sends.push(...[sendOf(round, channel, open, text)].flatMap((send) => send ?? []));
  for (const call of calls) {
    const more =
      open.length === 0
        ? undefined
        : togetherText(
            [...open, call].map(({ message }) => message),
            channel.lang,
          );
    if (more === undefined) close();
    [open, text] = more === undefined ? [[call], messageText(call.message, channel.lang)] : [[...open, call], more];
  }
  close();
  return sends;
};

/**
 * The sends by which a channel carries some messages. A group hears of one call once, however many of its posts are called. Where more than two
 * calls that ask the same wait for one address they are said together, each with a link of its own; programs and devices get each for itself. What
 * did not go so goes alone the next time: a longer text may be refused where each by itself is not.
 */
export const sendsOf = (round: Round, channel: CallChannel, claimed: readonly Claimed[]): readonly Send[] => {
  const calls = callsOf(round, channel, claimed);
  const address = ({ post }: Claimed): string => (isRobot(channel.kind) ? '' : post);
  const apart = (some: readonly Call[]): readonly Send[] =>
    some.flatMap((call) => sendOf(round, channel, [call], messageText(call.message, channel.lang)) ?? []);
  const isAlone = ({ messages }: Call): boolean =>
    channel.kind === 'hook' || channel.kind === 'push' || messages.some(({ attempt }) => attempt > 1);
  const alike = Map.groupBy(
    calls.filter((call) => !isAlone(call)),
    ({ first }) => JSON.stringify([address(first), first.because, first.exercise]),
  );
  return [
    ...apart(calls.filter(isAlone)),
    ...[...alike.values()].flatMap((some) => (some.length <= ALONE_MAX ? apart(some) : saidTogether(round, channel, some))),
  ];
};
