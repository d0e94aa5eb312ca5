import { randomBytes } from 'node:crypto';
import { checkText } from '../../../kernel/matter/text.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

/** The fields of a filing in the order of the form, with how each is checked. */
export const FILING_FIELDS = { subject: 'line', body: 'text', place: 'optional', ask: 'optional', needs: 'optional' } as const;
export type FilingField = keyof typeof FILING_FIELDS;
export const FILING_NAMES: readonly FilingField[] = ['subject', 'body', 'place', 'ask', 'needs'];
export type FilingFields = { readonly [field in FilingField]: string };

/** What is kept under seal, where custodians are named; neither line goes to an office. */
export const SEALED_NAMES = ['name', 'contact'] as const;
export type SealedField = (typeof SEALED_NAMES)[number];
export type SealedFields = { readonly [field in SealedField]: string };

/** A browser sends CRLF for a line end typed as LF (HTML, form submission). */
export const typed = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n');

/** What was typed into the filing form; absent fields are empty. */
export const filingFields = (form: { readonly [name: string]: string }): FilingFields => ({
  subject: typed(form['subject']),
  body: typed(form['body']),
  place: typed(form['place']),
  ask: typed(form['ask']),
  needs: typed(form['needs']),
});

/** What was typed to be sealed. */
export const sealedFields = (form: { readonly [name: string]: string }): SealedFields => ({
  name: typed(form['name']),
  contact: typed(form['contact']),
});

/** A byte that is not UTF-8 reaches a form as U+FFFD: a lost character is a lost word, so it is refused. */
export const lostCharacter = (field: string, text: string): Refusal | undefined =>
  text.includes('\uFFFD') ? refuse('field_encoding', { field }) : undefined;

/** Everything that is wrong with a filing, by field; the decider itself stops at the first. */
export const filingFaults = (fields: FilingFields): { readonly [field in FilingField]?: Refusal } =>
  Object.fromEntries(
    FILING_NAMES.flatMap((name) => {
      const kind = FILING_FIELDS[name];
      const fault =
        lostCharacter(name, fields[name]) ?? checkText(name, fields[name], kind === 'line' ? 'line' : 'text', kind === 'optional');
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
