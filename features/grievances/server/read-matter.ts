import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { isOpen, type Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { asMatter, type MatterEvent } from '../../../kernel/matter/event.ts';
import { filesOf, type FileEntry, type FileType } from '../../../kernel/stream/files.ts';
import type { EventPayload } from '../../../kernel/leaf/payload.ts';
import { leafName } from '../../../kernel/canonical/names.ts';
import { hashLeaf } from '../../../kernel/log/tree.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { History } from '../../../engine/store/history.ts';
import { readHistoryOf, readTexts, showEntity } from '../../../engine/store/read-entity.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { fileId, fileIn, findKept, type StoredFile } from '../../../engine/files/stored-file.ts';
import type { Looked } from '../../../engine/keys/broker.ts';
import type { ContentKeys } from '../../../engine/keys/content.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { newestCheckpoint, placeLeaves } from '../../../engine/log/prove.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { matters } from './matters.ts';
import { surroundings } from './surroundings.ts';
import { allowed, sight, type Asker, type Option, type Surroundings } from '../domain/decide.ts';
import { levelOf } from '../domain/standing.ts';
import { fold, type GrievanceState } from '../domain/state.ts';
import { standingOf, unsealRequests } from '../domain/seal/unsealing.ts';
import { timeline, type Stage } from '../domain/timeline.ts';
import { bundleOf, type BundleJson } from '../../../engine/log/build-bundle.ts';
import { readOpenedThere } from './opened-there.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { readHazardStanding, readOpenHazards, readPlaceOf, type HazardStanding, type OpenHazard } from './line/hazards-of-line.ts';
import { readReportedAt } from './line/reported-at.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import { hazardOf, isLine } from '../domain/line/verdict.ts';
import { readConsulted, type Consulted } from './comments/consultation-of.ts';
import { dropStepDraft, keepStepDraft, readStepDrafts, type StepDraft } from './step-drafts.ts';
import { readUnsealingsLeft } from './seal/unsealings.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';

/** One event as a reader sees it, with the words it brought. */
export interface Entry {
  readonly event: MatterEvent;
  readonly texts: { readonly [field: string]: string };
  readonly files: readonly ShownFile[];
  readonly voided: boolean;
  /** Name of its leaf, for the address where anybody can look it up. */
  readonly leaf: string;
}

/** A photo or paper as a list shows it: called by its place among those this reader sees. */
export interface ShownFile {
  readonly id: string;
  readonly type: FileType;
  readonly size: number;
  readonly nth: number;
  /** Erased: nobody can open it any more. */
  readonly gone: boolean;
}

/** A matter as one reader sees it. */
export interface MatterView {
  readonly number: string;
  readonly jurisdiction: Jurisdiction;
  readonly pack: Pack;
  readonly state: GrievanceState;
  readonly today: PlainDate;
  /** What this reader may know of, without words. */
  readonly events: readonly MatterEvent[];
  readonly entries: readonly Entry[];
  readonly stages: readonly Stage[];
  readonly owed: readonly Obligation[];
  readonly options: readonly Option[];
  /** How many events the reader saw; sent back with a step, so that two at once do not overwrite each other. */
  readonly length: number;
  /** The place that a report of a danger has chosen from the public lists, by its name; null where there is none. */
  readonly reportedAt: Label | null;
  /** How the hazard stands that a report has led to; null where there is none. */
  readonly hazard: HazardStanding | null;
  /** Hazards that this post could add a report to now. */
  readonly openHazards: readonly OpenHazard[];
  /** The consultation that a comment is about; null for every other matter. */
  readonly consultation: Consulted | null;
  /** Whether custodians have opened the name for the reader's office, and it can be read now. */
  readonly isNameOpen: boolean;
  /** Whether its filing stands in a published checkpoint. */
  readonly isInLog: boolean;
  /** Reads of staff, for the filer: which post on which day. */
  readonly reads: readonly { readonly post: string; readonly day: string; readonly how: Looked | 'either' }[];
  /** What the post of this reader has begun to write and not sent; nobody else sees it. */
  readonly drafts: readonly StepDraft[];
}

const isInLog = async (tx: Transaction, service: Service, { rows: [filing] }: History): Promise<boolean> => {
  const newest = newestCheckpoint(service.store);
  return newest !== undefined && filing !== undefined && (await placeLeaves(tx, newest, [hashLeaf(hashing, filing.leaf)])).at.size > 0;
};

/** Of a post's looks of a day the one that saw most. */
const readsOf = (rows: readonly { readonly post: string; readonly hour: number; readonly how: Looked | 'either' }[], zone: string) =>
  [...Map.groupBy(rows, (row) => `${dateIn(instant(row.hour), zone)} ${row.post}`).values()].flatMap((own) => {
    const how = (['opened', 'either', 'listed'] as const).find((one) => own.some((row) => row.how === one));
    return own[0] && how ? [{ post: own[0].post, day: dateIn(instant(own[0].hour), zone), how }] : [];
  });

const READ_ACCESS = statement<{ post: string; hour: number; how: Looked | 'either' }>(
  'read_access',
  'select post, hour, how from access where jurisdiction = $1 and matter = $2 order by hour, post',
);

const isNameOpen = (state: GrievanceState, asker: Asker, around: Surroundings): boolean => {
  const level = asker.kind === 'staff' ? levelOf(state, asker) : undefined;
  return unsealRequests(state).some((request) => {
    const set = around.custodians(request.custodians);
    return request.level === level && set !== undefined && standingOf(request, set, around.now) === 'readable';
  });
};

const fileRefs = (payload: EventPayload): readonly { readonly entry: FileEntry; readonly blob: string }[] =>
  filesOf(payload.data).flatMap((entry) => {
    const ref = payload.texts[entry.field];
    return ref ? [{ entry, blob: ref.blob }] : [];
  });

interface Opened {
  readonly texts: ReadonlyMap<string, string>;
  /** Blob ids of files whose keys are there. */
  readonly kept: ReadonlySet<string>;
}

/** Events with the words that were opened, in the order given. */
export const entriesOf = (
  seen: readonly MatterEvent[],
  history: History,
  { texts, kept }: Opened,
  state: GrievanceState,
): readonly Entry[] => {
  const counted: { [type in FileType]: number } = { 'image/jpeg': 0, 'application/pdf': 0 };
  return seen.map((event) => {
    const payload = history.payloads.find((it) => it.level === event.level && it.n === event.n);
    const files = (payload ? fileRefs(payload) : []).map(({ entry: { type, size, field }, blob }): ShownFile => {
      counted[type] += 1;
      return { id: fileId(event, field), type, size, nth: counted[type], gone: !kept.has(blob) };
    });
    const words = Object.entries(payload?.texts ?? {}).flatMap(([name, ref]) =>
      texts.has(ref.blob) ? [[name, texts.get(ref.blob) ?? ''] as const] : [],
    );
    const voided = state.voided.some((it) => it.level === event.level && it.n === event.n);
    const row = history.rows.find((it) => it.level === event.level && it.version === event.n);
    const leaf = row ? leafName(hashLeaf(hashing, row.leaf)) : '';
    return { event, texts: Object.fromEntries(words), files, voided, leaf };
  });
};

/** All that was opened of a matter for one reader, and when. */
interface LookedAt extends Opened {
  readonly it: Jurisdiction;
  readonly history: History;
  readonly asker: Asker;
  readonly around: Surroundings & { readonly pack: Pack; readonly calendar: Calendar };
  readonly reads: MatterView['reads'];
  readonly drafts?: MatterView['drafts'];
  readonly isInLog: boolean;
  readonly reportedAt?: Label | null;
  readonly hazard?: HazardStanding | undefined;
  readonly openHazards?: readonly OpenHazard[];
  readonly consultation?: Consulted | null;
}

/** A matter as one reader sees it, from what was opened of it; undefined where that reader may see nothing. */
export const viewOf = ({
  it,
  history,
  asker,
  around,
  texts,
  kept,
  reads,
  isInLog: isThere,
  drafts = [],
  reportedAt = null,
  hazard,
  openHazards = [],
  consultation = null,
}: LookedAt): MatterView | undefined => {
  const { now } = around;
  const seen = sight(asMatter(history.events), asker, around);
  if (!seen) return undefined;
  const state = fold(seen.events);
  const owed = obligations(MATTER, seen.events, around.pack, around.calendar, now);
  return {
    number: history.matter,
    jurisdiction: it,
    pack: around.pack,
    state,
    today: dateIn(now, it.zone),
    events: seen.events,
    entries: entriesOf(seen.events, history, { texts, kept }, state),
    stages: timeline(seen.events, around.pack, around.calendar, now),
    owed: owed.filter((one) => isOpen(one, now) || one.status === 'running'),
    options: allowed(asMatter(history.events), asker, around),
    length: seen.events.length,
    reportedAt,
    hazard: hazard ?? null,
    openHazards,
    consultation,
    isNameOpen: isNameOpen(state, asker, around),
    isInLog: isThere,
    reads,
    drafts,
  };
};

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
  // Only who has a matter that waits at another office can take it back from here.
  const isOpenedThere = asker.kind === 'staff' && (await readOpenedThere(tx, history.matter)).isOpened;
  const consultation = await readConsulted(tx, service, history);
  const around = surroundings(it, history, now, { unsealingsLeft: left, isOpenedThere, consultation });
  const seen = sight(asMatter(history.events), asker, around);
  if (!seen) return undefined;
  const payloads = history.payloads.filter((payload) =>
    seen.events.some((event) => event.level === payload.level && event.n === payload.n),
  );
  const texts = await readTexts(tx, payloads, new Map([[history.matter, keys]]));
  const kept = await findKept(
    tx,
    payloads.flatMap((payload) => fileRefs(payload).map((ref) => ref.blob)),
  );
  const accesses = asker.kind === 'filer' ? await tx.run(READ_ACCESS, [tx.jurisdiction, history.matter]) : [];
  const isThere = asker.kind === 'filer' && (await isInLog(tx, service, history));
  const drafts = asker.kind === 'staff' ? await readStepDrafts(tx, history.matter, asker, keys) : [];
  const linked = hazardOf(fold(seen.events));
  const hazard = linked === null ? undefined : await readHazardStanding(tx, linked, it.zone);
  const place =
    asker.kind === 'staff' && isLine(around.pack) && seen.relation === 'own' ? await readPlaceOf(tx, history.matter) : undefined;
  const openHazards = asker.kind === 'staff' && place ? await readOpenHazards(tx, asker.office, place) : [];
  const reads = readsOf(accesses, it.zone);
  const reportedAt = await readReportedAt(tx, it, seen.events);
  return viewOf({
    it,
    history,
    asker,
    around,
    texts,
    kept,
    reads,
    isInLog: isThere,
    drafts,
    reportedAt,
    hazard,
    openHazards,
    consultation,
  });
};

