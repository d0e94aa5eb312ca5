import { createHash } from 'node:crypto';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { blobIdOfHash, blobKey } from '../../kernel/leaf/leaf.ts';
import { streamName, type BlobRef, type EventPayload } from '../../kernel/leaf/payload.ts';
import { filesOf, isFileField } from '../../kernel/stream/files.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { readChunks } from '../../engine/files/stored-file.ts';
import { chunksOf, CHUNK_BYTES } from '../../engine/keys/content.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { OpenedMatter } from '../../engine/keys/keyring.ts';
import { lastErasure, saltKeyOf } from './check-events.ts';
import type { Finding } from './finding.ts';

/** A chunk of a file without its bytes: they are read a few at a time. */
export interface FileRow {
  readonly blob: Buffer;
  readonly chunk: number;
  readonly matter: string;
  readonly has_key: boolean;
}

const FILES = statement<FileRow>(
  'reconcile_files',
  'select b.blob, b.chunk, b.matter, k.blob is not null as has_key from blob b left join keystore.blob_key k on k.jurisdiction = b.jurisdiction and k.blob = b.blob where b.jurisdiction = $1 and b.matter = any($2) and b.size = 0 order by b.blob, b.chunk',
);

/** The rows of files of some matters: those that tell no size. */
export const readFileRows = (tx: Transaction, matters: readonly string[]): Promise<readonly FileRow[]> =>
  tx.run(FILES, [tx.jurisdiction, matters]);

const PAGE = 16;

/** Whether what the chunks hold, up to the size, has this hash under its name, and the rest is zeros. */
const isSound = async (tx: Transaction, payload: EventPayload, field: string, ref: BlobRef, keys: OpenedMatter): Promise<boolean> => {
  const key = keys.contents[payload.level];
  if (!key) return false;
  const content = createHash('sha256');
  const count = chunksOf(ref.size);
  let left = ref.size;
  for (let at = 0; at < count; at += PAGE)
    for (const bytes of await readChunks(tx, { blob: ref.blob, size: ref.size, key }, at, Math.min(at + PAGE, count))) {
      const own = Math.min(left, CHUNK_BYTES);
      if (bytes.length !== CHUNK_BYTES || bytes.subarray(own).some((byte) => byte !== 0)) return false;
      content.update(bytes.subarray(0, own));
      left -= own;
    }
  const id = blobIdOfHash(hashing, blobKey(hashing, saltKeyOf(payload, keys)), payload.n, field, content.digest());
  return toHex(id) === ref.blob;
};

const checkFile = async (
  tx: Transaction,
  payload: EventPayload,
  field: string,
  ref: BlobRef,
  around: { readonly rows: readonly FileRow[] | undefined; readonly keys: OpenedMatter; readonly erasedAt: number },
): Promise<readonly Finding[]> => {
  const where = `event ${streamName(payload.matter, payload.level)}/${payload.n}`;
  const { rows, keys, erasedAt } = around;
  if (!rows) return [{ code: 'blob_missing', where, what: field }];
  const hasKey = rows.every((row) => row.has_key);
  if (payload.recordedAt <= erasedAt && !hasKey) return [];
  if (!hasKey) return [{ code: 'key_missing', where, what: field }];
  // Said to be gone for good, and still there.
  if (payload.recordedAt < erasedAt) return [{ code: 'key_unknown', where, what: field }];
  const inOrder = rows.length === chunksOf(ref.size) && rows.every((row, i) => row.chunk === i && row.matter === payload.matter);
  const sound = inOrder && (await isSound(tx, payload, field, ref, keys).catch(() => false));
  return sound ? [] : [{ code: 'blob_changed', where, what: field }];
};

/** Checks the photos and papers of one matter, a megabyte at a time, and that its events know of every one. */
export const checkFiles = async (
  tx: Transaction,
  payloads: readonly EventPayload[],
  rows: readonly FileRow[],
  keys: OpenedMatter,
): Promise<readonly Finding[]> => {
  const byId = Map.groupBy(rows, (row) => row.blob.toString('hex'));
  const erasedAt = lastErasure(payloads);
  const findings: Finding[] = [];
  for (const payload of payloads)
    for (const [field, ref] of Object.entries(payload.texts)) {
      if (!isFileField(payload.data, field)) continue;
      const rows = byId.get(ref.blob);
      byId.delete(ref.blob);
      const size = filesOf(payload.data).find((entry) => entry.field === field)?.size;
      const told = size === ref.size ? [] : [{ code: 'blob_changed' as const, where: `event ${payload.matter}/${payload.n}`, what: field }];
      findings.push(...told, ...(await checkFile(tx, payload, field, ref, { rows, keys, erasedAt })));
    }
  const unknown = [...byId.keys()].map((id): Finding => ({ code: 'blob_unknown', where: `blob ${id.slice(0, 16)}`, what: 'blob' }));
  return [...findings, ...unknown];
};
