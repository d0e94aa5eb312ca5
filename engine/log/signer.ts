import type { Signing } from '../../kernel/crypto/ports.ts';
import { promiseKeyName } from '../../kernel/leaf/promise.ts';
import type { NamedLogKeys } from '../../kernel/jurisdiction/log-keys.ts';
import { formatVkey, noteKey, parseVkey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { nodePublicKey, nodeSigning } from '../../ports/node.ts';
import { hashing } from '../keys/hashing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';

/** One Ed25519 key with the name it signs under. */
export interface Signer {
  readonly key: VerifierKey;
  readonly signing: Signing;
}

/** The keys of one log as they are now. What signs checkpoints may lie elsewhere, so only its public part is here. */
export interface LogKeys {
  readonly checkpoint: { readonly key: VerifierKey };
  readonly promise: Signer;
  /** The secret that pads derive from. */
  readonly pad: Uint8Array;
}

/** A signer from a 32-byte seed. */
const signerOf = (name: string, seed: Uint8Array): Signer => ({
  key: noteKey(hashing, name, nodePublicKey(seed)),
  signing: nodeSigning(seed),
});

const fileNames = (jurisdiction: number) => ({
  checkpoint: `log-${jurisdiction}`,
  promise: `promise-${jurisdiction}`,
  pad: `pad-${jurisdiction}`,
});

/** Whether a secret goes into a keys archive. A key that signs never does: a restored log must not be taken for the old one. */
export const isArchived = (name: string): boolean => /^(wrap|pad-\d+|door|door-ack)$/.test(name);

/** The names of the files of one kind of key: `log-1`, and `log-1-2` … for those that replaced it, oldest first. */
const generations = (keys: KeyDirectory, first: string): readonly string[] =>
  keys
    .names()
    .filter((name) => name === first || (name.startsWith(`${first}-`) && /^[1-9]\d*$/.test(name.slice(first.length + 1))))
    .toSorted((a, b) => Number(a.slice(first.length + 1)) - Number(b.slice(first.length + 1)));

/** Every key there is that can sign checkpoints of a log, oldest first; none where another process holds them. */
export const checkpointSigners = (keys: KeyDirectory, jurisdiction: number, origin: string): readonly Signer[] =>
  generations(keys, fileNames(jurisdiction).checkpoint).map((name) => signerOf(origin, keys.secret(name)));

/** Whether a key that signs checkpoints lies here. */
export const hasCheckpointKey = (keys: KeyDirectory, jurisdiction: number): boolean =>
  generations(keys, fileNames(jurisdiction).checkpoint).length > 0;

/** Every key there is that can sign promises of a log, oldest first. */
export const promiseSigners = (keys: KeyDirectory, jurisdiction: number, origin: string): readonly Signer[] =>
  generations(keys, fileNames(jurisdiction).promise).map((name) => signerOf(promiseKeyName(origin), keys.secret(name)));

/** Makes one more key of a kind, durably, and gives its verifier key. Nobody counts it before the public record names it. */
export const makeNextKey = (keys: KeyDirectory, jurisdiction: number, origin: string, kind: 'checkpoint' | 'promise'): string => {
  const first = fileNames(jurisdiction)[kind];
  const last = generations(keys, first).at(-1);
  const next = last === undefined || last === first ? 2 : Number(last.slice(first.length + 1)) + 1;
  const name = kind === 'promise' ? promiseKeyName(origin) : origin;
  return formatVkey(signerOf(name, keys.ensureSecret(`${first}-${next}`)).key);
};

/** Destroys every key of a log that the public record does not name: a stolen one is of no more use here. */
export const destroyUnnamed = (keys: KeyDirectory, jurisdiction: number, origin: string, named: NamedLogKeys): readonly string[] => {
  const { checkpoint, promise } = fileNames(jurisdiction);
  const gone = [
    ...generations(keys, checkpoint).filter((name) => !named.log.includes(formatVkey(signerOf(origin, keys.secret(name)).key))),
    ...generations(keys, promise).filter(
      (name) => !named.promise.includes(formatVkey(signerOf(promiseKeyName(origin), keys.secret(name)).key)),
    ),
  ];
  for (const name of gone) keys.removeSecret(name);
  return gone;
};

/** Destroys the file of a key that signs no more; nothing where it lies elsewhere. */
export const destroyKey = (keys: KeyDirectory, jurisdiction: number, vkey: string): boolean => {
  const names = fileNames(jurisdiction);
  const origin = vkey.split('+')[0] ?? '';
  const name = [...generations(keys, names.checkpoint), ...generations(keys, names.promise)].find(
    (it) => formatVkey(signerOf(origin, keys.secret(it)).key) === vkey,
  );
  if (name !== undefined) keys.removeSecret(name);
  return name !== undefined;
};

/** Makes the keys of a new log; existing ones are kept. */
export const makeLogKeys = (keys: KeyDirectory, jurisdiction: number): void => {
  for (const name of Object.values(fileNames(jurisdiction))) keys.ensureSecret(name);
};

/**
 * Reads a log's keys: those that the public record names last, or where it names none (of before it did) the first ones. Throws when a file
 * is missing.
 */
export const readLogKeys = (keys: KeyDirectory, jurisdiction: number, origin: string, named?: NamedLogKeys): LogKeys => {
  const files = fileNames(jurisdiction);
  const log = named?.log.at(-1);
  const key = log === undefined ? signerOf(origin, keys.secret(files.checkpoint)).key : parseVkey(hashing, log);
  const wanted = named?.promise.at(-1);
  const promise =
    wanted === undefined
      ? signerOf(promiseKeyName(origin), keys.secret(files.promise))
      : promiseSigners(keys, jurisdiction, origin).find((it) => formatVkey(it.key) === wanted);
  if (!key || !promise) throw new Error(`the key files of the log in ${keys.path} are not those that the public record names`);
  return { checkpoint: { key }, promise, pad: keys.secret(files.pad) };
};

/** The public keys of a log as its jurisdiction's record names them (C2SP verifier keys). */
export const publicKeys = ({ checkpoint, promise }: LogKeys): { readonly log: string; readonly promise: string } => ({
  log: formatVkey(checkpoint.key),
  promise: formatVkey(promise.key),
});
