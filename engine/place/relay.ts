import { isJsonObject } from '../../kernel/log/shape.ts';
import type { PublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { TELL_WAYS, type TellWay } from '../../kernel/relay/message.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { unwrap, wrapUnderWrappingKey } from '../keys/wrap.ts';
import { insertRows } from '../store/insert.ts';

/** What is sealed to, and in which ways somebody can be told. */
export interface NamedRelay {
  readonly key: Uint8Array;
  readonly ways: readonly TellWay[];
}

interface RelayRow {
  readonly url: string;
  readonly public_key: Buffer;
  readonly token: Buffer;
  readonly ways: string;
}

const READ = statement<RelayRow>('read_relay', 'select url, public_key, token, ways from relay where jurisdiction = $1');
const END = statement('end_relay', 'delete from relay where jurisdiction = $1');

export const readRelayRow = async (tx: Transaction): Promise<RelayRow | undefined> => (await tx.run(READ, [tx.jurisdiction]))[0];

const label = (jurisdiction: number): string => `huiyin/relay-token/v1/${jurisdiction}`;

/** The token of a row; throws when it was wrapped for another place or under another key. */
export const relayToken = (wrappingKey: Uint8Array, jurisdiction: number, row: Pick<RelayRow, 'token'>): Buffer =>
  unwrap(wrappingKey, label(jurisdiction), row.token);

/** The key (hex) that the public stream names last; null when none, or none any more. */
export const namedRelayKey = (events: readonly PublicEvent[]): string | null => {
  const data = events.findLast((event) => event.type === 'relay_named')?.data;
  return isJsonObject(data) && typeof data['key'] === 'string' ? data['key'] : null;
};

/** The relay in force: a key that was only slipped in is none. */
export const findRelay = async (tx: Transaction, events: readonly PublicEvent[]): Promise<NamedRelay | null> => {
  const row = await readRelayRow(tx);
  if (!row || row.public_key.toString('hex') !== namedRelayKey(events)) return null;
  const ways = row.ways.split(',');
  return { key: new Uint8Array(row.public_key), ways: TELL_WAYS.filter((way) => ways.includes(way)) };
};

/** Writes where the relay is, in place of the one before; null ends it. The public event is the caller's. */
export const writeRelay = async (
  tx: Transaction,
  wrappingKey: Uint8Array,
  relay: { readonly url: string; readonly key: Uint8Array; readonly token: Uint8Array; readonly ways: readonly TellWay[] } | null,
): Promise<void> => {
  await tx.run(END, [tx.jurisdiction]);
  if (relay === null) return;
  const token = wrapUnderWrappingKey(wrappingKey, label(tx.jurisdiction), relay.token);
  await insertRows(
    tx,
    'relay',
    ['jurisdiction', 'url', 'public_key', 'token', 'ways'],
    [[tx.jurisdiction, relay.url, relay.key, token, relay.ways.join(',')]],
  );
};
