import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isOpen, type Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { EventPayload } from '../../../kernel/log/payload.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { ReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { findMatters, readHistories, type History } from '../../../server/db/history.ts';
import { statement, type Transaction } from '../../../server/db/transaction.ts';
import { openText, whole, type ContentKeys } from '../../../server/keys/content.ts';
import { hashing } from '../../../server/keys/hashing.ts';
import type { Jurisdiction, StaffMember } from '../../../server/jurisdiction/read.ts';
import { surroundings, type Service } from '../../../server/service.ts';
import { allowed, sight, type Asker, type Option, type Surroundings } from '../domain/decide.ts';
import { levelOf } from '../domain/standing.ts';
import { fold, type GrievanceState } from '../domain/state.ts';
import { standingOf, unsealRequests } from '../domain/unsealing.ts';
import { timeline, type Stage } from '../domain/timeline.ts';
import { buildBundle, type BundleJson } from './build-bundle.ts';
import { receiptId } from './receipt-code.ts';
import { readUnsealingsLeft } from './unsealings.ts';

/** One event as a reader sees it, with the words it brought. */
export interface Entry {
  readonly event: MatterEvent;
  readonly texts: { readonly [field: string]: string };
  readonly voided: boolean;
}

/** A matter as one reader sees it. */
export interface MatterView {
  readonly number: string;
  readonly jurisdiction: Jurisdiction;
  readonly pack: Pack;
  readonly state: GrievanceState;
  readonly today: PlainDate;
  readonly entries: readonly Entry[];
  readonly stages: readonly Stage[];
  readonly owed: readonly Obligation[];
  readonly options: readonly Option[];
  /** How many events the reader saw; sent back with a step, so that two at once do not overwrite each other. */
  readonly length: number;
  /** Whether custodians have opened the name for the reader's office, and it can be read now. */
  readonly isNameOpen: boolean;
  /** Reads of staff, for the filer: which post on which day. */
  readonly reads: readonly { readonly post: string; readonly day: string }[];
}

const FIND_RECEIPT = statement<{ matter: string }>('find_receipt', 'select matter from receipt where jurisdiction = $1 and receipt = $2');
const READ_BLOBS = statement<{ blob: Buffer; chunk: number; bytes: Buffer; wrapped: Buffer }>(
  'read_blobs',
  'select b.blob, b.chunk, b.bytes, k.wrapped from blob b join keystore.blob_key k on k.jurisdiction = b.jurisdiction and k.blob = b.blob where b.jurisdiction = $1 and b.blob = any($2) order by b.blob, b.chunk',
);
const READ_ACCESS = statement<{ post: string; hour: number }>(
  'read_access',
  'select post, hour from access where jurisdiction = $1 and matter = $2 order by hour, post',
);

const isDamaged = (blob: string): never => {
  throw new Error(`the text ${blob.slice(0, 16)} is damaged`);
};

/** The texts of some payloads, by blob id; what was erased is absent. `keys` are those of each matter. Damage is thrown, or left out. */
export const readTexts = async (
  tx: Transaction,
  payloads: readonly EventPayload[],
  keys: ReadonlyMap<string, ContentKeys>,
  damaged: (blob: string) => void = isDamaged,
): Promise<ReadonlyMap<string, string>> => {
  const wanted = new Map(
    payloads.flatMap(({ matter, level, texts }) => Object.values(texts).map((ref) => [ref.blob, keys.get(matter)?.[level]] as const)),
  );
  if (wanted.size === 0) return new Map();
  const parts = new Map<string, Buffer[]>();
  for (const { blob, chunk, wrapped, bytes } of await tx.run(READ_BLOBS, [
    tx.jurisdiction,
    [...wanted.keys()].map((id) => Buffer.from(id, 'hex')),
  ])) {
    const id = blob.toString('hex');
    const key = wanted.get(id);
    const text = key && whole(() => openText(key, { jurisdiction: tx.jurisdiction, blob, chunk }, wrapped, bytes));
    if (text) parts.set(id, [...(parts.get(id) ?? []), text]);
    else damaged(id);
  }
  return new Map([...parts].map(([id, chunks]) => [id, Buffer.concat(chunks).toString('utf8')] as const));
};

const isNameOpen = (state: GrievanceState, asker: Asker, around: Surroundings): boolean => {
  const level = asker.kind === 'staff' ? levelOf(state, asker) : undefined;
  return unsealRequests(state).some((request) => {
    const set = around.custodians(request.custodians);
    return request.level === level && set !== undefined && standingOf(request, set, around.now) === 'readable';
  });
};

