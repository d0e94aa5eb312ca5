import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Answers, Evaluation } from '../../../kernel/form/evaluate.ts';
import type { Form } from '../../../kernel/form/form.ts';
import { lessonOf } from '../../../kernel/form/lesson.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { fileField } from '../../../kernel/stream/files.ts';
import { readText } from '../../../kernel/stream/text.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { CheckedFile } from '../../../engine/files/check-file.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { judge } from '../domain/filled.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import type { Intake, NamedPhoto } from '../domain/vocabulary.ts';
import { packWords, type WordsOf } from '../domain/words.ts';
import { checks } from './checks.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { subjectRows, type Subject } from './subjects.ts';

/** A filled form as it is handed in at a desk: for one window of one duty of a site or an asset. */
export interface HandedIn {
  /** The number of a site, or of an asset. */
  readonly site: string;
  /** `programme/rule`. */
  readonly rule: string;
  /** The slot: a window's name, `.01` and so on where several are owed in one. */
  readonly slot: string;
  readonly answers: Answers;
  /** When it was done, as claimed; null: now. */
  readonly doneAt: Instant | null;
  /** The photos that its answers name. */
  readonly files: readonly CheckedFile[];
}

/** What is to be filled in: the slot, its site and its form. */
export interface ToFill {
  readonly it: Jurisdiction;
  readonly row: Subject;
  readonly slot: SiteSlot;
  /** Open slots of other duties of the site that ask for the same form: one act meets them all (rules-safety 10). None of a lesson: each has people and a topic of its own. */
  readonly also: readonly SiteSlot[];
  readonly form: Form | null;
  readonly formHash: string | null;
}

const DAY_MS = 86_400_000;
/** How far back a slot is looked for that was done and not handed in. */
const BACK_MS = 3 * DAY_MS;

/** Whether a post's office is the one that owes a slot of a site. */
export const owes = (slot: SiteSlot, row: Subject, { office }: StaffMember): boolean =>
  slot.duty.rule.owedBy === 'supervising_office' ? office === row.local : office === row.office;

/** Whether an act of this instant is on time for it. */
export const isOpenAt = ({ state, provisional, window }: SiteSlot, at: Instant): boolean =>
  state === 'open' && provisional === null && window.from <= at && at < window.due;

/** Finds a slot for who asks. What is not theirs answers like what does not exist. */
export const findToFill = async (
  service: Service,
  who: StaffMember,
  { site, rule, slot }: Pick<HandedIn, 'site' | 'rule' | 'slot'>,
): Promise<ToFill | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  return service.read(async (tx) => {
    const [row] = await subjectRows(tx, [site]);
    if (!row || ![row.office, row.local].includes(who.office)) return refuse('not_found');
    const range = { from: addMs(now, -BACK_MS), to: addMs(now, DAY_MS) };
    const all = (await readSiteSlots(tx, [row], rulebookOf(it), range, now)).get(site) ?? [];
    const found = all.find((one) => one.duty.key === rule && one.id === slot);
    if (!found || found.provisional !== null) return refuse('not_found');
    if (!owes(found, row, who)) return refuse('not_your_post');
    const formHash = it.forms.newest.get(found.duty.rule.form ?? '') ?? null;
    const form = formHash === null ? null : (it.forms.get(formHash) ?? null);
    const also = all.filter(
      (one, i) =>
        form?.use === undefined &&
        one.duty.key !== rule &&
        found.duty.rule.form !== null &&
        one.duty.rule.form === found.duty.rule.form &&
        one.duty.rule.owedBy === found.duty.rule.owedBy &&
        isOpenAt(one, now) &&
        all.findIndex((other) => other.duty.key === one.duty.key && isOpenAt(other, now)) === i,
    );
    return { it, row, slot: found, also, form, formHash };
  });
};

/** Words as they are kept: what no keyboard types is left out (kernel/stream/text.ts), as everywhere. */
export const cleaned = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      answer.words === undefined ? answer : { ...answer, words: readText(answer.words, 'text').text },
    ]),
  );

/** Answers without their words, and the words by the keys of their questions. */
const parted = (answers: Answers): { readonly data: JsonObject; readonly words: WordsOf } => {
  const entries = Object.entries(answers);
  return {
    data: Object.fromEntries(
      entries.map(([key, { value, photos }]) => [
        key,
        { ...(value === undefined ? {} : { value }), ...(photos === undefined || photos.length === 0 ? {} : { photos }) },
      ]),
    ),
    words: Object.fromEntries(entries.flatMap(([key, { words }]) => (words === undefined || words === '' ? [] : [[key, words] as const]))),
  };
};

/** For which window of which rule a record is made; null: of a rule that counts from the last time. */
interface MadeFor {
  readonly rule: string;
  readonly window: string | null;
}

/** The window of a slot as a record names it. */
export const madeFor = ({ duty, window }: SiteSlot): MadeFor => ({
  rule: duty.key,
  window: duty.slotRule.cadence.kind === 'since' ? '' : window.id,
});

/** Everything that a record says. */
export interface ToRecord {
  readonly row: Subject;
  readonly met: readonly SiteSlot[];
  /** What else it is made for: a round. */
  readonly besides: readonly MadeFor[];
  readonly form: Form | null;
  readonly formHash: string | null;
  readonly answers: Answers;
  readonly judged: Evaluation;
  readonly doneAt: Instant;
  readonly notBefore: Instant | null;
  readonly photos: readonly NamedPhoto[];
  readonly unfit: number;
  readonly intake: Intake | null;
  readonly twin: string | null;
  readonly files: readonly CheckedFile[];
}

