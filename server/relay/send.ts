import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Tell, Template, TellWay } from '../../kernel/relay/message.ts';
import type { RelayConfig } from './config.ts';
import type { Message } from './templates.ts';

const TIMEOUT_MS = 10_000;

/** Sends to one address; throws when it was not taken. What it throws may hold the address and is never shown. */
type Sender = (to: string, message: Message, template: Template) => Promise<void>;

const mailSender = (mail: NonNullable<RelayConfig['mail']>): Sender => {
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.tls === 'implicit',
    requireTLS: mail.tls === 'starttls',
    ignoreTLS: mail.tls === 'none',
    // The machine's own name stays here.
    name: mail.from.slice(mail.from.indexOf('@') + 1),
    ...(mail.user === undefined ? {} : { auth: { user: mail.user, pass: mail.password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (to, { subject, text }) => {
    const envelope = { from: mail.from, to: [to] };
    const { accepted } = await transport.sendMail({
      from: { name: '', address: mail.from },
      to: { name: '', address: to },
      envelope,
      subject,
      text,
    });
    if (accepted.length !== 1) throw new Error('not accepted');
  };
};

const post = async (url: string, headers: { readonly [name: string]: string }, body: string): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error('not accepted');
};

const smsSender =
  ({ url, headers }: NonNullable<RelayConfig['sms']>): Sender =>
  (to, { text }) =>
    post(url, headers, JSON.stringify({ to, text }));

const webhookSender =
  ({ url, secret }: NonNullable<RelayConfig['webhook']>): Sender =>
  (to, { text }, template) => {
    const body = JSON.stringify({ to, template, text });
    return post(url, { 'x-huiyin-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }, body);
  };

/** The ways a relay is set up for. */
export const openSenders = (config: RelayConfig): { readonly [way in TellWay]?: Sender } => ({
  ...(config.mail ? { mail: mailSender(config.mail) } : {}),
  ...(config.sms ? { sms: smsSender(config.sms) } : {}),
  ...(config.webhook ? { webhook: webhookSender(config.webhook) } : {}),
});

/** True when the message was taken by who carries it. */
export const sendTo = async (senders: ReturnType<typeof openSenders>, { kind, to }: Tell, message: Message, template: Template) => {
  try {
    const sender = senders[kind];
    await sender?.(to, message, template);
    return sender !== undefined;
  } catch {
    return false; // counted; the error itself may hold the address
  }
};
