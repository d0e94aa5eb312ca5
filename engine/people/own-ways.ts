import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { findProvider } from './oidc.ts';
import { addPasskey, checkNewPasskey, listPasskeys, removePasskey } from './passkeys.ts';
import { signInHashes } from '../turns.ts';
import { hashPassword, passwordFault } from './password.ts';
import { endPushDevices } from './push-devices.ts';
import type { StaffMember } from '../place/read.ts';
import { isFresh, rotateSessions, tokenHash } from './sessions.ts';
import { setPassword } from './staff.ts';

const READ = statement<{ password: boolean; oidc: boolean }>(
  'own_ways',
  'select password is not null as password, oidc from staff where jurisdiction = $1 and staff = $2',
);

const RECOVERY = statement<{ asked: boolean }>(
  'own_recovery',
  "select exists (select from pending_step where jurisdiction = $1 and staff = $2 and step = 'recovery' and expires_at > $3) or exists (select from set_up_link where jurisdiction = $1 and staff = $2 and asked_by is not null and expires_at > $3) as asked",
);
const KEEP_FROM_PENDING = statement(
  'keep_from_pending',
  "delete from pending_step where jurisdiction = $1 and staff = $2 and step = 'recovery'",
);
const KEEP_FROM_LINK = statement(
  'keep_from_link',
  'delete from set_up_link where jurisdiction = $1 and staff = $2 and asked_by is not null',
);

/** How an account can sign in. */
export interface Ways {
  readonly password: boolean;
  /** Only where the organisation's own sign-in is configured. */
  readonly oidc: boolean;
  readonly passkeys: readonly { readonly passkey: Buffer; readonly added_on: string }[];
}

export const readWays = async (tx: Transaction, staff: string): Promise<Ways> => {
  const row = (await tx.run(READ, [tx.jurisdiction, staff]))[0];
  return {
    password: row?.password ?? false,
    oidc: findProvider() !== undefined && (row?.oidc ?? false),
    passkeys: await listPasskeys(tx, staff),
  };
};

/** A session of the desk: who, and by which token. */
export interface Own {
  readonly service: Service;
  readonly member: StaffMember;
  readonly token: string;
}

type Changed = { readonly token: string } | Refusal;

/** Changes something, ends every other session of the account and gives this one another token. */
const change = ({ service, member, token }: Own, work: (tx: Transaction) => Promise<Refusal | undefined>): Promise<Changed> =>
  service.read(async (tx) => {
    const now = service.clock();
    if (!(await isFresh(tx, token, now))) return refuse('sign_in_stale');
    const refused = await work(tx);
    if (refused) return refused;
    const next = await rotateSessions(tx, member.staff, token, now);
    return next === undefined ? refuse('sign_in_needed') : { token: next };
  });

export const changePassword = async (own: Own, password: string): Promise<Changed> => {
  const fault = passwordFault(password, own.member.staff);
  if (fault) return fault;
  const hash = await signInHashes.run(own.member.staff, () => hashPassword(password));
  if (isRefusal(hash)) return hash;
  return change(own, async (tx) => {
    if (!(await readWays(tx, own.member.staff)).password) return refuse('sign_in_needed');
    await setPassword(tx, own.member.staff, hash);
    // Whoever had the password may have switched a device of theirs on.
    await endPushDevices(tx, own.member.staff);
    return undefined;
  });
};

/** What the challenge of the account page is good for: this session, and no other. */
export const ownPurpose = (token: string): string => `account ${tokenHash(token).toString('hex')}`;

export const addOwnPasskey = async (own: Own, given: { readonly text: string; readonly origin: string }): Promise<Changed> => {
  const { service } = own;
  const now = service.clock();
  const { zone } = await service.jurisdiction();
  const passkey = await checkNewPasskey(given.text, given.origin, ownPurpose(own.token), now);
  if (!passkey) return refuse('passkey_failed');
  return change(own, async (tx) =>
    (await addPasskey(tx, own.member.staff, passkey, dateIn(now, zone))) ? undefined : refuse('passkey_failed'),
  );
};

/** Removes a passkey when something else still signs its owner in. */
export const removeOwnPasskey = (own: Own, id: Buffer): Promise<Changed> =>
  change(own, async (tx) => {
    const ways = await readWays(tx, own.member.staff);
    if (!ways.password && !ways.oidc && ways.passkeys.length < 2) return refuse('last_way');
    return (await removePasskey(tx, own.member.staff, id)) ? undefined : refuse('already_done');
  });

/** Whether somebody has asked for a new sign-in for this account. */
export const isBeingRecovered = async (tx: Transaction, staff: string, now: Instant): Promise<boolean> =>
  (await tx.run(RECOVERY, [tx.jurisdiction, staff, toIso(now)]))[0]?.asked ?? false;

/** Who can still sign in says no to a recovery that others have begun: what waits and a link already made are over. */
export const keepOwnWays = (own: Own): Promise<Changed> =>
  change(own, async (tx) => {
    for (const sql of [KEEP_FROM_PENDING, KEEP_FROM_LINK]) await tx.run(sql, [tx.jurisdiction, own.member.staff]);
    return undefined;
  });

/** Ends every session of the account but this one, and switches its devices off: whoever had a session may have switched one of theirs on. */
export const endOtherSessions = async ({ service, member, token }: Own): Promise<Changed> => {
  const next = await service.read(async (tx) => {
    const rotated = await rotateSessions(tx, member.staff, token, service.clock());
    if (rotated !== undefined) await endPushDevices(tx, member.staff);
    return rotated;
  });
  return next === undefined ? refuse('sign_in_needed') : { token: next };
};