const entriesOf = (
  seen: readonly MatterEvent[],
  history: History,
  texts: ReadonlyMap<string, string>,
  state: GrievanceState,
): readonly Entry[] =>
  seen.map((event) => {
    const payload = history.payloads.find((it) => it.level === event.level && it.n === event.n);
    const words = Object.entries(payload?.texts ?? {}).flatMap(([name, ref]) =>
      texts.has(ref.blob) ? [[name, texts.get(ref.blob) ?? ''] as const] : [],
    );
    return { event, texts: Object.fromEntries(words), voided: state.voided.some((it) => it.level === event.level && it.n === event.n) };
  });

// The rules are read before the transaction: inside, each reader would hold one connection and wait for another.
const view = async (
  service: Service,
  it: Jurisdiction,
  tx: Transaction,
  history: History,
  keys: ContentKeys,
  asker: Asker,
): Promise<MatterView | undefined> => {
  const now = service.clock();
  const left = asker.kind === 'staff' ? await readUnsealingsLeft(tx, it, now) : 0;
  const around = surroundings(it, history, now, left);
  const seen = sight(history.events, asker, around);
  if (!seen) return undefined;
  const state = fold(seen.events);
  const payloads = history.payloads.filter((payload) =>
    seen.events.some((event) => event.level === payload.level && event.n === payload.n),
  );
  const texts = await readTexts(tx, payloads, new Map([[history.matter, keys]]));
  const owed = obligations(seen.events, around.pack, around.calendar, now);
  const accesses = asker.kind === 'filer' ? await tx.run(READ_ACCESS, [tx.jurisdiction, history.matter]) : [];
  const reads = accesses.map((row) => ({ post: row.post, day: dateIn(row.hour as typeof now, it.zone) })); // timestamptz is read as whole milliseconds
  return {
    number: history.matter,
    jurisdiction: it,
    pack: around.pack,
    state,
    today: dateIn(now, it.zone),
    entries: entriesOf(seen.events, history, texts, state),
    stages: timeline(seen.events, around.pack, around.calendar, now),
    owed: owed.filter((one) => isOpen(one, now) || one.status === 'running'),
    options: allowed(history.events, asker, around),
    length: seen.events.length,
    isNameOpen: isNameOpen(state, asker, around),
    reads: reads.filter((read, i) => reads.findIndex((other) => other.post === read.post && other.day === read.day) === i),
  };
};

/** Finds the matter of a receipt's code; undefined when there is none. */
export const findByCode = (service: Service, code: ReceiptCode): Promise<string | undefined> =>
  service.read(async (tx) => (await tx.run(FIND_RECEIPT, [tx.jurisdiction, receiptId(code)]))[0]?.matter);

const readHistory = async (tx: Transaction, matter: string, keys: ContentKeys): Promise<History | undefined> =>
  (await readHistories(tx, hashing, await findMatters(tx, [matter], false), new Map([[matter, keys]]))).get(matter);

/** The filer's view. */
export const readForFiler = async (service: Service, matter: string): Promise<MatterView | undefined> => {
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = await service.broker.forFiler(tx, matter);
    const history = keys && (await readHistory(tx, matter, keys));
    return history && view(service, it, tx, history, keys, { kind: 'filer' });
  });
};

/** Rolls the access record back: nothing was shown. */
class NothingShown extends Error {}

/**
 * A member of staff opens a matter: the broker writes the access record, then unwraps (G18). Undefined is "no such matter";
 * refused when the post has opened more than a day's matters.
 */
export const readForStaff = async (service: Service, matter: string, who: StaffMember): Promise<MatterView | Refusal | undefined> => {
  const it = await service.jurisdiction();
  try {
    return await service.read(async (tx) => {
      const opened = await service.broker.forStaff(tx, [matter], { who, now: service.clock(), zone: it.zone });
      if (isRefusal(opened)) return opened;
      const keys = opened.get(matter);
      const history = keys && (await readHistory(tx, matter, keys));
      const asker: Asker = { kind: 'staff', post: who.post, office: who.office, role: who.role };
      const found = history && (await view(service, it, tx, history, keys, asker));
      if (!found) throw new NothingShown();
      return found;
    });
  } catch (error) {
    if (error instanceof NothingShown) return undefined;
    throw error;
  }
};

/** Everything a filer can keep and check offline; undefined before the filing stands in a checkpoint. */
export const readBundle = async (service: Service, matter: string): Promise<BundleJson | undefined> => {
  const { origin } = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = (await service.broker.forSystem(tx, [matter])).get(matter);
    const history = keys && (await readHistory(tx, matter, keys.contents));
    if (!history) return undefined;
    const texts = await readTexts(tx, history.payloads, new Map([[matter, keys.contents]]));
    return buildBundle(tx, service, { origin, history, keys, texts });
  });
};
