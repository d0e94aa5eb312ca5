import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkForm } from '../kernel/form/check-form.ts';
import type { Form } from '../kernel/form/form.ts';
import type { Problem } from '../kernel/policy/check-pack.ts';

/** A form that may be published, or everything that is wrong with it. */
export type LoadedForm = { readonly form: Form } | { readonly problems: readonly Problem[] };

/** Three hundred questions with long labels in two languages are below 300 kB. */
export const FORM_BYTES_MAX = 524_288;
const FOLDER = join(import.meta.dirname, 'forms');

/** Takes a form that was parsed already. */
export const takeForm = (raw: unknown): LoadedForm => {
  const problems = checkForm(raw);
  return problems.length > 0 ? { problems } : { form: raw as Form }; // every field was checked just now
};

/** Reads a form from YAML text. No alias may unfold. */
export const readForm = (text: string): LoadedForm => {
  if (Buffer.byteLength(text) > FORM_BYTES_MAX)
    return { problems: [{ code: 'form.file.too_large', path: '/', data: { max: FORM_BYTES_MAX } }] };
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 0, uniqueKeys: true, strict: true, prettyErrors: false });
  } catch (error) {
    return {
      problems: [{ code: 'form.file.not_yaml', path: '/', data: { reason: error instanceof Error ? error.message : String(error) } }],
    };
  }
  return takeForm(raw);
};

/** The ids of the forms that come with the program, in order. */
export const formIds = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();

/** A form that comes with the program. Throws where there is none of that id, or it is broken: a test holds them. */
export const getForm = (id: string): Form => {
  if (!formIds().includes(id)) throw new Error(`no form ${id}`);
  const loaded = readForm(readFileSync(join(FOLDER, `${id}.yaml`), 'utf8'));
  if ('problems' in loaded) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  return loaded.form;
};
