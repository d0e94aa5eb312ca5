import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { KeyDirectory } from './key-directory.ts';

/** A file of the operator in the folder of keys: what it says; why it is not taken; or null where there is none. */
export type OperatorFile<T> = { readonly said: T } | { readonly fault: 'open' | 'form'; readonly where: string } | null;

/** Bits of others that a file must not have: one with secrets is read by nobody else, one without is written by nobody else. */
export const SECRET_FILE = 0o077;
export const OWN_FILE = 0o022;

/**
 * Reads a file of the operator. One that others may reach, that cannot be read, or that says something else is a fault: where, never what it says.
 * Never throws: nothing that happens is to stop because of it.
 */
export const readOperatorFile = <T>(
  keys: Pick<KeyDirectory, 'path' | 'readText'>,
  name: string,
  schema: z.ZodType<T>,
  others: typeof SECRET_FILE | typeof OWN_FILE,
): OperatorFile<T> => {
  let text: string | undefined;
  try {
    text = keys.readText(name);
    if (text !== undefined && (statSync(join(keys.path, name)).mode & others) !== 0) return { fault: 'open', where: '' };
  } catch {
    return { fault: 'open', where: '' }; // it belongs to somebody else, is a folder, or has just gone
  }
  if (text === undefined) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { said: parsed.data } : { fault: 'form', where: parsed.error.issues[0]?.path.join('.') ?? '' };
  } catch {
    return { fault: 'form', where: '' };
  }
};
