/// <reference lib="dom" />
import { photoKey, STRICT, withDb, type Draft, type Unsent } from './store.ts';

// A check may be open in two windows (a code on a wall opens another): what lies on the phone is the check, and each window changes it there.

/** Thrown where a draft is no longer there, or no longer what it was: it was finished, given up or changed in another window. */
export class Elsewhere extends Error {}

/** A draft as it lies on the phone. */
export const draftNow = ({ key, id }: Draft): Promise<Draft> =>
  withDb(async (db) => {
    const found = await db.get('drafts', key);
    if (!found || found.id !== id) throw new Elsewhere();
    return found;
  });

/** Changes a draft where it lies, and writes the photo that the change names: both or neither. */
export const changeDraft = (
  { key, id }: Draft,
  change: (draft: Draft) => Draft,
  photo?: { readonly sha256: string; readonly bytes: Uint8Array },
): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'photos'], 'readwrite', STRICT);
    const found = await tx.objectStore('drafts').get(key);
    if (!found || found.id !== id) throw new Elsewhere();
    const kept = photo && tx.objectStore('photos').put({ key: photoKey(id, photo.sha256), bytes: photo.bytes });
    await Promise.all([kept, tx.objectStore('drafts').put(change(found)), tx.done]);
  });

/** A draft becomes what is to be sent, in one step: never both, never neither, and never twice. */
export const finishDraft = (draft: Draft, it: Unsent): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'unsent'], 'readwrite', STRICT);
    const found = await tx.objectStore('drafts').get(draft.key);
    if (JSON.stringify(found) !== JSON.stringify(draft)) throw new Elsewhere();
    await Promise.all([tx.objectStore('unsent').put(it), tx.objectStore('drafts').delete(draft.key), tx.done]);
  });

/** Gives a draft up with its photos: they stay where it has become what is to be sent. */
export const dropDraft = ({ key, id }: Draft): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'photos'], 'readwrite', STRICT);
    const found = await tx.objectStore('drafts').get(key);
    if (found && found.id === id)
      await Promise.all([tx.objectStore('drafts').delete(key), tx.objectStore('photos').delete(IDBKeyRange.bound(`${id}/`, `${id}0`))]);
    await tx.done;
  });
