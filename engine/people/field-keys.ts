import { createHash, randomBytes } from 'node:crypto';
import { addMs, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import type { StaffMember } from '../place/read.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** How long a key lasts: it is carried by a phone that can be lost. */
const LASTS_MS = 180 * 86_400_000;
/** Most keys that an account has at once. */
export const FIELD_KEYS_MAX = 10;

/** A key as its owner sees it: by the first letters of its hash. */
export interface FieldKey {
  readonly id: string;
  readonly made_at: Instant;
  readonly expires_at: Instant;
}

const FIND = statement<StaffMember>(
  'field_key_owner',
  'select s.staff, s.post, p.office, p.role from field_key k join staff s on s.jurisdiction = k.jurisdiction and s.staff = k.staff join post p on p.jurisdiction = s.jurisdiction and p.post = s.post where k.jurisdiction = $1 and k.key_hash = $2 and k.expires_at > $3 and s.ended_on is null',
);
const OWN = statement<FieldKey>(
  'field_keys_of',
  "select substr(encode(key_hash, 'hex'), 1, 12) as id, made_at, expires_at from field_key where jurisdiction = $1 and staff = $2 and expires_at > $3 order by made_at",
);
const END = statement(
  'end_field_key',
  "delete from field_key where jurisdiction = $1 and staff = $2 and (expires_at <= $3 or substr(encode(key_hash, 'hex'), 1, 12) = $4)",
);

const END_ALL = statement('end_field_keys_of', 'delete from field_key where jurisdiction = $1 and staff = $2');

const hashOf = (key: string): Buffer => createHash('sha256').update(`huiyin/field-key/v1\n${key}`).digest();

/** Whose key it is, as a post; undefined where it is none, has run out, or its account has ended. */
export const findFieldKey = async (tx: Transaction, key: string, now: Instant): Promise<StaffMember | undefined> =>
  (await tx.run(FIND, [tx.jurisdiction, hashOf(key), toIso(now)]))[0];

export const fieldKeysOf = (tx: Transaction, staff: string, now: Instant): Promise<readonly FieldKey[]> =>
  tx.run(OWN, [tx.jurisdiction, staff, toIso(now)]);

/** Makes a key: shown once, kept as a hash. It hands records in and reads the list of checks; it opens no record. */
export const addFieldKey = async (tx: Transaction, staff: string, now: Instant): Promise<string> => {
  const key = randomBytes(18).toString('base64url');
  await insertRows(
    tx,
    'field_key',
    ['jurisdiction', 'key_hash', 'staff', 'made_at', 'expires_at'],
    [[tx.jurisdiction, hashOf(key), staff, toIso(now), toIso(addMs(now, LASTS_MS))]],
  );
  return key;
};

/** Ends every key of an account: its phones are not trusted any more. */
export const endFieldKeys = async (tx: Transaction, staff: string): Promise<void> => void (await tx.run(END_ALL, [tx.jurisdiction, staff]));

/** Ends a key of an account, by the first letters of its hash, and those that have run out. */
export const endFieldKey = async (tx: Transaction, staff: string, id: string, now: Instant): Promise<void> =>
  void (await tx.run(END, [tx.jurisdiction, staff, toIso(now), id]));
