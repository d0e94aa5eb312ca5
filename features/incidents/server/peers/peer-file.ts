import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { KeyDirectory } from '../../../../engine/keys/key-directory.ts';
import { parseVkey, type VerifierKey } from '../../../../kernel/log/vkey.ts';

/** In the folder of keys: with which installations reports of incidents are exchanged. Both operators have agreed on it. */
export const PEER_FILE = 'peer-reports.json';

const office = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const key = z.custom<string>((text) => typeof text === 'string' && text.length <= 300 && parseVkey(hashing, text) !== undefined);
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

const OTHERS = 0o022;
const PROMISE = '/promise';

/** The peers that the operator has named. None where there is no file, or one that others can write or that says something else. */
export const readPeers = (keys: Pick<KeyDirectory, 'path' | 'readText'>): readonly ReportPeer[] => {
  const text = keys.readText(PEER_FILE);
  if (text === undefined || (statSync(join(keys.path, PEER_FILE)).mode & OTHERS) !== 0) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const parsed = File.safeParse(json);
  return (parsed.success ? parsed.data.peers : []).flatMap((peer) => {
    const known = parseVkey(hashing, peer.key);
    return known?.name.endsWith(PROMISE) ? [{ ...peer, key: known, origin: known.name.slice(0, -PROMISE.length) }] : [];
  });
};

/** The installation in which the office above one of ours is. */
export const peerAbove = (peers: readonly ReportPeer[], own: string): ReportPeer | undefined =>
  peers.find(({ above }) => above.includes(own));
