/// <reference lib="dom" />
import { isSafe, type Receipt } from '../domain/manifest.ts';
import type { Along } from '../domain/along.ts';
import { forget, keep, kept, photo, saveUnsent, unsent, type Done, type Unsent } from './store.ts';

/** Bytes of a photo that are sent at once: a line that breaks loses no more. */
const PART = 65_536;
const DAY_MS = 86_400_000;
/** After so long without an answer a call is given up; what was sent may have arrived, and is asked for again. */
const PATIENCE_MS = 60_000;

/** What became of sending: all of it is safe; something waits; nobody is signed in; somebody else is. */
export type Sent = 'done' | 'waits' | 'sign_in' | 'other_post';

/** The server did not answer, or somebody else did in its place. */
export class Away extends Error {}

interface Answer {
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

const isOurs = ({ status }: Answer): boolean => status < 500 && status !== 429;

/** What to take along, from the server; null where nobody is signed in. */
export const fetchAlong = async (lang: string): Promise<Along | null> => {
  const answer = await ask('GET', '/api/v1/field', lang);
  if (answer.status === 401) return null;
  if (answer.body.huiyin !== 'along/1') throw new Away();
  return answer.body as unknown as Along; // our own API, as its header and shape say
};

/** The server answered that it cannot take this now: what stands behind it is sent all the same. */
class Busy extends Error {}

/** Thrown where nobody is signed in. */
class SignedOut extends Error {}

/** Where it goes. Of a proposal the photos are named that come no more: it is decided without them. */
const pathOf = ({ to, id }: Unsent): string => `/api/v1/${to || 'intake'}/${id}`;

const sendManifest = async (it: Unsent, lang: string, lost: readonly string[]): Promise<Receipt | string> => {
  const path = pathOf(it) + (it.to && lost.length > 0 ? `?lost=${lost.join(',')}` : '');
  const answer = await ask('PUT', path, lang, it.manifest);
  if (answer.status === 401) throw new SignedOut();
  if (!isOurs(answer)) throw new Busy();
  return answer.body.huiyin === 'intake/1' ? (answer.body as unknown as Receipt) : (answer.body.error?.message ?? String(answer.status));
};

/** Sends what the server lacks of a photo. False: it is not on this phone, or cannot be read there. */
const sendPhoto = async (it: Unsent, sha256: string, held: number, lang: string): Promise<boolean> => {
  const bytes = await photo(it.id, sha256);
  if (!bytes || bytes.length === 0) return false;
  for (let at = held, tries = 0; tries < bytes.length / PART + 4; tries += 1) {
    const part = bytes.subarray(at, at + PART);
    const range = part.length === 0 ? `bytes */${bytes.length}` : `bytes ${at}-${at + part.length - 1}/${bytes.length}`;
    const answer = await ask('PUT', `${pathOf(it)}/blobs/${sha256}`, lang, part, range);
    if (answer.status === 401) throw new SignedOut();
    if (!isOurs(answer)) throw new Busy();
    const { huiyin, ...state } = answer.body as { readonly huiyin?: string; readonly held?: number; readonly stored?: boolean };
    if (huiyin !== 'photo/1') {
      if (answer.body.error?.code !== 'photo_differs') return false;
      at = 0; // what lay there was not this photo; it begins anew
    } else if (state.stored === true) return true;
    else at = state.held ?? 0;
  }
  return true; // the receipt says what is there
};

const sendOne = async (it: Unsent, lang: string): Promise<boolean> => {
  const first = await sendManifest(it, lang, it.lost);
  if (typeof first === 'string') {
    await saveUnsent({ ...it, fault: first });
    return false;
  }
  const lost: string[] = [];
  const coming = first.settled === true ? [] : first.photos.filter((one) => !one.stored);
  for (const { sha256, held } of coming) {
    if (!(await sendPhoto(it, sha256, held, lang))) lost.push(sha256);
  }
  const receipt = coming.length > 0 ? await sendManifest(it, lang, lost) : first;
  if (typeof receipt === 'string') {
    await saveUnsent({ ...it, fault: receipt, lost });
    return false;
  }
  if (isSafe(receipt, it, it.hash)) {
    await forget(it.id);
    const done = (await kept<readonly Done[]>('done')) ?? [];
    const own: Done = {
      record: receipt.record,
      title: it.title,
      at: Date.now(),
      counts: receipt.counts,
      ...(receipt.because ? { because: receipt.because } : {}),
    };
    // A phone without room for this has room again by what has just gone.
    await keep('done', [own, ...done.filter((one) => one.at > Date.now() - DAY_MS)]).catch(() => undefined);
    return true;
  }
  await saveUnsent({ ...it, receipt, fault: null, lost });
  return false;
};

let running: Promise<Sent> | undefined;

const sentNow = async (it: Unsent, lang: string): Promise<boolean> => {
  try {
    return await sendOne(it, lang);
  } catch (error) {
    if (error instanceof Busy) return false;
    throw error;
  }
};

const sendAll = async (post: string, lang: string): Promise<Sent> => {
  let worst: Sent = 'done';
  for (const it of await unsent()) {
    // A check belongs to the post that made it.
    if (it.post !== post) worst = 'other_post';
    else if (!(await sentNow(it, lang)) && worst === 'done') worst = 'waits';
  }
  return worst;
};

/** Sends everything that waits, one after the other, in the order in which it was made; asked twice, it is done once. Never throws. */
export const flush = (post: string, lang: string): Promise<Sent> => {
  running =
    running ||
    sendAll(post, lang)
      .catch((error: unknown): Sent => (error instanceof SignedOut ? 'sign_in' : 'waits'))
      .then((sent) => {
        running = undefined;
        return sent;
      });
  return running;
};
