import { createHmac } from 'node:crypto';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import type { EventPayload } from '../../kernel/leaf/payload.ts';
import { filesOf, type FileEntry, type FileType } from '../../kernel/stream/files.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { CHUNK_BYTES, openText } from '../keys/content.ts';
import { randomBytes } from '../keys/random.ts';

interface ChunkRow {
  readonly chunk: number;
  readonly bytes: Buffer;
  readonly wrapped: Buffer;
}

const READ_CHUNKS = statement<ChunkRow>(
  'read_chunks',
  'select b.chunk, b.bytes, k.wrapped from blob b join keystore.blob_key k on k.jurisdiction = b.jurisdiction and k.blob = b.blob where b.jurisdiction = $1 and b.blob = $2 and b.chunk >= $3 and b.chunk < $4 order by b.chunk',
);
const FIND_KEYS = statement<{ blob: Buffer }>(
  'find_blob_keys',
  'select blob from keystore.blob_key where jurisdiction = $1 and blob = any($2)',
);

/** Chunks of one statement: 1 MB is in memory, however large the file. */
const PAGE = 16;

/** Where a stored file lies, with the key of the stream that brought it. */
export interface FilePlace {
  readonly blob: string;
  readonly size: number;
  readonly key: Uint8Array;
}

/** Which of these blobs can still be opened: the others were erased. */
export const findKept = async (tx: Transaction, blobs: readonly string[]): Promise<ReadonlySet<string>> =>
  blobs.length === 0
    ? new Set()
    : new Set((await tx.run(FIND_KEYS, [tx.jurisdiction, blobs.map(fromHex)])).map((row) => row.blob.toString('hex')));

/** The plain chunks `from` to `to` (exclusive) of a file, as they are stored: filled up. Throws when one is gone or not as it was written. */
export const readChunks = async (tx: Transaction, { blob, key }: FilePlace, from: number, to: number): Promise<readonly Buffer[]> => {
  const id = fromHex(blob);
  const rows = await tx.run(READ_CHUNKS, [tx.jurisdiction, id, from, to]);
  if (rows.length !== to - from) throw new Error(`the file ${blob.slice(0, 16)} is damaged or was erased`);
  return rows.map((row) => openText(key, { jurisdiction: tx.jurisdiction, blob: id, chunk: row.chunk }, row.wrapped, row.bytes));
};

type Read = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** The bytes `from` to `to` (exclusive) of a file: chunk by chunk, never more of it than asked for. */
export async function* readRange(read: Read, place: FilePlace, from: number, to: number): AsyncGenerator<Uint8Array> {
  const end = Math.ceil(to / CHUNK_BYTES);
  for (let chunk = Math.floor(from / CHUNK_BYTES); chunk < end; chunk += PAGE) {
    const last = Math.min(chunk + PAGE, end);
    for (const [i, bytes] of (await read((tx) => readChunks(tx, place, chunk, last))).entries()) {
      const at = (chunk + i) * CHUNK_BYTES;
      yield bytes.subarray(Math.max(0, from - at), Math.min(CHUNK_BYTES, to - at));
    }
  }
}

/** A file that may be sent to who asked for it. */
export interface StoredFile {
  /** What a browser may call it; nobody's own word. */
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  /** Strong: what lies at one place of one matter never changes. Made of the place under a key of this process, never of the content (G10). */
  readonly etag: string;
  readonly bytes: (from: number, to: number) => AsyncIterable<Uint8Array>;
}

const tagKey = randomBytes(32);

/** Names a file of an event: level, number of the event, number of the file. */
export const fileId = (event: { readonly level: number; readonly n: number }, field: string): string =>
  `${event.level}-${event.n}-${field.slice('file'.length)}`;

/** Where the bytes of an event's file lie; undefined where the payload has no such reference. */
export const placeOf = (payload: EventPayload, entry: FileEntry, key: Uint8Array | undefined): FilePlace | undefined => {
  const ref = payload.texts[entry.field];
  return ref && key && { blob: ref.blob, size: entry.size, key };
};

/** Puts a stored file together for sending; `reader` keeps the tags of different readers apart. */
export const storedFile = (
  read: Read,
  place: FilePlace,
  { type, name, reader }: { readonly type: FileType; readonly name: string; readonly reader: string },
): StoredFile => ({
  name,
  type,
  size: place.size,
  etag: `"${createHmac('sha256', tagKey).update(`${reader}/${place.blob}`).digest('base64url').slice(0, 22)}"`,
  bytes: (from, to) => readRange(read, place, from, to),
});

const EXTENSION: { readonly [type in FileType]: string } = { 'image/jpeg': 'photo.jpg', 'application/pdf': 'paper.pdf' };

/**
 * One file of some payloads of an entity, by its id, still unread; undefined where there is none, or its key is gone. `keys`: those of the
 * entity by level.
 */
export const fileIn = async (
  tx: Transaction,
  read: Read,
  payloads: readonly EventPayload[],
  id: string,
  { keys, reader }: { readonly keys: readonly Uint8Array[]; readonly reader: string },
): Promise<StoredFile | undefined> => {
  for (const payload of payloads) {
    const entry = filesOf(payload.data).find((one) => fileId(payload, one.field) === id);
    const place = entry && placeOf(payload, entry, keys[payload.level]);
    if (!place || !(await findKept(tx, [place.blob])).has(place.blob)) continue;
    return storedFile(read, place, { type: entry.type, name: `${payload.matter}-${id}-${EXTENSION[entry.type]}`, reader });
  }
  return undefined;
};
