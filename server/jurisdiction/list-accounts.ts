import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../db/transaction.ts';

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
  'select s.staff, s.post, s.password is not null as password, (select count(*) from passkey k where k.jurisdiction = s.jurisdiction and k.staff = s.staff) as passkeys, s.oidc, exists (select from set_up_link l where l.jurisdiction = s.jurisdiction and l.staff = s.staff and l.expires_at > $2) as link from staff s where s.jurisdiction = $1 and s.ended_on is null order by s.post, s.staff',
);

export const listAccounts = (tx: Transaction, now: Instant): Promise<readonly Account[]> => tx.run(LIST, [tx.jurisdiction, toIso(now)]);
