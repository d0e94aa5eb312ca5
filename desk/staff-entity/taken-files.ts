import type { CheckedFile } from '../../engine/files/check-file.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { Fields } from '../../kernel/stream/fields.ts';
import { fileField } from '../../kernel/stream/files.ts';

/** Files of a step: what its input says of them, and their bytes. */
export interface TakenFiles {
  readonly input: JsonObject;
  readonly bytes: readonly Uint8Array[];
}

/** Makes of the files of a form what its step takes. `visitor` has its share of the machine. */
export type TakesFiles = (files: readonly CheckedFile[], visitor: string) => Promise<TakenFiles | Refusal>;

export const takesFiles = ({ fields }: { readonly fields: Fields }): boolean => Object.values(fields).some((spec) => spec.kind === 'files');

/** Photos of what was seen. A paper says more than that (features/checks). */
export const takePhotos: TakesFiles = async (files) => {
  const paper = files.findIndex(({ type }) => type !== 'image/jpeg');
  if (paper >= 0) return refuse('file_kind', { field: 'files', nth: paper + 1 });
  const entries = files.map(({ type, bytes }, i) => ({ field: fileField(i), type, size: bytes.length }));
  return { input: entries.length === 0 ? {} : { files: entries }, bytes: files.map(({ bytes }) => bytes) };
};
