import { isJsonObject, isWholeNumber } from '../log/shape.ts';
import type { JsonObject } from './event.ts';

/** What a file can be once it is stored; whatever else was sent has been re-encoded or refused. */
export const FILE_TYPES = ['image/jpeg', 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** A photo or paper of an event: the name of its reference in the payload's `texts`, its type, its exact size. It has no name of its own. */
export interface FileEntry {
  readonly field: string;
  readonly type: FileType;
  readonly size: number;
}

/** Files of one form (design 4: what a form holds fits into memory). */
export const FILES_A_FORM = 5;

const FIELD = /^file[1-9]\d?$/;

const entryOf = (value: unknown): FileEntry | undefined => {
  if (!isJsonObject(value)) return undefined;
  const type = FILE_TYPES.find((it) => it === value.type);
  const { field, size } = value;
  return typeof field === 'string' && FIELD.test(field) && type !== undefined && isWholeNumber(size, 1) ? { field, type, size } : undefined;
};

/** The files an event brought, by its data. Total: an event without any, or with another shape, has none. */
export const filesOf = (data: JsonObject): readonly FileEntry[] =>
  Array.isArray(data['files']) ? data['files'].map(entryOf).filter((entry) => entry !== undefined) : [];

/** The name of an event's file number `i`, from 0. */
export const fileField = (i: number): string => `file${i + 1}`;

/** True for a reference in `texts` that is a file and no text. */
export const isFileField = (data: JsonObject, field: string): boolean => filesOf(data).some((entry) => entry.field === field);
