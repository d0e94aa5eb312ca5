import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Called, Chain } from '../../../kernel/callout/chain.ts';
import type { Holders } from '../../../kernel/callout/next-calls.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { seatsNow } from '../../duty/public.ts';

const HELD = statement<{ post: string }>(
  'posts_held',
  'select distinct s.post from staff s where s.jurisdiction = $1 and s.post = any($2) and s.ended_on is null',
);

type Offices = Pick<Jurisdiction, 'offices'>;

const keyOf = (called: Called): string => ('post' in called ? called.post : `${called.office} ${called.duty} ${called.seat}`);
const officeOf = (called: Called): string => ('post' in called ? called.post.slice(0, called.post.lastIndexOf('.')) : called.office);

/** The heads of all offices above one, the nearest first. */
const headsAbove = ({ offices }: Offices, office: string): readonly string[] => {
  const heads: string[] = [];
  for (let at = offices.get(office)?.parent ?? null; at !== null && heads.length < offices.size; at = offices.get(at)?.parent ?? null)
    heads.push(`${at}.head`);
  return heads;
};

/**
 * Which posts hold whatever a chain calls, at an instant: posts that somebody has, and whoever has a seat of a roster then. Where nobody leads,
 * the head of the nearest office above that has one is called in their place: there is always somebody who hears that nobody comes.
 */
export const holdersAt = async (tx: Transaction, it: Offices, chain: Chain, now: Instant): Promise<Holders> => {
  const all = [...chain.steps.flatMap(({ call }) => call), chain.leader];
  const above = headsAbove(it, officeOf(chain.leader));
  const posts = [...all.flatMap((one) => ('post' in one ? [one.post] : [])), ...above];
  const held = new Set((await tx.run(HELD, [tx.jurisdiction, posts])).map(({ post }) => post));
  const found = new Map<string, readonly string[]>();
  for (const one of all)
    if (!found.has(keyOf(one)))
      found.set(keyOf(one), 'post' in one ? (held.has(one.post) ? [one.post] : []) : await seatsNow(tx, one, toIso(now)));
  const leader = keyOf(chain.leader);
  if (found.get(leader)?.length === 0) found.set(leader, above.filter((post) => held.has(post)).slice(0, 1));
  return (called) => found.get(keyOf(called)) ?? [];
};