/** The filer's view. */
export const readForFiler = async (service: Service, matter: string): Promise<MatterView | undefined> => {
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = await service.broker.forFiler(tx, matter);
    const history = keys && (await readHistoryOf(tx, matter, keys));
    return history && view(service, it, tx, history, keys, { kind: 'filer' });
  });
};

type Show<T> = (tx: Transaction, history: History, keys: ContentKeys, asker: Asker, it: Jurisdiction) => Promise<T | undefined>;

const showStaff = <T>(service: Service, matter: string, who: StaffMember, show: Show<T>): Promise<T | Refusal | undefined> => {
  const asker: Asker = { kind: 'staff', post: who.post, office: who.office, role: who.role };
  return showEntity(service, matters.name, matter, who, ({ tx, history, keys, it }) => show(tx, history, keys, asker, it));
};

/**
 * A member of staff opens a matter: the broker writes the access record, then unwraps (G18). Undefined is "no such matter";
 * refused when the post has opened more than a day's matters.
 */
export const readForStaff = (service: Service, matter: string, who: StaffMember): Promise<MatterView | Refusal | undefined> =>
  showStaff(service, matter, who, (tx, history, keys, asker, it) => view(service, it, tx, history, keys, asker));

/**
 * Keeps what a post has begun to write on a step that is open to it, or throws it away (`undefined`). Undefined where that was done. The
 * matter is opened for that, as for a look, with the same record.
 */
