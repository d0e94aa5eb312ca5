import { randomBytes } from '../../../server/keys/random.ts';
import { hashPassword, isPassword, NOBODY } from '../../../server/jurisdiction/password.ts';
import { checkText } from '../../../kernel/matter/text.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

/** Shorter, and the number alone would nearly be enough; the wait of seven days and the old code's warning stand behind it (G7). */
const WORD_MIN = 4;
const MINUTES = 60_000;
const DAY_MS = 24 * 60 * MINUTES;
const TRIES_A_DAY = 5;

/** A word as it is compared: without what a person would type otherwise the second time. */
const plain = (word: string): string => word.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

/** Checks the word that a filer chooses for the case that the code is lost; empty is none. */
export const wordFault = (word: string): Refusal | undefined => {
  const fault = checkText('word', word, 'line', true);
  if (fault) return fault;
  const length = Array.from(plain(word)).length;
  return length > 0 && length < WORD_MIN ? refuse('field_too_short', { field: 'word', min: WORD_MIN }) : undefined;
};

/** What the filing's event holds of the word; null where none was chosen. Its salt is fresh, so two equal words share nothing (G10). */
export const hashWord = async (word: string): Promise<string | null> => (plain(word) === '' ? null : hashPassword(plain(word)));

/** Compares in the same time whether there is a word or not. */
export const isWord = async (stored: unknown, word: string): Promise<boolean> =>
  (await isPassword(typeof stored === 'string' ? stored : NOBODY, plain(word))) && typeof stored === 'string';

// In memory only, and forgotten with the day: how often a number was tried.
let day = 0;
let tries = new Map<string, number>();
const salt = randomBytes(16).toString('hex');

/** Counts a try on a number; false once there were too many today. */
export const mayTry = (matter: string, now: number): boolean => {
  if (Math.floor(now / DAY_MS) !== day) [day, tries] = [Math.floor(now / DAY_MS), new Map()];
  const name = `${salt}${matter}`;
  tries.set(name, (tries.get(name) ?? 0) + 1);
  return (tries.get(name) ?? 0) <= TRIES_A_DAY;
};
