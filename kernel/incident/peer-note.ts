import { parseIso, toIso, type Instant } from '../calendar/instant.ts';

/** What two installations tell each other: a report of an incident, or that a post has taken one. */
export const PEER_NOTES = ['report', 'receipt'] as const;
export type PeerNoteKind = (typeof PEER_NOTES)[number];

/** What is signed beside a body: which it is, from whom to whom, the SHA-256 of the body (hex), and when. */
export interface PeerNote {
  readonly kind: PeerNoteKind;
  /** Origins of logs. */
  readonly from: string;
  readonly to: string;
  readonly digest: string;
  readonly at: Instant;
}

const HEAD = (kind: PeerNoteKind): string => `huiyin/incident-${kind}/v1`;
const DIGEST = /^[0-9a-f]{64}$/;
const isOrigin = (text: string): boolean => text !== '' && text.length <= 200 && !/\s/.test(text);

/** Writes the text that is signed. Throws on what cannot stand in one. */
export const peerNoteText = ({ kind, from, to, digest, at }: PeerNote): string => {
  if (!isOrigin(from) || !isOrigin(to) || !DIGEST.test(digest)) throw new Error('not a note between peers');
  return `${HEAD(kind)}\n${from}\n${to}\n${digest}\n${toIso(at)}\n`;
};

/** Reads the text of a note; undefined when it is none. */
export const parsePeerNote = (text: string): PeerNote | undefined => {
  const [head = '', from = '', to = '', digest = '', time = '', end, ...more] = text.split('\n');
  const kind = PEER_NOTES.find((one) => HEAD(one) === head);
  const at = parseIso(time);
  if (kind === undefined || at === undefined || end !== '' || more.length > 0) return undefined;
  return isOrigin(from) && isOrigin(to) && DIGEST.test(digest) ? { kind, from, to, digest, at } : undefined;
};
