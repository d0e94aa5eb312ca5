import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { typedDigits } from '../../kernel/canonical/bounded-text.ts';
import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../kernel/access/access.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { unwrap, wrapUnderWrappingKey } from '../keys/wrap.ts';
import { hashPassword, isPassword, NOBODY } from './password.ts';
import { endFieldKeys } from './field-keys.ts';
import { endPushDevices } from './push-devices.ts';
import { endSessions } from './sessions.ts';
import type { StaffMember } from '../place/read.ts';

const totpLabel = (jurisdiction: number, staff: string): string => `huiyin/totp/v1/${jurisdiction}/${staff}`;
const totpOf = (secret: Uint8Array): TOTP =>
  new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: 30 }); // RFC 6238; what authenticator apps expect

/** An authenticator secret as it is stored, bound to its account. */
export const wrapTotp = (tx: Transaction, wrappingKey: Uint8Array, staff: string, totp: Uint8Array): Buffer =>
  wrapUnderWrappingKey(wrappingKey, totpLabel(tx.jurisdiction, staff), totp);
export const unwrapTotp = (tx: Transaction, wrappingKey: Uint8Array, staff: string, totp: Uint8Array): Buffer =>
  unwrap(wrappingKey, totpLabel(tx.jurisdiction, staff), totp);

/** The code that an authenticator would show; for the demo and for tests. */
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
    [[tx.jurisdiction, it.staff, it.post, await hashPassword(it.password), wrapTotp(tx, wrappingKey, it.staff, it.totp)]],
  );
};

/** Adds an account that cannot sign in yet, to a post that is made when it is the first of its kind. */
export const addAccount = async (
  tx: Transaction,
  { staff, office, oidc }: { readonly staff: string; readonly office: string; readonly oidc: boolean },
  role: Role,
  from: { readonly by: string | null; readonly with: string | null; readonly confirmsFrom: Instant },
): Promise<void> => {
  const post = `${office}.${role}`;
  if ((await tx.run(POST_EXISTS, [tx.jurisdiction, post])).length === 0) await addPost(tx, office, role);
  await tx.run(ADD_ACCOUNT, [tx.jurisdiction, staff, post, oidc, from.by, from.with, toIso(from.confirmsFrom)]);
};

export const addPost = async (tx: Transaction, office: string, role: Role): Promise<void> => {
  await insertRows(tx, 'post', ['jurisdiction', 'post', 'office', 'role'], [[tx.jurisdiction, `${office}.${role}`, office, role]]);
};

const POST_EXISTS = statement<{ post: string }>('post_exists', 'select post from post where jurisdiction = $1 and post = $2');
const ADD_ACCOUNT = statement(
  'add_account',
  'insert into staff (jurisdiction, staff, post, oidc, granted_by, granted_with, confirms_from) values ($1, $2, $3, $4, $5, $6, $7)',
);
const FIND = statement<StaffMember & { password: string | null; totp: Buffer | null }>(
  'find_staff',
  'select s.staff, s.post, p.office, p.role, s.password, s.totp from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.staff = $2 and s.ended_on is null',
);
const USE_STEP = statement<{ staff: string }>(
  'use_totp_step',
  'update staff set totp_step = $3 where jurisdiction = $1 and staff = $2 and totp_step < $3 and password = $4 and post = $5 and ended_on is null returning staff',
);

const STEP_MS = 30_000;
const DIGITS = 6;

/** The step of time that a code belongs to, one step of clock drift allowed; undefined when it is wrong, whatever was typed. */
export const stepOf = (secret: Uint8Array, code: string, nowMs: number): number | undefined => {
  const token = typedDigits(code);
  if (token?.length !== DIGITS) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: nowMs, window: 1 });
  return delta === null ? undefined : Math.floor(nowMs / STEP_MS) + delta;
};

/** What an account signs in with, as it is stored; undefined where there is no such account. */
export interface SignInRow {
  readonly member: StaffMember;
  readonly password: string | null;
  readonly totp: Buffer | null;
}

export const findSignIn = async (tx: Transaction, staff: string): Promise<SignInRow | undefined> => {
  const row = (await tx.run(FIND, [tx.jurisdiction, staff]))[0];
  return (
    row && { member: { staff: row.staff, post: row.post, office: row.office, role: row.role }, password: row.password, totp: row.totp }
  );
};

