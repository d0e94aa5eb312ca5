import type { Instant } from '../calendar/instant.ts';
import { isHash32Hex } from '../canonical/bytes.ts';
import { isJsonObject, isWholeNumber } from '../log/shape.ts';
import type { PublicEvent } from './public-event.ts';

/** Another installation, as this one has recorded it: whose log it cosigns, and whom it asks to cosign its own. */
export interface Peer {
  /** How it is called here, and in the policy file. */
  readonly peer: string;
  readonly url: string;
  /** Verifier key of its log, which our witness cosigns; null where it has none. */
  readonly log: string | null;
  /** Its witness, which cosigns our log: verifier key, and the address that is asked; null where it has none. */
  readonly witness: PeerWitness | null;
}

export interface PeerWitness {
  readonly key: string;
  readonly url: string;
}

/** A witness by the name that it has here. */
export interface NamedWitness extends PeerWitness {
  readonly name: string;
}

/** Most witnesses of a log: a signed note of that many lines is still read by everybody. */
export const WITNESSES_MAX = 16;

/** The group of all witnesses in the policy file; no peer may be called so. */
export const WITNESS_GROUP = 'witnesses';

export const PEER_NAME = /^[a-z0-9][a-z0-9-]{1,39}$/;

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const peerOf = ({ data }: PublicEvent): Peer => {
  const { witness } = data;
  return {
    peer: String(data['peer']),
    url: String(data['url']),
    log: textOrNull(data['log']),
    witness: isJsonObject(witness) ? { key: String(witness['key']), url: String(witness['url']) } : null,
  };
};

/** The peers that a jurisdiction has now, in the order in which they were named. */
export const peersOf = (events: readonly PublicEvent[]): readonly Peer[] => {
  const peers = new Map<string, Peer>();
  for (const event of events) {
    const name = String(event.data['peer']);
    if (event.type === 'peer_named') peers.set(name, peerOf(event));
    if (event.type === 'peer_ended') peers.delete(name);
  }
  return [...peers.values()];
};

/** The witnesses among peers. */
export const witnessesOf = (peers: readonly Peer[]): readonly NamedWitness[] =>
  peers.flatMap(({ peer, witness }) => (witness ? [{ name: peer, ...witness }] : []));

/** How many witnesses the policy file of the log asks for; 0: none has to be there. */
export const quorumOf = (events: readonly PublicEvent[]): number => {
  const threshold = events.findLast((event) => event.type === 'quorum_set')?.data['threshold'];
  return isWholeNumber(threshold, 0, WITNESSES_MAX) ? threshold : 0;
};

/** A head of the log that somebody has hung on a wall. */
export interface PrintedHead {
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly at: Instant;
}

/** The largest head of the log that was recorded as printed; null where none was. A log that a restore has closed was another one. */
export const printedOf = (events: readonly PublicEvent[]): PrintedHead | null => {
  const opened = events.findLastIndex(({ type }) => type === 'log_reopened');
  const printed = events.slice(opened + 1).flatMap(({ type, data, recordedAt }): readonly PrintedHead[] => {
    const { size, root } = data;
    if (type !== 'checkpoint_printed' || !isWholeNumber(size, 1) || typeof root !== 'string' || !isHash32Hex(root)) return [];
    return [{ size, root, at: recordedAt }];
  });
  return printed.reduce<PrintedHead | null>((best, it) => (best === null || it.size >= best.size ? it : best), null);
};
