import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { z } from 'zod';
import { inJurisdiction } from '../store/transaction.ts';
import { hookKey, hookOf } from '../place/api-clients.ts';
import { signatureHeaders } from './signature.ts';
import type { Service } from '../service.ts';
import { guardedLookup, isReachable } from './public-address.ts';

/** What waits for a program: that one of its public requests changed, and nothing of what anybody wrote. */
export const HookMessage = z.object({ client: z.string(), request: z.string(), status: z.enum(['open', 'closed']), on: z.string() });

const TIMEOUT_MS = 10_000;

const isOk = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;

/** Sends a body; true when it was taken. Nothing is followed, and what is answered is not read. */
const post = (url: URL, headers: { readonly [name: string]: string }, body: string, withLoopback: boolean): Promise<boolean> =>
  new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address that stands in the URL itself is looked up nowhere.
    if (isIP(host) !== 0 && !isReachable(host, withLoopback)) return resolve(false);
    const open = url.protocol === 'https:' ? overHttps : overHttp;
    const sent = open(
      url,
      { method: 'POST', headers, lookup: guardedLookup(withLoopback), agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) },
      (response) => {
        response.destroy();
        resolve(isOk(response.statusCode));
      },
    );
    sent.on('error', () => resolve(false)); // not reached, or not to be reached: tried again later
    return sent.end(body);
  });

/**
 * Tells a program that one of its requests changed. `id` is the same at each try. A program that is told nowhere, or is no more, has had
 * its message.
 */
export const sendHook = async (service: Service, message: z.output<typeof HookMessage>, id: string): Promise<boolean> => {
  const url = await inJurisdiction(service.pools.relay, service.id, (tx) => hookOf(tx, message.client));
  if (url === null || !URL.canParse(url)) return true;
  const { client, request, status, on } = message;
  const body = JSON.stringify({ kind: 'request_changed', id, service_request_id: request, status, on });
  const signed = signatureHeaders(hookKey(service.wrappingKey, client), body, service.clock());
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...signed };
  return post(new URL(url), headers, body, process.env['HUIYIN_HOOK_LOOPBACK'] === 'yes');
};
