import { isLang, type Lang } from '../../kernel/language/languages.ts';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { parseTold, RELAY_INFO, TEMPLATES, TOLD_BYTES } from '../../kernel/relay/message.ts';
import { HPKE_OVERHEAD_BYTES, openWith } from '../../kernel/seal/hpke.ts';
import { openKeyDirectory } from '../../engine/keys/key-directory.ts';
import { randomBytes } from '../../engine/keys/random.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import type { RelayConfig } from './config.ts';
import { COUNTS_FILE, openCounts } from './counts.ts';
import { openSenders, sendTo } from './send.ts';
import { isSigned } from '../../engine/outbox/signature.ts';
import { messageOf } from './templates.ts';

const BODY_MAX = 4096;
const SLOW_MS = 10_000;
const ONCE_MS = 24 * 3_600_000;
const SEALED_HEX = 2 * (TOLD_BYTES + HPKE_OVERHEAD_BYTES);

/** All that a relay takes; there is no field for words. */
const Request = z.strictObject({
  sealed: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .length(SEALED_HEX),
  template: z.enum(TEMPLATES),
  lang: z.custom<Lang>(isLang),
  once: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});
type Request = z.output<typeof Request>;

/** A running relay. */
export interface Relay {
  readonly url: string;
  /** Public key in hex. */
  readonly key: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}
const TAKEN: Answer = { status: 200, body: { taken: true } };
const no = (status: number, error: string): Answer => ({ status, body: { error } });

/** Reads a body within bounds; undefined when it is larger. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const requestOf = (body: Buffer): Request | undefined => {
  try {
    return Request.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined; // not JSON
  }
};

/** Remembers for a day, in memory and under a key of this process, what has been sent; what is being sent now is waited for. */
const openOnce = (clock: () => number) => {
  const secret = randomBytes(32);
  const sent = new Map<string, { readonly until: number; readonly done: Promise<boolean> }>();
  return async (id: string | undefined, send: () => Promise<boolean>): Promise<'sent' | 'failed' | 'duplicate'> => {
    const now = clock();
    for (const [key, { until }] of sent) if (until <= now) sent.delete(key);
    const key = id === undefined ? undefined : createHmac('sha256', secret).update(id).digest('hex');
    const before = key === undefined ? undefined : sent.get(key);
    if (before) return (await before.done) ? 'duplicate' : 'failed';
    const done = send();
    if (key !== undefined) sent.set(key, { until: now + ONCE_MS, done });
    if (await done) return 'sent';
    if (key !== undefined) sent.delete(key);
    return 'failed';
  };
};

/** What answers a request, apart from HTTP. */
const openDesk = (config: RelayConfig, clock: () => number) => {
  const folder = openKeyDirectory(config.folder);
  // Beside counts there was a key: a new one would open nothing of what was sealed to it.
  const secret = folder.readText(COUNTS_FILE) === undefined ? folder.ensureSecret('relay') : folder.secret('relay');
  const counts = openCounts(folder, () => new Date(clock()).toISOString().slice(0, 10));
  const senders = openSenders(config);
  const once = openOnce(clock);
  const take = async ({ sealed, template, lang, once: id }: Request): Promise<Answer> => {
    const plain = openWith(sealingPorts, secret, RELAY_INFO, Buffer.from(sealed, 'hex'));
    const told = plain && parseTold(plain);
    if (!told) return (await counts.add(template, 'failed'), no(422, 'sealed'));
    const isNobody = told.kind === 'none';
    const message = messageOf(config, template, lang);
    const outcome = await once(id, async () => isNobody || sendTo(senders, told, message, template));
    await counts.add(template, outcome === 'sent' && isNobody ? 'nobody' : outcome);
    return outcome === 'failed' ? no(502, 'not_sent') : TAKEN;
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { method, url } = request;
    if (method === 'GET' && url === '/counts') return { status: 200, body: counts.all() };
    if (method !== 'POST' || (url !== '/send' && url !== '/ways')) return no(404, 'not_found');
    const body = await bodyOf(request);
    if (!body) return no(413, 'too_large');
    if (!isSigned(config.token, request.headers, body, clock())) return no(401, 'signature');
    if (url === '/ways') return { status: 200, body: { ways: Object.keys(senders) } };
    const sent = requestOf(body);
    return sent ? take(sent) : no(422, 'request');
  };
  return { key: toHex(sealingPorts.sealing.publicKey(secret)), answer };
};

const listen = (server: Server, config: RelayConfig): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });

/** Starts a relay; its key is made when the folder has none. It writes nothing but its key and its counts. */
export const startRelay = async (config: RelayConfig, clock: () => number): Promise<Relay> => {
  const desk = openDesk(config, clock);
  const server = createServer({ requestTimeout: SLOW_MS, headersTimeout: SLOW_MS }, (request, response) => {
    desk
      .answer(request)
      // Whatever it was, it may hold an address: the sender learns that it has to try again, and nothing is written.
      .catch(() => no(500, 'relay_failed'))
      .then(({ status, body }) => {
        const close = request.complete ? {} : { connection: 'close' };
        return response.writeHead(status, { 'content-type': 'application/json', ...close }).end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  await listen(server, config);
  const { address, port, family } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    key: desk.key,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};
