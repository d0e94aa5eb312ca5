import { byNumber, fieldsOf, JSON_TYPE, type HttpChannel, type Limit } from './channel.ts';

export const WECOM_LIMITS: readonly Limit[] = [{ ms: 60_000, most: 20 }];
const BUSY = [-1, 45_009, 45_033];

/** A robot of a WeCom group: its key stands in its address. */
export const wecom: HttpChannel<'wecom'> = {
  request: ({ url }, { text }) => ({ url, headers: JSON_TYPE, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }),
  read: (_channel, text) => byNumber('errcode', fieldsOf(text)['errcode'], { busy: BUSY }),
};
