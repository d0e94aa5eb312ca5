import { LINE, SERVER, TEXT } from '../../../../kernel/stream/fields.ts';
import type { MatterKind } from '../../../../kernel/matter/kinds.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { receiptsOf } from '../receipts/receipts.ts';
import { rightBy } from '../receipts/right-by.ts';
import { whenWithdrawn, withdrawal } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** A joint matter is brought in person by at most so many representatives (信访工作条例 20-3); who they are is asked nowhere. */
export const REPRESENTATIVES_MAX = 5;

/** Kinds that others may join: none that goes to a door, and no dispute between two sides. */
const JOINED: readonly MatterKind[] = ['grievance', 'suggestion', 'help', 'hazard_report'];

/** Whether others may join now. */
export const isOpenToOthers = (state: GrievanceState): boolean =>
  receiptsOf(state.history).some((it) => it.kind === 'joining' && it.endedAt === null);

/** How many representatives the filer named when it was opened last; null for a matter that is not joint. */
export const representativesOf = (state: GrievanceState): number | null => {
  const told = findEvent(state, 'opened_to_others')?.data['representatives'];
  return typeof told === 'number' ? told : null;
};

/**
 * The filer lets others join, in words written for them: what was filed itself, its photos and what the filer says later stay with the
 * filer and the offices. Refused for what goes to a door, and once a withdrawal is asked.
 */
export const openToOthers: Verb = {
  name: 'open_to_others',
  by: 'filer',
  onOwnDevice: true,
  makes: 'opened_to_others',
  most: 20,
  fields: { by: SERVER, receipt: SERVER, representatives: SERVER, subject: LINE, words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!JOINED.some((kind) => kind === (findEvent(state, 'filed')?.data['kind'] ?? 'grievance'))
      ? refuse('joint_not_this_kind')
      : withdrawal(state, context) !== 'none' || has(state, 'erased')
        ? refuse('duty_over')
        : isOpenToOthers(state)
          ? refuse('already_done')
          : undefined),
  decide: (input, state, context, actor) => {
    if (rightBy(input, state, context) !== 'act') return refuse('not_found', { what: 'code' });
    const count = field(input, 'representatives');
    if (!/^[0-9]$/.test(count) || Number(count) > REPRESENTATIVES_MAX)
      return refuse('representatives_too_many', { field: 'representatives', max: REPRESENTATIVES_MAX });
    return [
      newEvent({
        type: 'opened_to_others',
        level: 0,
        actor,
        data: { receipt: field(input, 'receipt'), representatives: Number(count) },
        texts: texts(input, 'subject', 'words'),
      }),
    ];
  },
};
