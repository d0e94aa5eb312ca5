import type { Instant } from '../../kernel/calendar/instant.ts';
import { fromHex } from '../../kernel/canonical/bytes.ts';
import { isUsable, type Window } from '../../kernel/jurisdiction/definitions.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { readPublicStream } from './public-stream.ts';

const USABLE = statement<{ hash: Buffer; way: string }>(
  'usable_definitions',
  'select hash, way from usable_definition where jurisdiction = $1',
);

/**
 * Gives each published definition that has been in a checkpoint for seven days the row that events can cite (G1). Returns those that
 * are new. Late or twice, it comes to the same.
 */
export const putInUse = async (tx: Transaction, now: Instant): Promise<readonly Window[]> => {
  const { windows, logged } = await readPublicStream(tx);
  const known = new Map((await tx.run(USABLE, [tx.jurisdiction])).map((row) => [row.hash.toString('hex'), row.way] as const));
  const due = windows.filter(
    (window) => window.way === 'waited' && isUsable(window, now) && !['waited', 'first_setup'].includes(known.get(window.hash) ?? ''),
  );
  for (const window of due) {
    const leaf = logged.get(window.n);
    await insertRows(
      tx,
      'usable_definition',
      ['jurisdiction', 'hash', 'way', 'leaf_hash'],
      [[tx.jurisdiction, fromHex(window.hash), 'waited', leaf?.hash]],
      'on conflict (jurisdiction, hash) do update set way = excluded.way, leaf_hash = excluded.leaf_hash',
    );
  }
  return due;
};
