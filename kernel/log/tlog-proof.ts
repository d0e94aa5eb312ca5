import { parseBase64, toBase64 } from '../canonical/base64.ts';
import { isWholeNumber } from './shape.ts';

/** A proof that an entry stands in a log (c2sp.org/tlog-proof): the checkpoint as it was served, cosignatures included. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  /** Ours holds the 48 bytes of the entry. It is nobody's word: it counts because the proof is about its hash. */
  readonly extra: Uint8Array | null;
}

const HEAD = 'c2sp.org/tlog-proof@v1';
const HASH_BYTES = 32;
/** An inclusion proof in a tree of 2^63 entries. */
const HASHES_MAX = 63;
const CHARACTERS_MAX = 262_144;

/** Writes a proof. */
export const tlogProofText = ({ index, hashes, checkpoint, extra }: TlogProof): string =>
  [HEAD, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n');

/** Whether a text begins as a proof does; what is wrong with the rest is said when it is read. */
export const isTlogProof = (text: string): boolean => text.startsWith(`${HEAD}\n`);

/** Reads a proof strictly; undefined for anything that is none. What the checkpoint says is not looked at here. */
export const parseTlogProof = (text: string): TlogProof | undefined => {
  const blank = text.indexOf('\n\n');
  if (text.length > CHARACTERS_MAX || !isTlogProof(text) || blank < 0) return undefined;
  const lines = text.slice(HEAD.length + 1, blank).split('\n');
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : parseBase64(extraLine.slice('extra '.length));
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const index = digits === undefined ? undefined : Number(digits);
  const hashes = lines.map(parseBase64);
  if (extra === undefined || !isWholeNumber(index) || hashes.length > HASHES_MAX) return undefined;
  const whole = hashes.filter((hash) => hash?.length === HASH_BYTES);
  return whole.length === hashes.length
    ? { index, hashes: whole.filter((hash) => hash !== undefined), checkpoint: text.slice(blank + 2), extra }
    : undefined;
};
