import { createHash } from 'node:crypto';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import type { NamedLogKeys } from '../../kernel/jurisdiction/log-keys.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot } from '../../kernel/log/frontier.ts';
import { noteVerifier, openNote, parseNote } from '../../kernel/log/note.ts';
import { judgeStanding, type HeldTree, type SignedHead, type Standing } from '../../kernel/log/standing.ts';
import { emptyRoot } from '../../kernel/log/tree.ts';
import { formatVkey, parseVkey } from '../../kernel/log/vkey.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { inJurisdiction, statement, type Transaction } from '../store/transaction.ts';
import type { Jurisdiction } from '../place/read.ts';
import { hashing } from '../keys/hashing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';
import type { Service } from '../service.ts';
import { findLogState, type LogState } from './integrate.ts';
import { headOf } from './known-head.ts';
import { LogBehind, LogFork } from './trouble.ts';

const LEAVES = statement<{ idx: number; hash: Buffer }>(
  'standing_leaves',
  'select idx, hash from log_leaf where jurisdiction = $1 and idx >= $2 order by idx limit $3',
);
const RECORD = statement('record_standing', 'update log_state set standing = $2 where jurisdiction = $1 and standing <> $2');
const PAGE = 10_000;

/** Where a head that somebody outside has shown is kept, until the log has come to it. */
export const outsideFile = (jurisdiction: number): string => `outside-${jurisdiction}.txt`;

/** Every key that has signed for this log under its name of now. */
export const everyLogKey = (service: Pick<Service, 'logKeys'>, named: NamedLogKeys): readonly string[] => {
  const all = [...named.ended.log, ...named.log];
  return all.length > 0 ? all : [formatVkey(service.logKeys.checkpoint.key)];
};

/** The keys that sign now. */
export const signingKeys = (service: Pick<Service, 'logKeys'>, named: NamedLogKeys): readonly string[] =>
  named.log.length > 0 ? named.log : [formatVkey(service.logKeys.checkpoint.key)];

/** A note as a head of this log; undefined where no key of it has signed it. */
export const signedHead = (
  note: string | undefined,
  origin: string,
  keys: readonly string[],
  source: SignedHead['source'],
): SignedHead | undefined => {
  const parsed = note === undefined ? undefined : parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (note === undefined || !parsed || checkpoint?.origin !== origin) return undefined;
  const known = keys.flatMap((vkey) => parseVkey(hashing, vkey) ?? []).map((key) => noteVerifier(key, strictVerifying(nodeVerifying)));
  return openNote(parsed, known).ok ? { source, size: checkpoint.size, root: checkpoint.root, note } : undefined;
};

/** Every head that is known to have been signed. Throws `SignerAway` where the heads file cannot be read. */
export const knownHeads = async (service: Service, place?: Jurisdiction): Promise<readonly SignedHead[]> => {
  const { origin, logKeys } = place ?? (await service.jurisdiction());
  const keys = everyLogKey(service, logKeys);
  const known = await service.signer.head();
  const published = service.store.read('checkpoint');
  return [
    ...(known?.origin === origin ? [{ source: 'heads_file', note: null, ...headOf(known) } as const] : []),
    signedHead(published && parseUtf8(published), origin, keys, 'published'),
    signedHead(service.keys.readText(outsideFile(service.id)), origin, keys, 'outside'),
  ].filter((head) => head !== undefined);
};

/** Keeps a head that somebody outside has shown, if it is signed and larger than the one kept. Says whether it is signed. */
export const keepOutside = async (service: Service, note: string): Promise<SignedHead | undefined> => {
  const { origin, logKeys } = await service.jurisdiction();
  const keys = everyLogKey(service, logKeys);
  const shown = signedHead(note, origin, keys, 'outside');
  const kept = signedHead(service.keys.readText(outsideFile(service.id)), origin, keys, 'outside');
  if (shown && (!kept || shown.size > kept.size)) await service.keys.writeText(outsideFile(service.id), note);
  return shown;
};

const empty = emptyRoot(hashing);
const treeOf = (state: LogState | undefined): { readonly size: number; readonly root: Uint8Array } =>
  state ? { size: state.size, root: new Uint8Array(state.root) } : { size: 0, root: empty };

