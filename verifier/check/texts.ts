import { toHex } from '../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { Bundle } from '../../kernel/leaf/bundle.ts';
import { blobId, blobIdOfHash, blobKey, viewKey } from '../../kernel/leaf/leaf.ts';
import type { BlobRef } from '../../kernel/leaf/payload.ts';
import { isFileField } from '../../kernel/stream/files.ts';
import type { OpenedEvent } from './streams.ts';
import { fault, passed, type Checked, type NotProved, type Proved } from './verdict.ts';

/** How many texts are as they were logged, and which the bundle does not hold (redacted, erased or left out). */
export interface TextsChecked {
  readonly count: number;
  readonly absent: readonly NotProved[];
  /** The photo or paper that was given beside the bundle. */
  readonly file: Proved | null;
}

type Field = { readonly opened: OpenedEvent; readonly name: string; readonly ref: BlobRef };

const fieldsOf = (opened: OpenedEvent): readonly Field[] =>
  Object.entries(opened.payload?.texts ?? {}).map(([name, ref]) => ({ opened, name, ref }));

const keyOf = (hashing: Hashing, bundle: Bundle, { event, payload, epoch }: OpenedEvent): Uint8Array | null =>
  payload?.visibility === 'open' ? blobKey(hashing, viewKey(hashing, bundle.logKeys[epoch] ?? bundle.logKey, event.level)) : event.blobKey;

const checkText = (hashing: Hashing, bundle: Bundle, { opened, name, ref }: Field, text: string): Checked<null> => {
  const { level, n } = opened.event;
  const key = keyOf(hashing, bundle, opened);
  if (key === null) return fault('text_without_key', { level, n, field: name });
  const content = utf8Encode(text);
  const isSame = content.length === ref.size && toHex(blobId(hashing, key, n, name, content)) === ref.blob;
  return isSame ? passed(null) : fault('text_changed', { level, n, field: name });
};

const isFile = ({ opened, name }: Field): boolean => isFileField(opened.payload?.data ?? {}, name);

const placeOf = ({ opened, name }: Field) => ({ level: opened.event.level, n: opened.event.n, field: name });

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean => utf8Encode(text).every((byte, i) => bytes[at + i] === byte);

/** Whether a picture comes from a telephone or camera: HEIC, or a JPEG with a segment of metadata (Exif or XMP), which is never stored. */
const isOriginal = (bytes: Uint8Array): boolean => {
  if (startsWith(bytes, 4, 'ftyp')) return true;
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  // Segments one after the other, each with its length, up to the picture itself (ISO/IEC 10918-1, B.1).
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + 256 * (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0))
    if (bytes[at + 1] === 0xe1) return true;
  return false;
};

/** Which of the recorded photos and papers these bytes are; a fault when they are none of them. */
const checkFile = (hashing: Hashing, bundle: Bundle, fields: readonly Field[], bytes: Uint8Array): Checked<Proved> => {
  const sha256 = hashing.sha256(bytes);
  const found = fields.find((field) => {
    const key = keyOf(hashing, bundle, field.opened);
    return key !== null && toHex(blobIdOfHash(hashing, key, field.opened.event.n, field.name, sha256)) === field.ref.blob;
  });
  return found ? passed({ code: 'file_unchanged', params: placeOf(found) }) : fault(isOriginal(bytes) ? 'photo_original' : 'file_other');
};

/** Every text of the bundle belongs to an event and is what that event was logged with; so is `file`, which no bundle holds. */
export const checkTexts = (
  hashing: Hashing,
  bundle: Bundle,
  events: readonly OpenedEvent[],
  file: Uint8Array | undefined,
): Checked<TextsChecked> => {
  const absent: NotProved[] = [];
  const met = new Set<string>();
  const fields = events.flatMap(fieldsOf);
  const given = file === undefined ? passed(null) : checkFile(hashing, bundle, fields.filter(isFile), file);
  if (!given.ok) return given;
  for (const field of fields) {
    const text = bundle.texts.get(field.ref.blob);
    if (text === undefined) {
      absent.push({ code: isFile(field) ? 'file_apart' : 'text_absent', params: placeOf(field) });
      continue;
    }
    const checked = checkText(hashing, bundle, field, text);
    if (!checked.ok) return checked;
    met.add(field.ref.blob);
  }
  const unknown = [...bundle.texts.keys()].find((blob) => !met.has(blob));
  return unknown === undefined ? passed({ count: met.size, absent, file: given.value }) : fault('text_unknown', { blob: unknown });
};
