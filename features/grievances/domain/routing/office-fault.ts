import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { GrievanceState } from '../state.ts';
import { isMediation } from '../mediation/table.ts';
import type { Context } from '../verb.ts';

/**
 * Why an office can have nothing to do with a matter: there is none of that name, it answers for the very place reported (G7), or a dispute is
 * with it, or with one above it (G17).
 */
export const officeFault = (office: string, { reported }: GrievanceState, context: Context): Refusal | undefined =>
  !context.officeExists(office)
    ? refuse('office_unknown', { field: 'office' })
    : office === reported || (reported !== null && isMediation(context.pack) && context.isBelow(office, reported))
      ? refuse('office_reported', { field: 'office' })
      : undefined;
