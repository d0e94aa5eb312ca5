import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { CallMessage } from '../../../kernel/callout/message.ts';
import type { CameBack } from '../../outbox/post-out.ts';
import type { CallChannel } from '../channel-file.ts';

export type ChannelKind = CallChannel['kind'];
export type ChannelOf<K extends ChannelKind> = Extract<CallChannel, { kind: K }>;

/** What goes out by a channel, to whoever it reaches. */
export interface Outgoing {
  /** The same at each try. */
  readonly id: string;
  readonly post: string;
  readonly step: string;
  readonly cycle: number;
  readonly message: CallMessage;
  readonly subject: string;
  readonly text: string;
  readonly at: Instant;
}

/** What became of a send. `never`: trying again by this channel is of no use. `quietMs`: it takes nothing for so long. Codes are bounded before they are kept. */
export type Sent =
  | { readonly kind: 'sent'; readonly code: string; readonly provider?: string }
  | { readonly kind: 'later'; readonly code: string; readonly quietMs?: number }
  | { readonly kind: 'never'; readonly code: string };

/** A request by HTTP, before anybody has looked whether it may go there. */
export interface ChannelRequest {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A channel that is one request and its answer. `read` sees answers of 200 to 299 only. */
export interface HttpChannel<K extends ChannelKind> {
  readonly request: (channel: ChannelOf<K>, out: Outgoing) => ChannelRequest;
  readonly read: (channel: ChannelOf<K>, text: string) => Sent;
}

/** So many messages within so many milliseconds. */
export interface Limit {
  readonly ms: number;
  readonly most: number;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

/** The top of an answer in JSON; nothing for any other. */
export const fieldsOf = (text: string): { readonly [field: string]: unknown } => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
};

/** Statuses that say "not now". Every other one below 500 that is no success stays as it is. */
const NOT_NOW: readonly number[] = [408, 425, 429];

/** What a status says; undefined where the answer itself has to be read. */
export const byStatus = (back: CameBack | undefined): Sent | undefined => {
  if (back === undefined) return { kind: 'later', code: 'not reached' };
  const { status } = back;
  if (status >= 200 && status < 300) return undefined;
  return { kind: status >= 500 || NOT_NOW.includes(status) ? 'later' : 'never', code: `http ${status}` };
};

/** What a robot says with a number: 0 is taken; some say "not now", and some then take nothing for a while. An answer without one is none. */
export const byNumber = (
  name: string,
  value: unknown,
  { busy, quiet = [], quietMs }: { readonly busy: readonly number[]; readonly quiet?: readonly number[]; readonly quietMs?: number },
): Sent => {
  if (typeof value !== 'number') return { kind: 'later', code: `${name} missing` };
  const code = `${name} ${value}`;
  if (value === 0) return { kind: 'sent', code };
  if (quiet.includes(value)) return { kind: 'later', code, ...(quietMs === undefined ? {} : { quietMs }) };
  return { kind: busy.includes(value) ? 'later' : 'never', code };
};
