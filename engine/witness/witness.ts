import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { cosign } from '../../kernel/log/cosignature.ts';
import { formatNote, noteVerifier } from '../../kernel/log/note.ts';
import { cosignerKey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { judgeAddCheckpoint, parseAddCheckpoint, type ParsedAddCheckpoint } from '../../kernel/log/witness.ts';
import { nodePublicKey, nodeSigning, nodeVerifying } from '../../ports/node.ts';
import { hashing } from '../keys/hashing.ts';
import { createSecret } from '../keys/key-directory.ts';
import { makeHeads, openHeads, type Heads } from './heads.ts';

/** What a witness answers, as HTTP has it. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

/** A witness (c2sp.org/tlog-witness): cosigns what extends what it has cosigned before, and nothing else. */
export interface Witness {
  readonly key: VerifierKey;
  /** The newest head of a log that it has cosigned, as that log signed it; undefined for none. */
  head(origin: string): string | undefined;
  /** Answers one request; `keysOf` gives the keys trusted for an origin. What it cosigns is durable before this resolves. */
  add(body: Uint8Array, keysOf: (origin: string) => readonly VerifierKey[], now: Instant): Promise<WitnessReply>;
}

/** Where the key lies (64 hex digits, 0600) and where the memory. */
export interface WitnessPlace {
  readonly keyFile: string;
  readonly folder: string;
}

const SENTENCES = {
  400: 'not an add-checkpoint request (c2sp.org/tlog-witness)',
  403: 'no valid signature of a key known for this origin',
  404: 'this origin is not known here',
  422: 'the consistency proof does not verify',
} as const;
const plain = 'text/plain; charset=utf-8';

/**
 * The key of a witness, made together with its memory. One without the other is refused: a key that has lost its memory could cosign a
 * smaller or another tree than before.
 */
const seedOf = ({ keyFile, folder }: WitnessPlace): Uint8Array => {
  if (!existsSync(keyFile)) {
    // An empty memory is that of a start that was cut short: nothing was ever signed.
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new Error(`the witness key ${keyFile} is missing beside its memory ${folder}; bring it back, or name new places for both`);
    makeHeads(folder);
    createSecret(keyFile);
  }
  if (!existsSync(folder))
    throw new Error(
      `the memory ${folder} of the witness key ${keyFile} is missing; bring it back, or make a new key: this one could contradict itself`,
    );
  if ((statSync(keyFile).mode & 0o077) !== 0) chmodSync(keyFile, 0o600);
  const text = readFileSync(keyFile, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`the witness key ${keyFile} is damaged`);
  return new Uint8Array(Buffer.from(text, 'hex'));
};

/** Opens a witness of a name; makes its key and memory where neither is there. Throws when only one of them is. */
export const openWitness = (name: string, place: WitnessPlace, heads: Heads = openHeads(place.folder)): Witness => {
  const seed = seedOf(place);
  const key = cosignerKey(hashing, name, nodePublicKey(seed));
  const signing = nodeSigning(seed);
  const verifying = strictVerifying(nodeVerifying);
  let waiting: Promise<unknown> = Promise.resolve();

  const judge = async (request: ParsedAddCheckpoint, known: readonly VerifierKey[], now: Instant): Promise<WitnessReply> => {
    const { origin } = request.checkpoint;
    for (;;) {
      const last = heads.read(origin);
      const judged = judgeAddCheckpoint(
        hashing,
        request,
        known.map((one) => noteVerifier(one, verifying)),
        last,
      );
      if (judged.status === 409) {
        if (judged.isFork && last) await heads.keepFork(origin, last.note, request.message);
        return { status: 409, type: 'text/x.tlog.size', body: `${judged.size}\n` };
      }
      if (judged.status !== 200) return { status: judged.status, type: plain, body: `${SENTENCES[judged.status]}\n` };
      // Another process went on from the same head: judged again by what it has put there.
      if (judged.isNew && !(await heads.swap(origin, last, { ...judged.tree, note: request.message }))) continue;
      const signature = cosign(request.note.text, Math.floor(now / 1000), key, signing);
      const note = formatNote({ text: request.note.text, signatures: [signature] });
      return { status: 200, type: plain, body: note.slice(request.note.text.length + 1) };
    }
  };

  return {
    key,
    head: (origin) => heads.read(origin)?.note,
    add: async (body, keysOf, now) => {
      const request = parseAddCheckpoint(parseUtf8(body) ?? '');
      if (!request) return { status: 400, type: plain, body: `${SENTENCES[400]}\n` };
      const known = keysOf(request.checkpoint.origin);
      // One at a time: what is cosigned goes out in the order in which it was written down.
      const answer = waiting.then(() => judge(request, known, now));
      waiting = answer.catch(() => undefined);
      return answer;
    },
  };
};
