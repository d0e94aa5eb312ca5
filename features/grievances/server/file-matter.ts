import { randomBytes } from '../../../engine/keys/random.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { toBase64 } from '../../../kernel/canonical/base64.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { logKeyText } from '../../../kernel/canonical/names.ts';
import { formatReceiptCode, type ReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { signNote } from '../../../kernel/log/note.ts';
import { promiseText } from '../../../kernel/leaf/promise.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { asMatter, type MatterEvent } from '../../../kernel/matter/event.ts';
import { isTakenBy, type MatterKind } from '../../../kernel/matter/kinds.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { composeEvents, NO_HEADS, type MatterKeys } from '../../../engine/store/compose.ts';
import { historyOf, textsOf, type History } from '../../../engine/store/history.ts';
import type { FilingTask } from '../../../engine/store/lane.ts';
import { filesInput, type CheckedFile } from '../../../engine/files/check-file.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { ringNow } from '../../../engine/outbox/deliver.ts';
import { ownRound } from '../../../engine/rounds.ts';
import { wantedBells } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { freshRows } from './fresh-rows.ts';
import { surroundings } from './surroundings.ts';
import { readForFiler, viewOf, type MatterView } from './read-matter.ts';
import { matters } from './matters.ts';
import { rowsOf } from '../domain/tables.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { readReportedAt } from './line/reported-at.ts';
import { mayBeListed, receiveReport } from './line/receive-report.ts';
import { bells } from '../domain/bells.ts';
import { file, type FilingFacts, type Intake } from '../domain/intake/file.ts';
import type { FilingSaid } from '../domain/intake/filing-input.ts';
import { project } from '../domain/project.ts';
import { timeline } from '../domain/timeline.ts';
import { hashWord, wordFault } from './receipts/lost-word.ts';
import { isNumberTaken, newEntityNumber } from '../../../engine/store/entity-number.ts';
import { newReceiptCode, receiptId } from './receipts/receipt-code.ts';
import { sealedFacts, sealFiling } from './seal/seal-filing.ts';
import { sealTell, tellHash } from './seal/seal-tell.ts';
import { answerId, openAnswer, sealAnswer } from '../../../engine/keys/seal-answer.ts';

/** What the filer gets: everything on it is shown once. */
export interface FilingAnswer {
  readonly number: string;
  readonly code: string;
  readonly logKey: string;
  /** The code of who carries it for the filer, where it was written down by mandate. */
  readonly carrier?: string;
  readonly leaf: string;
  readonly promise: string;
  readonly stages: readonly { readonly id: string; readonly due: string | null; readonly provisional: boolean }[];
}

/** What a filing says (`FILING`), and what only the server knows of it. */
export type FilingInput = FilingSaid & {
  /** Photos and papers as they are to be stored, each with the hash of what was sent. */
  readonly files?: readonly CheckedFile[];
  /** A code that was made on the writer's own device; absent where the server makes one. */
  readonly code?: ReceiptCode;
  /** The program that it came through, which is always public. */
  readonly client?: string;
  /** Absent where the filer wrote it down themselves, at home. */
  readonly intake?: Intake;
};

/** How a filing is stored: the form's token, and for imports the record's own time and key. */
export interface FilingOptions {
  readonly token: string | null;
  readonly at?: Instant;
  readonly importKey?: Buffer;
}

type Offered = { readonly hash: string; readonly pack: Pack };

const offeredById = (it: Jurisdiction, id: string, kind: MatterKind | undefined): Offered | undefined => {
  const hash = it.newestPack.get(id);
  const pack = it.packs.get(hash ?? '');
  const isTaken = pack?.offered === true && isTakenBy(it.purpose, pack.kind) && (kind === undefined || pack.kind === kind);
  return hash !== undefined && pack && isTaken ? { hash, pack } : undefined;
};

/** The pack a new matter is filed under: an offered one by its id, else the jurisdiction's own, or the one of its kind. */
export const findOfferedPack = (it: Jurisdiction, id: string | undefined, kind?: MatterKind): Offered | undefined => {
  if (id !== undefined) return offeredById(it, id, kind);
  if (kind !== undefined && kind !== 'grievance')
    return [kind, ...it.newestPack.keys()].map((name) => offeredById(it, name, kind)).find((found) => found !== undefined);
  const pack = it.packs.get(it.pack);
  return pack && isTakenBy(it.purpose, pack.kind) ? { hash: it.pack, pack } : undefined;
};

/** What a filing is about, by the list in force, and whether it is public; nothing for a filer who is not sure. */
const aboutOf = (it: Jurisdiction, input: FilingInput): Pick<FilingFacts, 'about' | 'listed'> | Refusal => {
  const isPublic = input.public === true || input.client !== undefined;
  if (input.service === undefined) return isPublic ? refuse('field_choice', { field: 'public' }) : {};
  const subject = findSubject(it.subjects?.set ?? null, input.service);
  if (!subject || !it.subjects) return refuse('field_choice', { field: 'service' });
  if (isPublic && !mayBeListed(it, input, subject)) return refuse('field_choice', { field: 'public' });
  return {
    about: { service: subject.id, subjects: it.subjects.hash },
    listed: isPublic ? { client: input.client ?? null } : null,
  };
};

/** The pack that a subject names, where it is of the kind that is filed: another pack of that kind may be in force here. */
const packOf = (it: Jurisdiction, { pack, service, kind }: FilingInput): string | undefined => {
  const named = pack ?? findSubject(it.subjects?.set ?? null, service)?.pack;
  return pack !== undefined || (named !== undefined && offeredById(it, named, kind)) ? named : undefined;
};

/** The id of the pack that matters of a kind are filed under at a door; undefined where that kind is not taken. */
export const packOfKind = (it: Jurisdiction, kind: string): string | undefined =>
  isTakenBy(it.purpose, kind) ? [...it.newestPack].find(([, hash]) => it.packs.get(hash)?.kind === kind)?.[0] : undefined;

/** A form with other words or other files is another request; one without files and name is hashed as it always was. */
const requestHash = ({
  fields,
  lang,
  pack,
  files = [],
  sealed,
  word,
  tell,
  kind,
  service,
  at,
  public: isPublic,
  client,
  danger,
  against,
  suits,
  consultation,
  question,
  publish,
  intake,
}: FilingInput): string => {
  const sent = {
    ...(files.length === 0 ? {} : { files: files.map((it) => it.sent) }),
    ...(sealed ? { sealed: { ...sealed } } : {}),
    ...(word ? { word } : {}),
    ...(tell ? { tell: { ...tell } } : {}),
    ...(intake ? { intake: { ...intake } } : {}),
    ...(kind === undefined || kind === 'grievance' ? {} : { kind }),
    ...(service === undefined ? {} : { service }),
    ...(at === undefined ? {} : { at }),
    ...(isPublic ? { public: true } : {}),
    ...(danger ? { danger } : {}),
    ...(against === undefined ? {} : { against }),
    ...(suits ? { suits } : {}),
    ...(consultation === undefined ? {} : { consultation }),
    ...(question === undefined ? {} : { question }),
    ...(publish ? { publish } : {}),
    ...(client === undefined ? {} : { client }),
  };
  return toHex(hashing.sha256(utf8Encode(canonicalJson({ fields, lang, pack: pack ?? null, ...sent }))));
};

type Stages = FilingAnswer['stages'];
let known: { readonly key: string; readonly stages: Stages } | undefined;

/** The stages of a matter that has only been filed depend on its day alone, so those of the last day asked for are kept. */
const stagesOfDay = (
  offered: { readonly hash: string; readonly pack: Pack },
  calendar: readonly [string, Calendar],
  events: readonly MatterEvent[],
  at: Instant,
): Stages => {
  const key = `${offered.hash} ${calendar[0]} ${dateIn(at, calendar[1].zone)}`;
  if (known?.key !== key)
    known = {
      key,
      stages: timeline(events, offered.pack, calendar[1], at).map((stage) => ({
        id: stage.rule.id,
        due: stage.due,
        provisional: stage.provisional,
      })),
    };
  return known.stages;
};

interface Prepared {
  readonly task: FilingTask;
  readonly answer: FilingAnswer;
  /** The matter as it would be read back, and its words by the names of their blobs. */
  readonly history: History;
  readonly texts: ReadonlyMap<string, string>;
}

interface RulesOf {
  readonly offered: Offered;
  readonly calendar: readonly [string, Calendar];
  readonly about: Pick<FilingFacts, 'about' | 'listed'>;
}

/** The pack, the calendar and the subject of a filing, by what is in force now. */
const rulesOf = (it: Jurisdiction, input: FilingInput): RulesOf | Refusal => {
  const about = aboutOf(it, input);
  if (isRefusal(about)) return about;
  const offered = findOfferedPack(it, packOf(it, input), input.kind);
  const calendar =
    offered &&
    [...it.calendars].find(([hash, found]) =>
      offered.hash === it.pack ? hash === it.calendar : found.id === offered.pack.calendar.id && it.newestCalendar.get(hash) === hash,
    );
  return offered && calendar ? { offered, calendar, about } : refuse('field_choice', { field: input.kind === undefined ? 'pack' : 'kind' });
};

/** The codes that a filing brings: what stands of them in its events, and what is shown of them once. */
const codesFor = ({ code = newReceiptCode(randomBytes), intake }: FilingInput) => {
  const carrier = intake?.channel === 'mandate' ? newReceiptCode(randomBytes) : null;
  return {
    stored: { receipt: receiptId(code).toString('hex'), ...(carrier === null ? {} : { carrier: receiptId(carrier).toString('hex') }) },
    shown: { code: formatReceiptCode(code), ...(carrier === null ? {} : { carrier: formatReceiptCode(carrier) }) },
  };
};

const prepare = async (service: Service, it: Jurisdiction, input: FilingInput, options: FilingOptions): Promise<Prepared | Refusal> => {
  const rules = rulesOf(it, input);
  if (isRefusal(rules)) return rules;
  const { offered, calendar, about } = rules;
  const received = await receiveReport(service, it, input, dateIn(options.at ?? service.clock(), it.zone));
  if (isRefusal(received)) return received;
  const { reception, ...place } = received;
  const codes = codesFor(input);
  const files = input.files ?? [];
  const matter = newEntityNumber();
  const sealed = await sealFiling(service.id, matter, it.custodians, input.sealed && { name: '', contact: '', ...input.sealed });
  if (isRefusal(sealed)) return sealed;
  const fault = wordFault(input.word ?? '');
  if (fault) return fault;
  const relay = sealTell(it.relay, input.tell);
  if (isRefusal(relay)) return relay;
  const word = await hashWord(input.word ?? '');
  if (isRefusal(word)) return word;
  await ownRound(); // the box was as much work as all that follows
  const facts = {
    ...codes.stored,
    lang: input.lang,
    sealed: sealed === null ? null : sealedFacts(sealed),
    word,
    relay: relay === null ? null : tellHash(relay),
    ...(input.intake ? { intake: input.intake } : {}),
    ...(input.danger ? { danger: true } : {}),
    ...(input.suits ? { suits: true } : {}),
    kind: offered.pack.kind === 'report' ? ('grievance' as const) : offered.pack.kind,
    ...about,
    ...place,
  };
  const decided = file({ ...input.fields, ...filesInput(files) }, reception, facts);
  if (isRefusal(decided)) return decided;
  const recordedAt = options.at ?? service.clock();
  const log = randomBytes(16);
  const keys: MatterKeys = { epoch: 0, doc: randomBytes(32), log, logs: [log], internal: randomBytes(32) };
  const binding = { jurisdiction: service.id, matter, pack: offered.hash, calendar: calendar[0], recordedAt };
  const bytes = files.map((it) => it.bytes);
  const composed = composeEvents(hashing, keys, binding, NO_HEADS, decided, bytes);
  await ownRound();
  const events = asMatter(composed.events);
  const leaf = composed.leaves[0];
  if (!leaf) throw new Error('a filing makes one leaf');
  const includeBy = service.includeBy(service.clock());
  const { key, signing } = service.logKeys.promise;
  const answer: FilingAnswer = {
    number: matter,
    ...codes.shown,
    logKey: logKeyText(keys.log),
    leaf: toBase64(leaf.leaf),
    promise: signNote(promiseText({ origin: it.origin, leafHash: leaf.hash, includeBy }), key, signing),
    stages: stagesOfDay(offered, calendar, events, recordedAt),
  };
  const rows = rowsOf(matter, binding, project(events, offered.pack, calendar[1]));
  const write = {
    matter,
    kind: matters.name,
    pack: offered.hash,
    calendar: calendar[0],
    recordedAt,
    composed: [composed],
    heads: composed.heads,
    includeBy,
    rows,
    listedBy: [],
    // Who files hears of it by the answer.
    effects: { ...NOBODY_TOLD, bells: wantedBells(it, bells(events, events)) },
    keyRows: service.broker.wrapFor(binding, keys, rows.streams),
    forgotten: null,
    fresh: freshRows(matter, { importKey: options.importKey ?? null, sealed, relay }),
  };
  const { token } = options;
  const task: FilingTask = {
    kind: 'filing',
    write,
    key: token === null ? null : answerId(service.wrappingKey, service.id, token),
    answer: token === null ? Buffer.alloc(0) : sealAnswer(service.wrappingKey, token, { request: requestHash(input), answer }),
  };
  return { task, answer, history: historyOf(matters.name, binding, composed), texts: textsOf(composed, decided) };
};

/** What came of a filing; `fresh` where it was written now, and not found under its token. */
interface Filed {
  readonly answer: FilingAnswer;
  readonly fresh: Prepared | null;
}

const fileOnce = async (service: Service, input: FilingInput, options: FilingOptions): Promise<Filed | Refusal> => {
  const it = await service.jurisdiction();
  for (let tries = 0; ; tries += 1) {
    const prepared = await prepare(service, it, input, options);
    if (isRefusal(prepared)) return prepared;
    try {
      const outcome = await service.lane.submit(prepared.task);
      if (!outcome.ok) return outcome.refusal;
      if (input.danger) ringNow(service);
      const { answer } = prepared;
      if (options.token === null || outcome.answer === null || outcome.answer === prepared.task.answer) return { answer, fresh: prepared };
      const stored = openAnswer(service.wrappingKey, options.token, outcome.answer) as { request: string; answer: FilingAnswer }; // sealed by us under this token
      return stored.request === requestHash(input) ? { answer: stored.answer, fresh: null } : refuse('key_reused');
    } catch (error) {
      if (!isNumberTaken(error) || tries > 4) throw error; // a random number met another one: draw again
    }
  }
};

/**
 * Files a matter. The same token gives the same answer, however often and in parallel; with other words it is refused (`key_reused`).
 * Once this resolves the matter survives a kill of the server and of the database.
 */
export const fileMatter = async (service: Service, input: FilingInput, options: FilingOptions): Promise<FilingAnswer | Refusal> => {
  const filed = await fileOnce(service, input, options);
  return isRefusal(filed) ? filed : filed.answer;
};

/** The matter as its filer sees it, from what was just written: nothing is opened again. */
const viewWritten = async (service: Service, { history, texts }: Prepared): Promise<MatterView | undefined> => {
  const it = await service.jurisdiction();
  const around = surroundings(it, history, service.clock());
  const kept = new Set(history.payloads.flatMap((payload) => Object.values(payload.texts).map((ref) => ref.blob)));
  const reportedAt = await service.read((tx) => readReportedAt(tx, it, asMatter(history.events)));
  return viewOf({ it, history, asker: { kind: 'filer' }, around, texts, kept, reads: [], isInLog: false, reportedAt });
};

/** The same, with the matter as its filer sees it, for a receipt: from what was written, or read where the form had been taken before. */
export const fileAndShow = async (
  service: Service,
  input: FilingInput,
  options: FilingOptions,
): Promise<{ readonly answer: FilingAnswer; readonly view: MatterView } | Refusal> => {
  const filed = await fileOnce(service, input, options);
  if (isRefusal(filed)) return filed;
  const { answer, fresh } = filed;
  const view = fresh ? await viewWritten(service, fresh) : await readForFiler(service, answer.number);
  if (!view) throw new Error('a matter that was just filed is not there');
  return { answer, view };
};
