/// <reference lib="dom" />
import { fromBase64, toBase64 } from '../../../kernel/canonical/base64.ts';
import type { Proposal } from '../domain/look.ts';
import type { Manifest } from '../domain/manifest.ts';
import { sha256 } from './sha256.ts';
import { photo, photoKey, STRICT, unsent, withDb, type Unsent } from './store.ts';

// The last rescue of a phone that breaks: everything unsent in one file, which this page opens on any other device.

interface Saved {
  readonly huiyin: 'unsent/1';
  readonly records: readonly {
    readonly post: string;
    readonly title: string;
    readonly madeAt: number;
    readonly manifest: string;
    /** Bytes in base64, by SHA-256; what the phone had lost is not among them. */
    readonly photos: { readonly [sha256: string]: string };
  }[];
}

/** Everything unsent as the text of a file. */
export const savedUnsent = async (): Promise<string> => {
  const records: Saved['records'][number][] = [];
  for (const { id, post, title, madeAt, manifest, photos } of await unsent()) {
    const bytes: { [sha256: string]: string } = {};
    for (const one of photos) {
      const found = await photo(id, one.sha256);
      if (found) bytes[one.sha256] = toBase64(found);
    }
    records.push({ post, title, madeAt, manifest, photos: bytes });
  }
  return JSON.stringify({ huiyin: 'unsent/1', records });
};

/** Hands a file of everything unsent to the browser. */
export const saveToFile = async (): Promise<void> => {
  const url = URL.createObjectURL(new Blob([await savedUnsent()], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'huiyin-unsent.json';
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

interface Found {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Writes a record out of a file. One that is here stays as it is, and is given the photos that it lacks. */
const saveFound = (it: Unsent, photos: readonly Found[]): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction(['unsent', 'photos'], 'readwrite', STRICT);
    const here = await tx.objectStore('unsent').get(it.id);
    if (!here) await tx.objectStore('unsent').put(it);
    for (const { sha256: name, bytes } of photos) await tx.objectStore('photos').put({ key: photoKey(it.id, name), bytes });
    await tx.done;
  });

/** What an id may be: it becomes part of an address. */
const ID = /^[\w:-]{22,80}$/;

/** Takes in what a file holds, as if it had been made here; how many there were. Throws where it is no such file. What is here already stays one. */
export const openSaved = async (text: string): Promise<number> => {
  const saved = JSON.parse(text) as Saved; // looked at below
  if (saved.huiyin !== 'unsent/1') throw new Error('not such a file');
  const all: { readonly it: Unsent; readonly photos: readonly Found[] }[] = [];
  for (const { post, title, madeAt, manifest, photos } of saved.records) {
    const read = JSON.parse(manifest) as Manifest | Proposal; // the server looks at it again
    const { id, photos: named } = read;
    if (!ID.test(id)) throw new Error('not an id');
    const own: Found[] = [];
    for (const { sha256: name } of named) {
      const bytes = fromBase64(photos[name] ?? '');
      if (bytes && bytes.length > 0 && (await sha256(bytes)) === name) own.push({ sha256: name, bytes });
    }
    const about =
      'hazard' in read
        ? { to: 'proposals' as const, site: '', slots: [read.hazard] }
        : { site: read.site, slots: read.for.map(({ rule, slot }) => `${rule} ${slot}`) };
    const it = { id, post, title, ...about, madeAt, manifest, photos: named, hash: await sha256(new TextEncoder().encode(manifest)) };
    all.push({
      it: { ...it, receipt: null, fault: null, lost: [] },
      photos: own,
    });
  }
  for (const { it, photos } of all) await saveFound(it, photos);
  return all.length;
};