/** The tree that the leaves in the database give, with its roots at some smaller sizes: every hash is computed. */
export const walkTree = async (tx: Transaction, sizes: readonly number[]): Promise<HeldTree> => {
  const roots = new Map<number, Uint8Array>([[0, empty]]);
  const stops = [...new Set(sizes)].toSorted((a, b) => a - b);
  let frontier = EMPTY_FRONTIER;
  for (;;) {
    const stop = stops.find((size) => size > frontier.size) ?? Number.MAX_SAFE_INTEGER;
    const rows = await tx.run(LEAVES, [tx.jurisdiction, frontier.size, Math.min(PAGE, stop - frontier.size)]);
    // A gap ends the tree: what stands behind it belongs to no root.
    const whole = rows.findIndex((row, i) => row.idx !== frontier.size + i);
    const taken = whole < 0 ? rows : rows.slice(0, whole);
    frontier = appendLeaves(
      hashing,
      frontier,
      taken.map((row) => new Uint8Array(row.hash)),
    ).frontier;
    if (frontier.size === stop) roots.set(stop, frontierRoot(hashing, frontier));
    if (taken.length === 0 || whole >= 0) break;
  }
  return { size: frontier.size, root: frontierRoot(hashing, frontier), rootAt: (size) => roots.get(size) };
};

/**
 * How the log stands, from what is remembered of its tree: for every tick, and by what is `known` already for whoever asks how it is.
 * `log state` computes it from the leaves.
 */
export const quickStanding = async (service: Service, known?: { readonly state: LogState | undefined }): Promise<Standing> => {
  const heads = await knownHeads(service, known && service.known());
  const { state } = known ?? { state: await service.read(findLogState) };
  return judgeStanding({ ...treeOf(state), rootAt: () => undefined }, heads);
};

/** How the log stands, with every hash computed from the leaves in the database. */
export const fullStanding = async (service: Service): Promise<{ readonly standing: Standing; readonly held: HeldTree }> => {
  const heads = await knownHeads(service);
  const sizes = heads.map((head) => head.size);
  const held = await inJurisdiction(service.pools.app, service.id, (tx) => walkTree(tx, sizes), 'isolation level repeatable read');
  return { standing: judgeStanding(held, heads), held };
};

const EVIDENCE_MAX = 16; // one is proof enough

/** Keeps both heads beside the keys, where a restore of the data does not reach; their file. */
export const keepEvidence = async (keys: KeyDirectory, jurisdiction: number, text: string): Promise<string | undefined> => {
  const name = `fork-${jurisdiction}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.txt`;
  if (keys.readText(name) !== undefined) return name;
  if (keys.texts(`fork-${jurisdiction}-`).length >= EVIDENCE_MAX) return undefined;
  await keys.writeText(name, text);
  return name;
};

const headText = (head: { readonly size: number; readonly root: Uint8Array; readonly source?: string; readonly note?: string | null }) =>
  `${head.source ?? 'held'} ${head.size} ${toBase64(head.root)}\n${head.note ?? ''}\n`;

/** The text that is kept of a fork. */
export const evidenceOf = ({ signed, other }: Extract<Standing, { state: 'FORK' }>): string => headText(signed) + headText(other);

/** One line for the operator. Nothing in it is secret. */
export const standingSentence = (standing: Exclude<Standing, { state: 'OK' }>, held: number): string =>
  standing.state === 'BEHIND'
    ? `size ${standing.head.size} was signed (${standing.head.source}) and the database holds ${held}: ./huiyin log state`
    : `size ${standing.signed.size} was signed (${standing.signed.source}) with root ${toHex(standing.signed.root).slice(0, 16)}…, and there is another one of that size: ./huiyin log state`;

/** Writes down how the log stands, for every page to say. */
export const recordStanding = async (service: Service, state: Standing['state']): Promise<void> => {
  await inJurisdiction(service.pools.integrator, service.id, (tx) => tx.run(RECORD, [service.id, state]));
};

/** Looks before anything is taken in or signed. Records what it finds; throws where the log must rest. */
export const assertStanding = async (service: Service): Promise<void> => {
  const standing = await quickStanding(service);
  if (standing.state === 'OK') return;
  const held = treeOf(await service.read(findLogState)).size;
  if (standing.state === 'FORK') await keepEvidence(service.keys, service.id, evidenceOf(standing));
  await recordStanding(service, standing.state);
  const said = standingSentence(standing, held);
  throw standing.state === 'FORK' ? new LogFork(said) : new LogBehind(said);
};
