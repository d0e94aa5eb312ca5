import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { isWithin } from '../../../engine/place/within.ts';
import type { Service } from '../../../engine/service.ts';
import { beginStaffEntity } from '../../../engine/staff-entity.ts';
import { officesIn } from '../domain/state.ts';
import { rounds } from './rounds.ts';

/** The offices that one may cover with a round: itself and those below it. */
export const coverable = (it: Jurisdiction, office: string): readonly string[] =>
  [...it.offices.keys()].filter((one) => isWithin(it, one, office));

/** Opens a round over offices of one's own and below, with a form that is published. Its number; a form that is sent twice opens one. */
export const openRound = async (service: Service, who: StaffMember, input: JsonObject, token: string | null): Promise<string | Refusal> => {
  const it = await service.jurisdiction();
  if (!it.forms.newest.has(String(input['form'] ?? ''))) return refuse('field_choice', { field: 'form' });
  if (officesIn(input).some((office) => it.offices.has(office) && !isWithin(it, office, who.office)))
    return refuse('round_not_below', { field: 'offices' });
  return beginStaffEntity(service, rounds, who, input, token);
};
