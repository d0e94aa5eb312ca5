import { createHash, randomBytes } from 'node:crypto';
import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const hashOf = (token: string): Buffer => createHash('sha256').update(`huiyin/duty-feed/v1\n${token}`).digest();
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const ADD = statement('add_duty_feed', 'insert into duty_feed (jurisdiction, feed, post, made_at) values ($1, $2, $3, $4)');
const REVOKE = statement<{ feed: Buffer }>(
  'revoke_duty_feed',
  'update duty_feed set revoked_at = $3 where jurisdiction = $1 and post = $2 and revoked_at is null returning feed',
);
const THERE = statement<{ made_at: number }>(
  'duty_feed_of_post',
  'select made_at from duty_feed where jurisdiction = $1 and post = $2 and revoked_at is null',
);
const FIND = statement<{ post: string }>(
  'find_duty_feed',
  'select post from duty_feed where jurisdiction = $1 and feed = $2 and revoked_at is null',
);

/** Makes an address for the calendar of one's post, in place of the one before, which answers no more. Only its hash is kept: it is shown this once. */
export const makeFeed = async (service: Service, { post }: Pick<StaffMember, 'post'>): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const now = toIso(service.clock());
  await service.read(async (tx) => {
    await tx.run(REVOKE, [tx.jurisdiction, post, now]);
    await tx.run(ADD, [tx.jurisdiction, hashOf(token), post, now]);
  });
  return token;
};

/** The address of one's post answers no more. */
export const revokeFeed = async (service: Service, { post }: Pick<StaffMember, 'post'>): Promise<void> => {
  await service.read((tx) => tx.run(REVOKE, [tx.jurisdiction, post, toIso(service.clock())]));
};

/** Whether a post has an address in use. */
export const hasFeed = async (tx: Transaction, post: string): Promise<boolean> => (await tx.run(THERE, [tx.jurisdiction, post])).length > 0;

/** The post whose calendar an address is; undefined for one that is unknown, replaced or stopped, all alike. */
export const postOfFeed = async (tx: Transaction, token: string): Promise<string | undefined> =>
  TOKEN.test(token) ? (await tx.run(FIND, [tx.jurisdiction, hashOf(token)]))[0]?.post : undefined;

/** A slot of a post: one seat of one shift, or one that it had and has no more. */
export interface Slot {
  readonly seat: string;
  readonly roster: string;
  readonly plan: string;
  readonly shift: string;
  readonly begins: Instant;
  readonly ends: Instant;
  readonly version: number;
  readonly cancelled: boolean;
}

const SLOTS = statement<{
  matter: string;
  seat: string;
  plan: string;
  shift: string;
  begins: number;
  ends: number;
  version: number;
  post: string | null;
}>(
  'duty_slots_of_post',
  `select matter, seat, plan, shift, begins, ends, version, post from duty_seat
   where jurisdiction = $1 and office = $2 and published and $3 = any (string_to_array(been, ' ')) and begins >= $4 and begins < $5 order by begins, seat limit 2000`,
);

/** The slots of a post in a span; those that went to another post stay in it as cancelled, so that a calendar forgets them. */
export const slotsOf = async (tx: Transaction, post: string, from: Instant, to: Instant): Promise<readonly Slot[]> => {
  const [office = ''] = post.split('.');
  const rows = await tx.run(SLOTS, [tx.jurisdiction, office, post, toIso(from), toIso(to)]);
  return rows.map((row) => ({
    seat: row.seat,
    roster: row.matter,
    plan: row.plan,
    shift: row.shift,
    begins: instant(row.begins),
    ends: instant(row.ends),
    version: row.version,
    cancelled: row.post !== post,
  }));
};
