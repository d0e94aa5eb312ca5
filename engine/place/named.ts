import type { DefinitionKind, Window } from '../../kernel/jurisdiction/definitions.ts';
import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';

/** Definitions of one kind of which several stand beside each other, each under its own name. */
export interface NamedDefinitions<T> {
  /** The hash of the newest that may be cited now, by its name. */
  readonly newest: ReadonlyMap<string, string>;
  /** One that may be cited, or could be once: what was closed by it stays closed by it. Read when it is asked for. */
  readonly get: (hash: string) => T | undefined;
}

/** From what was published and could ever be cited (`begun`), and what can be now; `bodyOf` gives the document of a hash. */
export const namedIn = <T>(
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
