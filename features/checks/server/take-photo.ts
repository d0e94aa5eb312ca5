import { fromHex, toHex } from '../../../kernel/canonical/bytes.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { checkFile } from '../../../engine/files/check-file.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Manifest, Receipt } from '../domain/manifest.ts';
import { fold } from '../domain/state.ts';
import { photoReceived } from '../domain/verbs.ts';
import { checks } from './checks.ts';
import { assemble, dropParts, keepPart, type Part, type PhotoPlace } from './photo-parts.ts';
import { handleOf, photoTag } from './take-in.ts';

interface PhotoRow {
  readonly matter: string;
  readonly manifest: Buffer;
  readonly nth: number;
  readonly tag: Buffer;
  readonly size: number;
  readonly here: boolean;
  readonly held: number;
}

// What arrived of a photo lies in one piece from its beginning: parts are taken in order.
const PHOTOS = statement<PhotoRow>(
  'photos_of_intake',
  `select p.matter, c.manifest, p.nth, p.tag, p.size, p.here,
    case when p.here then p.size else coalesce((select sum(i.size)::integer from intake_part i where i.jurisdiction = $1 and i.owner = p.matter and i.nth = p.nth), 0) end as held
  from check_record c join check_photo p on p.jurisdiction = $1 and p.matter = c.matter
  where c.jurisdiction = $1 and c.handle = $2 order by c.received_at, p.matter, p.nth`,
);
const RECORDS = statement<{ matter: string; manifest: Buffer; counts: boolean; twin: string | null }>(
  'intake_records',
  'select matter, manifest, completed_at is not null as counts, twin from check_record where jurisdiction = $1 and handle = $2 order by received_at, matter',
);
const LOCK = statement<{ here: boolean }>(
  'lock_photo',
  'select here from check_photo where jurisdiction = $1 and matter = $2 and nth = $3 for update',
);
const photosOf = (tx: Transaction, id: string): Promise<readonly PhotoRow[]> => tx.run(PHOTOS, [tx.jurisdiction, fromHex(handleOf(id))]);

/** Holds a photo for a transaction; whether another one has brought all of it meanwhile. */
const locked =
  ({ matter, nth }: PhotoRow) =>
  async (tx: Transaction): Promise<boolean> =>
    (await tx.run(LOCK, [tx.jurisdiction, matter, nth]))[0]?.here === true;

const placeOf = ({ matter, nth }: PhotoRow): PhotoPlace => ({ owner: matter, nth });

/** Looks at a photo, encodes it anew and seals it into its record. */
const lookAndKeep = async (
  service: Service,
  who: StaffMember,
  row: PhotoRow,
  bytes: Buffer,
  visitor: string,
): Promise<Refusal | undefined> => {
  const file = await checkFile(bytes, visitor);
  if (isRefusal(file)) return file;
  // A paper is kept as it is, with whatever stands in it beside what is seen.
  if (file.type !== 'image/jpeg') return refuse('file_kind');
  const it = await service.jurisdiction();
  const outcome = await service.lane.submit({
    kind: 'step',
    matter: row.matter,
    of: kindIn(checks, it),
    files: [file.bytes],
    decide: (history) => {
      const state = fold(history.events);
      // Whoever brings the photo acts for the office that looked.
      if (history.kind !== checks.name || state.said?.by !== who.office) return refuse('photo_unknown');
      if (state.photos.has(row.nth)) return [];
      return [photoReceived({ kind: 'staff', post: who.post, office: who.office }, row.nth, { type: file.type, size: file.bytes.length })];
    },
  });
  if (!outcome.ok) return outcome.refusal;
  await checks.after?.(service, row.matter);
  return undefined;
};

/** What becomes of a photo that is being looked at: the same one, sent again meanwhile, waits for that and takes no turn of its own. */
const looking = new Map<string, Promise<Refusal | undefined>>();

/** A photo that is whole becomes part of its record: looked at, encoded anew, sealed. However many bring it at once, it is looked at once. */
const keepPhoto = (service: Service, who: StaffMember, row: PhotoRow, bytes: Buffer, visitor: string): Promise<Refusal | undefined> => {
  // By the place's own key for it and the office that acts: others' answers are none of theirs.
  const key = `${service.id} ${row.matter} ${row.nth} ${who.office} ${toHex(hashing.sha256(bytes))}`;
  const begun = looking.get(key) ?? lookAndKeep(service, who, row, bytes, visitor).finally(() => looking.delete(key));
  looking.set(key, begun);
  return begun;
};

