import { z } from 'zod';
import { inJurisdiction } from '../store/transaction.ts';
import { hookKey, hookOf } from '../place/api-clients.ts';
import { signatureHeaders } from './signature.ts';
import type { Service } from '../service.ts';
import { postOut } from './post-out.ts';

/** What waits for a program: that one of its public requests changed, and nothing of what anybody wrote. */
export const HookMessage = z.object({ client: z.string(), request: z.string(), status: z.enum(['open', 'closed']), on: z.string() });

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
  const to = process.env['HUIYIN_HOOK_LOOPBACK'] === 'yes' ? 'open or this machine' : 'open';
  const back = await postOut({ url: new URL(url), headers: { 'content-type': 'application/json', ...signed }, body, to, read: 0 });
  return back !== undefined && back.status >= 200 && back.status < 300;
};
