import { peersOf, quorumOf, WITNESSES_MAX, witnessesOf, type Peer } from '../../kernel/jurisdiction/peers.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import type { PublicActor } from '../../kernel/jurisdiction/public-event.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { parseVkey } from '../../kernel/log/vkey.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { appendPublic, lockStream, readPublicStream } from './public-stream.ts';

const MACHINE: PublicActor = { kind: 'machine' };
const CHECKPOINT = statement<{ root: Buffer }>(
  'root_of_checkpoint',
  'select root from log_checkpoint where jurisdiction = $1 and size = $2',
);

/** Why a peer, a quorum or a printed head is not recorded. */
export type PeerFault =
  | 'peer_known'
  | 'peer_other'
  | 'peer_same_key'
  | 'peer_is_own'
  | 'peer_unknown'
  | 'peers_full'
  | 'quorum_too_high'
  | 'checkpoint_unknown'
  | 'printed_known';

/** Keys that a peer must not have: our own. */
export interface OwnKeys {
  readonly log: string;
  readonly witness: string;
}

const material = (vkey: string | undefined | null): Uint8Array =>
  (typeof vkey === 'string' ? parseVkey(hashing, vkey)?.publicKey : undefined) ?? new Uint8Array();
const isSameKey = (a: string | undefined | null, b: string | undefined | null): boolean => {
  const [one, other] = [material(a), material(b)];
  return one.length > 0 && bytesEqual(one, other);
};

export interface PeersNow {
  readonly peers: readonly Peer[];
  readonly quorum: number;
}

export const readPeers = async (tx: Transaction): Promise<PeersNow> => {
  const { events } = await readPublicStream(tx);
  return { peers: peersOf(events), quorum: quorumOf(events) };
};

const faultOf = (peers: readonly Peer[], peer: Peer, own: OwnKeys): PeerFault | undefined => {
  if (peers.some((it) => it.peer === peer.peer)) return 'peer_known';
  if (isSameKey(peer.log, own.log) || isSameKey(peer.witness?.key, own.witness)) return 'peer_is_own';
  // One key under two names would count twice.
  if (peers.some((it) => isSameKey(it.log, peer.log) || isSameKey(it.witness?.key, peer.witness?.key))) return 'peer_same_key';
  return peer.witness && witnessesOf(peers).length >= WITNESSES_MAX ? 'peers_full' : undefined;
};

/** Records a peer in the public stream: its log is cosigned here from now on, its witness asked. With it, how many witnesses there must be. */
export const namePeer = async (
  tx: Transaction,
  peer: Peer,
  quorum: number | undefined,
  own: OwnKeys,
  now: Instant,
  again = false,
): Promise<PeerFault | undefined> => {
  await lockStream(tx);
  const { peers: all, quorum: before } = await readPeers(tx);
  const known = again ? all.find((it) => it.peer === peer.peer) : undefined;
  if (again && !known) return 'peer_unknown';
  // Its log has a new key; everything else is as it was.
  if (known && (known.url !== peer.url || known.witness?.key !== peer.witness?.key || known.witness?.url !== peer.witness?.url))
    return 'peer_other';
  const peers = all.filter((it) => it !== known);
  const fault = faultOf(peers, peer, own);
  if (fault) return fault;
  const count = witnessesOf([...peers, peer]).length;
  // The first witness counts at once: a policy that asks for nobody would be met by a log that nobody has seen.
  const wanted = quorum ?? (before === 0 && !again && peer.witness && witnessesOf(peers).length === 0 ? 1 : before);
  if (wanted > count) return 'quorum_too_high';
  const named = {
    peer: peer.peer,
    url: peer.url,
    log: peer.log,
    witness: peer.witness && { key: peer.witness.key, url: peer.witness.url },
  };
  await appendPublic(
    tx,
    [
      { type: 'peer_named', actor: MACHINE, data: named },
      ...(wanted === before ? [] : [{ type: 'quorum_set' as const, actor: MACHINE, data: { threshold: wanted } }]), // narrows the type to its literal
    ],
    now,
  );
  return undefined;
};

/** Records that a peer is none any more. Where too few witnesses would be left, the number wanted has to be set first. */
export const endPeer = async (tx: Transaction, peer: string, now: Instant): Promise<PeerFault | undefined> => {
  await lockStream(tx);
  const { peers, quorum } = await readPeers(tx);
  if (!peers.some((it) => it.peer === peer)) return 'peer_unknown';
  if (quorum > witnessesOf(peers.filter((it) => it.peer !== peer)).length) return 'quorum_too_high';
  await appendPublic(tx, [{ type: 'peer_ended', actor: MACHINE, data: { peer } }], now);
  return undefined;
};

/** Records how many witnesses the policy file asks for; 0: none has to be there. */
export const setQuorum = async (tx: Transaction, threshold: number, now: Instant): Promise<PeerFault | undefined> => {
  await lockStream(tx);
  const { peers, quorum } = await readPeers(tx);
  if (threshold > witnessesOf(peers).length) return 'quorum_too_high';
  if (threshold !== quorum) await appendPublic(tx, [{ type: 'quorum_set', actor: MACHINE, data: { threshold } }], now);
  return undefined;
};

/** Records that a poster with the head of this size hangs where people see it. Only a head that was signed can be. */
export const recordPrinted = async (tx: Transaction, size: number, actor: PublicActor, now: Instant): Promise<PeerFault | undefined> => {
  await lockStream(tx);
  const root = (await tx.run(CHECKPOINT, [tx.jurisdiction, size]))[0]?.root;
  if (!root) return 'checkpoint_unknown';
  const { events } = await readPublicStream(tx);
  if (events.some((event) => event.type === 'checkpoint_printed' && event.data['size'] === size && event.data['root'] === toHex(root)))
    return 'printed_known';
  await appendPublic(tx, [{ type: 'checkpoint_printed', actor, data: { size, root: toHex(root) } }], now);
  return undefined;
};