/** A photo whose last part is there. What is not what was named, or no picture, is thrown away, and said. */
const finish = async (service: Service, who: StaffMember, row: PhotoRow, photo: string, visitor: string): Promise<Refusal | undefined> => {
  const bytes = await assemble(service, placeOf(row));
  // Somebody else has finished it meanwhile.
  if (bytes.length === 0) return undefined;
  const refusal = toHex(hashing.sha256(bytes)) === photo ? await keepPhoto(service, who, row, bytes, visitor) : refuse('photo_differs');
  if (refusal?.refused !== 'files_busy') await dropParts(service, placeOf(row));
  return refusal;
};

const rowsOf = async (service: Service, id: string, photo: string): Promise<readonly PhotoRow[]> => {
  const tag = photoTag(id, photo);
  return (await service.read((tx) => photosOf(tx, id))).filter((row) => toHex(row.tag) === tag);
};

/** Takes a photo that came in one piece, for every record of an intake that names it; undefined when it was taken, or is there already. */
export const takeWholePhoto = async (
  service: Service,
  who: StaffMember,
  id: string,
  photo: string,
  bytes: Buffer,
  visitor: string,
): Promise<Refusal | undefined> => {
  const rows = await rowsOf(service, id, photo);
  if (rows.length === 0) return refuse('photo_unknown');
  for (const row of rows.filter((it) => !it.here)) {
    const refusal = await keepPhoto(service, who, row, bytes, visitor);
    if (refusal) return refusal;
  }
  return undefined;
};

/**
 * Takes a stretch of a photo that a record names. Parts are taken in order; what does not follow on what is there changes nothing. With the
 * last one the photo becomes part of every record that names it. Undefined when it was taken. Refused where no record of this intake names the
 * photo, where the sizes differ, where the whole is not what was named (it begins anew), and where it is no picture.
 */
export const takePhotoPart = async (
  service: Service,
  who: StaffMember,
  id: string,
  photo: string,
  part: Part,
  visitor: string,
): Promise<Refusal | undefined> => {
  const rows = await rowsOf(service, id, photo);
  if (rows.length === 0) return refuse('photo_unknown');
  const lacking = rows.filter((row) => !row.here);
  const fitting = lacking.filter((row) => part.total === row.size && part.from + part.bytes.length <= row.size);
  if (lacking.length > 0 && fitting.length === 0) return refuse('photo_size');
  for (const row of fitting) {
    const held = part.bytes.length === 0 ? row.held : await keepPart(service, placeOf(row), part, locked(row));
    const refusal = held === row.size ? await finish(service, who, row, photo, visitor) : undefined;
    if (refusal) return refusal;
  }
  return undefined;
};

/** What the server holds of a manifest: undefined where it never came. */
export const receiptOf = (service: Service, manifest: Manifest, hash: string): Promise<Receipt | undefined> =>
  service.read(async (tx) => {
    const { id } = manifest;
    const records = await tx.run(RECORDS, [tx.jurisdiction, fromHex(handleOf(id))]);
    const own = records.find((row) => toHex(row.manifest) === hash);
    if (!own) return undefined;
    const rows = new Map((await photosOf(tx, id)).filter((row) => row.matter === own.matter).map((row) => [toHex(row.tag), row] as const));
    return {
      huiyin: 'intake/1',
      id,
      manifest: hash,
      record: own.matter,
      photos: manifest.photos.map(({ sha256, size }) => {
        const row = rows.get(photoTag(id, sha256));
        return { sha256, size, held: row?.held ?? 0, stored: row?.here === true };
      }),
      counts: own.counts,
      twin: own.twin,
    };
  });

/** How much of one photo is there, of the records that name it as the one has it that has least; undefined where none does. */
export const heldOf = (
  service: Service,
  id: string,
  photo: string,
): Promise<{ readonly held: number; readonly stored: boolean } | undefined> =>
  service.read(async (tx) => {
    const tag = photoTag(id, photo);
    const rows = (await photosOf(tx, id)).filter((it) => toHex(it.tag) === tag);
    const [least] = rows.toSorted((a, b) => Number(a.here) - Number(b.here) || a.held - b.held);
    return least && { held: least.held, stored: least.here };
  });
