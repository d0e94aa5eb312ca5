import { toIso, instant, type Instant } from '../../kernel/calendar/instant.ts';
import type { Role } from '../../kernel/access/access.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { StaffMember } from '../place/read.ts';

/** Who may say the second word. */
export const CONFIRMERS: readonly Role[] = ['admin', 'head', 'auditor'];

/** Whether a post sees what waits at all. */
export const seesPending = (role: Role): boolean => CONFIRMERS.includes(role);

const WAIT_MS = 7 * 86_400_000;

/** From when an account that is granted or recovered now may say the second word: seven days in public, like a definition (G1). */
export const confirmsFrom = (now: Instant): Instant => instant(now + WAIT_MS);

/** Which accounts an account has its post and its sign-in from; null where it was the machine. */
export interface Made {
  readonly staff: string;
  readonly granted_by: string | null;
  readonly granted_with: string | null;
  readonly recovered_by: string | null;
  readonly recovered_with: string | null;
}

const LIST_MADE = statement<Made>(
  'list_made',
  'select staff, granted_by, granted_with, recovered_by, recovered_with from staff where jurisdiction = $1',
);
const MAY_FROM = statement<{ may: boolean }>(
  'confirms_now',
  'select confirms_from <= $3 as may from staff where jurisdiction = $1 and staff = $2 and ended_on is null',
);

/** Whose asking an account goes back to, at any distance. */
const askersOf = (staff: string, made: ReadonlyMap<string, Made>): ReadonlySet<string> => {
  const found = new Set<string>();
  const next = [staff];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    const it = made.get(at);
    for (const asker of [it?.granted_by, it?.recovered_by])
      if (asker !== null && asker !== undefined && !found.has(asker)) {
        found.add(asker);
        next.push(asker);
      }
  }
  return found;
};

/** Whether one account's link was shown to the other: who was shown it could have used it. */
const heldLinkOf = (staff: string, other: string, made: ReadonlyMap<string, Made>): boolean =>
  made.get(staff)?.granted_with === other || made.get(staff)?.recovered_with === other;

/** Whether two accounts may be in one hand: one was asked for by the other at any distance, or its link was shown to the other. */
export const mayBeOneHand = (a: string, b: string, all: readonly Made[]): boolean => {
  const made = new Map(all.map((it) => [it.staff, it]));
  return askersOf(a, made).has(b) || askersOf(b, made).has(a) || heldLinkOf(a, b, made) || heldLinkOf(b, a, made);
};

/** What waits for a second word: who asked for it, and about which account. */
export interface Asked {
  readonly staff: string | null;
  readonly asked_staff: string | null;
  readonly asked_post: string | null;
}

/**
 * Why this member may not say the second word on something; undefined when they may. Another account and another post than asked, not the
 * account itself, none that the asker made or that made the asker, and none that has stood in public for less than seven days.
 */
export const secondFault = async (tx: Transaction, it: Asked, member: StaffMember, now: Instant): Promise<Refusal | undefined> => {
  if (!seesPending(member.role)) return refuse('not_your_post');
  if (it.staff === member.staff || it.asked_staff === member.staff || it.asked_post === member.post) return refuse('second_needed');
  if ((await tx.run(MAY_FROM, [tx.jurisdiction, member.staff, toIso(now)]))[0]?.may !== true) return refuse('confirmer_new');
  const asker = it.asked_staff;
  if (asker !== null && mayBeOneHand(asker, member.staff, await tx.run(LIST_MADE, [tx.jurisdiction]))) return refuse('confirmer_near');
  return undefined;
};
