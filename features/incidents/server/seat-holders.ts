import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Called, Chain } from '../../../kernel/callout/chain.ts';
import type { Holders } from '../../../kernel/callout/next-calls.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { seatsNow } from '../../duty/public.ts';

const HELD = statement<{ post: string }>(
  'posts_held',
  'select distinct s.post from staff s where s.jurisdiction = $1 and s.post = any($2) and s.ended_on is null',
);

const keyOf = (called: Called): string => ('post' in called ? called.post : `${called.office} ${called.duty} ${called.seat}`);

/** Which posts hold whatever a chain calls, at an instant: posts that somebody has, and whoever has a seat of a roster then. */
export const holdersAt = async (tx: Transaction, chain: Chain, now: Instant): Promise<Holders> => {
  const all = [...chain.steps.flatMap(({ call }) => call), chain.leader];
  const posts = all.flatMap((one) => ('post' in one ? [one.post] : []));
  const held = new Set((await tx.run(HELD, [tx.jurisdiction, posts])).map(({ post }) => post));
  const found = new Map<string, readonly string[]>();
  for (const one of all)
    if (!found.has(keyOf(one)))
      found.set(keyOf(one), 'post' in one ? (held.has(one.post) ? [one.post] : []) : await seatsNow(tx, one, toIso(now)));
  return (called) => found.get(keyOf(called)) ?? [];
};
