import { parseBase64 } from '../canonical/base64.ts';
import { bytesEqual, parseHex } from '../canonical/bytes.ts';
import { toIso } from '../calendar/instant.ts';
import type { Hashing, StrictVerifying } from '../crypto/ports.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { eventLeaf, leafTag } from '../leaf/leaf.ts';
import { noteVerifier, openNote, parseNote } from '../log/note.ts';
import { parsePayload } from '../leaf/payload.ts';
import { hashLeaf, verifyInclusion } from '../log/tree.ts';
import { parseVkey } from '../log/vkey.ts';

/** One leaf of the stream that a request stands in. */
interface PlacedLeaf {
  readonly leaf: string;
  readonly index: number | null;
  readonly proof: readonly string[] | null;
}

/** What a server says about a request, with its proof. Nothing of it is believed. */
export interface ClaimedRequest {
  readonly jurisdiction: number;
  readonly matter: string;
  readonly level: number;
  readonly n: number;
  readonly purpose: string;
  readonly custodians: string;
  readonly askedAt: string;
  readonly evidence: {
    readonly vkey: string;
    readonly checkpoint: string | null;
    /** In hex, by epoch: a code that was replaced brought a new one. */
    readonly viewKeys: readonly string[];
    readonly payload: string;
    readonly leaves: readonly PlacedLeaf[];
  };
}

/** What a custodian's page found; all four must hold before a share is released (design 6). */
export interface RequestCheck {
  /** The checkpoint is signed by the log that the key names. */
  readonly signed: boolean;
  /** The request and every event before it stand in that checkpoint. */
  readonly published: boolean;
  /** The request carries the next number of its stream, so whoever filed finds it. */
  readonly inTurn: boolean;
  /** The leaf commits to exactly this request. */
  readonly asSaid: boolean;
}

const bytesOf = (text: string): Uint8Array => parseBase64(text) ?? new Uint8Array();

const checkpointOf = (hashing: Hashing, verifying: StrictVerifying, vkey: string, text: string | null): Checkpoint | undefined => {
  const key = parseVkey(hashing, vkey);
  const note = text === null ? undefined : parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!key || !note || !checkpoint || checkpoint.origin !== key.name) return undefined;
  return openNote(note, [noteVerifier(key, verifying)]).ok ? checkpoint : undefined;
};

const isIn = (hashing: Hashing, { size, root }: Checkpoint, { leaf, index, proof }: PlacedLeaf): boolean => {
  if (index === null || proof === null) return false;
  const claim = { size, root, index, leafHash: hashLeaf(hashing, bytesOf(leaf)) };
  return verifyInclusion(hashing, claim, proof.map(bytesOf));
};

/** The first key, not before `least`, that makes the tag of leaf `n`; -1 for none. */
const epochOf = (hashing: Hashing, views: readonly Uint8Array[], leaf: PlacedLeaf, n: number, least: number): number =>
  views.findIndex((view, epoch) => epoch >= least && bytesEqual(leafTag(hashing, view, n), bytesOf(leaf.leaf).slice(0, 16)));

/** The epoch of every leaf in turn; undefined when one carries no tag of its number. A stream never goes back to an older key. */
const epochsOf = (hashing: Hashing, views: readonly Uint8Array[], leaves: readonly PlacedLeaf[]): readonly number[] | undefined => {
  const epochs: number[] = [];
  for (const [n, leaf] of leaves.entries()) {
    const epoch = epochOf(hashing, views, leaf, n, epochs.at(-1) ?? 0);
    if (epoch < 0) return undefined;
    epochs.push(epoch);
  }
  return epochs;
};

const isAsSaid = (hashing: Hashing, views: readonly Uint8Array[], it: ClaimedRequest): boolean => {
  const bytes = bytesOf(it.evidence.payload);
  const parsed = parsePayload(bytes);
  const last = it.evidence.leaves.at(-1);
  if (!parsed.ok || !last) return false;
  const { payload } = parsed;
  const view = views[payload.keyEpoch];
  if (!view) return false;
  return (
    bytesEqual(eventLeaf(hashing, { view, saltKey: view }, it.n, bytes), bytesOf(last.leaf)) &&
    payload.type === 'unseal_asked' &&
    payload.visibility === 'open' &&
    payload.jurisdiction === it.jurisdiction &&
    payload.matter === it.matter &&
    payload.level === it.level &&
    payload.n === it.n &&
    payload.data['purpose'] === it.purpose &&
    payload.data['custodians'] === it.custodians &&
    toIso(payload.recordedAt) === it.askedAt
  );
};

/** Checks a request from its evidence alone. */
export const checkRequest = (hashing: Hashing, verifying: StrictVerifying, it: ClaimedRequest): RequestCheck => {
  const { evidence } = it;
  const views = evidence.viewKeys.map((key) => parseHex(key) ?? new Uint8Array());
  const checkpoint = checkpointOf(hashing, verifying, evidence.vkey, evidence.checkpoint);
  const isWhole = views.length > 0 && views.every((view) => view.length === 32) && evidence.leaves.length === it.n + 1;
  return {
    signed: checkpoint !== undefined,
    published: isWhole && checkpoint !== undefined && evidence.leaves.every((leaf) => isIn(hashing, checkpoint, leaf)),
    inTurn: isWhole && epochsOf(hashing, views, evidence.leaves) !== undefined,
    asSaid: isWhole && isAsSaid(hashing, views, it),
  };
};
