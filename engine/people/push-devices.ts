import { createECDH, createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { whole } from '../keys/content.ts';
import { unwrap, wrapUnderWrappingKey } from '../keys/wrap.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** Most devices that an account is called on at once. */
export const PUSH_DEVICES_MAX = 5;

/** Where a push service has a browser, and the keys by which that browser alone reads what comes (RFC 8291). */
export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A device as it is stored: beside its subscription, for which key of this installation it was made. */
export interface StoredSubscription extends Subscription {
  readonly key: string;
}

/** A device of an account. What cannot be opened, or was made for another key, is reached by nobody. */
export interface PushDevice {
  readonly id: string;
  readonly staff: string;
  readonly added_at: Instant;
  readonly reached_at: Instant | null;
  readonly to: StoredSubscription | undefined;
}

/** An address of 1,000 characters at the most, two keys, and what a browser writes around them. */
const SUBSCRIPTION_MAX = 4096;
const KEY_BYTES = 65;
const AUTH_BYTES = 16;

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
/** Whether a point lies on the curve: with any other the library would have nothing to encrypt for. */
const isPoint = (text: string): boolean => {
  const own = createECDH('prime256v1');
  own.generateKeys();
  return bytesOf(text).length === KEY_BYTES && whole(() => own.computeSecret(bytesOf(text))) !== undefined;
};
const base64url = z.string().regex(/^[\w-]{1,100}$/);

/** What `PushSubscription.toJSON` of a browser gives. */
const Given = z.object({
  endpoint: z
    .string()
    .max(1000)
    .refine((text) => URL.canParse(text)),
  keys: z.object({ p256dh: base64url.refine(isPoint), auth: base64url.refine((text) => bytesOf(text).length === AUTH_BYTES) }),
});

/** Reads what a page's script sends; undefined where it is nothing that a browser makes. */
export const readSubscription = (text: string): Subscription | undefined => {
  if (text.length > SUBSCRIPTION_MAX) return undefined;
  const parsed = Given.safeParse(whole(() => JSON.parse(text) as unknown));
  return parsed.success ? { endpoint: parsed.data.endpoint, ...parsed.data.keys } : undefined;
};

const Stored = z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string(), key: z.string() });

interface Row {
  readonly id: string;
  readonly staff: string;
  readonly sealed: Buffer;
  readonly added_at: Instant;
  readonly reached_at: Instant | null;
}

const labelOf = (jurisdiction: number, staff: string, id: string): string => `huiyin/push-device/v1/${jurisdiction}/${staff}/${id}`;

const deviceOf =
  (tx: Transaction, wrappingKey: Uint8Array) =>
  ({ sealed, ...row }: Row): PushDevice => ({
    ...row,
    to: whole(() => Stored.parse(JSON.parse(unwrap(wrappingKey, labelOf(tx.jurisdiction, row.staff, row.id), sealed).toString('utf8')))),
  });

// Two that are added at once would each count the rows of before.
const LOCK = statement<{ staff: string }>(
  'lock_push_account',
  'select staff from staff where jurisdiction = $1 and staff = $2 and ended_on is null for no key update',
);
const OWN = statement<Row>(
  'push_devices_of',
  'select id, staff, sealed, added_at, reached_at from push_device where jurisdiction = $1 and staff = $2 order by added_at, id',
);
const OF_POST = statement<Row>(
  'push_devices_of_post',
  'select d.id, d.staff, d.sealed, d.added_at, d.reached_at from staff s join push_device d on d.jurisdiction = s.jurisdiction and d.staff = s.staff where s.jurisdiction = $1 and s.post = $2 and s.ended_on is null order by d.id',
);
const OTHERS = statement<{ count: number }>(
  'count_other_push_devices',
  'select count(*)::integer as count from push_device where jurisdiction = $1 and staff = $2 and mark <> $3',
);
const FREE = statement('free_push_device', 'delete from push_device where jurisdiction = $1 and mark = $2');
const REMOVE = statement<{ id: string }>(
  'remove_push_device',
  'delete from push_device where jurisdiction = $1 and staff = $2 and id::text = $3 returning id',
);
const END = statement('end_push_devices_of', 'delete from push_device where jurisdiction = $1 and staff = $2');
const REACHED = statement(
  'push_devices_reached', // One after the other in one order: two that write of the same devices wait for each other and never both.
  `update push_device set reached_at = $3
   where jurisdiction = $1 and id in (select id from push_device where jurisdiction = $1 and id = any($2) order by id for no key update)`,
);
const GONE = statement('push_devices_gone', 'delete from push_device where jurisdiction = $1 and id = any($2)');

/** The devices of an account, the oldest first. */
export const pushDevicesOf = async (tx: Transaction, wrappingKey: Uint8Array, staff: string): Promise<readonly PushDevice[]> =>
  (await tx.run(OWN, [tx.jurisdiction, staff])).map(deviceOf(tx, wrappingKey));

/** The devices of every account that holds a post at this moment. */
export const pushDevicesOfPost = async (tx: Transaction, wrappingKey: Uint8Array, post: string): Promise<readonly PushDevice[]> =>
  (await tx.run(OF_POST, [tx.jurisdiction, post])).map(deviceOf(tx, wrappingKey));

/** Adds a device, sealed. A browser is one device of one account: whoever switches it on there last has it. */
export const addPushDevice = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  staff: string,
  to: StoredSubscription,
  now: Instant,
  mayNow: () => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> => {
  if ((await tx.run(LOCK, [tx.jurisdiction, staff])).length === 0) return refuse('sign_in_needed');
  const refused = await mayNow();
  if (refused) return refused;
  const mark = createHmac('sha256', wrappingKey).update(`huiyin/push-mark/v1/${tx.jurisdiction}/${to.endpoint}`).digest();
  const [others] = await tx.run(OTHERS, [tx.jurisdiction, staff, mark]);
  if ((others?.count ?? 0) >= PUSH_DEVICES_MAX) return refuse('push_devices_full', { max: PUSH_DEVICES_MAX });
  await tx.run(FREE, [tx.jurisdiction, mark]);
  const id = randomUUID();
  const sealed = wrapUnderWrappingKey(wrappingKey, labelOf(tx.jurisdiction, staff, id), Buffer.from(JSON.stringify(to)));
  const written = await insertRows(
    tx,
    'push_device',
    ['jurisdiction', 'id', 'staff', 'mark', 'sealed', 'added_at'],
    [[tx.jurisdiction, id, staff, mark, sealed, toIso(now)]],
    'on conflict do nothing returning id',
  );
  // Somebody else has switched the same browser on in this moment.
  return written.length === 1 ? undefined : refuse('already_done');
};

/** Removes a device of an account; whether it had that one. */
export const removePushDevice = async (tx: Transaction, staff: string, id: string): Promise<boolean> =>
  (await tx.run(REMOVE, [tx.jurisdiction, staff, id])).length === 1;

/** Removes every device of an account: it has ended, or begins anew. */
export const endPushDevices = async (tx: Transaction, staff: string): Promise<void> => {
  // One that is being added in this moment is in before this, or is looked at after it.
  await tx.run(LOCK, [tx.jurisdiction, staff]);
  await tx.run(END, [tx.jurisdiction, staff]);
};

/** Writes down which devices a message was taken for, and forgets those that are none any more. */
export const notePushed = async (tx: Transaction, reached: readonly string[], gone: readonly string[], now: Instant): Promise<void> => {
  if (reached.length > 0) await tx.run(REACHED, [tx.jurisdiction, reached, toIso(now)]);
  if (gone.length > 0) await tx.run(GONE, [tx.jurisdiction, gone]);
};
