import { peersOf, printedOf } from '../../kernel/jurisdiction/peers.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { cosignatureVerifier } from '../../kernel/log/cosignature.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { isSameKey, parseVkey } from '../../kernel/log/vkey.ts';
import { parseSignatureLines } from '../../kernel/log/witness.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { readEpoch } from '../../engine/log/cosignatures.ts';
import type { Finding } from './finding.ts';

interface Row {
  readonly epoch: number;
  readonly size: number;
  readonly vkey: string;
  readonly line: string;
  readonly at: number;
  readonly note: string | null;
}

const ROWS = statement<Row>(
  'reconcile_cosignatures',
  'select s.epoch, s.size, s.vkey, s.line, s.at, coalesce(c.note, o.note) as note from cosignature s left join log_checkpoint c on c.jurisdiction = s.jurisdiction and c.size = s.size and s.epoch = $2 left join closed_checkpoint o on o.jurisdiction = s.jurisdiction and o.epoch = s.epoch and o.size = s.size where s.jurisdiction = $1 order by s.vkey, s.epoch, s.size',
);
const ROOTS = statement<{ size: number; root: Buffer }>(
  'reconcile_printed_roots',
  'select size, root from log_checkpoint where jurisdiction = $1 union all select size, root from closed_checkpoint where jurisdiction = $1',
);

const isTrue = ({ vkey, line, note }: Row): boolean => {
  const key = parseVkey(hashing, vkey);
  const text = parseNote(note ?? '')?.text;
  const [signature, ...more] = parseSignatureLines(line) ?? [];
  if (!key || text === undefined || !signature || more.length > 0 || !isSameKey(key, signature)) return false;
  return cosignatureVerifier(key, strictVerifying(nodeVerifying)).check(text, signature.signature);
};

/** Each cosignature is true of a checkpoint that there is, by a witness that the public stream named, and no smaller size came later. */
export const checkWitnesses = async (tx: Transaction): Promise<readonly Finding[]> => {
  // An event that cannot be read is named by the check of the stream.
  const events = (await readPublicRows(tx)).flatMap(({ payload }) => parsePublicEvent(payload) ?? []);
  const named = new Set(events.flatMap((event) => peersOf([event])).map(({ witness }) => witness?.key));
  const rows = await tx.run(ROWS, [tx.jurisdiction, await readEpoch(tx)]);
  const findings = rows.flatMap((row, i): readonly Finding[] => {
    const where = `cosignature ${row.epoch}/${row.size} ${row.vkey.split('+')[0] ?? ''}`;
    const before = rows[i - 1];
    const isLater = before?.vkey === row.vkey && before.epoch === row.epoch && before.at > row.at;
    return [
      ...(named.has(row.vkey) ? [] : [{ code: 'cosignature' as const, where, what: 'vkey' }]), // narrows the code to its literal
      ...(isTrue(row) ? [] : [{ code: 'cosignature' as const, where, what: 'line' }]),
      ...(isLater ? [{ code: 'cosignature' as const, where, what: 'at' }] : []),
    ];
  });
  const roots = await tx.run(ROOTS, [tx.jurisdiction]);
  const wrong = events.filter((event) => {
    const printed = printedOf([event]);
    return printed !== null && !roots.some((row) => row.size === printed.size && toHex(new Uint8Array(row.root)) === printed.root);
  });
  return [...findings, ...wrong.map((event): Finding => ({ code: 'public_event', where: `public_event ${event.n}`, what: 'root' }))];
};