export const writeDraft = async (
  service: Service,
  matter: string,
  who: StaffMember,
  command: string,
  fields: StepDraft['fields'] | undefined,
): Promise<Refusal | undefined> => {
  const written = await showStaff(service, matter, who, async (tx, history, keys, asker, it) => {
    const around = surroundings(it, history, service.clock());
    const options = sight(asMatter(history.events), asker, around) && allowed(asMatter(history.events), asker, around);
    if (!options) return undefined;
    if (fields === undefined) return { refusal: await dropStepDraft(tx, matter, who, command).then(() => undefined) };
    const closed = options.find((option) => option.command === command);
    if (!closed?.open) return { refusal: closed?.because ?? refuse('not_found') };
    return { refusal: await keepStepDraft(tx, matter, who, keys, { command, keptOn: dateIn(service.clock(), it.zone), fields }) };
  });
  return written === undefined ? refuse('not_found') : isRefusal(written) ? written : written.refusal;
};

/** One file of what an asker may see of a matter, still unread; undefined where there is none, or its key is gone. */
const showFile =
  (service: Service, id: string): Show<StoredFile> =>
  async (tx, history, keys, asker, it) => {
    const seen = sight(asMatter(history.events), asker, surroundings(it, history, service.clock()));
    const payloads = history.payloads.filter((one) => seen?.events.some((event) => event.level === one.level && event.n === one.n));
    const reader = asker.kind === 'staff' ? asker.post : 'filer';
    return fileIn(tx, (work) => service.read(work), payloads, id, { keys, reader });
  };

/** A file for a member of staff: opened as the matter is, with its record; undefined is "no such matter". */
export const fileForStaff = (service: Service, matter: string, id: string, who: StaffMember): Promise<StoredFile | Refusal | undefined> =>
  showStaff(service, matter, who, showFile(service, id));

/** A file for the holder of the receipt. */
export const fileForFiler = async (service: Service, matter: string, id: string): Promise<StoredFile | undefined> => {
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const keys = await service.broker.forFiler(tx, matter);
    const history = keys && (await readHistoryOf(tx, matter, keys));
    return history && showFile(service, id)(tx, history, keys, { kind: 'filer' }, it);
  });
};

/** So many bundles are made at once; none of them holds a connection while it waits or proves. */
const bundles = new OneAtATime<BundleJson | undefined>(2);

/** Everything a filer can keep and check offline; undefined before the filing stands in a checkpoint. */
export const readBundle = (service: Service, matter: string): Promise<BundleJson | undefined> =>
  bundles.run(service, matter, () => bundleOf(service, matter));
