import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { PEER_NAME, WITNESS_GROUP, WITNESSES_MAX, witnessesOf, type Peer } from '../../kernel/jurisdiction/peers.ts';
import { PEER_CARD_CHARACTERS_MAX, parsePeerCard, type ReadPeerCard } from '../../kernel/log/peer-card.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { fetchFrom } from '../../verifier/check/fetch-from.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { endPeer, namePeer, readPeers, setQuorum, type OwnKeys, type PeerFault } from '../../engine/place/peers.ts';
import { findJurisdiction } from '../../engine/place/read.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { readLogKeys } from '../../engine/log/signer.ts';
import { openOwnWitness } from '../../engine/witness/own-witness.ts';
import { dataOf, SERVED, type Io } from './io.ts';

interface PeerOptions {
  readonly data?: string;
  readonly name?: string;
  readonly threshold?: string;
  readonly end?: boolean;
  readonly again?: boolean;
  readonly list?: boolean;
  readonly reportKey?: boolean;
  readonly json?: boolean;
}

/** What is said when nothing is recorded. */
export const PEER_FAULTS: { readonly [fault in PeerFault]: string } = {
  peer_known: 'there is a peer of this name already; where it has a new key of its log: --again; otherwise give another --name',
  peer_other: 'its address or the key of its witness is another than before: that is another peer, end this one first',
  peer_same_key: 'this log or witness is a peer already, under another name; twice it would count twice',
  peer_is_own: 'these are our own keys: an office cannot be its own witness',
  peer_unknown: 'there is no such peer; --list shows them',
  peers_full: `there are ${WITNESSES_MAX} witnesses already`,
  quorum_too_high: 'more witnesses would be asked for than there are; set --threshold lower',
  checkpoint_unknown: 'the log was never published at this size',
  printed_known: 'that it hangs is recorded already',
};

const say = (io: Io, json: boolean | undefined, value: object, lines: readonly string[]): number => {
  for (const line of json === true ? [JSON.stringify(value)] : lines) io.out(line);
  return 0;
};
const refuse = (io: Io, fault: string): number => (io.err(`${fault}: ${PEER_FAULTS[fault as PeerFault]}`), 1);

const thresholdOf = (options: PeerOptions): number | undefined | 'wrong' => {
  if (options.threshold === undefined) return undefined;
  const threshold = /^\d{1,2}$/.test(options.threshold) ? Number(options.threshold) : -1;
  return threshold >= 0 && threshold <= WITNESSES_MAX ? threshold : 'wrong';
};

const list = (it: Installation, options: PeerOptions, io: Io): Promise<number> =>
  inJurisdiction(it.pools.app, SERVED, async (tx) => {
    const { peers, quorum } = await readPeers(tx);
    const lines = peers.flatMap((peer) => [
      `${peer.peer}: ${peer.url}`,
      `  its log, cosigned here: ${peer.log ?? 'none'}`,
      `  its witness, asked for ours: ${peer.witness?.key ?? 'none'}`,
    ]);
    const asked = `witnesses that must have signed: ${quorum} of ${witnessesOf(peers).length}`;
    return say(io, options.json, { peers, threshold: quorum }, [...(peers.length > 0 ? lines : ['no peer is named']), asked]);
  });

/** `http://localhost:8081` is called `localhost-8081` here unless it is given a name. */
const nameOf = (url: URL): string =>
  url.host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

const readCard = async (url: URL): Promise<ReadPeerCard | undefined> => {
  const bytes = await fetchFrom(url.href)('log/peer.json');
  const text = bytes && bytes.length <= 4 * PEER_CARD_CHARACTERS_MAX ? parseUtf8(bytes) : undefined;
  return text === undefined ? undefined : parsePeerCard(hashing, text);
};

const peerFrom = (name: string, url: URL, card: ReadPeerCard): Peer => {
  const base = url.href.replace(/\/$/, '');
  return {
    peer: name,
    url: base,
    log: card.log && formatVkey(card.log),
    witness: card.witness && { key: formatVkey(card.witness.key), url: card.witness.path === '' ? base : `${base}/${card.witness.path}` },
  };
};

const ownKeys = async (it: Installation): Promise<OwnKeys | undefined> => {
  const jurisdiction = await inJurisdiction(it.pools.app, SERVED, (tx) => findJurisdiction(tx, systemClock()));
  if (!jurisdiction) return undefined;
  const { origin } = jurisdiction;
  return {
    log: formatVkey(readLogKeys(it.keys, SERVED, origin, jurisdiction.logKeys).checkpoint.key),
    witness: formatVkey(openOwnWitness(it.keys, SERVED, origin).key),
  };
};

