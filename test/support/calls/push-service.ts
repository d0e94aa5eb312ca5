import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const ONE = Buffer.of(1);

/** What a browser reads of a message: RFC 8291 over RFC 8188, by nothing but arithmetic of Node. Throws where a byte or a key is another. */
export const decryptPush = (body: Buffer, keys: { readonly pair: ECDH; readonly auth: Buffer }): Buffer => {
  const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0];
  const sender = body.subarray(21, 21 + idLength);
  const shared = hmac(keys.auth, keys.pair.computeSecret(sender));
  const input = hmac(shared, Buffer.from('WebPush: info\0'), keys.pair.getPublicKey(), sender, ONE);
  const secret = hmac(salt, input);
  const key = hmac(secret, Buffer.from('Content-Encoding: aes128gcm\0'), ONE).subarray(0, 16);
  const nonce = hmac(secret, Buffer.from('Content-Encoding: nonce\0'), ONE).subarray(0, 12);
  const sealed = body.subarray(21 + idLength);
  if (sealed.length > body.readUInt32BE(16)) throw new Error('more than one record');
  const open = createDecipheriv('aes-128-gcm', key, nonce);
  open.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  const end = plain.findLastIndex((byte) => byte !== 0);
  if (plain[end] !== 2) throw new Error('not the last record');
  return plain.subarray(0, end);
};

/** What a token of VAPID says, where it is signed by the key beside it (RFC 8292, ES256); throws where it is not. */
export const readVapid = (
  authorization: string,
): { readonly key: string; readonly aud: string; readonly sub: string; readonly exp: number } => {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
    format: 'jwk',
  });
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight || JSON.parse(Buffer.from(head, 'base64url').toString()).alg !== 'ES256') throw new Error('not signed');
  return { key, ...JSON.parse(Buffer.from(body, 'base64url').toString()) };
};

/** A message as a device shows it. */
export interface Shown {
  readonly device: string;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly id: string;
  readonly bytes: number;
  readonly headers: { readonly [name: string]: string };
}

interface Browser {
  readonly pair: ECDH;
  readonly auth: Buffer;
  readonly key: string;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Stands in for a push service and the browsers that it reaches: it checks who sends, and decrypts as a browser does. */
export const startPushService = async () => {
  const browsers = new Map<string, Browser>();
  const shown: Shown[] = [];
  const faults: string[] = [];
  const statuses = new Map<string, number>();
  let asked = 0;
  let host = '';

  const take = (device: string, { pair, auth, key }: Browser, request: IncomingMessage, body: Buffer): number => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const said = readVapid(headers['authorization'] ?? '');
    const left = said.exp - Date.now() / 1000;
    if (said.key !== key) return 403;
    if (said.aud !== `http://${host}` || !said.sub.startsWith('mailto:') || left <= 0 || left > 24 * 3600) return 400;
    if (headers['ttl'] === undefined || headers['content-encoding'] !== 'aes128gcm' || body.length > 4096) return 413;
    const note = JSON.parse(decryptPush(body, { pair, auth }).toString('utf8')) as Omit<Shown, 'device' | 'bytes' | 'headers'>;
    shown.push({ device, ...note, bytes: body.length, headers });
    return 201;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked += 1;
    const device = (request.url ?? '').slice('/send/'.length);
    const body = await bodyOf(request);
    const browser = browsers.get(device);
    try {
      const status = statuses.get(device) ?? (browser === undefined ? 404 : take(device, browser, request, body));
      response.writeHead(status).end();
    } catch (error) {
      faults.push(String(error));
      response.writeHead(400).end();
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  return {
    host,
    shown,
    /** What could not be checked or decrypted. */
    faults,
    asked: (): number => asked,
    /** Answers a device with a status, whatever is sent. */
    answer: (device: string, status: number): void => void statuses.set(device, status),
    /** What a browser gives to a page that asks it for a subscription under a key. */
    subscribe: (key: string): { readonly device: string; readonly text: string } => {
      const device = randomBytes(8).toString('hex');
      const pair = createECDH('prime256v1');
      pair.generateKeys();
      const auth = randomBytes(16);
      browsers.set(device, { pair, auth, key });
      const keys = { p256dh: pair.getPublicKey().toString('base64url'), auth: auth.toString('base64url') };
      return { device, text: JSON.stringify({ endpoint: `http://${host}/send/${device}`, expirationTime: null, keys }) };
    },
    reset: (): void => {
      shown.length = 0;
      faults.length = 0;
      statuses.clear();
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export type PushService = Awaited<ReturnType<typeof startPushService>>;
