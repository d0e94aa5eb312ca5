import type { Instant } from '../../kernel/calendar/instant.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { cosignatureVerifier, cosignedAtSeconds } from '../../kernel/log/cosignature.ts';
import { formatNote, parseNote } from '../../kernel/log/note.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { isSameKey, parseVkey } from '../../kernel/log/vkey.ts';
import { addCheckpointBody, parseSignatureLines } from '../../kernel/log/witness.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { hashing } from '../keys/hashing.ts';

/** How long one witness may take for everything. */
export const WITNESS_MS = 10_000;
const ANSWER_BYTES_MAX = 16_384;
const TRIES = 3;
/** A time further ahead than this is no time at which anything was seen. */
const AHEAD_MS = 3_600_000;

/** What asking a witness came to: its signature line, or why there is none. */
export type Asked =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly reason: 'unreachable' | 'refused' | 'not_true' | 'ahead_of_us' };

export interface CosignatureRequest {
  readonly witness: { readonly key: string; readonly url: string };
  /** The signed checkpoint, and its size. */
  readonly message: string;
  readonly size: number;
  /** The size that the witness is believed to know. */
  readonly oldSize: number;
  /** The proof from a size to this one. */
  readonly proofFrom: (oldSize: number) => readonly Uint8Array[];
  readonly now: Instant;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly body: string | undefined;
}

/** The text of an answer; throws where it is longer than a signed checkpoint ever is, undefined where it is none. */
export const readLimited = async (response: Response): Promise<string | undefined> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    pieces.push(piece);
  }
  return parseUtf8(new Uint8Array(Buffer.concat(pieces)));
};

/** Only the address that the operator named is asked; a witness that sends elsewhere is not followed. */
const post = async (url: string, body: string, signal: AbortSignal): Promise<Answer> => {
  const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, { method: 'POST', body, redirect: 'manual', signal });
  return { status: response.status, body: await readLimited(response) };
};

const plainSize = (text: string | undefined): number | undefined => {
  const [, digits] = /^(0|[1-9]\d{0,15})\n$/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/** The one line of this witness that is true of this checkpoint. */
const trueLine = ({ witness, message, now }: CosignatureRequest, body: string | undefined): string | undefined => {
  const key = parseVkey(hashing, witness.key);
  const note = parseNote(message);
  if (!key || !note) return undefined;
  const checker = cosignatureVerifier(key, strictVerifying(nodeVerifying));
  const signature = parseSignatureLines(body ?? '')?.find((it) => isSameKey(key, it) && checker.check(note.text, it.signature));
  const seconds = signature && cosignedAtSeconds(signature.signature);
  if (!signature || seconds === undefined || seconds === 0 || seconds * 1000 > now + AHEAD_MS) return undefined;
  return formatNote({ text: note.text, signatures: [signature] }).slice(note.text.length + 1);
};

const tryOnce = async (it: CosignatureRequest, oldSize: number): Promise<Asked | { readonly again: number }> => {
  const answer = await post(it.witness.url, addCheckpointBody({ oldSize, proof: it.proofFrom(oldSize), message: it.message }), it.signal);
  if (answer.status === 200) {
    const line = trueLine(it, answer.body);
    return line === undefined ? { ok: false, reason: 'not_true' } : { ok: true, line };
  }
  const known = answer.status === 409 ? plainSize(answer.body) : undefined;
  if (known === undefined || known === oldSize) return { ok: false, reason: 'refused' };
  return known > it.size ? { ok: false, reason: 'ahead_of_us' } : { again: known };
};

/** Asks one witness, again from the size it says it has (409), and believes nothing that does not verify. Never throws. */
export const requestCosignature = async (it: CosignatureRequest): Promise<Asked> => {
  try {
    let oldSize = it.oldSize;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const asked = await tryOnce(it, oldSize);
      if (!('again' in asked)) return asked;
      oldSize = asked.again;
    }
    return { ok: false, reason: 'refused' };
  } catch {
    return { ok: false, reason: 'unreachable' }; // no route, too slow, too long, or stopped
  }
};
