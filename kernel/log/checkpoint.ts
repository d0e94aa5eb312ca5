import { parseBase64, toBase64 } from '../canonical/base64.ts';
import { isWholeNumber } from './shape.ts';

/** The head of a log's tree at one size (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Further lines, kept as they are and signed along. */
  readonly extensions: readonly string[];
}

const HASH_BYTES = 32;

const isLine = (text: string): boolean => text.length > 0 && !text.includes('\n');

/** Writes the text that a log signs. */
export const checkpointText = ({ origin, size, root, extensions }: Checkpoint): string => {
  if (!isWholeNumber(size) || root.length !== HASH_BYTES) throw new Error('not a checkpoint: size or root');
  if (![origin, ...extensions].every(isLine)) throw new Error('not a checkpoint: a line is empty or broken');
  return [origin, String(size), toBase64(root), ...extensions, ''].join('\n');
};

/** Reads the text of a checkpoint; undefined when it is none. Sizes above 2^53 - 1 are refused. */
export const parseCheckpoint = (text: string): Checkpoint | undefined => {
  if (!text.endsWith('\n')) return undefined;
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  if (origin === undefined || sizeText === undefined || rootText === undefined) return undefined;
  const size = /^(?:0|[1-9]\d{0,15})$/.test(sizeText) ? Number(sizeText) : undefined;
  const root = parseBase64(rootText);
  if (!isWholeNumber(size) || root?.length !== HASH_BYTES || ![origin, ...extensions].every(isLine)) return undefined;
  return { origin, size, root, extensions };
};