/** The key by which this installation signs reports of incidents for another: the line that its operator writes into `peer-reports.json`. */
const showReportKey = async (it: Installation, options: PeerOptions, io: Io): Promise<number> => {
  const jurisdiction = await inJurisdiction(it.pools.app, SERVED, (tx) => findJurisdiction(tx, systemClock()));
  if (!jurisdiction) return (io.err('there is no jurisdiction yet: ./huiyin admin set-up FILE'), 1);
  const key = formatVkey(readLogKeys(it.keys, SERVED, jurisdiction.origin, jurisdiction.logKeys).promise.key);
  return say(io, options.json, { key }, [key]);
};

const pair = async (it: Installation, text: string, threshold: number | undefined, options: PeerOptions, io: Io): Promise<number> => {
  const own = await ownKeys(it);
  if (!own) return (io.err('there is no jurisdiction yet: ./huiyin admin set-up FILE'), 1);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    return (io.err('the address starts with http:// or https:// and ends with host or path'), 2);
  const name = options.name ?? nameOf(url);
  if (!PEER_NAME.test(name) || name === WITNESS_GROUP || name === 'none')
    return (io.err('--name: 2 to 40 of a-z, 0-9 and -, and not "none" or "witnesses"'), 2);
  const card = await readCard(url).catch((error: unknown) => {
    io.err(`peer_unreachable: ${error instanceof Error ? error.message : 'failed'}`);
    return null;
  });
  if (card === null) return 1;
  if (!card) return (io.err(`peer_card: ${text} shows no card of a peer at log/peer.json`), 1);
  const peer = peerFrom(name, url, card);
  const fault = await inJurisdiction(it.pools.app, SERVED, (tx) =>
    namePeer(tx, peer, threshold, own, systemClock(), options.again === true),
  );
  if (fault) return refuse(io, fault);
  const now = await inJurisdiction(it.pools.app, SERVED, readPeers);
  return say(io, options.json, { ...peer, names: card.names, threshold: now.quorum, own }, [
    `${name} is ${card.names['zh-CN']} / ${card.names.en}, at ${peer.url}. Compare these keys with it by telephone:`,
    `its log, which is cosigned here from now on:     ${peer.log ?? 'none'}`,
    `its witness, which is asked from the next tick:  ${peer.witness?.key ?? 'none'}`,
    `our log:                                         ${own.log}`,
    `our witness:                                     ${own.witness}`,
    `Our log is cosigned once they have named us, too: ./huiyin peer URL-OF-OURS, there.`,
    `${now.quorum} of ${witnessesOf(now.peers).length} witnesses must have signed (--threshold); it is in the public record.`,
  ]);
};

/** `huiyin peer [URL]` in an installation: 0 done, 1 refused, 2 wrongly asked. */
export const peerAt = async (it: Installation, target: string | undefined, options: PeerOptions, io: Io): Promise<number> => {
  if (options.list === true) return list(it, options, io);
  if (options.reportKey === true) return showReportKey(it, options, io);
  const threshold = thresholdOf(options);
  if (threshold === 'wrong') return (io.err(`--threshold: a number from 0 to ${WITNESSES_MAX}`), 2);
  if (options.end === true) {
    if (target === undefined) return (io.err('--end takes the name of a peer; --list shows them'), 2);
    const fault = await inJurisdiction(it.pools.app, SERVED, (tx) => endPeer(tx, target, systemClock()));
    return fault ? refuse(io, fault) : say(io, options.json, { peer: target, ended: true }, [`${target} is no peer any more`]);
  }
  if (target !== undefined) return pair(it, target, threshold, options, io);
  if (threshold === undefined) return (io.err('give the address of a peer, or --list, --threshold K, or --end with a name'), 2);
  const fault = await inJurisdiction(it.pools.app, SERVED, (tx) => setQuorum(tx, threshold, systemClock()));
  return fault
    ? refuse(io, fault)
    : say(io, options.json, { threshold }, [`${threshold} witnesses must have signed; it is in the public record`]);
};

/** Pairs this installation with another: each cosigns the other's log. */
export const peerCommand = (target: string | undefined, options: PeerOptions, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) => peerAt(it, target, options, io));
