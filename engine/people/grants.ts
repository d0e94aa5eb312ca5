import { readsMatters, ROLES, type Role } from '../../kernel/access/access.ts';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { PublicActor } from '../../kernel/jurisdiction/public-event.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { findProvider } from './oidc.ts';
import { appendPublic, lockStream } from '../place/public-stream.ts';
import type { Jurisdiction, StaffMember } from '../place/read.ts';
import { makeLink } from './set-up-link.ts';
import { ACCOUNT } from './account-name.ts';
import { CONFIRMERS, confirmsFrom, secondFault } from './second-person.ts';
import { addAccount, endStaff } from './staff.ts';

const WAIT_MS = 7 * 86_400_000;

/** Something that waits for a second member of staff. */
export interface Pending {
  readonly staff: string;
  readonly step: 'grant' | 'recovery';
  readonly office: string;
  readonly role: Role;
  readonly oidc: boolean;
  readonly asked_post: string | null;
  readonly asked_staff: string | null;
  readonly expires_at: number;
}

const COLUMNS = 'staff, step, office, role, oidc, asked_post, asked_staff, expires_at';
const FIND_PENDING = statement<Pending>(
  'find_pending',
  `select ${COLUMNS} from pending_step where jurisdiction = $1 and staff = $2 and expires_at > $3`,
);
const LIST_PENDING = statement<Pending>(
  'list_pending',
  `select ${COLUMNS} from pending_step where jurisdiction = $1 and expires_at > $2 order by expires_at, staff`,
);
const FORGET = statement('forget_pending_of', 'delete from pending_step where jurisdiction = $1 and staff = $2');
const KNOWN = statement<{ staff: string; ended_on: string | null; office: string; role: Role }>(
  'account_known',
  'select s.staff, s.ended_on, p.office, p.role from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.staff = $2',
);
const COUNT_CONFIRMERS = statement<{ there: number; able: number }>(
  'count_confirmers',
  'select count(*) as there, count(*) filter (where s.password is not null or ($4 and s.oidc) or exists (select from passkey k where k.jurisdiction = s.jurisdiction and k.staff = s.staff)) as able from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.ended_on is null and p.role = any($2) and s.staff <> $3',
);

/** Who asks: somebody with the machine's command line, or a member of staff. */
export type Asking = 'machine' | StaffMember;

const actorOf = (by: Asking): PublicActor => (by === 'machine' ? { kind: 'machine' } : { kind: 'staff', post: by.post });
const askedBy = (it: Pending): PublicActor => (it.asked_post === null ? { kind: 'machine' } : { kind: 'staff', post: it.asked_post });

/** What came of asking: a link that is shown once, or a second person's turn. */
export type Outcome = { readonly kind: 'link'; readonly staff: string; readonly token: string } | { readonly kind: 'pending' };

const wait = async (tx: Transaction, it: Omit<Pending, 'asked_post' | 'asked_staff' | 'expires_at'>, by: Asking, now: Instant) => {
  const [post, staff] = by === 'machine' ? [null, null] : [by.post, by.staff];
  await tx.run(FORGET, [tx.jurisdiction, it.staff]);
  await insertRows(
    tx,
    'pending_step',
    ['jurisdiction', 'staff', 'step', 'office', 'role', 'oidc', 'asked_post', 'asked_staff', 'expires_at'],
    [[tx.jurisdiction, it.staff, it.step, it.office, it.role, it.oidc, post, staff, toIso(instant(now + WAIT_MS))]],
  );
  return { kind: 'pending' } as const;
};

export interface Grant {
  readonly staff: string;
  readonly office: string;
  readonly role: string;
  readonly oidc: boolean;
}

interface Place {
  readonly jurisdiction: Jurisdiction;
  readonly wrappingKey: Uint8Array;
  readonly now: Instant;
}

/**
 * Gives somebody an account on a post. One that reads matters, and one that says the second word, waits for a second person, but for the
 * first set-up by the machine.
 */
export const askGrant = async (tx: Transaction, place: Place, grant: Grant, by: Asking): Promise<Outcome | Refusal> => {
  const role = ROLES.find((it) => it === grant.role);
  if (!ACCOUNT.test(grant.staff)) return refuse('account_form', { field: 'staff' });
  if (!place.jurisdiction.offices.has(grant.office)) return refuse('field_choice', { field: 'office' });
  if (!role) return refuse('field_choice', { field: 'role' });
  if (by !== 'machine' && by.role !== 'admin') return refuse('not_your_post');
  await lockStream(tx);
  const known = (await tx.run(KNOWN, [tx.jurisdiction, grant.staff]))[0];
  if (known || (await tx.run(FIND_PENDING, [tx.jurisdiction, grant.staff, toIso(place.now)])).length > 0)
    return refuse('account_known', { field: 'staff' });
  const needsSecond = readsMatters(place.jurisdiction.access, role) || CONFIRMERS.includes(role);
  const there = (await tx.run(COUNT_CONFIRMERS, [tx.jurisdiction, CONFIRMERS, grant.staff, false]))[0]?.there ?? 0;
  const isFirst = by === 'machine' && there < 2;
  if (needsSecond && !isFirst)
    return wait(tx, { staff: grant.staff, step: 'grant', office: grant.office, role, oidc: grant.oidc }, by, place.now);
  const from = { by: by === 'machine' ? null : by.staff, with: null, confirmsFrom: place.now };
  await addAccount(tx, grant, role, from);
  const data = { post: `${grant.office}.${role}`, ...(needsSecond ? { confirmedBy: 'first_setup' } : {}) };
  await appendPublic(tx, [{ type: 'post_granted', actor: actorOf(by), data }], place.now);
  return { kind: 'link', staff: grant.staff, token: await makeLink(tx, place.wrappingKey, grant.staff, place.now) };
};

