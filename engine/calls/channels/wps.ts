import { byNumber, fieldsOf, JSON_TYPE, type HttpChannel, type Limit } from './channel.ts';

export const WPS_LIMITS: readonly Limit[] = [{ ms: 60_000, most: 20 }];

/** A robot of a WPS group: its key stands in its address. It answers `result: ok`, or a number. */
export const wps: HttpChannel<'wps'> = {
  request: ({ url }, { text }) => ({ url, headers: JSON_TYPE, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }),
  read: (_channel, text) => {
    const fields = fieldsOf(text);
    return fields['result'] === 'ok'
      ? { kind: 'sent', code: 'result ok' }
      : byNumber('code', fields['errcode'] ?? fields['code'], { busy: [-1] });
  },
};
