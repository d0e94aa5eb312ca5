import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { guardedLookup, isReachable } from './public-address.ts';

/** A request to a machine of somebody else. */
export interface PostOut {
  readonly url: URL;
  readonly method?: 'POST' | 'PUT' | 'GET';
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
  /** Which addresses it may go to: those of the open internet, of this machine, too (tests), or any, where the operator has named this host and port. */
  readonly to: 'open' | 'open or this machine' | 'any';
  /** So many bytes of what is answered are read; of a longer answer nothing is. */
  readonly read: number;
}

/** What came back. Not reached within ten seconds, or not to be reached, is undefined. */
export interface CameBack {
  readonly status: number;
  readonly text: string;
}

const TIMEOUT_MS = 10_000;

const isAllowed = (host: string, to: PostOut['to']): boolean => to === 'any' || isReachable(host, to === 'open or this machine');

/** Sends a body. Nothing is followed, and where it went is said to nobody. */
export const postOut = ({ url, method = 'POST', headers, body, to, read }: PostOut): Promise<CameBack | undefined> =>
  new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address that stands in the URL itself is looked up nowhere.
    if (isIP(host) !== 0 && !isAllowed(host, to)) return resolve(undefined);
    const lookup: { readonly lookup?: LookupFunction } = to === 'any' ? {} : { lookup: guardedLookup(to === 'open or this machine') };
    const open = url.protocol === 'https:' ? overHttps : overHttp;
    const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    let response: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void =>
      resolve(response && { status: response.statusCode ?? 0, text: size > read ? '' : Buffer.concat(chunks).toString('utf8') });
    const sent = open(
      url,
      { method, headers: { ...headers, ...length }, ...lookup, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) },
      (came) => {
        response = came;
        if (read === 0) {
          came.destroy();
          return done();
        }
        came.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= read) return void chunks.push(chunk);
          done();
          return void came.destroy();
        });
        came.on('end', done);
        came.on('close', () => (came.complete ? done() : resolve(undefined)));
        return undefined;
      },
    );
    // Not reached, or not to be reached: tried again later. What is wrong behind a whole answer takes nothing of it back.
    sent.on('error', () => {
      if (response?.complete !== true) resolve(undefined);
    });
    return method === 'GET' ? sent.end() : sent.end(body);
  });
