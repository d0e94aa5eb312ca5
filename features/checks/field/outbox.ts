/// <reference lib="dom" />
import { isSafe, type Receipt } from '../domain/manifest.ts';
import type { KeptLooks } from './looks.ts';
import { ask, isOurs } from './server.ts';
import { sha256 } from './sha256.ts';
import { changeKept, forget, keep, kept, photo, saveUnsent, unsent, type Done, type Unsent } from './store.ts';

/** Bytes of a photo that are sent at once: a line that breaks loses no more. */
const PART = 65_536;
const DAY_MS = 86_400_000;
/** What became of sending: all of it is safe; something waits; nobody is signed in; somebody else is. */
export type Sent = 'done' | 'waits' | 'sign_in' | 'other_post';

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

/** What the server says of a photo that is none, whatever is sent again. */
const NO_PHOTO = ['file_kind', 'file_heic', 'file_damaged', 'file_pixels', 'file_empty'];

/**
 * Sends what the server lacks of a photo. False: it is not on this phone, is damaged there, or is no photo. Thrown as `Busy` where the server does
 * not take it for any other reason: what may be taken later is not lost.
 */
const sendPhoto = async (it: Unsent, name: string, held: number, lang: string): Promise<boolean> => {
  const bytes = await photo(it.id, name);
  if (!bytes || bytes.length === 0 || (await sha256(bytes)) !== name) return false;
  for (let at = held, tries = 0; tries < bytes.length / PART + 4; tries += 1) {
    const part = bytes.subarray(at, at + PART);
    const range = part.length === 0 ? `bytes */${bytes.length}` : `bytes ${at}-${at + part.length - 1}/${bytes.length}`;
    const answer = await ask('PUT', `${pathOf(it)}/blobs/${name}`, lang, part, range);
    if (answer.status === 401) throw new SignedOut();
    if (!isOurs(answer)) throw new Busy();
    const { huiyin, ...state } = answer.body as { readonly huiyin?: string; readonly held?: number; readonly stored?: boolean };
    if (huiyin !== 'photo/1') {
      const code = answer.body.error ? answer.body.error.code : '';
      if (NO_PHOTO.indexOf(code) >= 0) return false;
      if (code !== 'photo_differs') throw new Busy();
      at = 0; // what lay there was not this photo; it begins anew
    } else if (state.stored === true) return true;
    else at = state.held ?? 0;
  }
  return true; // the receipt says what is there
};

/** What is safe is forgotten here, and said for a day; a hazard that was dealt with is no longer on the list. */
const finished = async (it: Unsent, receipt: Receipt): Promise<void> => {
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
  if (it.to)
    await changeKept<KeptLooks>('looks', (list) => ({
      ...list,
      looks: list.looks.filter((one) => it.slots.indexOf(one.hazard) < 0),
    })).catch(() => undefined);
};

const sendOne = async (it: Unsent, lang: string): Promise<boolean> => {
  // Which photos are lost is found out anew each time: one that comes back from a file is sent.
  const first = await sendManifest(it, lang, []);
  if (typeof first === 'string') {
    await saveUnsent({ ...it, fault: first });
    return false;
  }
  const lost = first.photos.filter((one) => one.lost === true).map((one) => one.sha256);
  const coming = first.settled === true ? [] : first.photos.filter((one) => !one.stored && one.lost !== true);
  for (const { sha256: name, held } of coming) {
    if (!(await sendPhoto(it, name, held, lang))) lost.push(name);
  }
  const receipt = coming.length > 0 ? await sendManifest(it, lang, lost) : first;
  if (typeof receipt === 'string') {
    await saveUnsent({ ...it, fault: receipt });
    return false;
  }
  if (isSafe(receipt, it, it.hash)) {
    await finished(it, receipt);
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
