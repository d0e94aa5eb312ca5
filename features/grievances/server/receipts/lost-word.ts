import { foldForms, foldWord, SECRET_MAX_CODE_POINTS } from '../../../../kernel/canonical/bounded-text.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { Counts } from '../../../../engine/counts.ts';
import { filingHashes, signInHashes } from '../../../../engine/turns.ts';
import { hashPassword, isPassword, NOBODY } from '../../../../engine/people/password.ts';
import { checkText } from '../../../../kernel/stream/text.ts';
import { randomBytes } from '../../../../engine/keys/random.ts';

/** Shorter, and the number alone would nearly be enough; the wait of seven days and the old code's warning stand behind it (G7). */
const WORD_MIN = 4;
const DAY_MS = 86_400_000;
/** Tries a day on one number from one address: a person who does not remember knows it by then. */
const TRIES_OF_ADDRESS = 5;
/** Tries a day on one number from everywhere: a stranger needs a hundred addresses to keep the owner out for a day. */
const TRIES_OF_NUMBER = 500;
/** From here on each further try on a number waits. */
const UNHURRIED = 20;
const PAUSE_MS = 2000;

/** Checks the word that a filer chooses for the case that the code is lost; empty is none. */
export const wordFault = (word: string): Refusal | undefined => {
  const fault = checkText('word', word, 'line', true);
  if (fault) return fault;
  const folded = foldWord(word) ?? '';
  const length = Array.from(folded).length;
  return word.trim() !== '' && length < WORD_MIN ? refuse('field_too_short', { field: 'word', min: WORD_MIN }) : undefined;
};

/** What the filing's event holds of the word; null where none was chosen. Its salt is fresh, so two equal words share nothing (G10). */
export const hashWord = async (word: string): Promise<string | null | Refusal> => {
  const folded = foldWord(word) ?? '';
  return folded === '' ? null : filingHashes.run('', () => hashPassword(folded));
};

/** As words were folded before 0.2.0: with their quotes and signs, straight or curly as they were typed. */
const foldedBefore = (word: string): readonly string[] => {
  const plain = foldForms(word).replaceAll(/\s/g, '').toLowerCase();
  return [plain, plain.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"'), plain.replaceAll("'", '’'), plain.replaceAll("'", '‘')];
};

/** Every way in which a word may have been stored; one for a word without quotes and signs. */
const candidates = (word: string): readonly string[] => {
  const folded = foldWord(word);
  if (folded === undefined || word.length > 2 * SECRET_MAX_CODE_POINTS) return [''];
  return [...new Set([folded, ...foldedBefore(word)])];
};

/** Compares in the same time whether there is a word or not. Refused where too many wait. */
export const isWord = (stored: unknown, word: string, visitor: string): Promise<boolean | Refusal> =>
  signInHashes.run(visitor, async () => {
    const known = typeof stored === 'string' ? stored : NOBODY;
    let right = false;
    for (const one of candidates(word)) right = (await isPassword(known, one)) || right;
    return right && typeof stored === 'string';
  });

// In memory only, and forgotten with the day: how often a number was tried, from where and in all.
let day = 0;
let tries = new Counts();
const salt = randomBytes(16).toString('hex');

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MS).unref();
  });

/**
 * Counts a try on a number, first by the address that it comes from: whoever tries wrong words keeps themselves out, not the owner.
 * A refusal that says so once there were too many today.
 */
export const mayTry = async (matter: string, visitor: string, now: number): Promise<Refusal | undefined> => {
  if (Math.floor(now / DAY_MS) !== day) [day, tries] = [Math.floor(now / DAY_MS), new Counts()];
  if (tries.add(`${salt} ${matter} ${visitor}`) > TRIES_OF_ADDRESS) return refuse('tries_spent');
  const all = tries.add(`${salt} ${matter}`);
  if (all > TRIES_OF_NUMBER) return refuse('tries_spent');
  if (all > UNHURRIED) await pause();
  return undefined;
};

/** Forgets the tries of an address on a number, whose word was right. */
export const triedRightly = (matter: string, visitor: string): void => tries.forget(`${salt} ${matter} ${visitor}`);
