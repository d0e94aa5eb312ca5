import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../kernel/access/access.ts';
import { insertRows } from '../db/insert.ts';
import { statement, type Transaction } from '../db/transaction.ts';
import { unwrap, wrap } from '../keys/wrap.ts';
import type { StaffMember } from './read.ts';

const argon2id = promisify(argon2);
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }; // OWASP: m=19456, t=2, p=1

const derive = (password: string, nonce: Buffer): Promise<Buffer> =>
  argon2id('argon2id', { message: password.normalize('NFC'), nonce, ...COST });

const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
};

const isPassword = async (stored: string, password: string): Promise<boolean> => {
  const [nonce, tag] = stored
    .split('$')
    .slice(-2)
    .map((part) => Buffer.from(part, 'base64'));
  return nonce !== undefined && tag !== undefined && timingSafeEqual(await derive(password, nonce), tag);
};

const totpLabel = (jurisdiction: number, staff: string): string => `huiyin/totp/v1/${jurisdiction}/${staff}`;
const totpOf = (secret: Uint8Array): TOTP =>
  new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: 30 }); // RFC 6238; what authenticator apps expect

/** The code that an authenticator would show; for the demo and for first sign-in by the operator. */
export const totpCode = (secret: Uint8Array, nowMs: number): string => totpOf(secret).generate({ timestamp: nowMs });

export interface NewStaff {
  readonly staff: string;
  readonly post: string;
  readonly password: string;
  readonly totp: Uint8Array;
}

/** Adds an account to a post; the post must exist. */
export const addStaff = async (tx: Transaction, wrappingKey: Uint8Array, it: NewStaff): Promise<void> => {
  await insertRows(
    tx,
    'staff',
    ['jurisdiction', 'staff', 'post', 'password', 'totp'],
    [
      [
        tx.jurisdiction,
        it.staff,
        it.post,
        await hashPassword(it.password),
        wrap(wrappingKey, totpLabel(tx.jurisdiction, it.staff), it.totp),
      ],
    ],
  );
};

export const addPost = async (tx: Transaction, office: string, role: Role): Promise<void> => {
  await insertRows(tx, 'post', ['jurisdiction', 'post', 'office', 'role'], [[tx.jurisdiction, `${office}.${role}`, office, role]]);
};

const FIND = statement<StaffMember & { password: string; totp: Buffer; totp_step: number }>(
  'find_staff',
  'select s.staff, s.post, p.office, p.role, s.password, s.totp, s.totp_step from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.staff = $2 and s.ended_on is null',
);
const USE_STEP = statement<{ staff: string }>(
  'use_totp_step',
  'update staff set totp_step = $3 where jurisdiction = $1 and staff = $2 and totp_step < $3 returning staff',
);
const FIND_SESSION = statement<StaffMember>(
  'find_session',
  'select s.staff, s.post, p.office, p.role from staff_session t join staff s on s.jurisdiction = t.jurisdiction and s.staff = t.staff join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where t.jurisdiction = $1 and t.token = $2 and t.expires_at > $3 and s.ended_on is null',
);
const END_EXPIRED = statement(
  'end_expired_sessions',
  'delete from staff_session where jurisdiction = $1 and staff = $2 and expires_at <= $3',
);
const END_SESSION = statement('end_session', 'delete from staff_session where jurisdiction = $1 and token = $2');

const STEP_MS = 30_000;
// A sign-in with an unknown name takes as long as one with a known name.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

/** Checks password and code; a code is good once, one step of clock drift is allowed. Undefined without saying what was wrong. */
export const signIn = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  given: { readonly staff: string; readonly password: string; readonly code: string },
  nowMs: number,
): Promise<StaffMember | undefined> => {
  const row = (await tx.run(FIND, [tx.jurisdiction, given.staff]))[0];
  const password = await isPassword(row?.password ?? NOBODY, given.password);
  if (!row || !password) return undefined;
  const delta = totpOf(unwrap(wrappingKey, totpLabel(tx.jurisdiction, row.staff), row.totp)).validate({
    token: given.code.replaceAll(/\s/g, ''),
    timestamp: nowMs,
    window: 1,
  });
  if (delta === null) return undefined;
  const used = await tx.run(USE_STEP, [tx.jurisdiction, row.staff, Math.floor(nowMs / STEP_MS) + delta]);
  return used.length === 1 ? { staff: row.staff, post: row.post, office: row.office, role: row.role } : undefined;
};

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
const SESSION_MS = 8 * 3_600_000; // a working day

/** Opens a session; only the hash of its token is stored. What has run out of the same account goes. */
export const openSession = async (tx: Transaction, staff: string, nowMs: number): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  await tx.run(END_EXPIRED, [tx.jurisdiction, staff, new Date(nowMs).toISOString()]);
  await insertRows(
    tx,
    'staff_session',
    ['jurisdiction', 'token', 'staff', 'expires_at'],
    [[tx.jurisdiction, tokenHash(token), staff, new Date(nowMs + SESSION_MS).toISOString()]],
  );
  return token;
};

export const findSession = async (tx: Transaction, token: string, nowMs: number): Promise<StaffMember | undefined> =>
  (await tx.run(FIND_SESSION, [tx.jurisdiction, tokenHash(token), new Date(nowMs).toISOString()]))[0];

export const endSession = async (tx: Transaction, token: string): Promise<void> =>
  void (await tx.run(END_SESSION, [tx.jurisdiction, tokenHash(token)]));

const END_STAFF = statement<{ post: string }>(
  'end_staff',
  'update staff set ended_on = $3 where jurisdiction = $1 and staff = $2 and ended_on is null returning post',
);
const END_SESSIONS = statement('end_sessions_of', 'delete from staff_session where jurisdiction = $1 and staff = $2');

/** Ends an account and its sessions at once; its post, or undefined when there is no such account. */
export const endStaff = async (tx: Transaction, staff: string, on: string): Promise<string | undefined> => {
  const post = (await tx.run(END_STAFF, [tx.jurisdiction, staff, on]))[0]?.post;
  if (post !== undefined) await tx.run(END_SESSIONS, [tx.jurisdiction, staff]);
  return post;
};
