import { z } from 'zod';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { KeyDirectory } from '../../../../engine/keys/key-directory.ts';
import { OWN_FILE, readOperatorFile } from '../../../../engine/keys/operator-file.ts';
import { parseVkey, type VerifierKey } from '../../../../kernel/log/vkey.ts';

/** In the folder of keys: with which installations reports of incidents are exchanged. Both operators have agreed on it. */
export const PEER_FILE = 'peer-reports.json';

const office = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const PROMISE = '/promise';
/** The key by which an installation gives its word, and no other of its keys. */
const key = z.custom<string>(
  (text) => typeof text === 'string' && text.length <= 300 && parseVkey(hashing, text)?.name.endsWith(PROMISE) === true,
);
const Peer = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  url: z
    .string()
    .max(300)
    .regex(/^https?:\/\/\S+$/)
    .refine((text) => URL.canParse(text)),
  /** The line that `peer report-key` prints there. */
  key,
  /** Our offices whose office above is there. */
  above: z.array(office).max(500).default([]),
  /** Our office that takes what is reported from there; absent where nothing is. */
  office: office.optional(),
  /** It sits on a private address, which the operator has looked at. */
  private: z.boolean().default(false),
});
const File = z.strictObject({ peers: z.array(Peer).max(200) });

export interface ReportPeer extends Omit<z.output<typeof Peer>, 'key'> {
  readonly key: VerifierKey;
  /** The origin of its log, which the name of the key says. */
  readonly origin: string;
}

interface Peers {
  readonly peers: readonly ReportPeer[];
  /** Why the file is not taken, and where. */
  readonly fault: string | null;
}

/** What the file said when it was right last: a slip of the operator must not take the office above away from those who report to it. */
const right = new WeakMap<object, readonly ReportPeer[]>();

/**
 * The peers that the operator has named; none where there is no file. A file that others can write, or that says something else, is a fault:
 * what it said before holds as long as this process runs.
 */
export const readPeers = (keys: Pick<KeyDirectory, 'path' | 'readText'>): Peers => {
  const file = readOperatorFile(keys, PEER_FILE, File, OWN_FILE);
  if (file !== null && !('said' in file)) return { peers: right.get(keys) ?? [], fault: `peers.${file.fault} ${file.where}`.trim() };
  const peers = (file?.said.peers ?? []).flatMap((peer) => {
    const known = parseVkey(hashing, peer.key);
    return known?.name.endsWith(PROMISE) ? [{ ...peer, key: known, origin: known.name.slice(0, -PROMISE.length) }] : [];
  });
  right.set(keys, peers);
  return { peers, fault: null };
};

/** The installation in which the office above one of ours is. */
export const peerAbove = (peers: readonly ReportPeer[], own: string): ReportPeer | undefined =>
  peers.find(({ above }) => above.includes(own));
