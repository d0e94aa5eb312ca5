import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { hasSince, packKnows, runningDuties, whenWithdrawn } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** Whether a pack is of the public hazard line: somebody goes to look first, and tells the result once there is one. */
export const isLine = (pack: Pack): boolean => packKnows(pack, 'hazard_unconfirmed');

/** What was found when somebody looked last; undefined before. */
export const verdictOf = (state: GrievanceState): MatterEvent | undefined =>
  state.history.findLast((event) => event.type === 'hazard_confirmed' || event.type === 'hazard_unconfirmed');

/** The hazard that a report has led to; null where there is none, or none any more. */
export const hazardOf = (state: GrievanceState): string | null => {
  const hazard = verdictOf(state)?.data['hazard'];
  return typeof hazard === 'string' ? hazard : null;
};

/** Whether the filer's hazard is gone, as this matter has been told. */
export const isSettled = (state: GrievanceState): boolean =>
  has(state, 'hazard_settled') && hasSince(state, 'hazard_settled', 'hazard_confirmed');

/** Why nobody goes to look now: it was looked at, and its filer has not asked for a second look. */
export const verifyClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ??
  (!isLine(context.pack) || has(state, 'refused')
    ? refuse('wrong_stage')
    : !has(state, 'registered')
      ? refuse('not_yet')
      : verdictOf(state) === undefined
        ? undefined
        : has(state, 'disputed') && !hasSince(state, verdictOf(state)?.type ?? 'filed', 'disputed') && owesRecheck(context)
          ? undefined
          : refuse('already_done'));

const owesRecheck = (context: Context): boolean => runningDuties(context, 'answer_dispute').length > 0;

/** Why the result cannot be told now; undefined where it is owed. */
export const resultClosed = (context: Context): Refusal | undefined =>
  runningDuties(context, 'tell_result', 'reply').length > 0 ? undefined : refuse('not_yet');

/** What lists ask of a report without opening it: the site it names, and the hazard that it has led to; null for any other matter. */
export const reportRow = (
  state: GrievanceState,
): { readonly site: string | null; readonly hazard: string | null; readonly settled: boolean } | null => {
  const data = findEvent(state, 'filed')?.data;
  const site = data?.['site'];
  return data?.['kind'] === 'hazard_report'
    ? { site: typeof site === 'string' ? site : null, hazard: hazardOf(state), settled: isSettled(state) }
    : null;
};
