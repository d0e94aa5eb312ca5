import { toIso } from '../../../../kernel/calendar/instant.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { openBox, type SealedName } from '../../../../kernel/seal/box.ts';
import { statement } from '../../../../engine/store/transaction.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';
import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import type { Service } from '../../../../engine/service.ts';
import { readBoxes } from './custodian-requests.ts';
import { openedBoxKey } from './released-shares.ts';
import { readForStaff } from '../read-matter.ts';

const OPENED = statement<{ level: Level; n: number; wrapped: Buffer; until: number }>(
  'opened_boxes',
  'select level, n, wrapped, until from keystore.opened_box where jurisdiction = $1 and matter = $2 and office = $3 and until > $4 order by until desc',
);

/** A name that custodians have opened, and until when it can be read. */
export interface OpenedName extends SealedName {
  readonly until: number;
}

/**
 * The opened name of a matter, for a post that may ask for it: the access record is written first (G18). Undefined is "no such matter" or
 * "nothing is open", which look alike.
 */
export const readName = async (service: Service, matter: string, who: StaffMember): Promise<OpenedName | Refusal | undefined> => {
  const view = await readForStaff(service, matter, who);
  if (!view || isRefusal(view)) return view;
  if (view.options.find((it) => it.command === 'ask_unseal')?.because?.refused === 'not_your_post') return undefined;
  const it = await service.jurisdiction();
  return service.read(async (tx) => {
    const row = (await tx.run(OPENED, [tx.jurisdiction, matter, who.office, toIso(service.clock())]))[0];
    const box = row && (await readBoxes(tx, [matter])).get(matter);
    if (!row || !box) return undefined;
    const opened = await service.broker.forStaff(tx, [matter], { who, now: service.clock(), zone: it.zone });
    if (isRefusal(opened)) return opened;
    const at = { jurisdiction: tx.jurisdiction, matter, level: row.level, n: row.n };
    const key = openedBoxKey(opened.get(matter) ?? [], at, row.wrapped);
    const place = { jurisdiction: tx.jurisdiction, matter, custodians: box.custodians.toString('hex') };
    const name = openBox(sealingPorts, key, place, box.box);
    if (!name) throw new Error(`the sealed box of matter ${matter} is damaged`);
    return { ...name, until: row.until };
  });
};
