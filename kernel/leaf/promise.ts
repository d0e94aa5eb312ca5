import { fromIso, toIso, type Instant } from '../calendar/instant.ts';
import { parseBase64, toBase64 } from '../canonical/base64.ts';

/** The log's word, given at filing, that a leaf will stand in a checkpoint by a time. */
export interface InclusionPromise {
  readonly origin: string;
  readonly leafHash: Uint8Array;
  readonly includeBy: Instant;
}

const KIND = '/promise/v1';
const INCLUDE_BY = 'include-by ';
const HASH_BYTES = 32;

/** The name of the key that signs a log's promises. It is not the key that signs its checkpoints. */
export const promiseKeyName = (origin: string): string => `${origin}/promise`;

/** Writes the text that is signed. */
export const promiseText = ({ origin, leafHash, includeBy }: InclusionPromise): string => {
  if (origin === '' || origin.includes('\n') || leafHash.length !== HASH_BYTES) throw new Error('not a promise: origin or leaf hash');
  return `${origin}${KIND}\n${toBase64(leafHash)}\n${INCLUDE_BY}${toIso(includeBy)}\n`;
};

/** Reads the text of a promise; undefined when it is none. */
export const parsePromise = (text: string): InclusionPromise | undefined => {
  const [head = '', hashText = '', byText = '', end, ...rest] = text.split('\n');
  const leafHash = parseBase64(hashText);
  const origin = head.slice(0, -KIND.length);
  if (!head.endsWith(KIND) || origin === '' || leafHash?.length !== HASH_BYTES) return undefined;
  if (!byText.startsWith(INCLUDE_BY) || end !== '' || rest.length > 0) return undefined;
  try {
    return { origin, leafHash, includeBy: fromIso(byText.slice(INCLUDE_BY.length)) };
  } catch {
    return undefined; // `fromIso` throws on text that is no instant
  }
};
