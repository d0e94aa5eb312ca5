import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { checkpointText } from '../../kernel/log/checkpoint.ts';
import { cosign } from '../../kernel/log/cosignature.ts';
import { entriesBytes } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader } from '../../kernel/log/frontier.ts';
import { formatNote, noteSignature, signNote } from '../../kernel/log/note.ts';
import { promiseKeyName, promiseText } from '../../kernel/leaf/promise.ts';
import { entryTilesBetween, tileBytes, tilePath, tilesBetween } from '../../kernel/log/tiles.ts';
import { hashLeaf, inclusionProof } from '../../kernel/log/tree.ts';
import { cosignerKey, formatVkey, noteKey } from '../../kernel/log/vkey.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { hashing, testKey } from './ports.ts';

export const ORIGIN = 'huiyin.local/00112233aabbccdd/1';
export const FILED_AT = instant(Date.UTC(2026, 8, 28, 2, 3, 4, 5));
export const INCLUDE_BY = instant(FILED_AT + 20 * 60_000);

const log = testKey(11);
const promising = testKey(12);
const witnesses = [testKey(13), testKey(14), testKey(15)] as const;
export const logKeyOf = (origin: string) => noteKey(hashing, origin, log.publicKey);
const promiseKey = noteKey(hashing, promiseKeyName(ORIGIN), promising.publicKey);
const witnessKeys = witnesses.map(({ publicKey }, at) => cosignerKey(hashing, `witness.example/${at}`, publicKey));

/** A policy that trusts the tiny log and its promise key, and asks for two of three witnesses. */
export const POLICY = [
  `log ${formatVkey(logKeyOf(ORIGIN))}`,
  ...witnessKeys.map((key, at) => `witness w${at} ${formatVkey(key)}`),
  'group all-of-them 2 w0 w1 w2',
  'quorum all-of-them',
  `# huiyin-promise ${formatVkey(promiseKey)}`,
  '',
].join('\n');

/** The same without witnesses. */
export const POLICY_ALONE = [`log ${formatVkey(logKeyOf(ORIGIN))}`, 'quorum none', `# huiyin-promise ${formatVkey(promiseKey)}`, ''].join(
  '\n',
);

/** A log over given leaves: its signed head, its proofs, and every file a server would show. */
export interface TinyLog {
  readonly size: number;
  readonly checkpoint: string;
  readonly proof: (index: number) => readonly Uint8Array[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const tinyLog = (leaves: readonly Uint8Array[], cosigners = 2, origin = ORIGIN): TinyLog => {
  const { frontier, stored } = appendLeaves(
    hashing,
    EMPTY_FRONTIER,
    leaves.map((leaf) => hashLeaf(hashing, leaf)),
  );
  const read = storedReader(stored);
  const size = leaves.length;
  const text = checkpointText({ origin, size, root: frontierRoot(hashing, frontier), extensions: [] });
  const cosignatures = witnesses
    .slice(0, cosigners)
    .map(({ signing }, at) => cosign(text, 1_790_612_000 + at, witnessKeys[at] ?? promiseKey, signing)); // as many keys as witnesses
  const checkpoint = formatNote({ text, signatures: [noteSignature(text, logKeyOf(origin), log.signing), ...cosignatures] });
  const files = new Map<string, Uint8Array>([['checkpoint', utf8Encode(checkpoint)]]);
  for (const tile of tilesBetween(0, size)) files.set(tilePath(tile), tileBytes(read, tile));
  for (const tile of entryTilesBetween(0, size))
    files.set(tilePath(tile), entriesBytes(leaves.slice(tile.index * 256, tile.index * 256 + tile.width)));
  return { size, checkpoint, proof: (index) => inclusionProof(hashing, read, index, size), files };
};

/** The tiny log's promise about a leaf. */
export const tinyPromise = (leaf: Uint8Array, includeBy: Instant = INCLUDE_BY, origin = ORIGIN): string =>
  signNote(promiseText({ origin, leafHash: hashLeaf(hashing, leaf), includeBy }), promiseKey, promising.signing);

/** Leaves of nobody's matter, to fill a log. */
export const fillers = (count: number, from = 0): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, at) => utf8Encode(toHex(hashing.sha256(utf8Encode(`filler ${from + at}`))).slice(0, 48)));
