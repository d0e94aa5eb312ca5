import { addMs, toIso } from '../../../kernel/calendar/instant.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { unwrap, wrap } from '../../../engine/keys/wrap.ts';
import type { Service } from '../../../engine/service.ts';
import { insertRows } from '../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

// Photos that come in stretches over a bad line, whatever will have them: each stretch is a row, sealed, before it is acknowledged.

/** All parts of photos that may wait at once, in bytes: what is never finished takes no more, and keeps nobody's photo out. */
const WAITING_MAX = 512 * 1_048_576;
/** How long parts of a photo wait for the rest of it. */
export const PARTS_DAYS = 90;
const DAY_MS = 86_400_000;

/** Which photo: of what, and its place among the photos of that. */
export interface PhotoPlace {
  readonly owner: string;
  readonly nth: number;
}

/** A stretch of a photo's bytes. */
export interface Part {
  readonly from: number;
  /** Bytes of the whole photo. */
  readonly total: number;
  readonly bytes: Uint8Array;
}

const HELD = statement<{ held: number }>(
  'held_of_photo',
  'select coalesce(sum(size), 0)::integer as held from intake_part where jurisdiction = $1 and owner = $2 and nth = $3',
);
const WAITING = statement<{ waiting: number }>(
  'parts_waiting',
  'select coalesce(sum(size), 0)::bigint as waiting from intake_part where jurisdiction = $1',
);
// Of the photo whose last part came first: its sender has it still, and begins anew.
const DROP_STALEST = statement<{ size: number }>(
  'drop_stalest_parts',
  `delete from intake_part i using (select owner, nth from intake_part where jurisdiction = $1 and (owner <> $2 or nth <> $3)
    group by owner, nth order by max(received_at), owner, nth limit 1) s
  where i.jurisdiction = $1 and i.owner = s.owner and i.nth = s.nth returning i.size`,
);
const PARTS = statement<{ at: number; bytes: Buffer }>(
  'parts_of_photo',
  'select at, bytes from intake_part where jurisdiction = $1 and owner = $2 and nth = $3 order by at',
);
const DROP = statement('drop_parts', 'delete from intake_part where jurisdiction = $1 and owner = $2 and nth = $3');
const DROP_OLD = statement('drop_old_parts', 'delete from intake_part where jurisdiction = $1 and received_at < $2');

const keyOf = ({ wrappingKey }: Service): Uint8Array => hashing.hmac(wrappingKey, utf8Encode('huiyin/intake-part/v1'));
const labelOf = (service: Service, { owner, nth }: PhotoPlace, at: number): string => `${service.id}/${owner}/${nth}/${at}`;

/** Room for so many bytes more: those parts go of which nothing has come for longest. */
const makeRoom = (service: Service, { owner, nth }: PhotoPlace, bytes: number): Promise<void> =>
  service.read(async (tx) => {
    const [{ waiting } = { waiting: 0 }] = await tx.run(WAITING, [tx.jurisdiction]);
    for (let over = waiting + bytes - WAITING_MAX; over > 0;) {
      const gone = await tx.run(DROP_STALEST, [tx.jurisdiction, owner, nth]);
      if (gone.length === 0) return;
      over -= gone.reduce((sum, { size }) => sum + size, 0);
    }
  });

/**
 * Keeps a part where it follows on what is there; anything else changes nothing, and the answer says how many bytes are there. `lock` holds the
 * photo for this transaction and says whether all of it has come meanwhile: then the answer is undefined.
 */
export const keepPart = async (
  service: Service,
  place: PhotoPlace,
  { from, bytes }: Part,
  lock: (tx: Transaction) => Promise<boolean>,
): Promise<number | undefined> => {
  await makeRoom(service, place, bytes.length);
  return service.read(async (tx) => {
    if (await lock(tx)) return undefined;
    const [{ held } = { held: 0 }] = await tx.run(HELD, [tx.jurisdiction, place.owner, place.nth]);
    if (held !== from) return held;
    await insertRows(
      tx,
      'intake_part',
      ['jurisdiction', 'owner', 'nth', 'at', 'size', 'bytes', 'received_at'],
      [
        [
          tx.jurisdiction,
          place.owner,
          place.nth,
          from,
          bytes.length,
          wrap(keyOf(service), labelOf(service, place, from), bytes),
          toIso(service.clock()),
        ],
      ],
    );
    return from + bytes.length;
  });
};

/** Forgets the parts of a photo: it is whole and kept elsewhere, or was not what it was said to be. */
export const dropParts = (service: Service, { owner, nth }: PhotoPlace): Promise<unknown> =>
  service.read((tx) => tx.run(DROP, [tx.jurisdiction, owner, nth]));

/** What has come of a photo, in order; empty where nothing has. */
export const assemble = async (service: Service, place: PhotoPlace): Promise<Buffer> => {
  const parts = await service.read((tx) => tx.run(PARTS, [tx.jurisdiction, place.owner, place.nth]));
  return Buffer.concat(parts.map(({ at, bytes }) => unwrap(keyOf(service), labelOf(service, place, at), bytes)));
};

/** What never became a photo goes after a while; the sweep's part. */
export const forgetOldParts = (service: Service): Promise<unknown> =>
  service.read((tx) => tx.run(DROP_OLD, [tx.jurisdiction, toIso(addMs(service.clock(), -PARTS_DAYS * DAY_MS))]));
