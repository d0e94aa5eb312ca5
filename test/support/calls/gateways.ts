import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came out at the other end. */
export interface Arrived {
  /** dingtalk, feishu, wecom, wps, hook or sms. */
  readonly at: string;
  /** Whom it is for, where the other end is told. */
  readonly to: string;
  readonly text: string;
  /** The id of a hook; empty for the others. */
  readonly id: string;
  readonly minute: number;
}

/** How an other end answers: as documented, or in one of the ways in which it fails. */
/** What a gateway takes that is told to take short messages only, in characters. */
const SHORT = 200;

export type Mood = 'well' | 'never' | 'status 500' | 'status 404' | '200 with error' | 'twice' | 'not json' | 'short only';

export const SECRETS = {
  dingtalk: 'SEC0123456789abcdef',
  feishu: 'feishu-signing-secret',
  hook: ['whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 'whsec_b2xkc2VjcmV0b2xkc2VjcmV0b2xkc2VjcmV0b2xkc2U='],
} as const;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
const base64 = (key: string | Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const FIVE_MINUTES_MS = 300_000;

/**
 * Stand-ins for the other ends of calls, on loopback, that behave as they are documented: signatures and times are checked, limits are kept by
 * the clock of the test, errors come with a status of 200. The clock is the same as that of who sends.
 */
export const startGateways = async (clock: () => number) => {
  const arrived: Arrived[] = [];
  const moods = new Map<string, Mood>();
  const counted = new Map<string, number[]>();
  let asked = 0;
  let connected = 0;
  let dingtalkQuietUntil = 0;

  const within = (at: string, ms: number): number => (counted.get(at) ?? []).filter((time) => time > clock() - ms).length;
  const count = (at: string): void => void counted.set(at, [...(counted.get(at) ?? []), clock()]);
  const take = (at: string, text: string, to = '', id = ''): void => void arrived.push({ at, to, text, id, minute: clock() / 60_000 });
  const isFresh = (ms: number): boolean => Math.abs(clock() - ms) < FIVE_MINUTES_MS;

  const dingtalk = (url: URL, body: string): object => {
    const timestamp = url.searchParams.get('timestamp') ?? '';
    const right = base64(SECRETS.dingtalk, `${timestamp}\n${SECRETS.dingtalk}`);
    if (url.searchParams.get('access_token') !== 'group' || url.searchParams.get('sign') !== right || !isFresh(Number(timestamp)))
      return { errcode: 310_000, errmsg: 'sign not match' };
    if (clock() < dingtalkQuietUntil) return { errcode: 410_100, errmsg: 'too fast' };
    count('dingtalk');
    if (within('dingtalk', 60_000) > 20) {
      dingtalkQuietUntil = clock() + 600_000;
      return { errcode: 130_101, errmsg: 'send too fast, exceed 20 times per minute' };
    }
    take('dingtalk', JSON.parse(body).text.content);
    return { errcode: 0, errmsg: 'ok' };
  };
  const feishu = (body: string): object => {
    const { timestamp, sign, content } = JSON.parse(body) as { timestamp: string; sign: string; content: { text: string } };
    if (sign !== base64(`${timestamp}\n${SECRETS.feishu}`, '') || !isFresh(Number(timestamp) * 1000))
      return { code: 19_021, msg: 'sign match fail' };
    const isFull = clock() % 1_800_000 < 1000;
    if (isFull || within('feishu', 1000) >= 5 || within('feishu', 60_000) >= 100) return { code: 11_232, msg: 'frequency limited' };
    count('feishu');
    take('feishu', content.text);
    return { code: 0, msg: 'success', data: {} };
  };
  const wecom = (url: URL, body: string): object => {
    const { content } = (JSON.parse(body) as { text: { content: string } }).text;
    if (url.searchParams.get('key') !== 'group') return { errcode: 93_000, errmsg: 'invalid webhook url' };
    if (Buffer.byteLength(content) > 2048) return { errcode: 40_058, errmsg: 'content too long' };
    if (within('wecom', 60_000) >= 20) return { errcode: 45_009, errmsg: 'api freq out of limit' };
    count('wecom');
    take('wecom', content);
    return { errcode: 0, errmsg: 'ok' };
  };
  const wps = (body: string): object => {
    take('wps', (JSON.parse(body) as { text: { content: string } }).text.content);
    return { result: 'ok' };
  };
  const hook = (request: IncomingMessage, body: string): number => {
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = request.headers;
    const wanted = SECRETS.hook.map(
      (secret) => `v1,${base64(Buffer.from(secret.slice(6), 'base64'), `${String(id)}.${String(seconds)}.${body}`)}`,
    );
    if (!isFresh(Number(seconds) * 1000) || String(signatures) !== wanted.join(' ')) return 401;
    const { data } = JSON.parse(body) as { data: { post: string; text: string } };
    take('hook', data.text, data.post, String(id));
    return 204;
  };
  const sms = (request: IncomingMessage, body: string): object => {
    if (request.headers.authorization !== 'Bearer gateway') return { code: 'E401' };
    const { mobile, content } = JSON.parse(body) as { mobile: string; content: string };
    if (moods.get('sms') === 'short only' && content.length > SHORT) return { code: 'E_LONG' };
    take('sms', content, mobile);
    return { code: '0', msgid: `m${arrived.length}` };
  };

  const FAULTS: { readonly [at: string]: object } = {
    dingtalk: { errcode: 300_001, errmsg: 'token is not exist' },
    feishu: { code: 19_024, msg: 'Key Words Not Found' },
    wecom: { errcode: 93_000, errmsg: 'invalid webhook url' },
    wps: { code: 40_000, message: 'invalid' },
    sms: { code: 'E12' },
  };
  const answerOf = (at: string, url: URL, request: IncomingMessage, body: string): number | object => {
    if (at === 'dingtalk') return dingtalk(url, body);
    if (at === 'feishu') return feishu(body);
    if (at === 'wecom') return wecom(url, body);
    if (at === 'wps') return wps(body);
    return at === 'hook' ? hook(request, body) : sms(request, body);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked += 1;
    const url = new URL(request.url ?? '/', 'http://stand.in');
    const at = url.pathname.slice(1);
    const mood = moods.get(at) ?? 'well';
    const body = await bodyOf(request);
    if (mood === 'never') return;
    const status = /^status (\d+)$/.exec(mood)?.[1];
    if (status !== undefined) return void response.writeHead(Number(status)).end();
    if (mood === 'not json') return void response.end('<html>welcome</html>');
    const answer = mood === '200 with error' ? (FAULTS[at] ?? {}) : answerOf(at, url, request, body);
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    const text = JSON.stringify(answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) });
    // A second answer behind the first: what a broken proxy sends.
    const again = (): boolean =>
      mood === 'twice' && request.socket.write('HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n');
    return void response.end(text, again);
  };

  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', () => (connected += 1));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: (path: string): string => `http://${host}/${path}`,
    arrived,
    asked: () => asked,
    connections: () => connected,
    mood: (at: string, mood: Mood): void => void moods.set(at, mood),
    reset: (): void => {
      arrived.length = 0;
      moods.clear();
      counted.clear();
      dingtalkQuietUntil = 0;
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export type Gateways = Awaited<ReturnType<typeof startGateways>>;
