import { daysBetween } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { Trouble } from '../../../../kernel/jurisdiction/troubles.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { isOwedByOffice } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** Matters are grouped for so many days after they were filed (G14). */
export const GROUPED_DAYS = 30;

/** The trouble that a matter is linked to; null where it is linked to none. */
export const linkedTo = (state: GrievanceState): string | null => {
  const last = state.history.findLast((event) => event.type === 'linked' || event.type === 'unlinked');
  const trouble = last?.type === 'linked' ? last.data['trouble'] : undefined;
  return typeof trouble === 'string' ? trouble : null;
};

/** Why a matter is grouped with no other; undefined when it may be. By kinds, dates and states: no word of it is compared. */
export const groupingFault = (state: GrievanceState, context: Context): Refusal | undefined => {
  const filed = findEvent(state, 'filed');
  if (!filed || (filed.data['kind'] ?? 'grievance') !== 'grievance') return refuse('trouble_kind');
  if (has(state, 'mediation_agreed', 'mediation_failed') || context.pack.rules.some((rule) => rule.kind === 'mediate'))
    return refuse('trouble_kind');
  if (has(state, 'opened_to_others')) return refuse('trouble_joint');
  if (daysBetween(dateIn(filed.recordedAt, context.calendar.zone), context.today) > GROUPED_DAYS)
    return refuse('trouble_old', { days: GROUPED_DAYS });
  return isOwedByOffice(context) ? undefined : refuse('duty_over');
};

/** What a matter is about, by published lists: the subject that its filer chose, the place that the office named. */
export const aboutOf = (state: GrievanceState): { readonly subject: string | null; readonly place: string | null } => {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    subject: text(findEvent(state, 'filed')?.data['service']),
    place: text(findEvent(state, 'located')?.data['place']) ?? text(findEvent(state, 'filed')?.data['at']),
  };
};

/** Whether a trouble is about what a matter is about. */
export const isAlike = (trouble: Pick<Trouble, 'subject' | 'place'>, about: ReturnType<typeof aboutOf>): boolean =>
  (trouble.subject === null || trouble.subject === about.subject) && (trouble.place === null || trouble.place === about.place);
