import { toBase64 } from '../../kernel/canonical/base64.ts';
import { leafSalt, viewKey } from '../../kernel/leaf/leaf.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import type { StreamEvent } from '../../kernel/stream/event.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';
import type { EventRow, History } from '../store/history.ts';
import { readHistoryOf } from '../store/read-entity.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { newestCheckpoint, placeLeaves, prove } from './prove.ts';
import type { TileStore } from './tile-store.ts';

const FIRST_WITH = statement<{ size: number; root: Buffer; at: number }>(
  'first_head_with_leaf',
  'select c.size, c.root, c.at from log_checkpoint c join log_leaf l on l.jurisdiction = c.jurisdiction and l.idx < c.size where c.jurisdiction = $1 and l.hash = $2 order by c.size limit 1',
);

/** The first head of the log that holds a leaf: which it is, nobody chooses. */
export interface FirstHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Undefined until a checkpoint is published that holds the leaf and is newer than its event. */
export const firstHeadWith = async (
  tx: Transaction,
  store: TileStore,
  leaf: Uint8Array,
  { recordedAt }: Pick<StreamEvent, 'recordedAt'>,
): Promise<FirstHead | undefined> => {
  const [row] = await tx.run(FIRST_WITH, [tx.jurisdiction, Buffer.from(hashLeaf(hashing, leaf))]);
  const published = newestCheckpoint(store)?.checkpoint.size ?? 0;
  return row && row.size <= published && row.at >= recordedAt ? { size: row.size, root: new Uint8Array(row.root) } : undefined;
};

/** One event for everybody: what its leaf commits to, the salt of this leaf alone, and where it stands in the log. */
export interface LeafOpening {
  readonly payload: string;
  readonly salt: string;
  readonly leaf: string;
  readonly index: number;
  readonly proof: readonly string[];
}

/** Openings of some leaves in one checkpoint. */
export interface Openings {
  readonly format: 'huiyin/openings/v1';
  readonly origin: string;
  readonly checkpoint: string;
  readonly leaves: readonly LeafOpening[];
}

/** The events of a type that everybody may see of one entity, opened; what is in no checkpoint yet is left out. Undefined where there is none. */
export const openingsOf = async (
  service: Service,
  number: string,
  isOpen: (event: StreamEvent, history: History) => boolean,
): Promise<Openings | undefined> => {
  const { origin } = await service.jurisdiction();
  const found = await service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [number])).get(number);
    const history = keys && (await readHistoryOf(tx, number, keys.contents));
    const newest = newestCheckpoint(service.store);
    if (!history || !newest) return undefined;
    const rows = history.rows.filter((_row, i) => {
      const event = history.events[i];
      return event !== undefined && event.visibility === 'open' && isOpen(event, history);
    });
    const placed = await placeLeaves(
      tx,
      newest,
      rows.map((row) => hashLeaf(hashing, row.leaf)),
    );
    return { keys, history, rows, placed };
  });
  if (!found) return undefined;
  const { keys, history, rows, placed } = found;
  const places = await prove(service.store, placed);
  const opened = (row: EventRow): readonly LeafOpening[] => {
    const place = places.get(Buffer.from(hashLeaf(hashing, row.leaf)).toString('hex'));
    const epoch = history.payloads[history.rows.indexOf(row)]?.keyEpoch ?? 0;
    const log = keys.logs[epoch] ?? keys.log;
    const salt = leafSalt(hashing, viewKey(hashing, log, row.level), row.version);
    return place === undefined
      ? []
      : [{ payload: toBase64(row.payload), salt: toBase64(salt), leaf: toBase64(row.leaf), index: place.index, proof: place.proof }];
  };
  return { format: 'huiyin/openings/v1', origin, checkpoint: placed.newest.note, leaves: rows.flatMap(opened) };
};
