import { crockfordValues, tidied } from '../../../kernel/canonical/crockford.ts';

const CHARACTERS = 8;

/** A matter's number as people type it; undefined when it cannot be one. */
export const parseMatterNumber = (text: string): string | undefined => {
  const number = tidied(text);
  return number.length === CHARACTERS && crockfordValues(number) ? number : undefined;
};
