import { addMs, instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { fromHex, toHex } from '../../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Manifest } from '../domain/manifest.ts';
import { judge } from '../domain/filled.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import type { NamedPhoto } from '../domain/vocabulary.ts';
import { cleaned, owes, writeRecord, type ToRecord } from './record-check.ts';
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
const checkpointTime = async (tx: Transaction, named: Manifest['checkpoint']): Promise<Instant | null> =>
  named === null ? null : ((await tx.run(CHECKPOINT, [tx.jurisdiction, named.size, fromHex(named.root)]))[0]?.at ?? null);

/** The slots that a record names and that are its office's to keep, as of the time that can be believed. */
const slotsNamed = async (
  tx: Transaction,
  it: Jurisdiction,
  row: Subject,
  who: StaffMember,
  manifest: Manifest,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Promise<readonly SiteSlot[]> => {
  const around = { from: addMs(at, -DAY_MS), to: addMs(at, DAY_MS) };
  const all = (await readSiteSlots(tx, [row], rulebookOf(it), around, now)).get(row.site) ?? [];
  return all.filter((slot) => owes(slot, row, who) && manifest.for.some((named) => named.rule === slot.duty.key && named.slot === slot.id));
};

const namedPhotos = ({ id, photos }: Manifest): readonly NamedPhoto[] =>
  photos.map(({ sha256: photo, size }) => ({ sha256: photo, size, tag: photoTag(id, photo) }));

/** A manifest as a record of what was seen. What is wrong with it is counted, and refuses nothing: it is evidence. */
const toRecord = async (service: Service, who: StaffMember, manifest: Manifest, hash: string): Promise<ToRecord | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const form = manifest.form === null ? null : (it.forms.get(manifest.form) ?? null);
  const answers = cleaned(manifest.answers);
  const judged = judge(form, answers);
  return service.read(async (tx) => {
    const [row] = await subjectRows(tx, [manifest.site]);
    if (!row) return refuse('not_found');
    const known = await recordsOf(tx, manifest.id);
    const notBefore = await checkpointTime(tx, manifest.checkpoint);
    const doneAt = instant(Math.min(manifest.doneAt, LAST_MS));
    const at = instant(Math.min(now, Math.max(doneAt, notBefore ?? doneAt)));
    const named = await slotsNamed(tx, it, row, who, manifest, { at, now });
    // One form is one list: what was filled in meets the duties that ask for it, in this version or an earlier one.
    const met = named.filter(({ duty }) => (duty.rule.form ?? null) === (form?.id ?? null));
    const isUnknown = manifest.form !== null && form === null;
    const photos = namedPhotos(manifest);
    const strange = Object.values(answers)
      .flatMap((answer) => answer.photos ?? [])
      .filter((one) => photos.every((it) => it.sha256 !== one));
    return {
      row,
      met,
      form,
      formHash: form === null ? null : manifest.form,
      answers,
      judged,
      doneAt,
      notBefore,
      photos,
      unfit: judged.wrong.length + judged.missing.filter((one) => one.what !== 'photo').length + strange.length + (isUnknown ? 1 : 0),
      intake: { handle: handleOf(manifest.id), manifest: hash },
      twin: known.find((one) => one.twin === null)?.matter ?? null,
      files: [],
    };
  });
};

/**
 * Takes in a record that a device has made: the number of the one record that it is. The same manifest again, however often, in whatever
 * order and from wherever, is that record; the same id with other bytes is another one, and both say so. Refused where no site has the
 * number, and where the post makes no records.
 */
export const takeIn = async (service: Service, who: StaffMember, manifest: Manifest): Promise<string | Refusal> => {
  const hash = manifestHash(manifest);
  const known = await service.read((tx) => recordsOf(tx, manifest.id));
  const same = known.find((row) => toHex(row.manifest) === hash);
  if (same) return same.matter;
  const made = await toRecord(service, who, manifest, hash);
  if (isRefusal(made)) return made;
  return writeRecord(service, who, made, `intake ${manifest.id} ${hash}`, { manifest: hash });
};
