import { randomBytes } from '../../../engine/keys/random.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Holding } from '../../../kernel/roster/rules.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 12;

/** A name for somebody within one month, by chance: nothing about them can be computed from it. */
const newHolder = (): string => [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

const FIND = statement<{ holder: string; staff: string }>(
  'duty_holders_of',
  'select holder, staff from duty_holder where jurisdiction = $1 and matter = $2 and staff = any($3)',
);
const ADD = statement(
  'add_duty_holders',
  `insert into duty_holder (jurisdiction, matter, holder, staff) select $1, $2, h, s from unnest($3::text[], $4::text[]) as t (h, s)
   where exists (select from roster r where r.jurisdiction = $1 and r.matter = $2 and not r.forgotten for share) on conflict (jurisdiction, matter, staff) do nothing`,
);

/**
 * The holders that some accounts are in a month, made where there is none yet; none is made in a month whose accounts are forgotten. One that is
 * then not used names nobody in any event.
 */
export const holdersFor = async (tx: Transaction, roster: string, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const there = new Set((await tx.run(FIND, [tx.jurisdiction, roster, accounts])).map(({ staff }) => staff));
  const missing = accounts.filter((staff) => !there.has(staff));
  if (missing.length > 0) await tx.run(ADD, [tx.jurisdiction, roster, missing.map(newHolder), missing]);
  return new Map((await tx.run(FIND, [tx.jurisdiction, roster, accounts])).map(({ holder, staff }) => [staff, holder] as const));
};

/** An account that holds a post of an office now. */
export interface Account {
  readonly staff: string;
  readonly post: string;
  readonly role: string;
}

const ACCOUNTS = statement<Account>(
  'duty_accounts_of_office',
  'select s.staff, s.post, p.role from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and p.office = $2 and s.ended_on is null order by s.staff',
);

/** The accounts that hold a post of an office now. */
export const accountsOf = (tx: Transaction, office: string): Promise<readonly Account[]> => tx.run(ACCOUNTS, [tx.jurisdiction, office]);

/** What an account holds, as rosters ask it: the function of its post, to the end of the day on which it ends. */
export const holdingOf = (role: string, endedOn: PlainDate | null, zone: string): Holding => ({
  post: role,
  from: null,
  // An account that has ended holds nothing on the day on which it ended.
  to: endedOn === null ? null : startOfDay(endedOn, zone),
});
