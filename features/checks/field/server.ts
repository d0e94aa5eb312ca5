/// <reference lib="dom" />
import type { Along } from '../domain/along.ts';

/** After so long without an answer a call is given up; what was sent may have arrived, and is asked for again. */
const PATIENCE_MS = 60_000;

/** The server did not answer, or somebody else did in its place. */
class Away extends Error {}

export interface Answer {
  readonly status: number;
  readonly body: { readonly huiyin?: string; readonly error?: { readonly code: string; readonly message: string } };
}

/**
 * Asks the server. An answer counts only with our own header and shape: a network that wants a sign-in of its own answers 200 with a page.
 * Thrown as `Away` otherwise.
 */
export const ask = async (method: string, path: string, lang: string, body?: string | Uint8Array, range?: string): Promise<Answer> => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: stop.signal,
      headers: {
        'x-huiyin': '1',
        'accept-language': lang,
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream' }),
        ...(range === undefined ? {} : { 'content-range': range }),
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    if (response.headers.get('x-huiyin') !== '1') throw new Away();
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  } catch {
    throw new Away();
  } finally {
    clearTimeout(timer);
  }
};

/** Whether the server itself has said something of what was asked; otherwise it cannot now. */
export const isOurs = ({ status }: Answer): boolean => status < 500 && status !== 429;

/** What to take along, from the server; null where nobody is signed in. */
export const fetchAlong = async (lang: string): Promise<Along | null> => {
  const answer = await ask('GET', '/api/v1/field', lang);
  if (answer.status === 401) return null;
  if (answer.body.huiyin !== 'along/1') throw new Away();
  return answer.body as unknown as Along; // our own API, as its header and shape say
};
