import { createHmac } from 'node:crypto';
import { JSON_TYPE, type HttpChannel } from './channel.ts';

const PREFIX = 'whsec_';

const signatureOf = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(signed)
    .digest('base64')}`;

/**
 * A signed request as Standard Webhooks has it, under every secret there is while the other side changes over. Its id is that of the message:
 * who gets it twice knows it again.
 */
export const hook: HttpChannel<'hook'> = {
  request: ({ url, secrets }, { id, post, step, cycle, message, text, at }) => {
    const { number, kind, place, level, because, exercise, link } = message;
    const data = { number, kind, place, level, because, step, cycle, post, exercise, link, text };
    const seconds = String(Math.floor(at / 1000));
    const body = JSON.stringify({ type: 'call', timestamp: new Date(at).toISOString(), data });
    return {
      url,
      headers: {
        ...JSON_TYPE,
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': secrets.map((secret) => signatureOf(secret, `${id}.${seconds}.${body}`)).join(' '),
      },
      body,
    };
  },
  // Its status says all.
  read: () => ({ kind: 'sent', code: 'taken' }),
};
