import { createTransport } from 'nodemailer';
import type { ChannelOf, Outgoing, Sent } from './channel.ts';

const TIMEOUT_MS = 10_000;
/** Answers of 400 to 499 say "not now". */
const isLater = (code: number | undefined): boolean => code === undefined || code < 500;

/** One mail to one address. What goes wrong is told by the number of the answer; its words may hold the address. */
const sendOne = async (channel: ChannelOf<'mail'>, to: string, { id, subject, text }: Outgoing): Promise<Sent> => {
  const domain = channel.from.slice(channel.from.indexOf('@') + 1);
  const transport = createTransport({
    host: channel.host,
    port: channel.port,
    secure: channel.tls === 'implicit',
    requireTLS: channel.tls === 'starttls',
    ignoreTLS: channel.tls === 'none',
    // The machine's own name stays here.
    name: domain,
    ...(channel.user === undefined ? {} : { auth: { user: channel.user, pass: channel.password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  // Who answers letter by letter is cut all the same.
  const cut = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => {
      transport.close();
      resolve({ kind: 'later', code: 'not reached' });
    }, TIMEOUT_MS);
  });
  try {
    const sent = transport
      .sendMail({ from: { name: '', address: channel.from }, to: { name: '', address: to }, messageId: `<${id}@${domain}>`, subject, text })
      .then(({ accepted }): Sent => (accepted.length === 1 ? { kind: 'sent', code: '250' } : { kind: 'never', code: 'not accepted' }));
    return await Promise.race([sent, cut]);
  } catch (error) {
    const { responseCode } = error as { readonly responseCode?: number };
    return { kind: isLater(responseCode) ? 'later' : 'never', code: responseCode === undefined ? 'not reached' : String(responseCode) };
  } finally {
    clearTimeout(timer);
  }
};

/** The best of what became of several addresses: one that took it is enough. */
export const best = (all: readonly Sent[]): Sent =>
  all.find(({ kind }) => kind === 'sent') ?? all.find(({ kind }) => kind === 'later') ?? all[0] ?? { kind: 'never', code: 'nobody' };

/** A mail to every address of a post. */
export const sendMail = async (channel: ChannelOf<'mail'>, out: Outgoing): Promise<Sent> =>
  best(await Promise.all((channel.to[out.post] ?? []).map((to) => sendOne(channel, to, out))));
