import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { Bundle, BundleEvent } from '../../kernel/leaf/bundle.ts';
import { leafBytes, leafCommitment, leafSalt, leafTag, viewKey } from '../../kernel/leaf/leaf.ts';
import { parsePayload, type EventPayload } from '../../kernel/leaf/payload.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { fault, passed, type Checked } from './verdict.ts';

/** An event whose leaf was recomputed from what the filer holds. */
export interface OpenedEvent {
  readonly event: BundleEvent;
  readonly leafHash: Uint8Array;
  /** Null while it is withheld. */
  readonly payload: EventPayload | null;
  /** Place of the log key that finds it among the bundle's. */
  readonly epoch: number;
}

interface Context {
  readonly hashing: Hashing;
  readonly bundle: Bundle;
  /** By epoch of the log key, then by level. */
  readonly viewKeys: readonly (readonly Uint8Array[])[];
}

const TAG_BYTES = 16;
const at = ({ level, n }: BundleEvent): { readonly level: number; readonly n: number } => ({ level, n });

/** The epoch whose key makes the tag of an event; a later code's key never opens what was before it, so a stream never goes back. */
const epochOf = ({ hashing, viewKeys }: Context, event: BundleEvent, least: number): number =>
  viewKeys.findIndex(
    (keys, epoch) =>
      epoch >= least && bytesEqual(leafTag(hashing, keys[event.level] ?? new Uint8Array(), event.n), event.leaf.slice(0, TAG_BYTES)),
  );

const checkWithheld = (event: BundleEvent): Checked<null> => {
  // The filing is the filer's own: nobody withholds it.
  if (event.level === 0 && event.n === 0) return fault('filing_withheld');
  return event.salt === null && event.blobKey === null ? passed(null) : fault('salt_misplaced', at(event));
};

const checkPayload = (context: Context, event: BundleEvent, bytes: Uint8Array, epoch: number): Checked<EventPayload> => {
  const { hashing, bundle } = context;
  const parsed = parsePayload(bytes);
  if (!parsed.ok) return fault('payload_malformed', { ...at(event), reason: parsed.reason });
  const { payload } = parsed;
  if (payload.matter !== bundle.matter || payload.jurisdiction !== bundle.jurisdiction) return fault('wrong_matter', at(event));
  if (payload.level !== event.level || payload.n !== event.n) return fault('wrong_position', at(event));
  if (payload.keyEpoch !== epoch) return fault('wrong_tag', at(event));
  const isInternal = payload.visibility === 'internal';
  if (isInternal !== (event.salt !== null) || (!isInternal && event.blobKey !== null)) return fault('salt_misplaced', at(event));
  const salt = event.salt ?? leafSalt(hashing, context.viewKeys[epoch]?.[event.level] ?? new Uint8Array(), event.n);
  const leaf = leafBytes(event.leaf.slice(0, TAG_BYTES), leafCommitment(hashing, salt, bytes));
  return bytesEqual(leaf, event.leaf) ? passed(payload) : fault('wrong_commitment', at(event));
};

const checkEvent = (context: Context, event: BundleEvent, before: readonly OpenedEvent[]): Checked<OpenedEvent> => {
  // Streams are complete from 0 without gaps: an event's number is the count of those before it.
  if (event.n !== before.length) return fault('wrong_position', at(event));
  const epoch = epochOf(context, event, before.at(-1)?.epoch ?? 0);
  if (epoch < 0) return fault('wrong_tag', at(event));
  const leafHash = hashLeaf(context.hashing, event.leaf);
  if (event.payload === null) {
    const withheld = checkWithheld(event);
    return withheld.ok ? passed({ event, leafHash, payload: null, epoch }) : withheld;
  }
  const checked = checkPayload(context, event, event.payload, epoch);
  if (!checked.ok) return checked;
  const { previous, recordedAt } = checked.value;
  const last = before.at(-1);
  if (previous !== (last === undefined ? null : toHex(last.leafHash))) return fault('chain_broken', at(event));
  const lastKnown = before.findLast(({ payload }) => payload !== null)?.payload;
  if (lastKnown && recordedAt < lastKnown.recordedAt) return fault('time_runs_back', at(event));
  return passed({ event, leafHash, payload: checked.value, epoch });
};

/** Recomputes every leaf from the log key, and follows each stream from its first event to its last. */
export const checkStreams = (hashing: Hashing, bundle: Bundle): Checked<readonly OpenedEvent[]> => {
  const viewKeys = bundle.logKeys.map((key) => ([0, 1, 2] as const).map((level) => viewKey(hashing, key, level)));
  const streams: readonly OpenedEvent[][] = [[], [], []];
  const opened: OpenedEvent[] = [];
  for (const event of bundle.events) {
    const stream = streams[event.level] ?? []; // one list for each of three levels
    const checked = checkEvent({ hashing, bundle, viewKeys }, event, stream);
    if (!checked.ok) return checked;
    stream.push(checked.value);
    opened.push(checked.value);
  }
  // Whatever happens in the streams above, a matter begins with its filing.
  return streams[0]?.length === 0 ? fault('wrong_position', { level: 0, n: 0 }) : passed(opened);
};
