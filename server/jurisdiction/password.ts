import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse, type Refusal } from '../../kernel/refusal.ts';

const argon2id = promisify(argon2);
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }; // OWASP: m=19456, t=2, p=1

const derive = (password: string, nonce: Buffer): Promise<Buffer> =>
  argon2id('argon2id', { message: password.normalize('NFC'), nonce, ...COST });

/** A PHC string of argon2id. */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
};

/** Whether a password is the one behind a stored string. */
export const isPassword = async (stored: string, password: string): Promise<boolean> => {
  const [nonce, tag] = stored
    .split('$')
    .slice(-2)
    .map((part) => Buffer.from(part, 'base64'));
  return nonce !== undefined && tag !== undefined && timingSafeEqual(await derive(password, nonce), tag);
};

// A sign-in with an unknown name takes as long as one with a known name.
export const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const LEAST = 12; // characters; nothing else is demanded (NIST SP 800-63B 5.1.1.2)
const LEAST_BESIDE_NAME = 8;

/** Code points: how many characters somebody has chosen, also in Chinese. */
const lengthOf = (text: string): number => Array.from(text).length;

/** Why a new password is not taken; undefined when it is good. */
export const passwordFault = (password: string, account: string): Refusal | undefined => {
  const text = password.normalize('NFC');
  if (lengthOf(text) < LEAST) return refuse('password_short', { field: 'password' });
  const rest = text.toLowerCase().replaceAll(account.toLowerCase(), '');
  return lengthOf(rest) < LEAST_BESIDE_NAME && rest.length < text.length
    ? refuse('password_like_account', { field: 'password' })
    : undefined;
};
