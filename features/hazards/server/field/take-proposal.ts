import { addMs, instant, toIso } from '../../../../kernel/calendar/instant.ts';
import { fromHex, toHex } from '../../../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../../../kernel/canonical/json.ts';
import { utf8Decode, utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../../../kernel/stream/event.ts';
import { fileField } from '../../../../kernel/stream/files.ts';
import { checkFile } from '../../../../engine/files/check-file.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { unwrap, wrap } from '../../../../engine/keys/wrap.ts';
import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { readStaffEntity, takeStaffStep } from '../../../../engine/staff-entity.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { insertRows } from '../../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import {
  assemble,
  checkpointTime,
  dropParts,
  handleOf,
  keepPart,
  PARTS_DAYS,
  photoTag,
  type Part,
  type PhotoPlace,
  type Proposal,
} from '../../../checks/public.ts';
import { hazards } from '../hazards.ts';

const DAY_MS = 86_400_000;
/** Most proposals of one post whose photos are still to come; what they have brought lies here until then. */
const WAITING_MAX = 200;
/** The last instant that a claim may name: the first of the year 2100. A device's clock may be years wrong. */
const LAST_MS = 4_102_444_800_000;

interface Row {
  readonly handle: Buffer;
  readonly manifest: Buffer;
  readonly hazard: string;
  readonly post: string;
  readonly body: Buffer | null;
  readonly became: 'step' | 'evidence' | null;
  /** Why it is no step: a refusal as JSON. */
  readonly because: string | null;
}

interface PhotoRow {
  readonly nth: number;
  readonly tag: Buffer;
  readonly size: number;
  readonly state: 'coming' | 'here' | 'lost';
  readonly held: number;
}

const KNOWN = statement<Row>(
  'proposals_known',
  'select handle, manifest, hazard, post, body, became, because from proposal where jurisdiction = $1 and handle = $2 order by received_at, manifest',
);
const WAITING_OF = statement<{ waiting: number }>(
  'proposals_waiting',
  'select count(*)::integer as waiting from proposal where jurisdiction = $1 and post = $2 and became is null',
);
const PHOTOS = statement<PhotoRow>(
  'photos_of_proposal',
  `select p.nth, p.tag, p.size, p.state,
    case when p.state = 'here' then p.size else coalesce((select sum(i.size)::integer from intake_part i where i.jurisdiction = $1 and i.owner = $4 and i.nth = p.nth), 0) end as held
  from proposal_photo p where p.jurisdiction = $1 and p.handle = $2 and p.manifest = $3 order by p.nth`,
);
const LOCK = statement<{ state: PhotoRow['state'] }>(
  'lock_photo_of_proposal',
  'select state from proposal_photo where jurisdiction = $1 and handle = $2 and manifest = $3 and nth = $4 for update',
);
const HERE = statement<{ nth: number; bytes: Buffer }>(
  'photos_here_of_proposal',
  "select nth, bytes from proposal_photo where jurisdiction = $1 and handle = $2 and manifest = $3 and state = 'here' order by nth",
);
const KEEP = statement(
  'keep_photo_of_proposal',
  "update proposal_photo set state = 'here', bytes = $5 where jurisdiction = $1 and handle = $2 and manifest = $3 and nth = $4 and state = 'coming'",
);
const LOSE = statement<{ nth: number }>(
  'lose_photos_of_proposal',
  "update proposal_photo set state = 'lost' where jurisdiction = $1 and handle = $2 and manifest = $3 and tag = any($4) and state = 'coming' returning nth",
);
const SETTLE = statement(
  'settle_proposal',
  'update proposal set became = $4, because = $5, body = null where jurisdiction = $1 and handle = $2 and manifest = $3 and became is null',
);
const EMPTY = statement(
  'empty_proposal_photos',
  'update proposal_photo set bytes = null where jurisdiction = $1 and handle = $2 and manifest = $3',
);
const DROP_OLD = statement('drop_old_proposals', 'delete from proposal where jurisdiction = $1 and received_at < $2');

const hashOf = (proposal: Proposal): string => toHex(hashing.sha256(utf8Encode(canonicalJson(proposal as unknown as Json)))); // plain JSON, as it was read

const keyOf = ({ wrappingKey }: Service): Uint8Array => hashing.hmac(wrappingKey, utf8Encode('huiyin/proposal/v1'));
const ownerOf = ({ handle, manifest }: Row): string => `${handle.toString('hex')} ${manifest.toString('hex')}`;
const labelOf = (service: Service, row: Row, what: string): string => `${service.id}/${ownerOf(row)}/${what}`;

const knownAs = async (service: Service, id: string, hash: string): Promise<Row | undefined> =>
  (await service.read((tx) => tx.run(KNOWN, [tx.jurisdiction, fromHex(handleOf(id))]))).find(
    (row) => row.manifest.toString('hex') === hash,
  );

const photosOf = (tx: Transaction, row: Row): Promise<readonly PhotoRow[]> =>
  tx.run(PHOTOS, [tx.jurisdiction, row.handle, row.manifest, ownerOf(row)]);

/** Keeps what a phone has sent until it has become something. Refused where this post finds no such hazard. */
const keep = async (service: Service, who: StaffMember, proposal: Proposal, hash: string): Promise<Row | Refusal> => {
  const number = parseEntityNumber(proposal.hazard) ?? '';
  const view = await readStaffEntity(service, hazards, number, who);
  if (view === undefined || isRefusal(view)) return view ?? refuse('not_found');
  const [{ waiting } = { waiting: 0 }] = await service.read((tx) => tx.run(WAITING_OF, [tx.jurisdiction, who.post]));
  if (waiting >= WAITING_MAX) return refuse('files_busy', { field: 'files' });
  const row: Row = {
    handle: Buffer.from(fromHex(handleOf(proposal.id))),
    manifest: Buffer.from(fromHex(hash)),
    hazard: number,
    post: who.post,
    body: null,
    became: null,
    because: null,
  };
  const body = wrap(keyOf(service), labelOf(service, row, 'body'), utf8Encode(canonicalJson(proposal as unknown as Json)));
  await service.read(async (tx) => {
    const made = await insertRows(
      tx,
      'proposal',
      ['jurisdiction', 'handle', 'manifest', 'hazard', 'post', 'body', 'received_at'],
      [[tx.jurisdiction, row.handle, row.manifest, row.hazard, row.post, body, toIso(service.clock())]],
      'on conflict do nothing returning hazard',
    );
    // The same one came by another line at the same time: whose it is, that one says.
    if (made.length === 0) return;
    await insertRows(
      tx,
      'proposal_photo',
      ['jurisdiction', 'handle', 'manifest', 'nth', 'tag', 'size', 'state'],
      proposal.photos.map(({ sha256, size }, i) => [
        tx.jurisdiction,
        row.handle,
        row.manifest,
        i + 1,
        fromHex(photoTag(proposal.id, sha256)),
        size,
        'coming',
      ]),
    );
  });
  return (await knownAs(service, proposal.id, hash)) ?? refuse('not_ready');
};

/** Photos that are here, as a step takes them. */
const filesOf = async (service: Service, row: Row): Promise<readonly Uint8Array[]> => {
  const rows = await service.read((tx) => tx.run(HERE, [tx.jurisdiction, row.handle, row.manifest]));
  return rows.map(({ nth, bytes }) => unwrap(keyOf(service), labelOf(service, row, `photo ${nth}`), bytes));
};

/** What is no answer to a proposal but a moment of the machine: it is asked again. */
const PASSING: readonly string[] = ['storage_failed', 'storage_unknown', 'files_busy', 'too_many_requests', 'not_ready'];
const saidOf = ({ step, said }: Proposal): JsonObject =>
  step === 'return_mend'
    ? { reason: said.words, by: said.by ?? '' }
    : { words: said.words, ...(said.noPhoto === undefined ? {} : { no_photo: said.noPhoto }) };

/** When it was done, by the clock of the device, and not before the checkpoint that it knew: in the event, beside its own time. */
const timesOf = async (service: Service, { doneAt, checkpoint }: Proposal): Promise<JsonObject> => {
  const notBefore = await service.read((tx) => checkpointTime(tx, checkpoint));
  return {
    seenAt: toIso(instant(Math.max(0, Math.min(doneAt, LAST_MS)))),
    ...(notBefore === null ? {} : { notBefore: toIso(notBefore) }),
  };
};

/**
 * Decides a proposal as for anybody at a desk, about the step that it names. What cannot be that step, because the hazard has moved on or the
 * post has another seat, is kept beside it as evidence: nothing that somebody saw is refused. Refused where even that cannot be.
 */
const decide = async (service: Service, who: StaffMember, row: Row, proposal: Proposal): Promise<Refusal | undefined> => {
  const bytes = await filesOf(service, row);
  const besides = await timesOf(service, proposal);
  const token = `proposal ${row.manifest.toString('hex')}`;
  const files = bytes.map((it, i) => ({ field: fileField(i), type: 'image/jpeg', size: it.length }));
  const named = files.length === 0 ? {} : { files };
  const step = { name: proposal.step, input: { ...saidOf(proposal), ...named }, restsOn: proposal.restsOn };
  // What it has become is written in the transaction that makes it that: neither is there without the other.
  const settled =
    (became: 'step' | 'evidence', because: Refusal | null) =>
    async (tx: Transaction): Promise<void> => {
      await tx.run(SETTLE, [tx.jurisdiction, row.handle, row.manifest, became, because === null ? null : JSON.stringify(because)]);
      await tx.run(EMPTY, [tx.jurisdiction, row.handle, row.manifest]);
    };
  const how = { files: bytes, besides };
  const refusal = await takeStaffStep(service, hazards, row.hazard, who, step, { ...how, token, beside: settled('step', null) });
  if (!refusal || PASSING.includes(refusal.refused)) return refusal;
  const { words, by, noPhoto } = proposal.said;
  const all = [words, ...(by === undefined ? [] : [by]), ...(noPhoto === undefined ? [] : [noPhoto])].join('\n');
  const evidence = { name: 'add_evidence', input: { meant: proposal.step, version: proposal.restsOn, words: all, ...named } };
  return takeStaffStep(service, hazards, row.hazard, who, evidence, {
    ...how,
    token: `${token} evidence`,
    beside: settled('evidence', refusal),
  });
};

/** What is being settled: the same one, sent again meanwhile, waits for that. */
const settling = new Map<string, Promise<Refusal | undefined>>();

/** Settles a proposal of which nothing more is to come. */
const settle = (service: Service, who: StaffMember, row: Row): Promise<Refusal | undefined> => {
  const key = `${service.id} ${ownerOf(row)}`;
  const work = async (): Promise<Refusal | undefined> => {
    // As it stands now: another request may have settled it since it was read.
    const now = (await service.read((tx) => tx.run(KNOWN, [tx.jurisdiction, row.handle]))).find((it) => it.manifest.equals(row.manifest));
    if (!now || now.body === null) return undefined;
    const body = utf8Decode(unwrap(keyOf(service), labelOf(service, now, 'body'), now.body));
    return decide(service, who, now, JSON.parse(body) as Proposal); // as it was written here
  };
  const begun = settling.get(key) ?? work().finally(() => settling.delete(key));
  settling.set(key, begun);
  return begun;
};

/** Settles it where nothing more is to come. */
const settleIfWhole = async (service: Service, who: StaffMember, row: Row): Promise<Refusal | undefined> => {
  if (row.became !== null) return undefined;
  const photos = await service.read((tx) => photosOf(tx, row));
  return photos.some(({ state }) => state === 'coming') ? undefined : settle(service, who, row);
};

/** Waits no longer for photos that the phone has no more; what has come of them goes. */
const lose = async (service: Service, row: Row, tags: readonly Uint8Array[]): Promise<void> => {
  const rows = await service.read((tx) => tx.run(LOSE, [tx.jurisdiction, row.handle, row.manifest, tags]));
  for (const { nth } of rows) await dropParts(service, { owner: ownerOf(row), nth });
};

/** What a phone is told of a proposal. */
export interface ProposalReceipt {
  readonly manifest: string;
  readonly hazard: string;
  readonly photos: readonly {
    readonly sha256: string;
    readonly size: number;
    readonly held: number;
    readonly stored: boolean;
    /** It is not waited for: the phone has said that it has it no more. */
    readonly lost: boolean;
  }[];
  readonly became: 'step' | 'evidence' | null;
  readonly because: Refusal | null;
}

/**
 * Takes in what was decided about a hazard on a phone, and says what is there of it. `lost`: photos that the phone has no more and that will
 * not come. The same again, however often, is the same one. Refused where this post finds no such hazard, where it was another post's, and
 * where what was said can neither be a step nor be kept.
 */
export const takeProposal = async (
  service: Service,
  who: StaffMember,
  proposal: Proposal,
  lost: readonly string[],
): Promise<ProposalReceipt | Refusal> => {
  const hash = hashOf(proposal);
  const row = (await knownAs(service, proposal.id, hash)) ?? (await keep(service, who, proposal, hash));
  if (isRefusal(row)) return row;
  if (row.post !== who.post) return refuse('not_your_post');
  const gone = lost.map((one) => fromHex(photoTag(proposal.id, one)));
  if (gone.length > 0) await lose(service, row, gone);
  const refusal = await settleIfWhole(service, who, row);
  if (refusal) return refusal;
  const now = await knownAs(service, proposal.id, hash);
  const photos = await service.read((tx) => photosOf(tx, row));
  return {
    manifest: hash,
    hazard: row.hazard,
    photos: proposal.photos.map(({ sha256, size }, i) => ({
      sha256,
      size,
      held: photos[i]?.held ?? 0,
      stored: photos[i]?.state === 'here',
      lost: photos[i]?.state === 'lost',
    })),
    became: now?.became ?? null,
    because: typeof now?.because !== 'string' ? null : (JSON.parse(now.because) as Refusal), // as it was written here
  };
};

/** A photo whose last part is there: looked at, encoded anew, sealed, until the rest has come. What is not what was named is thrown away. */
const finish = async (service: Service, row: Row, place: PhotoPlace, sha256: string, visitor: string): Promise<Refusal | undefined> => {
  const bytes = await assemble(service, place);
  // Somebody else has finished it meanwhile.
  if (bytes.length === 0) return undefined;
  const isNamed = toHex(hashing.sha256(bytes)) === sha256;
  const file = isNamed ? await checkFile(bytes, visitor) : refuse('photo_differs');
  const refusal = isRefusal(file) ? file : file.type === 'image/jpeg' ? undefined : refuse('file_kind');
  if (!isRefusal(file) && !refusal) {
    const sealed = wrap(keyOf(service), labelOf(service, row, `photo ${place.nth}`), file.bytes);
    await service.read((tx) => tx.run(KEEP, [tx.jurisdiction, row.handle, row.manifest, place.nth, sealed]));
  }
  if (refusal?.refused !== 'files_busy') await dropParts(service, place);
  return refusal;
};

interface FoundPhoto {
  readonly row: Row;
  readonly photo: PhotoRow;
}

/** The photos that this post's proposals under an id name by a hash. */
const photosNamed = async (service: Service, who: StaffMember, id: string, sha256: string): Promise<readonly FoundPhoto[]> => {
  const tag = photoTag(id, sha256);
  return service.read(async (tx) => {
    const found: FoundPhoto[] = [];
    for (const row of await tx.run(KNOWN, [tx.jurisdiction, fromHex(handleOf(id))])) {
      if (row.post !== who.post) continue;
      for (const photo of await photosOf(tx, row)) if (toHex(photo.tag) === tag) found.push({ row, photo });
    }
    return found;
  });
};

/**
 * Takes a stretch of a photo that a proposal names. Stretches are taken in order; what does not follow on what is there changes nothing. With
 * the last of its photos a proposal is settled. The answer: how much is there. Refused where no proposal of this post names the photo, where
 * the sizes differ, where the whole is not what was named (it begins anew), and where it is no picture.
 */
export const takeProposalPhoto = async (
  service: Service,
  who: StaffMember,
  id: string,
  sha256: string,
  part: Part,
  visitor: string,
): Promise<{ readonly held: number; readonly stored: boolean } | Refusal> => {
  const named = await photosNamed(service, who, id, sha256);
  if (named.length === 0) return refuse('photo_unknown');
  const coming = named.filter(({ photo }) => photo.state === 'coming');
  const fitting = coming.filter(({ photo }) => part.total === photo.size && part.from + part.bytes.length <= photo.size);
  if (coming.length > 0 && fitting.length === 0) return refuse('photo_size');
  for (const { row, photo } of fitting) {
    const place = { owner: ownerOf(row), nth: photo.nth };
    const lock = async (tx: Transaction): Promise<boolean> =>
      (await tx.run(LOCK, [tx.jurisdiction, row.handle, row.manifest, photo.nth]))[0]?.state !== 'coming';
    const held = part.bytes.length === 0 ? photo.held : await keepPart(service, place, part, lock);
    const refusal = held === photo.size ? await finish(service, row, place, sha256, visitor) : undefined;
    if (refusal) return refusal;
    const unsettled = held === photo.size ? await settleIfWhole(service, who, row) : undefined;
    // What cannot be settled is said by the receipt; the photo is here all the same.
    if (unsettled && PASSING.includes(unsettled.refused)) return unsettled;
  }
  const now = await photosNamed(service, who, id, sha256);
  const least = now
    .map(({ photo }) => photo)
    .toSorted((a, b) => Number(a.state === 'here') - Number(b.state === 'here') || a.held - b.held)[0];
  return least ? { held: least.held, stored: least.state === 'here' } : refuse('photo_unknown');
};

/** What was never finished, and what was settled long ago, goes after a while; the sweep's part. */
export const forgetOldProposals = (service: Service): Promise<unknown> =>
  service.read((tx) => tx.run(DROP_OLD, [tx.jurisdiction, toIso(addMs(service.clock(), -PARTS_DAYS * DAY_MS))]));
