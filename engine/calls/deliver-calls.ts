import { isRefusal } from '../../kernel/refusal.ts';
import type { Service } from '../service.ts';
import { readChannels, type CallChannel } from './channel-file.ts';
import type { Outgoing, Sent } from './channels/channel.ts';
import { LIMITS, sendBy } from './channels/send.ts';
import { apart, backToWaiting, claimMessages, dueChannels, type Together } from './claim-messages.ts';
import { sendsOf, type Round } from './sends.ts';
import { settleMessage } from './settle-message.ts';

/** What goes on to the next channel of a post is due at once; so many times in one round. */
const ROUNDS = 4;

/** How many messages were taken up, and how many of them are gone. */
interface Served {
  readonly handled: number;
  readonly sent: number;
}

/** What becomes of a send. None is made by a channel that the operator has taken away, that there never was, or that takes nothing for a while. */
const become = async (
  { service, channels }: Round,
  channel: CallChannel | undefined,
  out: Outgoing | undefined,
  quietMs: number,
): Promise<Sent> => {
  if (!channel || !out) return { kind: 'never', code: 'no such channel' };
  return quietMs > 0 ? { kind: 'later', code: 'quiet', quietMs } : sendBy(service, channels, channel, out);
};

const serve = async (round: Round, name: string): Promise<Served> => {
  const { service, channels, now } = round;
  const channel = channels.channels.find((one) => one.name === name);
  const { sends, quietMs } = await claimMessages<Together & { readonly out: Outgoing | undefined; readonly calls: number }>(
    service,
    name,
    channel
      ? { limits: LIMITS[channel.kind] ?? [], sendsOf: (claimed) => sendsOf(round, channel, claimed) }
      : { limits: [], sendsOf: apart },
    now,
  );
  let [handled, sent] = [0, 0];
  await Promise.all(
    sends.map(async ({ out, messages, calls }) => {
      const became = await become(round, channel, out, quietMs);
      // What was refused together may be taken one by one.
      const said: Sent = became.kind === 'never' && calls > 1 ? { kind: 'later', code: became.code } : became;
      handled += messages.length;
      if (said.kind === 'sent') sent += messages.length;
      for (const one of messages) await settleMessage(service, channels, one, said, service.clock());
    }),
  );
  return { handled, sent };
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
