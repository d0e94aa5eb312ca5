import { hashing } from '../keys/hashing.ts';
import { openPayload, openText, whole, type ContentKeys } from '../keys/content.ts';
import type { Reader } from '../keys/broker.ts';
import type { Jurisdiction, StaffMember } from '../place/read.ts';
import type { Service } from '../service.ts';
import { parsePayload, streamName, type EventPayload } from '../../kernel/leaf/payload.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { isFileField } from '../../kernel/stream/files.ts';
import { isKept } from '../../kernel/stream/kept.ts';
import { mapInRounds } from '../rounds.ts';
import { findMatters, readHistories, type History } from './history.ts';
import { statement, type Transaction } from './transaction.ts';

const READ_BLOBS = statement<{ blob: Buffer; chunk: number; bytes: Buffer; wrapped: Buffer }>(
  'read_blobs',
  'select b.blob, b.chunk, b.bytes, k.wrapped from blob b join keystore.blob_key k on k.jurisdiction = b.jurisdiction and k.blob = b.blob where b.jurisdiction = $1 and b.blob = any($2) order by b.blob, b.chunk',
);
const isDamaged = (blob: string): never => {
  throw new Error(`the text ${blob.slice(0, 16)} is damaged`);
};

/** Which texts of an event are opened: all that are for people, or one that the server keeps for itself. */
type Wanted = (data: EventPayload['data'], field: string) => boolean;
const FOR_PEOPLE: Wanted = (data, field) => !isFileField(data, field) && !isKept(data, field);

/**
 * The texts of some payloads, by blob id; what was erased is absent, and so is what the server keeps. `keys` are those of each matter. Damage
 * is thrown, or left out.
 */
export const readTexts = async (
  tx: Transaction,
  payloads: readonly EventPayload[],
  keys: ReadonlyMap<string, ContentKeys>,
  damaged: (blob: string) => void = isDamaged,
  isWanted: Wanted = FOR_PEOPLE,
): Promise<ReadonlyMap<string, string>> => {
  const wanted = new Map(
    payloads.flatMap(({ matter, level, texts, data }) =>
      Object.entries(texts)
        .filter(([field]) => isWanted(data, field))
        .map(([, ref]) => [ref.blob, keys.get(matter)?.[level]] as const),
    ),
  );
  if (wanted.size === 0) return new Map();
  const parts = new Map<string, Buffer[]>();
  const sealed = await tx.run(READ_BLOBS, [tx.jurisdiction, [...wanted.keys()].map((id) => Buffer.from(id, 'hex'))]);
  await mapInRounds(sealed, ({ blob, chunk, wrapped, bytes }) => {
    const id = blob.toString('hex');
    const key = wanted.get(id);
    const text = key && whole(() => openText(key, { jurisdiction: tx.jurisdiction, blob, chunk }, wrapped, bytes));
    if (text) parts.set(id, [...(parts.get(id) ?? []), text]);
    else damaged(id);
  });
  return new Map([...parts].map(([id, chunks]) => [id, Buffer.concat(chunks).toString('utf8')] as const));
};

/** What the server keeps in an event under a name, for a step that tells it. Undefined where there is none. */
export const readKept = async (tx: Transaction, payload: EventPayload, keys: ContentKeys, name: string): Promise<string | undefined> => {
  const only: Wanted = (data, field) => field === name && isKept(data, field);
  return [...(await readTexts(tx, [payload], new Map([[payload.matter, keys]]), isDamaged, only)).values()][0];
};

/** One entity as far as these keys open it. */
export const readHistoryOf = async (tx: Transaction, matter: string, keys: ContentKeys): Promise<History | undefined> =>
  (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, keys]]))).get(matter);

/** Rolls the access record back: nothing was shown. */
class NothingShown extends Error {}

/** What was opened for a member of staff. */
interface Opened {
  readonly tx: Transaction;
  readonly history: History;
  readonly keys: ContentKeys;
  readonly it: Jurisdiction;
}

/**
 * A member of staff opens an entity of one kind: the broker writes the access record, then unwraps (G18). What turns out not to be for this
 * post, or to be of another kind, leaves no record: undefined, like what does not exist.
 */
export const showEntity = async <T>(
  service: Service,
  kind: string,
  number: string,
  who: StaffMember,
  show: (opened: Opened) => Promise<T | undefined>,
): Promise<T | Refusal | undefined> => {
  const it = await service.jurisdiction();
  try {
    return await service.read(async (tx) => {
      const opened = await service.broker.forStaff(tx, [number], { who, now: service.clock(), zone: it.zone });
      if (isRefusal(opened)) return opened;
      const keys = opened.get(number);
      const history = keys && (await readHistoryOf(tx, number, keys));
      const found = history?.kind === kind && keys ? await show({ tx, history, keys, it }) : undefined;
      if (found === undefined) throw new NothingShown();
      return found;
    });
  } catch (error) {
    if (error instanceof NothingShown) return undefined;
    throw error;
  }
};

const FIRSTS = statement<{ matter: string; stream: string; version: number; payload: Buffer }>(
  'worklist_filings',
  'select matter, stream, version, payload from event where jurisdiction = $1 and stream = any($2) and version = 0',
);

/** The events with which entities begin, as far as these keys open them. */
const readFirsts = async (tx: Transaction, keys: ReadonlyMap<string, ContentKeys>): Promise<readonly EventPayload[]> => {
  const rows = await tx.run(FIRSTS, [tx.jurisdiction, [...keys.keys()].map((number) => streamName(number, 0))]);
  return rows.flatMap((row) => {
    const key = keys.get(row.matter)?.[0];
    const payload = key && whole(() => openPayload(key, tx.jurisdiction, row.stream, row.version, row.payload));
    const parsed = payload && parsePayload(payload);
    return parsed?.ok ? [parsed.payload] : [];
  });
};

/**
 * What entities are called, by a text of the event that they begin with: for a list, each an entry of the access record; refused beyond
 * the day's budget. Empty where the words are erased or damaged.
 */
export const readTitlesBy = async (
  tx: Transaction,
  service: Service,
  field: string,
  numbers: readonly string[],
  reader: Reader,
): Promise<ReadonlyMap<string, { readonly title: string; readonly first: EventPayload }> | Refusal> => {
  const keys = await service.broker.forStaff(tx, numbers, reader, 'listed');
  if (isRefusal(keys)) return keys;
  const firsts = await readFirsts(tx, keys);
  const texts = await readTexts(
    tx,
    firsts.map((payload) => ({ ...payload, texts: payload.texts[field] ? { [field]: payload.texts[field] } : {} })),
    keys,
    () => undefined, // it is listed without its title sooner than not at all
  );
  return new Map(firsts.map((first) => [first.matter, { title: texts.get(first.texts[field]?.blob ?? '') ?? '', first }]));
};
