import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import type { ContentKeys } from '../../../../engine/keys/content.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { unwrap, wrap } from '../../../../engine/keys/wrap.ts';

/** The request that something is kept for. */
export interface RequestPlace {
  readonly jurisdiction: number;
  readonly matter: string;
  readonly level: Level;
  readonly n: number;
}

const RELEASED = utf8Encode('huiyin/released-share/v1');
const OPENED = utf8Encode('huiyin/opened-box/v1');

// Only who opens the stream of the request opens what is kept for it.
const keyOf = (contents: ContentKeys, at: RequestPlace, kind: Uint8Array): Uint8Array =>
  hashing.hmac(contents[at.level] ?? new Uint8Array(), kind);
const labelOf = (kind: string, at: RequestPlace): string => `huiyin/${kind}/v1/${at.jurisdiction}/${at.matter}/${at.level}/${at.n}`;
const shareLabel = (at: RequestPlace, custodian: string): string => `${labelOf('released-share', at)}/${custodian}`;

/** A share that a custodian has released, as it waits for the others. */
export const keepReleasedShare = (contents: ContentKeys, at: RequestPlace, custodian: string, share: Uint8Array): Buffer =>
  wrap(keyOf(contents, at, RELEASED), shareLabel(at, custodian), share);

/** The inverse of `keepReleasedShare`; throws when a byte, the place or the key is another. */
export const openReleasedShare = (contents: ContentKeys, at: RequestPlace, custodian: string, kept: Uint8Array): Buffer =>
  unwrap(keyOf(contents, at, RELEASED), shareLabel(at, custodian), kept);

/** The key of a box that was opened, for the office that asked. */
export const keepBoxKey = (contents: ContentKeys, at: RequestPlace, key: Uint8Array): Buffer =>
  wrap(keyOf(contents, at, OPENED), labelOf('opened-box', at), key);

/** The inverse of `keepBoxKey`; throws when a byte, the place or the key is another. */
export const openedBoxKey = (contents: ContentKeys, at: RequestPlace, kept: Uint8Array): Buffer =>
  unwrap(keyOf(contents, at, OPENED), labelOf('opened-box', at), kept);
