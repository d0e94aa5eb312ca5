import { checkCharacter, isChecked } from './check-character.ts';
import { crockfordValues, encodeCrockfordBits, tidied } from './crockford.ts';

/** What a reward is collected with at the counter: 15 characters (75 bits) and a check character, without hyphens. It opens nothing else. */
export type CollectionCode = string & { readonly __brand: 'CollectionCode' };

const BODY_CHARACTERS = 15;
const BODY_BITS = 75;
const BYTES = 10;

/** Makes a collection code of 10 bytes, of which it uses the first 75 bits. */
export const encodeCollectionCode = (bytes10: Uint8Array): CollectionCode => {
  if (bytes10.length !== BYTES) throw new Error(`a collection code takes ${BYTES} bytes, not ${bytes10.length}`);
  const body = encodeCrockfordBits(bytes10, BODY_BITS);
  // 16 characters with a right check are what the brand means.
  return `${body}${checkCharacter(body)}` as CollectionCode;
};

/** Reads a code as people type it; undefined for what is none. */
export const parseCollectionCode = (text: string): CollectionCode | undefined => {
  const canonical = tidied(text);
  const values = crockfordValues(canonical);
  if (values?.length !== BODY_CHARACTERS + 1 || !isChecked(values)) return undefined;
  return canonical as CollectionCode; // length, alphabet and check hold
};

/** Writes a code for people: groups of four. */
export const formatCollectionCode = (code: CollectionCode): string => code.replace(/.{4}(?=.)/g, '$&-');
