import { Unreachable } from './comparison.ts';
import type { FetchBytes } from './tile-source.ts';

/** Far above any tile, bundle of entries or checkpoint of ours. */
const ANSWER_BYTES_MAX = 1_048_576;
const PATIENCE_MS = 20_000;

const readLimited = async (response: Response): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
};

/** Reads below an address over HTTP. What is not there is null; every other trouble is `Unreachable`. */
export const fetchFrom = (url: string): FetchBytes => {
  const base = url.endsWith('/') ? url : `${url}/`;
  return async (path) => {
    try {
      const response = await fetch(base + path, {
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { 'accept-encoding': 'gzip, identity' },
      });
      if (response.status === 404 || response.status === 410) return null;
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await readLimited(response);
    } catch (error) {
      throw new Unreachable(error instanceof Error ? error.message : String(error));
    }
  };
};
