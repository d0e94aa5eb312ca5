import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';
import type { Window } from '../../kernel/jurisdiction/definitions.ts';
import type { Form } from '../../kernel/form/form.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** A form, ready to be published: each under its own name, beside the others. */
export const formDefinition = (form: Form): NewDefinition => ({
  kind: 'form',
  name: form.id,
  body: form as unknown as Json, // plain JSON by its own type
});

/** The forms of a place. */
export interface PublishedForms {
  /** The newest that may be cited now, by the ids of forms. */
  readonly newest: ReadonlyMap<string, string>;
  /** A form that may be cited, or could be once: records stay bound to theirs. Read when it is asked for. */
  readonly get: (hash: string) => Form | undefined;
}

/** From what was published and could ever be cited (`begun`), and what can be now; `bodyOf` gives the document of a hash. */
export const formsIn = (
  begun: readonly Window[],
  usable: readonly Window[],
  bodyOf: (hash: string) => Buffer | undefined,
): PublishedForms => {
  const known = new Set(begun.flatMap((it) => (it.kind === 'form' ? [it.hash] : [])));
  const read = new Map<string, Form | undefined>();
  const parse = (hash: string): Form | undefined => {
    const body = known.has(hash) ? bodyOf(hash) : undefined;
    const value = body && parseJson(body.toString('utf8'));
    // Only checked forms are ever published; their hash is their key.
    return isJsonObject(value) ? (value as unknown as Form) : undefined;
  };
  return {
    newest: new Map(usable.flatMap((it) => (it.kind === 'form' ? [[it.name, it.hash] as const] : []))),
    get: (hash) => {
      if (!read.has(hash)) read.set(hash, parse(hash));
      return read.get(hash);
    },
  };
};