/** Writes a record. Under one token, and for the same `request`, it is one. */
export const writeRecord = async (
  service: Service,
  who: StaffMember,
  it: ToRecord,
  token: string | null,
  request: JsonObject,
): Promise<string | Refusal> => {
  const { row, met, besides, form, formHash, judged, photos, unfit, intake, twin, files } = it;
  const { data, words } = parted(it.answers);
  const texts = packWords(words);
  const lesson = lessonOf(form, it.answers);
  if (!texts) return refuse('too_large', { field: 'words' });
  const input: JsonObject = {
    site: row.site,
    ...(row.at === null ? {} : { at: row.at }),
    name: row.name,
    office: row.office,
    local: row.local,
    sector: row.sector,
    by: who.office,
    for: [...besides, ...met.map(madeFor)].map((one) => ({ ...one })),
    form: form?.id ?? null,
    formHash,
    answers: data,
    findings: judged.findings.length,
    nil: judged.nil,
    doneAt: it.doneAt,
    notBefore: it.notBefore,
    countersign: met.some(({ duty }) => duty.rule.countersign),
    ...(photos.length === 0 ? {} : { photos: photos.map((photo) => ({ ...photo })) }),
    ...(files.length === 0 ? {} : { files: files.map(({ type, bytes }, i) => ({ field: fileField(i), type, size: bytes.length })) }),
    ...(unfit === 0 ? {} : { unfit }),
    ...(intake === null ? {} : { intake: { ...intake } }),
    ...(twin === null ? {} : { twin }),
    ...(lesson === null ? {} : { lesson: { ...lesson } }),
    ...texts,
  };
  return beginStaffEntity(
    service,
    checks,
    who,
    input,
    token,
    request,
    files.map((file) => file.bytes),
  );
};

/** What a filled form is for: a site, its form, the windows that it meets, and whatever else asked for it. */
export interface FilledFor extends Pick<ToRecord, 'row' | 'form' | 'formHash' | 'met' | 'besides'> {
  /** What is done before it counts for nothing. */
  readonly from: Instant;
  /** What was asked for: under one token it is recorded once. */
  readonly asked: JsonObject;
}

/** Makes a record of a form that was filled in at a desk: it is evaluated again here, and what was found is counted. */
export const recordFilled = async (
  service: Service,
  who: StaffMember,
  { from, asked, ...what }: FilledFor,
  filled: Pick<HandedIn, 'answers' | 'doneAt' | 'files'>,
  token: string | null,
): Promise<string | Refusal> => {
  const now = service.clock();
  const doneAt = instant(filled.doneAt ?? now);
  if (doneAt > addMs(now, DAY_MS)) return refuse('date_in_future', { field: 'doneAt' });
  if (from > doneAt) return refuse('slot_ahead');
  const answers = cleaned(filled.answers);
  const judged = judge(what.form, answers);
  if (judged.wrong.length > 0) return refuse('form_answers', { count: judged.wrong.length });
  const { files } = filled;
  // A paper is kept as it is, with whatever stands in it beside what is seen: none is a photo of what was looked at.
  const paper = files.findIndex(({ type }) => type !== 'image/jpeg');
  if (paper >= 0) return refuse('file_kind', { field: 'files', nth: paper + 1 });
  const photos = files.map(({ sent, bytes }): NamedPhoto => ({ sha256: sent, size: bytes.length, tag: null }));
  const made: ToRecord = { ...what, answers, judged, doneAt, notBefore: null, photos, unfit: 0, intake: null, twin: null, files };
  // Sent twice, the time and what it meets may differ by then; what was asked for does not.
  const { data, words } = parted(answers);
  const sent = files.map((file) => file.sent);
  return writeRecord(service, who, made, token, { ...asked, data, words, doneAt: filled.doneAt, sent });
};

/**
 * Makes a record: the form is evaluated again here, what was found is counted, and a second post is asked where the rule asks for one. Its
 * number, or why there is none. A form that is sent twice makes one.
 */
export const recordCheck = async (
  service: Service,
  who: StaffMember,
  handed: HandedIn,
  token: string | null,
): Promise<string | Refusal> => {
  const found = await findToFill(service, who, handed);
  if (isRefusal(found)) return found;
  const { row, slot, also, form, formHash } = found;
  const { site, rule, slot: asked } = handed;
  // What was done earlier than now counts for what it was filled in for, and for nothing else.
  const met = handed.doneAt === null ? [slot, ...also] : [slot];
  const what = { row, form, formHash, met, besides: [], from: slot.window.from, asked: { site, rule, slot: asked } };
  return recordFilled(service, who, what, handed, token);
};

/** The slots of duties that are open at a site now and ask for a form: an act that was asked for otherwise meets them, too (rules-safety 10). */
export const openFor = async (
  tx: Transaction,
  it: Jurisdiction,
  row: Subject,
  form: string,
  now: Instant,
): Promise<readonly SiteSlot[]> => {
  const range = { from: addMs(now, -BACK_MS), to: addMs(now, DAY_MS) };
  const all = (await readSiteSlots(tx, [row], rulebookOf(it), range, now)).get(row.site) ?? [];
  const open = all.filter((one) => one.duty.rule.form === form && isOpenAt(one, now));
  return open.filter((one, i) => open.findIndex((other) => other.duty.key === one.duty.key) === i);
};
