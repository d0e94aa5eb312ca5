import { CROCKFORD, crockfordValues, tidied } from '../../../kernel/canonical/crockford.ts';
import { randomBytes } from '../../../engine/keys/random.ts';

const CHARACTERS = 8;

/** A matter's number as people type it; undefined when it cannot be one. */
export const parseMatterNumber = (text: string): string | undefined => {
  const number = tidied(text);
  return number.length === CHARACTERS && crockfordValues(number) ? number : undefined;
};

/** A new number: random, never a sequence. */
export const newMatterNumber = (): string => [...randomBytes(CHARACTERS)].map((byte) => CROCKFORD[byte % 32]).join('');
