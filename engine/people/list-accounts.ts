import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** An account as who manages accounts sees it: never what it has opened. */
export interface Account {
  readonly staff: string;
  readonly post: string;
  readonly password: boolean;
  readonly passkeys: number;
  readonly oidc: boolean;
  /** Whether its one-time link is still good. */
  readonly link: boolean;
}

const LIST = statement<Account>(
  'list_accounts',
  'select s.staff, s.post, s.password is not null as password, (select count(*) from passkey k where k.jurisdiction = s.jurisdiction and k.staff = s.staff) as passkeys, s.oidc, exists (select from set_up_link l where l.jurisdiction = s.jurisdiction and l.staff = s.staff and l.expires_at > $2) as link from staff s where s.jurisdiction = $1 and s.ended_on is null and s.staff >= $3 order by s.staff limit $4',
);

/** Accounts by name, from one on: `from` itself is the first where it exists. */
export const listAccounts = (tx: Transaction, now: Instant, from: string, most: number): Promise<readonly Account[]> =>
  tx.run(LIST, [tx.jurisdiction, toIso(now), from, most]);
