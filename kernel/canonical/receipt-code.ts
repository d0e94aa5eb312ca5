import { checkCharacter, isChecked } from './check-character.ts';
import { crockfordValues, encodeCrockfordBits, tidied } from './crockford.ts';

/** 20 characters (100 random bits) and a check character, canonical form: 21 characters without hyphens. */
export type ReceiptCode = string & { readonly __brand: 'ReceiptCode' };

export type ReceiptCodeParse =
  | { readonly ok: true; readonly code: ReceiptCode }
  | { readonly ok: false; readonly reason: 'length' | 'character' | 'check' };

const BODY_CHARACTERS = 20;
const BODY_BITS = 100;

/** Makes a receipt code of 13 random bytes, of which it uses the first 100 bits. */
export const encodeReceiptCode = (bytes13: Uint8Array): ReceiptCode => {
  if (bytes13.length !== 13) throw new Error(`a receipt code takes 13 random bytes, not ${bytes13.length}`);
  const body = encodeCrockfordBits(bytes13, BODY_BITS);
  // 21 characters with a right check are what the brand means.
  return `${body}${checkCharacter(body)}` as ReceiptCode;
};

/** Reads a code as people type it: lower case, full-width, I L O, hyphens and spaces. */
export const parseReceiptCode = (text: string): ReceiptCodeParse => {
  const canonical = tidied(text);
  const values = crockfordValues(canonical);
  if (values === undefined) return { ok: false, reason: 'character' };
  if (values.length !== BODY_CHARACTERS + 1) return { ok: false, reason: 'length' };
  if (!isChecked(values)) return { ok: false, reason: 'check' };
  return { ok: true, code: canonical as ReceiptCode }; // length, alphabet and check hold
};

/** Writes a code for people: groups of four, the check character alone at the end. */
export const formatReceiptCode = (code: ReceiptCode): string => code.replace(/.{4}(?=.)/g, '$&-');
