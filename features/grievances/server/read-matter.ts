import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isOpen, type Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { EventPayload } from '../../../kernel/log/payload.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { ReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { readHistories, readKeys, type History } from '../../../server/db/history.ts';
import { insertRows } from '../../../server/db/insert.ts';
import { statement, type Transaction } from '../../../server/db/transaction.ts';
import { hashing } from '../../../server/keys/hashing.ts';
import type { Jurisdiction, StaffMember } from '../../../server/jurisdiction/read.ts';
import { surroundings, type Service } from '../../../server/service.ts';
import { allowed, sight, type Asker, type Option } from '../domain/decide.ts';
import { fold, type GrievanceState } from '../domain/state.ts';
import { timeline, type Stage } from '../domain/timeline.ts';
import { buildBundle, type BundleJson } from './build-bundle.ts';
import { receiptId } from './receipt-code.ts';

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
  /** Reads of staff, for the filer: which post on which day. */
  readonly reads: readonly { readonly post: string; readonly day: string }[];
}

const FIND_RECEIPT = statement<{ matter: string }>('find_receipt', 'select matter from receipt where jurisdiction = $1 and receipt = $2');
const READ_BLOBS = statement<{ blob: Buffer; bytes: Buffer }>(
  'read_blobs',
  'select blob, bytes from blob where jurisdiction = $1 and blob = any($2) order by blob, chunk',
);
const READ_ACCESS = statement<{ post: string; hour: number }>(
  'read_access',
  'select post, hour from access where jurisdiction = $1 and matter = $2 order by hour, post',
);

/** The texts of some payloads, by blob id; what was redacted is absent. */
export const readTexts = async (tx: Transaction, payloads: readonly EventPayload[]): Promise<ReadonlyMap<string, string>> => {
  const ids = payloads.flatMap((payload) => Object.values(payload.texts).map((ref) => Buffer.from(ref.blob, 'hex')));
  if (ids.length === 0) return new Map();
  const parts = new Map<string, Buffer[]>();
  for (const row of await tx.run(READ_BLOBS, [tx.jurisdiction, ids])) {
    const id = row.blob.toString('hex');
    parts.set(id, [...(parts.get(id) ?? []), row.bytes]);
  }
  return new Map([...parts].map(([id, chunks]) => [id, Buffer.concat(chunks).toString('utf8')] as const));
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

const view = async (service: Service, tx: Transaction, history: History, asker: Asker): Promise<MatterView | undefined> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const around = surroundings(it, history, now);
  const seen = sight(history.events, asker, around);
  if (!seen) return undefined;
  const state = fold(seen.events);
  const payloads = history.payloads.filter((payload) =>
    seen.events.some((event) => event.level === payload.level && event.n === payload.n),
  );
  const texts = await readTexts(tx, payloads);
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
    reads: reads.filter((read, i) => reads.findIndex((other) => other.post === read.post && other.day === read.day) === i),
  };
};

/** Finds the matter of a receipt's code; undefined when there is none. */
export const findByCode = (service: Service, code: ReceiptCode): Promise<string | undefined> =>
  service.read(async (tx) => (await tx.run(FIND_RECEIPT, [tx.jurisdiction, receiptId(code)]))[0]?.matter);

/** The filer's view. */
export const readForFiler = (service: Service, matter: string): Promise<MatterView | undefined> =>
  service.read(async (tx) => {
    const history = (await readHistories(tx, hashing, [matter], false)).get(matter);
    return history && view(service, tx, history, { kind: 'filer' });
  });

const HOUR_MS = 3_600_000;

/** A member of staff opens a matter: the access record is written in the same transaction, before anything is shown (G18). */
export const readForStaff = (service: Service, matter: string, who: StaffMember): Promise<MatterView | undefined> =>
  service.read(async (tx) => {
    const history = (await readHistories(tx, hashing, [matter], false)).get(matter);
    const found = history && (await view(service, tx, history, { kind: 'staff', post: who.post, office: who.office, role: who.role }));
    if (!found) return undefined;
    const hour = new Date(Math.floor(service.clock() / HOUR_MS) * HOUR_MS).toISOString();
    await insertRows(
      tx,
      'access',
      ['jurisdiction', 'matter', 'post', 'staff', 'hour'],
      [[tx.jurisdiction, matter, who.post, who.staff, hour]],
      'on conflict do nothing',
    );
    return found;
  });

/** Everything a filer can keep and check offline; undefined before the filing stands in a checkpoint. */
export const readBundle = (service: Service, matter: string): Promise<BundleJson | undefined> =>
  service.read(async (tx) => {
    const history = (await readHistories(tx, hashing, [matter], false)).get(matter);
    const keys = (await readKeys(tx, service.wrappingKey, [matter])).get(matter);
    if (!history || !keys) return undefined;
    return buildBundle(tx, service, history, keys, await readTexts(tx, history.payloads));
  });
