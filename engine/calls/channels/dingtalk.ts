import { createHmac } from 'node:crypto';
import { byNumber, fieldsOf, JSON_TYPE, type HttpChannel, type Limit } from './channel.ts';

/** Twenty a minute; whoever sends more is not heard for ten minutes. */
export const DINGTALK_LIMITS: readonly Limit[] = [{ ms: 60_000, most: 20 }];
const QUIET_MS = 600_000;
const TOO_FAST = [130_101, 410_100];
const BUSY = [-1];

/** The address with its signature: HMAC-SHA-256 under the secret, over the time and the secret. */
const signed = (url: string, secret: string | undefined, at: number): string => {
  if (secret === undefined) return url;
  const to = new URL(url);
  to.searchParams.set('timestamp', String(at));
  to.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));
  return to.href;
};

/** A robot of a DingTalk group. */
export const dingtalk: HttpChannel<'dingtalk'> = {
  request: ({ url, secret }, { text, at }) => ({
    url: signed(url, secret, at),
    headers: JSON_TYPE,
    body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
  }),
  read: (_channel, text) => byNumber('errcode', fieldsOf(text)['errcode'], { busy: BUSY, quiet: TOO_FAST, quietMs: QUIET_MS }),
};
