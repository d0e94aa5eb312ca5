import { createHmac } from 'node:crypto';
import { byNumber, fieldsOf, JSON_TYPE, type HttpChannel, type Limit } from './channel.ts';

export const FEISHU_LIMITS: readonly Limit[] = [
  { ms: 1000, most: 5 },
  { ms: 60_000, most: 100 },
];
/** Too many at once; on the full and the half hour it happens to everybody. */
const BUSY = [11_232, 9499];

/** HMAC-SHA-256 of nothing, under the time and the secret. */
const sign = (secret: string, seconds: string): string => createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64');

/** A robot of a Feishu group. */
export const feishu: HttpChannel<'feishu'> = {
  request: ({ url, secret }, { text, at }) => {
    const timestamp = String(Math.floor(at / 1000));
    const proof = secret === undefined ? {} : { timestamp, sign: sign(secret, timestamp) };
    return { url, headers: JSON_TYPE, body: JSON.stringify({ ...proof, msg_type: 'text', content: { text } }) };
  },
  read: (_channel, text) => {
    const fields = fieldsOf(text);
    return byNumber('code', fields['code'] ?? fields['StatusCode'], { busy: BUSY });
  },
};
