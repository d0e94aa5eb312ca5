/// <reference lib="dom" />
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Form } from '../../../kernel/form/form.ts';
import type { Along } from '../domain/along.ts';
import type { Receipt } from '../domain/manifest.ts';

// What lies on the phone. Bytes, never Blobs: some browsers lose or damage those (WebKit 18.4). Every write is one transaction that is on the
// disk before it is answered, where the browser can do that.

/** A check that is being filled in; written at each answer. */
export interface Draft {
  /** Site, rule and slot: one draft a slot. */
  readonly key: string;
  /** Random; what the server will know the record by. */
  readonly id: string;
  readonly site: string;
  readonly rule: string;
  readonly slot: string;
  readonly form: string | null;
  readonly title: string;
  /** The form as it stands, by the names of its fields. */
  readonly sent: { readonly [name: string]: string };
  /** Photos by the key of their question: SHA-256 in hex. */
  readonly photos: { readonly [question: string]: readonly string[] };
  /** The question whose camera was opened and has brought nothing yet. */
  readonly waiting: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  readonly post: string;
}

/** A check that is finished and not yet safe on the server. */
export interface Unsent {
  readonly id: string;
  readonly post: string;
  readonly title: string;
  readonly site: string;
  /** `rule slot` of each slot that it is for. */
  readonly slots: readonly string[];
  /** Canonical JSON: what is sent, byte for byte. */
  readonly manifest: string;
  readonly hash: string;
  readonly photos: readonly { readonly sha256: string; readonly size: number }[];
  readonly madeAt: number;
  /** What the server said last. */
  readonly receipt: Receipt | null;
  /** Why it is not taken, in the words of the server; null while nothing is wrong. */
  readonly fault: string | null;
  /** Photos that are no longer on this phone, or that the server cannot read. */
  readonly lost: readonly string[];
}

/** A photo of a draft or of what is unsent. */
interface Photo {
  /** The id of its record, and its own hash. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** What was last heard of the server. */
export interface Met {
  readonly at: number;
}

/** A record that is safe: said for a day, so that who sent it knows. */
export interface Done {
  readonly record: string;
  readonly title: string;
  readonly at: number;
}

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
  drafts: { key: string; value: Draft };
  unsent: { key: string; value: Unsent };
  photos: { key: string; value: Photo };
}

const NAME = 'huiyin-field';
type Db = IDBPDatabase<Schema>;
let opening: Promise<Db> | undefined;

const open = (): Promise<Db> => {
  opening =
    opening ||
    openDB<Schema>(NAME, 1, {
      upgrade: (made) => {
        made.createObjectStore('kept');
        made.createObjectStore('drafts', { keyPath: 'key' });
        made.createObjectStore('unsent', { keyPath: 'id' });
        made.createObjectStore('photos', { keyPath: 'key' });
      },
      terminated: () => {
        opening = undefined;
      },
    });
  return opening;
};

/** Some browsers close the database behind a page's back: once more with a fresh one. What is full stays full. */
const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  try {
    return await work(await open());
  } catch (error) {
    if (isFull(error)) throw error;
    opening = undefined;
    return work(await open());
  }
};

/** Whether something was not written for want of room. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

const STRICT = { durability: 'strict' } as const;
const photoKey = (id: string, sha256: string): string => `${id}/${sha256}`;

/** A value by its name; undefined where there is none. */
export const kept = <T>(name: string): Promise<T | undefined> => withDb((db) => db.get('kept', name) as Promise<T | undefined>);
export const keep = (name: string, value: unknown): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    await Promise.all([tx.store.put(value, name), tx.done]);
  });

export const along = (): Promise<Along | undefined> => kept('along');
export const drafts = (): Promise<readonly Draft[]> => withDb((db) => db.getAll('drafts'));
export const unsent = async (): Promise<readonly Unsent[]> =>
  (await withDb((db) => db.getAll('unsent'))).sort((a, b) => a.madeAt - b.madeAt);

/** Writes a draft as it stands. */
export const saveDraft = (draft: Draft): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('drafts', 'readwrite', STRICT);
    await Promise.all([tx.store.put(draft), tx.done]);
  });

/** Writes a photo and the draft that names it, both or neither. */
export const savePhoto = (draft: Draft, sha256: string, bytes: Uint8Array): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'photos'], 'readwrite', STRICT);
    await Promise.all([
      tx.objectStore('photos').put({ key: photoKey(draft.id, sha256), bytes }),
      tx.objectStore('drafts').put(draft),
      tx.done,
    ]);
  });

/** The bytes of a photo; undefined where the browser has thrown them away. */
export const photo = async (id: string, sha256: string): Promise<Uint8Array | undefined> => {
  const found = await withDb((db) => db.get('photos', photoKey(id, sha256)));
  return found && found.bytes;
};

/** A draft becomes what is to be sent, in one step: never both, never neither. */
export const finishDraft = (draft: Draft, it: Unsent): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'unsent'], 'readwrite', STRICT);
    await Promise.all([tx.objectStore('unsent').put(it), tx.objectStore('drafts').delete(draft.key), tx.done]);
  });

/** Writes what is to be sent, with photos that came with it (from a file). */
export const saveUnsent = (it: Unsent, photos: readonly { readonly sha256: string; readonly bytes: Uint8Array }[] = []): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['unsent', 'photos'], 'readwrite', STRICT);
    const puts = photos.map(({ sha256, bytes }) => tx.objectStore('photos').put({ key: photoKey(it.id, sha256), bytes }));
    await Promise.all([...puts, tx.objectStore('unsent').put(it), tx.done]);
  });

const range = (id: string): IDBKeyRange => IDBKeyRange.bound(`${id}/`, `${id}0`);

/** Forgets a record with its photos: it is safe on the server, or was given up by a typed word. */
export const forget = (store: 'drafts' | 'unsent', key: string, id: string): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction([store, 'photos'], 'readwrite', STRICT);
    await Promise.all([tx.objectStore(store).delete(key), tx.objectStore('photos').delete(range(id)), tx.done]);
  });

/** The list without what belongs to nobody's unsent work: no site, no slot, and only the forms of what was begun. */
export const pared = (list: Along, begun: readonly Draft[]): Along => {
  const forms: { [hash: string]: Form } = {};
  for (const { form } of begun) {
    const own = form === null ? undefined : list.forms[form];
    if (form !== null && own) forms[form] = own;
  }
  return { ...list, sites: [], slots: [], forms, more: false };
};

/** Forgets everything but unsent work: at sign-out, and after a week without the server. */
export const wipe = async (): Promise<void> => {
  const list = await along();
  const begun = await drafts();
  await withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    const cleared = tx.store.clear();
    const left = list && begun.length > 0 ? tx.store.put(pared(list, begun), 'along') : undefined;
    await Promise.all([cleared, left, tx.done]);
  });
};

/** Takes a fresh list; the forms of what was begun by an earlier one stay. */
export const keepAlong = async (fresh: Along): Promise<void> => {
  const old = await along();
  const begun = await drafts();
  await keep('along', old ? { ...fresh, forms: { ...pared(old, begun).forms, ...fresh.forms } } : fresh);
};
