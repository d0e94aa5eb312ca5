import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { fromHex, toHex } from '../../../kernel/canonical/bytes.ts';
import { isBlank } from '../../../kernel/canonical/bounded-text.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { INTAKE, type Manifest } from '../domain/manifest.ts';
import { judge } from '../domain/filled.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import type { NamedPhoto } from '../domain/vocabulary.ts';
import { cleaned, isOpenAt, owes, writeRecord, type ToRecord } from './record-check.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { subjectRows, type Subject } from './subjects.ts';

const DAY_MS = 86_400_000;
/** The last instant that a claim may name: the first of the year 2100. A device's clock may be years wrong; a row must hold it. */
const LAST_MS = 4_102_444_800_000;

const sha256 = (text: string): string => toHex(hashing.sha256(utf8Encode(text)));

/** SHA-256 (hex) of a manifest in its canonical form. */
export const manifestHash = (manifest: Manifest): string => sha256(canonicalJson(manifest as unknown as Json)); // plain JSON, as it was read

/** By what an intake is found again: nobody reads its id in a row. */
export const handleOf = (id: string): string => sha256(`huiyin/intake/v1 ${id}`);

/** By what a photo of an intake is found again. */
export const photoTag = (id: string, photo: string): string => sha256(`huiyin/intake-photo/v1 ${id} ${photo}`);

const KNOWN = statement<{ matter: string; manifest: Buffer; twin: string | null }>(
  'records_of_intake',
  'select matter, manifest, twin from check_record where jurisdiction = $1 and handle = $2 order by received_at, matter',
);
const CHECKPOINT = statement<{ at: Instant }>(
  'checkpoint_known',
  'select at from log_checkpoint where jurisdiction = $1 and size = $2 and root = $3',
);

/** Records that came under one id: two where the same id came with other bytes. */
export const recordsOf = (tx: Transaction, id: string) => tx.run(KNOWN, [tx.jurisdiction, fromHex(handleOf(id))]);

/** Since when a checkpoint that a device names has been there: what names it was not made before. Null where this log has none such. */
export const checkpointTime = async (tx: Transaction, named: Manifest['checkpoint']): Promise<Instant | null> =>
  named === null ? null : ((await tx.run(CHECKPOINT, [tx.jurisdiction, named.size, fromHex(named.root)]))[0]?.at ?? null);

/** A record as whatever device made it, before it is looked at. */
export interface Brought extends Omit<Manifest, 'v' | 'for'> {
  /** Which slots it names; `open`: those that ask for its form and were open when it was made, as of clients that know of none. */
  readonly for: Manifest['for'] | 'open';
  /** SHA-256 (hex) of what was sent: by it the same is known again. */
  readonly hash: string;
}

/** One act is one act of a duty: of several windows of one, it is for the first. */
const oneOfEach = (some: readonly SiteSlot[]): readonly SiteSlot[] =>
  some.filter((slot, i) => some.findIndex((one) => one.duty.key === slot.duty.key) === i);

/** The slots that a record is for and that are its office's to keep, as of the time that can be believed. */
const slotsMeant = async (
  tx: Transaction,
  it: Jurisdiction,
  row: Subject,
  who: StaffMember,
  brought: Brought,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Promise<readonly SiteSlot[]> => {
  const around = { from: addMs(at, -DAY_MS), to: addMs(at, DAY_MS) };
  const own = ((await readSiteSlots(tx, [row], rulebookOf(it), around, now)).get(row.site) ?? []).filter((slot) => owes(slot, row, who));
  const named = brought.for;
  return oneOfEach(
    named === 'open'
      ? own.filter((slot) => isOpenAt(slot, at))
      : named.flatMap((one) => own.filter((slot) => one.rule === slot.duty.key && one.slot === slot.id)),
  );
};

/** As many as a record has places for; an answer that names one more is wrong. */
const namedPhotos = ({ id, photos }: Brought): readonly NamedPhoto[] =>
  photos.slice(0, INTAKE.photos).map(({ sha256: photo, size }) => ({ sha256: photo, size, tag: photoTag(id, photo) }));

/** What is wrong with a record without a form: it says nothing, or something beside its words. */
const emptyOrStray = (answers: Brought['answers']): number =>
  Object.entries(answers).filter(([key, { value }]) => key !== 'note' || value !== undefined).length +
  (isBlank(answers['note']?.words ?? '') ? 1 : 0);

/** What was brought as a record of what was seen. What is wrong with it is counted, and refuses nothing: it is evidence. */
const toRecord = async (service: Service, who: StaffMember, brought: Brought): Promise<ToRecord | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const form = brought.form === null ? null : (it.forms.get(brought.form) ?? null);
  const answers = cleaned(brought.answers);
  const judged = judge(form, answers);
  return service.read(async (tx) => {
    const [row] = await subjectRows(tx, [brought.site]);
    if (!row) return refuse('not_found');
    const known = await recordsOf(tx, brought.id);
    const notBefore = await checkpointTime(tx, brought.checkpoint);
    const doneAt = instant(Math.max(0, Math.min(brought.doneAt, LAST_MS)));
    const at = instant(Math.min(now, Math.max(doneAt, notBefore ?? doneAt)));
    const meant = await slotsMeant(tx, it, row, who, brought, { at, now });
    // One form is one list: what was filled in meets the duties that ask for it, in this version or an earlier one.
    // A duty whose form nobody has published is met by words, as at a desk.
    const askedBy = ({ duty: { rule } }: SiteSlot): string | null => (rule.form && it.forms.newest.has(rule.form) ? rule.form : null);
    const met = meant.filter((slot) => (form === null ? askedBy(slot) === null : slot.duty.rule.form === form.id));
    const photos = namedPhotos(brought);
    const unnamed = Object.values(answers)
      .flatMap((answer) => answer.photos ?? [])
      .filter((one) => photos.every((photo) => photo.sha256 !== one));
    const lacking = judged.missing.filter((one) => one.what !== 'photo');
    const isUnknown = brought.form !== null && form === null;
    return {
      row,
      met,
      besides: [],
      form,
      formHash: form === null ? null : brought.form,
      answers,
      judged,
      doneAt,
      notBefore,
      photos,
      unfit: judged.wrong.length + lacking.length + unnamed.length + (isUnknown ? 1 : form === null ? emptyOrStray(answers) : 0),
      intake: { handle: handleOf(brought.id), manifest: brought.hash },
      twin: known.find((one) => one.twin === null)?.matter ?? null,
      files: [],
    };
  });
};

/**
 * Takes in a record that a device has made: the number of the one record that it is. The same again, however often, in whatever order and
 * from wherever, is that record; the same id with other bytes is another one, and both say so. Refused where no site has the number, and
 * where the post makes no records.
 */
export const takeInBrought = async (service: Service, who: StaffMember, brought: Brought): Promise<string | Refusal> => {
  const known = await service.read((tx) => recordsOf(tx, brought.id));
  const same = known.find((row) => toHex(row.manifest) === brought.hash);
  if (same) return same.matter;
  const made = await toRecord(service, who, brought);
  if (isRefusal(made)) return made;
  return writeRecord(service, who, made, `intake ${brought.id} ${brought.hash}`, { manifest: brought.hash });
};

/** The same for a manifest. */
export const takeIn = (service: Service, who: StaffMember, manifest: Manifest): Promise<string | Refusal> =>
  takeInBrought(service, who, { ...manifest, hash: manifestHash(manifest) });
