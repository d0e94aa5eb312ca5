import { refuse, type Refusal } from '../../kernel/refusal.ts';

/** What a schema says of a value that it does not take. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly maximum?: number | bigint | undefined;
}

/** What a schema found wrong, in our own codes. */
export const refusalOfIssue = (issue: SchemaIssue | undefined, at?: string): Refusal => {
  const field = String(issue?.path?.at(-1) ?? at ?? '');
  if (issue?.code === 'unrecognized_keys') return refuse('field_unknown', { field: issue.keys?.join(', ') ?? field });
  if (issue?.code === 'invalid_value' || issue?.code === 'invalid_union') return refuse('field_choice', { field });
  if (issue?.code === 'too_big') return refuse('field_too_long', { field, max: Number(issue.maximum ?? 0) });
  return refuse('field_type', { field });
};

interface Validation {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params?: { readonly issue?: SchemaIssue } | undefined;
}

/** The same as the server's framework hands it over. */
export const refusalOfValidation = (it: Validation | undefined): Refusal => {
  const issue = it?.params?.issue ?? (it?.params as SchemaIssue | undefined);
  return refusalOfIssue({ ...issue, code: it?.keyword, path: undefined }, it?.instancePath.split('/').at(-1));
};
