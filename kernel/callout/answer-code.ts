import { crockfordValues, encodeCrockfordBits, tidied } from '../canonical/crockford.ts';

/** What a message carries for whoever answers by its link: 10 characters (50 bits), without a hyphen. It opens one answer and nothing else. */
export type AnswerCode = string & { readonly __brand: 'AnswerCode' };

const CHARACTERS = 10;
const BITS = 50;

/** The code of at least 7 bytes, of which the first 50 bits are used. */
export const encodeAnswerCode = (bytes: Uint8Array): AnswerCode => encodeCrockfordBits(bytes, BITS) as AnswerCode; // ten characters of the alphabet

/** Reads a code as people type it: lower case, blanks, hyphens, O for 0, I and L for 1. Undefined for what is none. */
export const parseAnswerCode = (text: string): AnswerCode | undefined => {
  const canonical = tidied(text);
  return crockfordValues(canonical)?.length === CHARACTERS ? (canonical as AnswerCode) : undefined; // length and alphabet hold
};

/** Writes a code for people: two groups of five. */
export const formatAnswerCode = (code: AnswerCode): string => `${code.slice(0, 5)}-${code.slice(5)}`;
