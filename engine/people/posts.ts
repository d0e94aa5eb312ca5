import type { Role } from '../../kernel/access/access.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** A post, and whether an account holds it now: never which (G21). */
export interface Post {
  readonly post: string;
  readonly office: string;
  readonly role: Role;
  readonly held: boolean;
}

const POSTS = statement<Post>(
  'posts_of_offices',
  'select p.post, p.office, p.role, exists (select from staff s where s.jurisdiction = $1 and s.post = p.post and s.ended_on is null) as held from post p where p.jurisdiction = $1 and p.office = any($2) order by p.post',
);

/** The posts of some offices. */
export const postsOf = (tx: Transaction, offices: readonly string[]): Promise<readonly Post[]> => tx.run(POSTS, [tx.jurisdiction, offices]);
