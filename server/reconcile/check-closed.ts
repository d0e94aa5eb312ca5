import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot } from '../../kernel/log/frontier.ts';
import { noteVerifier, openNote, parseNote } from '../../kernel/log/note.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { parseVkey } from '../../kernel/log/vkey.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { Finding } from './finding.ts';

interface ClosedRow {
  readonly epoch: number;
  readonly origin: string;
  readonly vkey: string;
  readonly promise_vkey: string;
}
interface CheckpointRow {
  readonly epoch: number;
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

/** A log that a restore closed, with everything it signed. */
export interface ClosedLog extends ClosedRow {
  readonly checkpoints: readonly CheckpointRow[];
}

const LOGS = statement<ClosedRow>(
  'reconcile_closed_logs',
  'select epoch, origin, vkey, promise_vkey from closed_log where jurisdiction = $1 order by epoch',
);
const CHECKPOINTS = statement<CheckpointRow>(
  'reconcile_closed_checkpoints',
  'select epoch, size, root, note from closed_checkpoint where jurisdiction = $1 order by epoch, size',
);

export const readClosed = async (tx: Transaction): Promise<readonly ClosedLog[]> => {
  const logs = await tx.run(LOGS, [tx.jurisdiction]);
  const checkpoints = await tx.run(CHECKPOINTS, [tx.jurisdiction]);
  return logs.map((log) => ({ ...log, checkpoints: checkpoints.filter((row) => row.epoch === log.epoch) }));
};

/** Everything a closed log signed is still true of the leaves: log e began as many leaves further right as logs followed it. */
export const checkClosed = (closed: readonly ClosedLog[], leaves: readonly Uint8Array[]): readonly Finding[] =>
  closed.flatMap((log, i): readonly Finding[] => {
    const own = leaves.slice(closed.length - i);
    // Where a key was replaced there are several, and each has signed some of it.
    const keys = log.vkey.split(' ').map((vkey) => parseVkey(hashing, vkey));
    const verifiers = keys.flatMap((key) => (key?.name === log.origin ? [noteVerifier(key, strictVerifying(nodeVerifying))] : []));
    const verifier = verifiers.length === keys.length ? verifiers : undefined;
    let frontier = EMPTY_FRONTIER;
    const where = `closed_log ${log.epoch}`;
    const findings: Finding[] = log.epoch === i && verifier ? [] : [{ code: 'checkpoint', where, what: verifier ? 'epoch' : 'vkey' }];
    if (!log.promise_vkey.split(' ').every((vkey) => parseVkey(hashing, vkey)))
      findings.push({ code: 'checkpoint', where, what: 'promise_vkey' });
    for (const row of log.checkpoints) {
      frontier = appendLeaves(
        hashing,
        frontier,
        own.slice(frontier.size, row.size).map((leaf) => hashLeaf(hashing, leaf)),
      ).frontier;
      const note = parseNote(row.note);
      const body = note && parseCheckpoint(note.text);
      const signed = note !== undefined && verifier !== undefined && openNote(note, verifier).ok;
      const root = frontierRoot(hashing, frontier);
      const right =
        frontier.size === row.size &&
        bytesEqual(root, row.root) &&
        body?.size === row.size &&
        body.origin === log.origin &&
        bytesEqual(body.root, root);
      if (!right || !signed)
        findings.push({ code: 'checkpoint', where: `closed_checkpoint ${row.epoch}/${row.size}`, what: signed ? 'root' : 'note' });
    }
    return findings;
  });
