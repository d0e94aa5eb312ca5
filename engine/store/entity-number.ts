import { CROCKFORD, crockfordValues, tidied } from '../../kernel/canonical/crockford.ts';
import { randomBytes } from '../keys/random.ts';

const CHARACTERS = 8;

/** An entity's number as people type it; undefined when it cannot be one. */
export const parseEntityNumber = (text: string): string | undefined => {
  const number = tidied(text);
  return number.length === CHARACTERS && crockfordValues(number) ? number : undefined;
};

/** A new number: random, never a sequence. */
export const newEntityNumber = (): string => [...randomBytes(CHARACTERS)].map((byte) => CROCKFORD[byte % 32]).join('');

/** A random number met another one: who made it draws again. */
export const isNumberTaken = (error: unknown): boolean => (error as { constraint?: string }).constraint === 'entity_pkey';
