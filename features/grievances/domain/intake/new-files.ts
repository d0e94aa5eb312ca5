import type { Json, JsonObject } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { FILE_TYPES, fileField, FILES_A_FORM, filesOf, type FileEntry } from '../../../../kernel/stream/files.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';

/** Files of one matter from each side: what a reader can still look through. */
export const FILES_A_MATTER = 30;

/** How many files a side has added: an office takes no place from the filer, and the filer none from an office. */
export const countFiles = (history: readonly MatterEvent[], by: 'filer' | 'staff'): number =>
  history
    .filter((event) => (event.actor.kind === 'staff') === (by === 'staff'))
    .reduce((sum, event) => sum + filesOf(event.data).length, 0);

const entryOf = (value: Json, i: number): FileEntry | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('type' in value)) return undefined;
  const type = FILE_TYPES.find((it) => it === value.type);
  return type !== undefined && typeof value.size === 'number' && value.size > 0
    ? { field: fileField(i), type, size: value.size }
    : undefined;
};

/** Reads `input.files` ({type, size} each); they are numbered here, whatever they were called. Empty when there are none. */
export const newFiles = (input: JsonObject): readonly FileEntry[] | Refusal => {
  const given = input['files'];
  if (!Array.isArray(given)) return [];
  const list: readonly Json[] = given;
  if (list.length > FILES_A_FORM) return refuse('files_too_many', { field: 'files', max: FILES_A_FORM });
  const files = list.map(entryOf).filter((entry) => entry !== undefined);
  return files.length === list.length ? files : refuse('file_kind', { field: 'files' });
};

/** As an event carries them. */
export const filesData = (files: readonly FileEntry[]): JsonObject =>
  files.length === 0 ? {} : { files: files.map(({ field, type, size }) => ({ field, type, size })) };
