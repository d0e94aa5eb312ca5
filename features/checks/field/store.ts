/// <reference lib="dom" />
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Form } from '../../../kernel/form/form.ts';
import type { Along } from '../domain/along.ts';
import type { Look } from '../domain/look.ts';
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
  /** Of what is decided about a hazard: the hazard as it was taken along, without its photos. */
  readonly look?: Look;
}

/** A check that is finished and not yet safe on the server. */
export interface Unsent {
  readonly id: string;
  readonly post: string;
  readonly title: string;
  /** Where it goes; a record where nothing is said. */
  readonly to?: 'proposals';
  readonly site: string;
  /** `rule slot` of each slot that it is for; of a proposal the hazard. */
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
  /** By the clock of the phone. */
  readonly at: number;
  /** How far the server's clock was ahead of it then, in milliseconds. */
  readonly ahead?: number;
}

/** A record that is safe: said for a day, so that who sent it knows. */
export interface Done {
  readonly record: string;
  readonly title: string;
  readonly at: number;
  /** False: kept, and counted for nothing, as answers were missing or not right. A page of before today's said nothing of it. */
  readonly counts?: boolean;
  /** Why a proposal was kept beside its hazard and is no step of it, in the words of the server. */
  readonly because?: string;
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
export const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  try {
    return await work(await open());
  } catch (error) {
    if (isFull(error) || !(error instanceof DOMException)) throw error;
    opening = undefined;
    return work(await open());
  }
};

/** Whether something was not written for want of room. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

/** Written to the disk before it is answered, where a browser knows that. */
export const STRICT = { durability: 'strict' } as const;
/** Where a photo lies. */
export const photoKey = (id: string, sha256: string): string => `${id}/${sha256}`;

/** A value by its name; undefined where there is none. */
export const kept = <T>(name: string): Promise<T | undefined> => withDb((db) => db.get('kept', name) as Promise<T | undefined>);
export const keep = (name: string, value: unknown): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    await Promise.all([tx.store.put(value, name), tx.done]);
  });

/** Changes a value where it lies, in one step; one that is not there, or was forgotten meanwhile, stays away. */
export const changeKept = <T>(name: string, change: (value: T) => T): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    const value = (await tx.store.get(name)) as T | undefined; // as it was written here
    if (value !== undefined) await tx.store.put(change(value), name);
    await tx.done;
  });

export const along = (): Promise<Along | undefined> => kept('along');
export const drafts = (): Promise<readonly Draft[]> => withDb((db) => db.getAll('drafts'));
export const unsent = async (): Promise<readonly Unsent[]> =>
  (await withDb((db) => db.getAll('unsent'))).sort((a, b) => a.madeAt - b.madeAt);

/** The bytes of a photo; undefined where the browser has thrown them away. */
export const photo = async (id: string, sha256: string): Promise<Uint8Array | undefined> => {
  const found = await withDb((db) => db.get('photos', photoKey(id, sha256)));
  return found && found.bytes;
};

/** Writes what became of something unsent, unless it is gone meanwhile. */
export const saveUnsent = (it: Unsent): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('unsent', 'readwrite', STRICT);
    if (await tx.store.get(it.id)) await tx.store.put(it);
    await tx.done;
  });

/** Forgets what was unsent, with its photos: it is safe on the server, or was given up by a typed word. */
export const forget = (id: string): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['unsent', 'photos'], 'readwrite', STRICT);
    await Promise.all([
      tx.objectStore('unsent').delete(id),
      tx.objectStore('photos').delete(IDBKeyRange.bound(`${id}/`, `${id}0`)),
      tx.done,
    ]);
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

/** Puts another list in the place of the one that is here, and what is begun beside it: one step, so that no form goes of what is begun meanwhile. */
const replace = (
  next: (old: Along | undefined, begun: readonly Draft[]) => Along | undefined,
  isAll: boolean,
  own?: Draft,
): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['drafts', 'kept'], 'readwrite', STRICT);
    const store = tx.objectStore('kept');
    const drafts = tx.objectStore('drafts');
    const begun = await drafts.getAll();
    const list = next((await store.get('along')) as Along | undefined, begun); // as it was written here
    if (own && begun.every((it) => it.key !== own.key)) await drafts.put(own);
    if (isAll) await store.clear();
    if (list) await store.put(list, 'along');
    await tx.done;
  });

/** Forgets everything but unsent work: at sign-out, and after a week without the server. */
export const wipe = (): Promise<void> => replace((old, begun) => (old && begun.length > 0 ? pared(old, begun) : undefined), true);

const withForms = (list: Along, old: Along, begun: readonly Draft[]): Along => ({
  ...list,
  forms: { ...pared(old, begun).forms, ...list.forms },
});

/** Takes a fresh list; the forms of what was begun by an earlier one stay. */
export const keepAlong = (fresh: Along): Promise<void> => replace((old, begun) => (old ? withForms(fresh, old, begun) : fresh), false);

/** Begins a check, unless another window has; the form that it is filled in by stays with it, whatever list comes. */
export const beginDraft = (draft: Draft, list: Along): Promise<void> =>
  replace((old) => withForms(old || pared(list, []), list, [draft]), false, draft);
