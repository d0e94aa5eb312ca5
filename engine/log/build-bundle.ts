import { toBase64 } from '../../kernel/canonical/base64.ts';
import { logKeyText } from '../../kernel/canonical/names.ts';
import { blobKey, internalKey, leafSalt } from '../../kernel/leaf/leaf.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { MatterKeys } from '../store/compose.ts';
import type { EventRow, History } from '../store/history.ts';
import { readHistoryOf, readTexts } from '../store/read-entity.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { prove, type Place, type PlacedLeaves } from './prove.ts';
import { placeWitnessed } from './witnessed-checkpoint.ts';
import { mapInRounds, ownRound } from '../rounds.ts';
import type { Service } from '../service.ts';

interface BundleEvent {
  readonly payload: string;
  readonly level: number;
  readonly n: number;
  readonly leaf: string;
  readonly index: number | null;
  readonly proof: readonly string[] | null;
  readonly salt?: string;
  readonly blobKey?: string;
}

/** The file a filer keeps; `verifier/` says what it proves. */
export interface BundleJson {
  readonly format: 'huiyin/bundle/v1';
  readonly origin: string;
  readonly jurisdiction: number;
  readonly matter: string;
  /** The newest; `earlierLogKeys` are those of codes that were replaced, oldest first. */
  readonly logKey: string;
  readonly earlierLogKeys?: readonly string[];
  readonly events: readonly BundleEvent[];
  readonly texts: { readonly [blob: string]: string };
  /** Who opened the matter on which day, each day a leaf. */
  readonly accesses: readonly {
    readonly payload: string;
    readonly leaf: string;
    readonly index: number | null;
    readonly proof: readonly string[] | null;
  }[];
  readonly checkpoint: string | null;
  readonly promise: string | null;
}

const DIGESTS = statement<{ payload: Buffer; leaf: Buffer }>(
  'digests_of_matter',
  'select payload, leaf from access_digest where jurisdiction = $1 and matter = $2 order by n',
);

const eventJson = (row: EventRow, internal: boolean, keys: MatterKeys, place: Place | undefined): BundleEvent => ({
  payload: toBase64(row.payload),
  level: row.level,
  n: row.version,
  leaf: toBase64(row.leaf),
  index: place?.index ?? null,
  proof: place?.proof ?? null,
  ...(internal ? internalOf(row, keys) : {}),
});

/** The filer's log key opens all but internal events; those bring a salt and a key for the names of their texts. */
const internalOf = (row: EventRow, keys: MatterKeys): Pick<BundleEvent, 'salt' | 'blobKey'> => {
  const key = internalKey(hashing, keys.internal, row.level);
  return { salt: toBase64(leafSalt(hashing, key, row.version)), blobKey: toBase64(blobKey(hashing, key)) };
};

/** What a bundle is made from. */
interface BundleFacts {
  readonly origin: string;
  readonly history: History;
  readonly keys: MatterKeys;
  readonly texts: ReadonlyMap<string, string>;
}

/** Everything of a bundle but its proofs. */
export interface OpenBundle extends BundleFacts {
  readonly digests: readonly { readonly payload: Buffer; readonly leaf: Buffer }[];
  readonly hashes: readonly Uint8Array[];
  readonly placed: PlacedLeaves;
}

/** Finds a matter's leaves in the log; undefined before there is any checkpoint. */
const openBundle = async (tx: Transaction, service: Service, facts: BundleFacts): Promise<OpenBundle | undefined> => {
  const digests = await tx.run(DIGESTS, [tx.jurisdiction, facts.history.matter]);
  const hashes = [...facts.history.rows, ...digests].map((row) => hashLeaf(hashing, row.leaf));
  const placed = await placeWitnessed(tx, service, hashes);
  return placed && { ...facts, digests, hashes, placed };
};

/** Puts a matter's events, words and proofs together, outside any transaction; undefined while the filing is in no checkpoint. */
const buildBundle = async (
  service: Service,
  { origin, history, keys, texts, digests, hashes, placed }: OpenBundle,
): Promise<BundleJson | undefined> => {
  const places = await prove(service.store, placed);
  const { newest } = placed;
  const placeAt = (i: number): Place | undefined => places.get(Buffer.from(hashes[i] ?? []).toString('hex'));
  const events = await mapInRounds(history.rows, (row, i) =>
    eventJson(row, history.payloads[i]?.visibility === 'internal', keys, placeAt(i)),
  );
  const filing = events.find((event) => event.level === 0 && event.n === 0);
  if (!filing || filing.index === null) return undefined;
  return {
    format: 'huiyin/bundle/v1',
    origin,
    jurisdiction: service.id,
    matter: history.matter,
    logKey: logKeyText(keys.log),
    ...(keys.logs.length > 1 ? { earlierLogKeys: keys.logs.slice(0, -1).map(logKeyText) } : {}),
    events,
    texts: Object.fromEntries(texts),
    accesses: digests.map((row, i) => {
      const place = placeAt(history.rows.length + i);
      return { payload: toBase64(row.payload), leaf: toBase64(row.leaf), index: place?.index ?? null, proof: place?.proof ?? null };
    }),
    checkpoint: newest.note,
    promise: null,
  };
};

/** Everything that proves one entity offline; undefined where there is none. Whoever may see all of it asks. */
export const bundleOf = async (service: Service, number: string): Promise<BundleJson | undefined> => {
  const { origin } = await service.jurisdiction();
  const open = await service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    if (!history) return undefined;
    const texts = await readTexts(tx, history.payloads, new Map([[number, keys.contents]]));
    return openBundle(tx, service, { origin, history, keys, texts });
  });
  return open && buildBundle(service, open);
};

const written = new WeakMap<BundleJson, Buffer>();

/** A bundle as the file that is kept (70 kB for fifty steps): written once for all who have asked for it at once, in a round of its own. */
export const bundleFile = async (bundle: BundleJson): Promise<Buffer> => {
  if (!written.has(bundle)) await ownRound();
  const file = written.get(bundle) ?? Buffer.from(JSON.stringify(bundle, null, 1));
  written.set(bundle, file);
  return file;
};
