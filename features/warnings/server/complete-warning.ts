import { readXml } from '../../../engine/forms/read-xml.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { isAlertOver } from '../../../kernel/cap/over.ts';
import { readAlert } from '../../../kernel/cap/read.ts';
import { hasMobile } from '../../../kernel/policy/mobile.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { timesOf } from '../domain/times.ts';

const NAME = /^[\x21-\x7e]{1,100}$/;

/** Who sent a message, as it names itself; or why nothing can be warned of by it: no message of CAP, a cancellation, what is over, a test. */
const toldBy = (text: string, now: Instant): JsonObject | Refusal => {
  const root = readXml(new TextEncoder().encode(text.trim()), true);
  const read = 'fault' in root ? { faults: [{ code: root.fault }] } : readAlert(root);
  const fault = (code: string): Refusal => refuse('warning_cap', { field: 'cap', fault: code });
  if ('faults' in read) return fault(read.faults[0]?.code ?? 'cap.root');
  const { sender, identifier, sent, status, msgType } = read.alert;
  if (msgType !== 'Alert' && msgType !== 'Update') return fault('cap.no_warning');
  if (status !== 'Actual' && status !== 'Exercise') return fault('cap.no_warning');
  // Both stand in public as they came: a name of a machine and of a message, no words and nobody's telephone.
  if (![sender, identifier].every((name) => NAME.test(name) && !hasMobile(name))) return fault('cap.name');
  return isAlertOver(read.alert, now) ? fault('cap.over') : { sender, identifier, sent, status };
};

/** What the server puts into a warning: its times as instants, the office above, and who sent the message that it rests on. */
export const completeWarning = async (
  service: Service,
  { office }: StaffMember,
  { name, input }: StaffCommand,
): Promise<JsonObject | Refusal> => {
  if (name !== 'issue_warning' && name !== 'adjust_warning') return {};
  const it = await service.jurisdiction();
  const now = service.clock();
  const said = input['source'] === 'office_above' ? input['source_office'] : undefined;
  // Whoever signed stands above: what a neighbour says is a message, or seen by oneself.
  if (typeof said === 'string' && (said === office || !isWithin(it, office, said)))
    return refuse('warning_source', { field: 'source_office' });
  const { begins, ends } = timesOf(input, now, it.zone);
  const told = input['source'] === 'cap_message' && typeof input['cap'] === 'string' ? toldBy(input['cap'], now) : undefined;
  if (told !== undefined && isRefusal(told)) return told;
  const supervisor = it.offices.get(office)?.parent ?? null;
  return {
    ...(ends === undefined ? {} : { ends }),
    ...(told === undefined ? {} : { told_by: told }),
    ...(name !== 'issue_warning' ? {} : { ...(begins === undefined ? {} : { begins }), ...(supervisor === null ? {} : { supervisor }) }),
  };
};
