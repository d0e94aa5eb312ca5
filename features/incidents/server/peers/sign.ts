import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { toHex } from '../../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../../../kernel/crypto/ed25519-strict.ts';
import { parsePeerNote, peerNoteText, type PeerNoteKind } from '../../../../kernel/incident/peer-note.ts';
import { noteVerifier, openNote, parseNote, signNote } from '../../../../kernel/log/note.ts';
import { nodeVerifying } from '../../../../ports/node.ts';
import type { ReportPeer } from './peer-file.ts';

/** A body with what is signed of it, as it travels. */
export interface Signed {
  readonly body: string;
  readonly note: string;
}

const digestOf = (body: string): string => toHex(hashing.sha256(utf8Encode(body)));

/** Signs a body for a peer, with the key by which this installation gives its word. */
export const signFor = async (service: Service, kind: PeerNoteKind, peer: ReportPeer, body: string): Promise<Signed> => {
  const { key, signing } = service.logKeys.promise;
  const { origin } = await service.jurisdiction();
  return {
    body,
    note: signNote(peerNoteText({ kind, from: origin, to: peer.origin, digest: digestOf(body), at: service.clock() }), key, signing),
  };
};

/** A note is good for so long: it is signed anew at each try. */
const GOOD_MS = 10 * 60_000;

/**
 * From which peer a body came: signed by its key, for us, of this body, and just now. Undefined for anything else: whoever repeats what they have
 * overheard tells us nothing new, since each report is taken once.
 */
export const openFrom = async (
  service: Service,
  kind: PeerNoteKind,
  peers: readonly ReportPeer[],
  { body, note }: Signed,
): Promise<ReportPeer | undefined> => {
  const parsed = parseNote(note);
  const said = parsed && parsePeerNote(parsed.text);
  if (!parsed || !said || said.kind !== kind) return undefined;
  const { origin } = await service.jurisdiction();
  if (said.to !== origin || said.digest !== digestOf(body) || Math.abs(service.clock() - said.at) > GOOD_MS) return undefined;
  const peer = peers.find((one) => one.origin === said.from);
  return peer && openNote(parsed, [noteVerifier(peer.key, strictVerifying(nodeVerifying))]).ok ? peer : undefined;
};
