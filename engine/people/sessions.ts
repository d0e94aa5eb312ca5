import { createHash, randomBytes } from 'node:crypto';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { StaffMember } from '../place/read.ts';

const FIND_SESSION = statement<StaffMember>(
  'find_session',
  'select s.staff, s.post, p.office, p.role from staff_session t join staff s on s.jurisdiction = t.jurisdiction and s.staff = t.staff join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where t.jurisdiction = $1 and t.token = $2 and t.expires_at > $3 and s.ended_on is null',
);
const END_EXPIRED = statement(
  'end_expired_sessions',
  'delete from staff_session where jurisdiction = $1 and staff = $2 and expires_at <= $3',
);
const END_SESSION = statement('end_session', 'delete from staff_session where jurisdiction = $1 and token = $2');
const END_SESSIONS = statement('end_sessions_of', 'delete from staff_session where jurisdiction = $1 and staff = $2');
const EXPIRY = statement<{ expires_at: number }>(
  'session_expiry',
  'select expires_at from staff_session where jurisdiction = $1 and token = $2 and expires_at > $3',
);

/** What is stored instead of a token: of a session or of a link. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
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

export const endSessions = async (tx: Transaction, staff: string): Promise<void> =>
  void (await tx.run(END_SESSIONS, [tx.jurisdiction, staff]));

const expiryOf = async (tx: Transaction, token: string, nowMs: number): Promise<number | undefined> =>
  (await tx.run(EXPIRY, [tx.jurisdiction, tokenHash(token), new Date(nowMs).toISOString()]))[0]?.expires_at;

const FRESH_MS = 15 * 60_000;

/** Whether somebody has signed in so lately that ways of signing in may be changed: a desk left open for an hour is not enough. */
export const isFresh = async (tx: Transaction, token: string, nowMs: number): Promise<boolean> =>
  ((await expiryOf(tx, token, nowMs)) ?? 0) - SESSION_MS > nowMs - FRESH_MS;

/** Ends every session of an account and gives the one that asked another token; it lasts no longer than before. */
export const rotateSessions = async (tx: Transaction, staff: string, old: string, nowMs: number): Promise<string | undefined> => {
  const expiry = await expiryOf(tx, old, nowMs);
  if (expiry === undefined) return undefined;
  await endSessions(tx, staff);
  const token = randomBytes(32).toString('base64url');
  await insertRows(
    tx,
    'staff_session',
    ['jurisdiction', 'token', 'staff', 'expires_at'],
    [[tx.jurisdiction, tokenHash(token), staff, new Date(expiry).toISOString()]],
  );
  return token;
};
