import { prepareStaffEntity } from '../../../../engine/staff-entity.ts';
import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import type { Transaction } from '../../../../engine/store/transaction.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { hazards } from '../../../hazards/public.ts';
import { field } from '../../domain/verb.ts';
import { readOpenHazards, type ReportedPlace } from './hazards-of-line.ts';

/** What a report is told of: the number, and what writes the hazard together with the report's own step. */
export interface BegunHazard {
  readonly number: string;
  readonly write: ((tx: Transaction) => Promise<void>) | null;
}

const IN_HAZARD = ['what', 'spot', 'seen'] as const;

/**
 * The hazard that a report is confirmed by: one that is open and led by the own office, or a new one in the words of the office. Nothing
 * goes into it but those words and the public place (docs/adr/0050).
 */
export const hazardFor = async (
  service: Service,
  who: StaffMember,
  input: JsonObject,
  where: ReportedPlace,
): Promise<BegunHazard | Refusal> => {
  const known = field(input, 'known');
  if (known !== '') {
    const open = await service.read((tx) => readOpenHazards(tx, who.office, where));
    return open.some((it) => it.hazard === known) ? { number: known, write: null } : refuse('hazard_unknown', { field: 'known' });
  }
  const words = Object.fromEntries(IN_HAZARD.flatMap((name) => (field(input, name) === '' ? [] : [[name, field(input, name)]])));
  const begun = await prepareStaffEntity(service, hazards, who, {
    source: 'public_report',
    ...words,
    ...(where.place === null ? {} : { place: where.place }),
  });
  return isRefusal(begun) ? begun : { number: begun.number, write: begun.write };
};
