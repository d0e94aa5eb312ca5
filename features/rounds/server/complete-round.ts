import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import { officesIn } from '../domain/state.ts';
import { countNow } from './read-progress.ts';

/** The offices that one may cover with a round: itself and those below it. */
export const coverable = (it: Jurisdiction, office: string): readonly string[] =>
  [...it.offices.keys()].filter((one) => isWithin(it, one, office));

/** A round is opened over offices of one's own and below, with a form that is published; its report is counted when it is closed, and nobody types it. */
export const completeRound = async (
  service: Service,
  who: StaffMember,
  { name, input }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (name === 'close_round' && number !== null) return { report: await countNow(service, number) };
  if (number !== null) return {};
  const it = await service.jurisdiction();
  if (!it.forms.newest.has(String(input['form'] ?? ''))) return refuse('field_choice', { field: 'form' });
  return officesIn(input).some((office) => it.offices.has(office) && !isWithin(it, office, who.office))
    ? refuse('round_not_below', { field: 'offices' })
    : {};
};