/**
 * Checks password and code against what is stored; the step of the code when both are right. Takes its time outside any transaction, the
 * same whether the account exists or not; whatever is wrong, and whatever breaks in a check, is undefined.
 */
export const checkSignIn = async (
  jurisdiction: number,
  wrappingKey: Uint8Array,
  row: SignInRow | undefined,
  given: { readonly password: string; readonly code: string },
  nowMs: number,
): Promise<number | undefined> => {
  const password = await isPassword(row?.password ?? NOBODY, given.password);
  if (!row?.totp || !password) return undefined;
  try {
    return stepOf(unwrap(wrappingKey, totpLabel(jurisdiction, row.member.staff), row.totp), given.code, nowMs);
  } catch {
    return undefined; // a secret that cannot be opened signs nobody in
  }
};

/** Uses a code that was right, once; false when it was used, or the account, its password or its post changed since it was looked at. */
export const useSignIn = async (tx: Transaction, row: SignInRow, step: number): Promise<boolean> =>
  (await tx.run(USE_STEP, [tx.jurisdiction, row.member.staff, step, row.password, row.member.post])).length === 1;

const END_STAFF = statement<{ post: string }>(
  'end_staff',
  'update staff set ended_on = $3 where jurisdiction = $1 and staff = $2 and ended_on is null returning post',
);
const END_PASSKEYS = statement('end_passkeys_of', 'delete from passkey where jurisdiction = $1 and staff = $2');
const END_LINK = statement('end_link_of', 'delete from set_up_link where jurisdiction = $1 and staff = $2');
const END_PENDING = statement('end_pending_of', 'delete from pending_step where jurisdiction = $1 and staff = $2');
const FORGET_WAYS = statement(
  'forget_ways',
  'update staff set password = null, totp = null where jurisdiction = $1 and staff = $2 and ended_on is null',
);
const RECOVERED = statement(
  'remember_recovery',
  'update staff set recovered_by = $3, recovered_with = $4, confirms_from = $5 where jurisdiction = $1 and staff = $2',
);
const SET_PASSWORD = statement(
  'set_password',
  'update staff set password = $3 where jurisdiction = $1 and staff = $2 and ended_on is null',
);
const SET_BOTH = statement(
  'set_password_and_totp',
  'update staff set password = $3, totp = $4, totp_step = $5 where jurisdiction = $1 and staff = $2 and ended_on is null',
);

/** Another password, as its hash, for the same authenticator. */
export const setPassword = async (tx: Transaction, staff: string, hash: string): Promise<void> =>
  void (await tx.run(SET_PASSWORD, [tx.jurisdiction, staff, hash]));

/** A password, as its hash, with a new authenticator; `step` is that of the code just shown, which is thereby used. */
export const setPasswordAndTotp = async (tx: Transaction, staff: string, hash: string, totp: Buffer, step: number): Promise<void> =>
  void (await tx.run(SET_BOTH, [tx.jurisdiction, staff, hash, totp, step]));

/** Takes every session, key of a phone, device for calls, passkey, password and authenticator from an account, before it gets new ones. */
export const forgetWays = async (tx: Transaction, staff: string): Promise<void> => {
  for (const sql of [END_PASSKEYS, FORGET_WAYS]) await tx.run(sql, [tx.jurisdiction, staff]);
  await endSessions(tx, staff);
  await endFieldKeys(tx, staff);
  await endPushDevices(tx, staff);
};

/** Remembers by which accounts a sign-in was made anew; it says the second word seven days later again. */
export const rememberRecovery = async (
  tx: Transaction,
  staff: string,
  by: string | null,
  confirmer: string | null,
  from: Instant,
): Promise<void> => void (await tx.run(RECOVERED, [tx.jurisdiction, staff, by, confirmer, toIso(from)]));

/** Ends an account with its sessions, keys of phones, devices for calls, passkeys and links at once; its post, or undefined when there is no such account. */
export const endStaff = async (tx: Transaction, staff: string, on: string): Promise<string | undefined> => {
  const post = (await tx.run(END_STAFF, [tx.jurisdiction, staff, on]))[0]?.post;
  if (post === undefined) return undefined;
  for (const sql of [END_PASSKEYS, END_LINK, END_PENDING]) await tx.run(sql, [tx.jurisdiction, staff]);
  await endSessions(tx, staff);
  await endFieldKeys(tx, staff);
  await endPushDevices(tx, staff);
  return post;
};
