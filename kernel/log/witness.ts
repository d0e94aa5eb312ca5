import { parseBase64, toBase64 } from '../canonical/base64.ts';
import { bytesEqual } from '../canonical/bytes.ts';
import type { Hashing } from '../crypto/ports.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { openNote, parseNote, type Note, type SignatureChecker } from './note.ts';
import { emptyRoot, verifyConsistency } from './tree.ts';

/** Most lines of a consistency proof (c2sp.org/tlog-witness, add-checkpoint): enough for 2^63 leaves. */
export const PROOF_LINES_MAX = 63;
const HASH_BYTES = 32;

/** What a log, or anybody for it, asks a witness: the size it believes the witness to know, a proof, and the signed checkpoint. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly message: string;
}

/** The same as a witness reads it. */
export interface ParsedAddCheckpoint extends AddCheckpoint {
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** The tree that a witness has cosigned last for one origin. */
export interface WitnessedTree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What a witness makes of a request; `size` is that of the tree it knows. */
export type WitnessJudgement =
  | { readonly status: 200; readonly tree: WitnessedTree; readonly isNew: boolean }
  | { readonly status: 400 | 403 | 404 | 422 }
  /** `isFork`: the log has signed two trees of one size, or one of no leaves that is not empty. */
  | { readonly status: 409; readonly size: number; readonly isFork: boolean };

/** Writes the body of an add-checkpoint request. */
export const addCheckpointBody = ({ oldSize, proof, message }: AddCheckpoint): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', message].join('\n');

/** Reads the body of an add-checkpoint request; undefined when it is malformed or asks to go back to a smaller tree. */
export const parseAddCheckpoint = (body: string): ParsedAddCheckpoint | undefined => {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = end < 0 ? [] : body.slice(0, end).split('\n');
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  if (digits === undefined || !Number.isSafeInteger(Number(digits)) || lines.length > PROOF_LINES_MAX) return undefined;
  const proof = lines.map(parseBase64).filter((hash) => hash?.length === HASH_BYTES);
  if (proof.length !== lines.length) return undefined;
  const message = body.slice(end + 2);
  const note = parseNote(message);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint || Number(digits) > checkpoint.size) return undefined;
  // The filter above leaves no undefined among them.
  return { oldSize: Number(digits), proof: proof as Uint8Array[], message, note, checkpoint };
};

/**
 * What the specification has a witness answer (c2sp.org/tlog-witness). `known` checks the keys it trusts for the origin, none for an
 * origin it does not know; `last` is what it has cosigned for it, undefined when nothing.
 */
export const judgeAddCheckpoint = (
  hashing: Hashing,
  request: ParsedAddCheckpoint | undefined,
  known: readonly SignatureChecker[],
  last: WitnessedTree | undefined,
): WitnessJudgement => {
  if (request === undefined) return { status: 400 };
  if (known.length === 0) return { status: 404 };
  if (!openNote(request.note, known).ok) return { status: 403 };
  const { oldSize, proof, checkpoint } = request;
  const { size, root } = last ?? { size: 0, root: emptyRoot(hashing) };
  // At one size there is one tree, whatever the client believes of us: said even where its old size is stale.
  const isFork = checkpoint.size === size && !bytesEqual(checkpoint.root, root);
  if (oldSize !== size || isFork) return { status: 409, size, isFork };
  const claim = { oldSize, oldRoot: root, newSize: checkpoint.size, newRoot: checkpoint.root };
  if (!verifyConsistency(hashing, claim, proof)) return { status: 422 };
  return { status: 200, tree: { size: checkpoint.size, root: checkpoint.root }, isNew: last === undefined || checkpoint.size > size };
};

/** The lines that a witness answers with, as signatures; undefined when they are none. */
export const parseSignatureLines = (lines: string): Note['signatures'] | undefined => {
  const note = parseNote(`witness\n\n${lines}`);
  return note?.text === 'witness\n' ? note.signatures : undefined;
};

/** A signed message with further signature lines; lines that it has already are not repeated. */
export const addSignatures = (message: string, lines: readonly string[]): string =>
  lines.reduce((note, line) => (note.split('\n').includes(line.trimEnd()) ? note : `${note}${line}`), message);
