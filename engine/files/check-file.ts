import { toHex } from '../../kernel/canonical/bytes.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { FileType } from '../../kernel/stream/files.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { hashing } from '../keys/hashing.ts';
import { toPhoto } from './to-photo.ts';

/** A photo or paper as it will be stored: nothing of what it was called or carried beside the picture. */
export interface CheckedFile {
  readonly type: FileType;
  readonly bytes: Uint8Array;
  /** SHA-256 (hex) of what was sent, to tell a form sent twice from another one; stored only sealed under the form's token. */
  readonly sent: string;
}

/** As the deciders take them. */
export const filesInput = (files: readonly CheckedFile[]): JsonObject =>
  files.length === 0 ? {} : { files: files.map(({ type, bytes }) => ({ type, size: bytes.length })) };

const PHOTOS: readonly string[] = ['image/jpeg', 'image/png', 'image/apng', 'image/webp'];
const HEIC: readonly string[] = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'];

// ISO 32000-1, 7.5.2 and 7.5.5. A reader also takes a header further on; what stands before it may be a page, so it is refused here.
const isWholePdf = (bytes: Buffer): boolean => bytes.subarray(-1024).includes('%%EOF');
const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

const storedOf = async (bytes: Buffer, visitor: string): Promise<Omit<CheckedFile, 'sent'> | Refusal> => {
  if (bytes.length === 0) return refuse('file_empty');
  if (isPdf(bytes)) return isWholePdf(bytes) ? { type: 'application/pdf', bytes } : refuse('file_damaged');
  const { fileTypeFromBuffer } = await import('file-type');
  const mime = await fileTypeFromBuffer(bytes).then(
    (found) => found?.mime ?? '',
    () => '', // it throws on what looks like a kind and ends too early
  );
  if (HEIC.includes(mime)) return refuse('file_heic');
  if (!PHOTOS.includes(mime)) return refuse('file_kind');
  const photo = await toPhoto(bytes, visitor);
  return isRefusal(photo) ? photo : { type: 'image/jpeg', bytes: photo };
};

/**
 * Decides by content alone what a file is. A photo is decoded and encoded anew, so that nothing but its pixels is kept: not the place and
 * time it was taken, not the camera, not what was hung on behind. A PDF is kept as it is.
 */
export const checkFile = async (bytes: Buffer, visitor: string): Promise<CheckedFile | Refusal> => {
  const stored = await storedOf(bytes, visitor);
  return isRefusal(stored) ? stored : { ...stored, sent: toHex(hashing.sha256(bytes)) };
};
