import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { composedSecret, isAtMost, SECRET_MAX_CODE_POINTS } from '../../kernel/canonical/bounded-text.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';

const argon2id = promisify(argon2);
const TAG_BYTES = 32;
const COST = { parallelism: 1, tagLength: TAG_BYTES, memory: 19_456, passes: 2 }; // OWASP: m=19456, t=2, p=1
/** What a stored string may ask for at most: a row that was changed must not stop the server. */
const MEMORY_MAX = 65_536;
const PASSES_MAX = 10;

/** The words are composed (NFC) already, or folded by whoever compares them. */
const derive = (secret: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> =>
  argon2id('argon2id', { message: secret, nonce, ...cost });

/** A PHC string of argon2id. Takes 19 MiB and some tens of milliseconds: ask for a turn (`engine/turns.ts`), never inside a transaction. */
export const hashPassword = async (password: string): Promise<string> => {
  const secret = composedSecret(password);
  if (secret === undefined) throw new Error('a password is checked before it is hashed');
  const nonce = randomBytes(16);
  const tag = await derive(secret, nonce, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
};

const PHC = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=1\$([A-Za-z0-9+/]+=*)\$([A-Za-z0-9+/]+=*)$/;

/** Whether a password is the one behind a stored string, by the cost that the string names. False for a string that is none. */
export const isPassword = async (stored: string, password: string): Promise<boolean> => {
  const [, memory, passes, nonce, tag] = PHC.exec(stored) ?? [];
  const secret = composedSecret(password);
  const cost = { ...COST, memory: Number(memory), passes: Number(passes) };
  if (secret === undefined || nonce === undefined || tag === undefined || cost.memory > MEMORY_MAX || cost.passes > PASSES_MAX)
    return false;
  const wanted = Buffer.from(tag, 'base64');
  const made = await derive(secret, Buffer.from(nonce, 'base64'), cost);
  return wanted.length === made.length && timingSafeEqual(made, wanted);
};

// A sign-in with an unknown name takes as long as one with a known name.
export const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const LEAST = 12; // characters; nothing else is demanded (NIST SP 800-63B 5.1.1.2)
const LEAST_BESIDE_NAME = 8;

/** Why a new password is not taken; undefined when it is good. */
export const passwordFault = (password: string, account: string): Refusal | undefined => {
  const text = composedSecret(password);
  if (text === undefined) return refuse('field_too_long', { field: 'password', max: SECRET_MAX_CODE_POINTS });
  // Code points: how many characters somebody has chosen, also in Chinese.
  if (isAtMost(text, LEAST - 1)) return refuse('password_short', { field: 'password' });
  const rest = text.toLowerCase().replaceAll(account.toLowerCase(), '');
  return isAtMost(rest, LEAST_BESIDE_NAME - 1) && rest.length < text.length
    ? refuse('password_like_account', { field: 'password' })
    : undefined;
};
