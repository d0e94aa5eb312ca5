import { isLang, type Lang } from '../../kernel/language/languages.ts';
import { z } from 'zod';
import { TEMPLATES } from '../../kernel/relay/message.ts';
import { signatureHeaders } from './signature.ts';

/** What an outbox row for the relay holds, and nothing else. */
export const RelayMessage = z.strictObject({ sealed: z.string(), template: z.enum(TEMPLATES), lang: z.custom<Lang>(isLang) });
export type RelayMessage = z.output<typeof RelayMessage>;

// Longer than the relay itself waits for a carrier.
const TIMEOUT_MS = 30_000;

/** Hands one message to a relay. `never`: it says that trying again is of no use. */
export const handOver = async (
  relay: { readonly url: string; readonly token: Uint8Array },
  message: RelayMessage,
  once: string,
): Promise<'done' | 'later' | 'never'> => {
  const body = JSON.stringify({ ...message, once });
  try {
    const response = await fetch(new URL('/send', relay.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signatureHeaders(relay.token, body, Date.now()) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return 'done';
    return response.status === 422 ? 'never' : 'later';
  } catch {
    return 'later'; // not reached
  }
};

/** What a relay is set up for; undefined where it does not say (one of a build before). */
export const askWays = async (
  relay: { readonly url: string; readonly token: Uint8Array },
  now = Date.now(),
): Promise<readonly string[] | undefined> => {
  const body = '{}';
  try {
    const response = await fetch(new URL('/ways', relay.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signatureHeaders(relay.token, body, now) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const told = z.object({ ways: z.array(z.string()) }).safeParse(await response.json());
    return response.ok && told.success ? told.data.ways : undefined;
  } catch {
    return undefined;
  }
};
