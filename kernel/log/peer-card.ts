import type { Hashing } from '../crypto/ports.ts';
import { hasOnly, isJsonObject, parseJson } from './shape.ts';
import { ED25519_COSIGNATURE, ED25519_NOTE, parseVkey, type VerifierKey } from './vkey.ts';

/** What an installation says of itself to one that wants to pair with it; `/log/peer.json`. */
export interface PeerCard {
  /** What people call it; checked by nothing. */
  readonly names: { readonly 'zh-CN': string; readonly en: string };
  /** The verifier key of its log; null where it only witnesses. */
  readonly log: string | null;
  /** Its witness: the verifier key, and below the address of the card, where it is asked; null where it does not witness. */
  readonly witness: { readonly key: string; readonly path: string } | null;
}

/** A card with its keys read. */
export interface ReadPeerCard {
  readonly names: PeerCard['names'];
  readonly log: VerifierKey | null;
  readonly witness: { readonly key: VerifierKey; readonly path: string } | null;
}

const FORMAT = 'huiyin/peer/v1';
/** Limits on what we read. */
export const PEER_CARD_CHARACTERS_MAX = 8192;
const NAME_MAX = 200;

export const peerCardJson = ({ names, log, witness }: PeerCard): object => ({ format: FORMAT, names, log, witness });

const isName = (value: unknown): value is string => typeof value === 'string' && /^\P{Cc}+$/u.test(value) && value.length <= NAME_MAX;

const keyOf = (hashing: Hashing, value: unknown, type: number): VerifierKey | undefined => {
  const key = typeof value === 'string' ? parseVkey(hashing, value) : undefined;
  return key?.type === type ? key : undefined;
};

const witnessOf = (hashing: Hashing, value: unknown): ReadPeerCard['witness'] | undefined => {
  if (value === null) return null;
  if (!isJsonObject(value) || !hasOnly(value, ['key', 'path'])) return undefined;
  const key = keyOf(hashing, value.key, ED25519_COSIGNATURE);
  const { path } = value;
  return key && typeof path === 'string' && /^(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/.test(path) ? { key, path } : undefined;
};

/** Reads a card strictly; undefined when malformed, too long, or when it offers neither a log nor a witness. */
export const parsePeerCard = (hashing: Hashing, text: string): ReadPeerCard | undefined => {
  const value = text.length <= PEER_CARD_CHARACTERS_MAX ? parseJson(text) : undefined;
  if (!isJsonObject(value) || value.format !== FORMAT || !hasOnly(value, ['format', 'names', 'log', 'witness'])) return undefined;
  const { names } = value;
  if (!isJsonObject(names) || !hasOnly(names, ['zh-CN', 'en'])) return undefined;
  const [chinese, english] = [names['zh-CN'], names['en']];
  const log = value.log === null ? null : keyOf(hashing, value.log, ED25519_NOTE);
  const witness = witnessOf(hashing, value.witness);
  if (!isName(chinese) || !isName(english) || log === undefined || witness === undefined || (log ?? witness) === null) return undefined;
  return { names: { 'zh-CN': chinese, en: english }, log, witness };
};
