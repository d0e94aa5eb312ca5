import type { DefinitionKind, Window } from '../../kernel/jurisdiction/definitions.ts';
import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';
import type { Programme } from '../../kernel/programme/programme.ts';
import type { TermsDefinition } from '../../kernel/programme/terms.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** A programme, ready to be published: each under its own name, beside the others. */
export const programmeDefinition = (programme: Programme): NewDefinition => ({
  kind: 'programme',
  name: programme.id,
  body: programme as unknown as Json, // plain JSON by its own type
});

/** Terms, holidays and seasons, ready to be published. */
export const termsDefinition = (terms: TermsDefinition): NewDefinition => ({
  kind: 'terms',
  name: terms.id,
  body: terms as unknown as Json, // plain JSON by its own type
});

/** Definitions of one kind of which several stand beside each other, each under its own name. */
export interface NamedDefinitions<T> {
  /** The hash of the newest that may be cited now, by its name. */
  readonly newest: ReadonlyMap<string, string>;
  /** One that may be cited, or could be once: what was closed by it stays closed by it. Read when it is asked for. */
  readonly get: (hash: string) => T | undefined;
}

const namedIn = <T>(
  kind: DefinitionKind,
  begun: readonly Window[],
  usable: readonly Window[],
  bodyOf: (hash: string) => Buffer | undefined,
): NamedDefinitions<T> => {
  const known = new Set(begun.flatMap((it) => (it.kind === kind ? [it.hash] : [])));
  const read = new Map<string, T | undefined>();
  const parse = (hash: string): T | undefined => {
    const body = known.has(hash) ? bodyOf(hash) : undefined;
    const value = body && parseJson(body.toString('utf8'));
    // Only checked definitions are ever published; their hash is their key.
    return isJsonObject(value) ? (value as unknown as T) : undefined;
  };
  return {
    newest: new Map(usable.flatMap((it) => (it.kind === kind ? [[it.name, it.hash] as const] : []))),
    get: (hash) => {
      if (!read.has(hash)) read.set(hash, parse(hash));
      return read.get(hash);
    },
  };
};

/** The programmes and the terms of a place, from what was published and could ever be cited (`begun`), and what can be now. */
export const programmesIn = (
  begun: readonly Window[],
  usable: readonly Window[],
  bodyOf: (hash: string) => Buffer | undefined,
): { readonly programmes: NamedDefinitions<Programme>; readonly terms: NamedDefinitions<TermsDefinition> } => ({
  programmes: namedIn<Programme>('programme', begun, usable, bodyOf),
  terms: namedIn<TermsDefinition>('terms', begun, usable, bodyOf),
});
