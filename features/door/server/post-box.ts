import { dateIn } from '../../../kernel/calendar/zone.ts';
import { fromHex } from '../../../kernel/canonical/bytes.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { countBox } from '../../../engine/http/rate-limit.ts';
import type { Service } from '../../../engine/service.ts';

/** Own rule: anybody can post bytes of the right size, and a disk is finite. */
const WAITING_MAX = 2000;
const COUNT = statement<{ waiting: number }>(
  'boxes_waiting',
  'select count(*)::integer as waiting from (select 1 from door_box where jurisdiction = $1 limit $2) waiting',
);
const KEEP = statement(
  'keep_box',
  'insert into door_box (jurisdiction, id, door, day, sealed) values ($1, $2, $3, $4, $5) on conflict do nothing',
);

/** Keeps a sealed box until the door has it: no more is known of it than its day. The same box twice is one. */
export const postBox = async (service: Service, sealed: Uint8Array, visitor: string): Promise<Refusal | undefined> => {
  const spent = countBox(visitor);
  if (spent) return spent;
  const it = await service.jurisdiction();
  const { door } = it;
  if (!door) return refuse('door_closed');
  return service.read(async (tx) => {
    if (((await tx.run(COUNT, [service.id, WAITING_MAX]))[0]?.waiting ?? 0) >= WAITING_MAX) return refuse('boxes_full');
    const id = Buffer.from(hashing.sha256(sealed));
    await tx.run(KEEP, [service.id, id, Buffer.from(fromHex(door.hash)), dateIn(service.clock(), it.zone), Buffer.from(sealed)]);
    return undefined;
  });
};