/** Starts the recovery of an account; the machine alone decides only where nobody is left who could confirm, and the record says so. */
export const askRecovery = async (tx: Transaction, place: Place, staff: string, by: Asking): Promise<Outcome | Refusal> => {
  if (by !== 'machine' && by.role !== 'admin') return refuse('not_your_post');
  if (by !== 'machine' && by.staff === staff) return refuse('own_account');
  await lockStream(tx);
  const known = (await tx.run(KNOWN, [tx.jurisdiction, staff]))[0];
  if (!known || known.ended_on !== null) return refuse('account_unknown');
  const able = (await tx.run(COUNT_CONFIRMERS, [tx.jurisdiction, CONFIRMERS, staff, findProvider() !== undefined]))[0]?.able ?? 0;
  if (by === 'machine' && able === 0) {
    const recovery = { askedBy: 'machine', confirmedBy: 'nobody_else', askedAccount: null, confirmedAccount: null };
    return { kind: 'link', staff, token: await makeLink(tx, place.wrappingKey, staff, place.now, recovery) };
  }
  return wait(tx, { staff, step: 'recovery', office: known.office, role: known.role, oidc: true }, by, place.now);
};

/** What waits, for the page. */
export const listPending = (tx: Transaction, now: Instant): Promise<readonly Pending[]> =>
  tx.run(LIST_PENDING, [tx.jurisdiction, toIso(now)]);

const take = async (tx: Transaction, staff: string, member: StaffMember, now: Instant): Promise<Pending | Refusal> => {
  await lockStream(tx);
  const it = (await tx.run(FIND_PENDING, [tx.jurisdiction, staff, toIso(now)]))[0];
  if (!CONFIRMERS.includes(member.role)) return refuse('not_your_post');
  if (!it) return refuse('nothing_pending');
  const fault = await secondFault(tx, it, member, now);
  if (fault) return fault;
  await tx.run(FORGET, [tx.jurisdiction, staff]);
  return it;
};

/** The second word: the post is granted or the recovery goes on, and the link is shown to who confirmed. */
export const confirmPending = async (tx: Transaction, place: Place, staff: string, member: StaffMember): Promise<Outcome | Refusal> => {
  const it = await take(tx, staff, member, place.now);
  if ('refused' in it) return it;
  const known = (await tx.run(KNOWN, [tx.jurisdiction, staff]))[0];
  if (it.step === 'recovery') {
    if (!known || known.ended_on !== null) return refuse('account_unknown');
    const recovery = {
      askedBy: it.asked_post ?? 'machine',
      confirmedBy: member.post,
      askedAccount: it.asked_staff,
      confirmedAccount: member.staff,
    };
    return { kind: 'link', staff, token: await makeLink(tx, place.wrappingKey, staff, place.now, recovery) };
  }
  if (known) return refuse('account_known');
  const from = { by: it.asked_staff, with: member.staff, confirmsFrom: confirmsFrom(place.now) };
  await addAccount(tx, it, it.role, from);
  const data = { post: `${it.office}.${it.role}`, confirmedBy: member.post };
  await appendPublic(tx, [{ type: 'post_granted', actor: askedBy(it), data }], place.now);
  return { kind: 'link', staff, token: await makeLink(tx, place.wrappingKey, staff, place.now) };
};

/** The second person says no; of a grant the record says that, of a recovery nothing is left. */
export const refusePending = async (tx: Transaction, staff: string, member: StaffMember, now: Instant): Promise<Refusal | undefined> => {
  const it = await take(tx, staff, member, now);
  if ('refused' in it) return it;
  if (it.step === 'recovery') return undefined;
  const data = { post: `${it.office}.${it.role}`, refusedBy: member.post };
  await appendPublic(tx, [{ type: 'post_refused', actor: askedBy(it), data }], now);
  return undefined;
};

/** Ends an account from the desk or the machine; the record says of which post. */
export const endAccount = async (tx: Transaction, staff: string, by: Asking, now: Instant, today: string): Promise<string | Refusal> => {
  if (by !== 'machine' && by.role !== 'admin') return refuse('not_your_post');
  if (by !== 'machine' && by.staff === staff) return refuse('own_account');
  const post = await endStaff(tx, staff, today);
  if (post === undefined) return refuse('account_unknown');
  await appendPublic(tx, [{ type: 'post_ended', actor: actorOf(by), data: { post } }], now);
  return post;
};

/** The machine takes back what waits for a second person, a post or a new sign-in: nothing was granted yet, so no record is left. */
export const withdrawPending = async (tx: Transaction, staff: string, now: Instant): Promise<Pending['step'] | undefined> => {
  await lockStream(tx);
  const it = (await tx.run(FIND_PENDING, [tx.jurisdiction, staff, toIso(now)]))[0];
  if (!it) return undefined;
  await tx.run(FORGET, [tx.jurisdiction, staff]);
  return it.step;
};
