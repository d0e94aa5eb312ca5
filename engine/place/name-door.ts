import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { definitionHash } from './create.ts';
import { publishDefinition } from './publish-definition.ts';
import { lockStream } from './public-stream.ts';
import type { StaffMember } from './read.ts';
import { secondFault } from '../people/second-person.ts';

const WAIT_MS = 7 * 86_400_000;

/** A door, or the end of one, that waits for a second person. */
export interface PendingDoor {
  readonly hash: Buffer;
  readonly body: Buffer;
  readonly emergency: boolean;
  readonly expires_at: number;
}

const LIST = statement<PendingDoor>(
  'list_pending_doors',
  'select hash, body, emergency, expires_at from pending_door where jurisdiction = $1 and expires_at > $2 order by expires_at, hash',
);
const FORGET_ALL = statement('forget_pending_doors_all', 'delete from pending_door where jurisdiction = $1');
const FORGET = statement<{ hash: Buffer }>(
  'forget_pending_door',
  'delete from pending_door where jurisdiction = $1 and hash = $2 returning hash',
);
const COUNT = statement<{ able: number }>(
  'count_door_confirmers',
  "select count(*)::integer as able from staff s join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where s.jurisdiction = $1 and s.ended_on is null and p.role in ('admin', 'head', 'auditor')",
);

/** Asked on the machine: nothing is published yet. One waits at a time. Refused where nobody is there who could agree (`second_needed`). */
export const askDoor = async (tx: Transaction, body: Json, emergency: boolean, now: Instant): Promise<Refusal | undefined> => {
  await lockStream(tx);
  if (((await tx.run(COUNT, [tx.jurisdiction]))[0]?.able ?? 0) === 0) return refuse('second_needed');
  await tx.run(FORGET_ALL, [tx.jurisdiction]);
  await insertRows(
    tx,
    'pending_door',
    ['jurisdiction', 'hash', 'body', 'emergency', 'expires_at'],
    [[tx.jurisdiction, definitionHash(body), Buffer.from(canonicalJson(body)), emergency, toIso(instant(now + WAIT_MS))]],
  );
  return undefined;
};

/** What waits, for the page. */
export const listPendingDoors = (tx: Transaction, now: Instant): Promise<readonly PendingDoor[]> =>
  tx.run(LIST, [tx.jurisdiction, toIso(now)]);

const take = async (tx: Transaction, hash: string, member: StaffMember, now: Instant): Promise<PendingDoor | Refusal> => {
  await lockStream(tx);
  const fault = await secondFault(tx, { staff: null, asked_staff: null, asked_post: null }, member, now);
  if (fault) return fault;
  const found = (await listPendingDoors(tx, now)).find((it) => it.hash.toString('hex') === hash);
  if (!found) return refuse('nothing_pending');
  await tx.run(FORGET, [tx.jurisdiction, found.hash]);
  return found;
};

/** The second word: it is published, and counts once it has been public for seven days, or at once as an emergency (G1). */
export const confirmDoor = async (
  tx: Transaction,
  hash: string,
  member: StaffMember,
  now: Instant,
  isSound: (body: Json) => boolean,
): Promise<Refusal | undefined> => {
  const it = await take(tx, hash, member, now);
  if (isRefusal(it)) return it;
  const body = JSON.parse(it.body.toString('utf8')) as Json; // written by `askDoor`
  // The offices may have changed since it was asked.
  if (!isSound(body)) return refuse('nothing_pending');
  const published = await publishDefinition(
    tx,
    {
      kind: 'door',
      name: 'door',
      body,
      replaces: true,
      emergency: it.emergency,
      actor: { kind: 'machine' },
      confirmedBy: member.post,
    },
    now,
  );
  return isRefusal(published) ? published : undefined;
};

/** The second person says no: nothing is published. */
export const refuseDoor = async (tx: Transaction, hash: string, member: StaffMember, now: Instant): Promise<Refusal | undefined> => {
  const it = await take(tx, hash, member, now);
  return isRefusal(it) ? it : undefined;
};
