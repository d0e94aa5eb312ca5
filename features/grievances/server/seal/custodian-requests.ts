import { toBase64 } from '../../../../kernel/canonical/base64.ts';
import { fromHex, toHex } from '../../../../kernel/canonical/bytes.ts';
import { toIso } from '../../../../kernel/calendar/instant.ts';
import { viewKey } from '../../../../kernel/leaf/leaf.ts';
import { streamName } from '../../../../kernel/leaf/payload.ts';
import { formatVkey } from '../../../../kernel/log/vkey.ts';
import { hashLeaf } from '../../../../kernel/log/tree.ts';
import { custodiansOf, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import { shareOf, type SealedBox } from '../../../../kernel/seal/box.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import { findMatters, readHistories, type History } from '../../../../engine/store/history.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { newestCheckpoint, placeLeaves, prove } from '../../../../engine/log/prove.ts';
import type { Service } from '../../../../engine/service.ts';
import { releasableFrom, standingOf, unsealRequests, type UnsealRequest } from '../../domain/seal/unsealing.ts';
import { fold, inOrder } from '../../domain/state.ts';
import { readTexts } from '../../../../engine/store/read-entity.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';

/** One event of the stream that a request stands in, as far as its leaf goes. */
interface LeafPlace {
  readonly leaf: string;
  readonly index: number | null;
  readonly proof: readonly string[] | null;
}

/**
 * All that a custodian's page needs to check a request by itself: every leaf of its stream up to the request, each with its proof against
 * one signed checkpoint, and the key that finds them; so no request hides from the filer beside the numbering.
 */
export interface CustodianRequest {
  readonly matter: string;
  readonly level: Level;
  readonly n: number;
  readonly custodian: string;
  readonly custodians: string;
  readonly jurisdiction: number;
  readonly purpose: string;
  readonly askedAt: string;
  readonly releasableFrom: string;
  readonly answers: { readonly released: readonly string[]; readonly refused: readonly string[] };
  readonly texts: { readonly [field: string]: string };
  readonly share: string;
  readonly evidence: {
    readonly origin: string;
    readonly vkey: string;
    readonly checkpoint: string | null;
    readonly viewKeys: readonly string[];
    readonly payload: string;
    readonly leaves: readonly LeafPlace[];
  };
}

export interface BoxRow extends SealedBox {
  readonly matter: string;
  readonly custodians: Buffer;
}

const ASKED = statement<{ matter: string }>(
  'unsealings_asked',
  "select distinct matter from unsealing where jurisdiction = $1 and state = 'asked' and lapses_at > $2 order by matter limit 200",
);
const BOXES = statement<BoxRow>(
  'read_boxes',
  'select b.matter, b.custodians, b.box, b.checks, s.shares from sealed_box b join keystore.box_share s on s.jurisdiction = b.jurisdiction and s.matter = b.matter where b.jurisdiction = $1 and b.matter = any($2)',
);

/** The stored boxes of some matters; those whose shares were destroyed are not among them. */
export const readBoxes = async (tx: Transaction, matters: readonly string[]): Promise<ReadonlyMap<string, BoxRow>> =>
  new Map((await tx.run(BOXES, [tx.jurisdiction, matters])).map((row) => [row.matter, row] as const));

/** Who holds this paper key, in which sets. */
export const heldBy = (
  it: Jurisdiction,
  key: string,
): readonly { readonly hash: string; readonly set: CustodianSet; readonly id: string }[] =>
  [...it.custodianSets].flatMap(([hash, set]) =>
    custodiansOf(set)
      .filter((custodian) => custodian.key === key)
      .map(({ id }) => ({ hash, set, id })),
  );

const evidenceOf = async (
  tx: Transaction,
  service: Service,
  it: Jurisdiction,
  history: History,
  request: UnsealRequest,
  logKeys: readonly Uint8Array[],
): Promise<CustodianRequest['evidence']> => {
  const stream = streamName(history.matter, request.level);
  const rows = history.rows.filter((row) => row.stream === stream && row.version <= request.n);
  const newest = newestCheckpoint(service.store);
  const hashes = rows.map((row) => hashLeaf(hashing, row.leaf));
  const places = newest ? await prove(service.store, await placeLeaves(tx, newest, hashes)) : new Map<string, never>();
  return {
    origin: it.origin,
    vkey: formatVkey(service.logKeys.checkpoint.key),
    checkpoint: newest?.note ?? null,
    viewKeys: logKeys.map((logKey) => toHex(viewKey(hashing, logKey, request.level))),
    payload: toBase64(rows.at(-1)?.payload ?? new Uint8Array()),
    leaves: rows.map((row, i) => {
      const place = places.get(toHex(hashes[i] ?? new Uint8Array()));
      return { leaf: toBase64(row.leaf), index: place?.index ?? null, proof: place?.proof ?? null };
    }),
  };
};

/** The requests that wait for the holder of a key, each with its proof. */
export const readCustodianRequests = async (service: Service, key: string): Promise<readonly CustodianRequest[]> => {
  const it = await service.jurisdiction();
  const held = heldBy(it, key);
  const now = service.clock();
  if (held.length === 0) return [];
  return service.read(async (tx) => {
    const matters = (await tx.run(ASKED, [tx.jurisdiction, toIso(now)])).map((row) => row.matter);
    const boxes = await readBoxes(tx, matters);
    const keys = await service.broker.forSystem(tx, matters);
    const contents = new Map([...keys].map(([matter, opened]) => [matter, opened.contents] as const));
    const histories = await readHistories(tx, hashing, await findMatters(tx, matters, false), contents);
    const found: CustodianRequest[] = [];
    for (const history of histories.values()) {
      const box = boxes.get(history.matter);
      const opened = keys.get(history.matter);
      for (const request of unsealRequests(fold(inOrder(asMatter(history.events))))) {
        const own = held.find((one) => one.hash === request.custodians);
        const share = box && own && shareOf(box, own.set, own.id);
        if (!box || !own || !share || !opened || box.custodians.toString('hex') !== request.custodians) continue;
        const standing = standingOf(request, own.set, now);
        if (![...request.released, ...request.refused].includes(own.id) && (standing === 'waiting' || standing === 'open')) {
          const payloads = history.payloads.filter((payload) => payload.level === request.level && payload.n === request.n);
          const texts = await readTexts(tx, payloads, contents);
          found.push({
            matter: history.matter,
            level: request.level,
            n: request.n,
            custodian: own.id,
            custodians: own.hash,
            jurisdiction: service.id,
            purpose: request.purpose,
            askedAt: toIso(request.askedAt),
            releasableFrom: toIso(releasableFrom(request, own.set)),
            answers: { released: request.released, refused: request.refused },
            texts: Object.fromEntries(
              Object.entries(payloads[0]?.texts ?? {}).map(([field, ref]) => [field, texts.get(ref.blob) ?? ''] as const),
            ),
            share: toBase64(share.sealed),
            evidence: await evidenceOf(tx, service, it, history, request, opened.logs),
          });
        }
      }
    }
    return found;
  });
};

/** Reads hex of a share as a page sends it; undefined when it is none. */
export const parseShare = (text: string): Uint8Array | undefined => (/^([0-9a-f]{2}){33}$/.test(text) ? fromHex(text) : undefined);
