import { randomBytes } from 'node:crypto';
import { checkText, readText } from '../../../../kernel/stream/text.ts';
import { FILING_TEXTS } from '../../domain/intake/file.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';

/** The words of a filing in the order of the form. */
export type FilingField = Exclude<keyof typeof FILING_TEXTS, 'files'>;
export const FILING_NAMES: readonly FilingField[] = ['subject', 'body', 'place', 'ask', 'needs'];
export type FilingFields = { readonly [field in FilingField]: string };

/** What is kept under seal, where custodians are named; neither line goes to an office. */
export const SEALED_NAMES = ['name', 'contact'] as const;
export type SealedField = (typeof SEALED_NAMES)[number];
export type SealedFields = { readonly [field in SealedField]: string };

/** A browser sends CRLF for a line end typed as LF (HTML, form submission). */
export const typed = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n');

const read = (name: FilingField, form: { readonly [name: string]: string }) => readText(typed(form[name]), FILING_TEXTS[name].kind);

/** What was typed into the filing form, as it is kept; absent fields are empty. */
export const filingFields = (form: { readonly [name: string]: string }): FilingFields => ({
  subject: read('subject', form).text,
  body: read('body', form).text,
  place: read('place', form).text,
  ask: read('ask', form).text,
  needs: read('needs', form).text,
});

/** How many signs that nobody types were left out of a form: it is said once, where it was taken. */
export const droppedSigns = (form: { readonly [name: string]: string }): number =>
  FILING_NAMES.reduce((sum, name) => sum + read(name, form).dropped, 0);

/** What was typed to be sealed. */
export const sealedFields = (form: { readonly [name: string]: string }): SealedFields => ({
  name: readText(typed(form['name']), 'line').text,
  contact: readText(typed(form['contact']), 'line').text,
});

/** A byte that is not UTF-8 reaches a form as U+FFFD: a lost character is a lost word, so it is refused. */
export const lostCharacter = (field: string, text: string): Refusal | undefined =>
  text.includes('\uFFFD') ? refuse('field_encoding', { field }) : undefined;

/** Everything that is wrong with a filing, by field; the decider itself stops at the first. */
export const filingFaults = (fields: FilingFields): { readonly [field in FilingField]?: Refusal } =>
  Object.fromEntries(
    FILING_NAMES.flatMap((name) => {
      const spec = FILING_TEXTS[name];
      const fault = lostCharacter(name, fields[name]) ?? checkText(name, fields[name], spec.kind, 'optional' in spec);
      return fault ? [[name, fault] as const] : [];
    }),
  );

/** Everything that is wrong with what is to be sealed, by field. */
export const sealedFaults = (fields: SealedFields): { readonly [field in SealedField]?: Refusal } =>
  Object.fromEntries(
    SEALED_NAMES.flatMap((name) => {
      const fault = lostCharacter(name, fields[name]) ?? checkText(name, fields[name], 'line', true);
      return fault ? [[name, fault] as const] : [];
    }),
  );

const TOKEN = /^[\w-]{22}$/;

/** The form's random token: the same one again after an error, so that a form sent twice files once. */
export const formToken = (sent: string | undefined): string =>
  sent !== undefined && TOKEN.test(sent) ? sent : randomBytes(16).toString('base64url');
