import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { PublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { appendPublic, readPublicStream } from './public-stream.ts';

/** A program of others that may file public service requests. */
export interface ApiClient {
  readonly client: string;
  readonly hook_url: string | null;
  readonly per_hour: number;
}

interface ClientRow extends ApiClient {
  readonly key_hash: Buffer;
}

const BY_KEY = statement<ClientRow>(
  'api_client_by_key',
  'select client, key_hash, hook_url, per_hour from api_client where jurisdiction = $1 and key_hash = $2',
);
const ALL = statement<ClientRow>(
  'api_clients',
  'select client, key_hash, hook_url, per_hour from api_client where jurisdiction = $1 order by client',
);
const HOOK = statement<{ hook_url: string | null }>(
  'api_client_hook',
  'select hook_url from api_client where jurisdiction = $1 and client = $2',
);
const SET_HOOK = statement<{ client: string }>(
  'set_api_client_hook',
  'update api_client set hook_url = $3 where jurisdiction = $1 and client = $2 returning client',
);
const END = statement<{ client: string }>(
  'end_api_client',
  'delete from api_client where jurisdiction = $1 and client = $2 returning client',
);

export const CLIENT_ID = /^[a-z0-9-]{2,40}$/;

const keyHash = (key: string): Buffer => createHash('sha256').update(`huiyin/api-key/v1\n${key}`).digest();

/** By client, the hash (hex) of the key that the public stream names for it now. */
export const namedClients = (events: readonly PublicEvent[]): ReadonlyMap<string, string> => {
  const named = new Map<string, string>();
  for (const { type, data } of events) {
    if (type === 'client_named') named.set(String(data['client']), String(data['keyHash']));
    if (type === 'client_ended') named.delete(String(data['client']));
  }
  return named;
};

/** The program that has this key; one that was only slipped into the table is none. */
export const findClient = async (tx: Transaction, key: string): Promise<ApiClient | undefined> => {
  const row = (await tx.run(BY_KEY, [tx.jurisdiction, keyHash(key)]))[0];
  if (!row) return undefined;
  const { events } = await readPublicStream(tx);
  return namedClients(events).get(row.client) === row.key_hash.toString('hex') ? row : undefined;
};

/** All programs in the table; `reconcile` compares them with the public stream. */
export const listClients = (tx: Transaction): Promise<readonly ClientRow[]> => tx.run(ALL, [tx.jurisdiction]);

/** Where a program wants to be told of its requests; null: nowhere. */
export const hookOf = async (tx: Transaction, client: string): Promise<string | null> =>
  (await tx.run(HOOK, [tx.jurisdiction, client]))[0]?.hook_url ?? null;

/** Admits a program: its key, which is shown once and kept as a hash, or undefined where there is one of this name. */
export const addClient = async (tx: Transaction, it: ApiClient, now: Instant): Promise<string | undefined> => {
  const { events } = await readPublicStream(tx);
  if (namedClients(events).has(it.client)) return undefined;
  await tx.run(END, [tx.jurisdiction, it.client]);
  const key = randomBytes(24).toString('base64url');
  const hash = keyHash(key);
  await insertRows(
    tx,
    'api_client',
    ['jurisdiction', 'client', 'key_hash', 'hook_url', 'per_hour'],
    [[tx.jurisdiction, it.client, hash, it.hook_url, it.per_hour]],
  );
  const data = { client: it.client, keyHash: hash.toString('hex') };
  await appendPublic(tx, [{ type: 'client_named', actor: { kind: 'machine' }, data }], now);
  return key;
};

/** Ends a program: its key opens nothing any more, and it is told nothing. False where there is none. */
export const endClient = async (tx: Transaction, client: string, now: Instant): Promise<boolean> => {
  if ((await tx.run(END, [tx.jurisdiction, client])).length === 0) return false;
  await appendPublic(tx, [{ type: 'client_ended', actor: { kind: 'machine' }, data: { client } }], now);
  return true;
};

/** Sets where a program is told; false where there is no such program. */
export const setHook = async (tx: Transaction, client: string, url: string | null): Promise<boolean> =>
  (await tx.run(SET_HOOK, [tx.jurisdiction, client, url])).length > 0;

/** The key by which a program knows that a message is ours; printed when its address is set. */
export const hookKey = (wrappingKey: Uint8Array, client: string): Uint8Array =>
  hashing.hmac(wrappingKey, Buffer.from(`huiyin/hook/v1/${client}`));
