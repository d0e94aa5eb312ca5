import { definitionHash } from '../../../engine/place/create.ts';
import type { Form } from '../../../kernel/form/form.ts';
import type { Problem } from '../../../kernel/policy/check-pack.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { readText } from '../../../policy/command-io.ts';
import { formIds, getForm, readForm } from '../../../policy/form.ts';
import type { Io } from '../io.ts';

/** A form and the hash under which it is published. */
export interface HashedForm {
  readonly form: Form;
  /** SHA-256 (hex) of its RFC 8785 bytes. */
  readonly hash: string;
}

/** `code /path name=value`: one thing that is wrong. */
export const problemLine = ({ code, path, data }: Problem): string =>
  [`${code} ${path}`, ...Object.entries(data).map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');

/** A form as it would be published. */
export const hashed = (form: Form): HashedForm => ({ form, hash: definitionHash(form as unknown as Json).toString('hex') }); // plain JSON by its own type

/** The form in a file, or one that comes with the program by its id; what is wrong is said, and then there is none: 1 for a form, 2 for a file. */
export const openForm = (file: string, io: Io): HashedForm | 1 | 2 => {
  if (formIds().includes(file)) return hashed(getForm(file));
  const text = readText(file);
  if (text === undefined) {
    io.err(
      `file_unreadable: there is no file ${file}, it cannot be read, and no form of that id comes with the program (${formIds().join(', ')})`,
    );
    return 2;
  }
  const loaded = readForm(text);
  if ('form' in loaded) return hashed(loaded.form);
  for (const problem of loaded.problems) io.err(problemLine(problem));
  return 1;
};
