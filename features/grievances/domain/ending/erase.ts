import { addDays, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { checkText } from '../../../../kernel/stream/text.ts';
import type { MatterEvent, NewEvent } from '../../../../kernel/matter/event.ts';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Surroundings } from '../decide.ts';
import { inOrder } from '../state.ts';
import { newEvent } from '../verb.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';

/** Who wants the texts of a matter gone, and by which clause. */
export interface Erasure {
  /** The clause, in clear: it stays when everything else is gone. */
  readonly basis: string;
  readonly askedBy: 'filer' | 'office';
  /** A restore does again what was lawful when it was done. */
  readonly again?: true;
  /** Days until the last keys archive of before is gone; the erasure is complete then. */
  readonly completeAfterDays: number;
}

/**
 * The texts of a matter are to be destroyed (design 6). While an office owes something only the filer may ask: `duty_running`.
 * A matter is erased as often as it has got new texts; what happened, when, and by whom stays.
 */
export const erase = (events: readonly MatterEvent[], erasure: Erasure, around: Surroundings): readonly NewEvent[] | Refusal => {
  const fault = checkText('basis', erasure.basis, 'line', false);
  if (fault) return fault;
  const seen = inOrder(events);
  if (seen.at(-1)?.type === 'erased') return refuse('already_done');
  const owed = obligations(MATTER, seen, around.pack, around.calendar, around.now).some(
    (it) => it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'),
  );
  if (owed && erasure.askedBy !== 'filer' && erasure.again !== true) return refuse('duty_running');
  const completeOn: PlainDate = addDays(dateIn(around.now, around.calendar.zone), erasure.completeAfterDays);
  const data = { basis: erasure.basis, askedBy: erasure.askedBy, completeOn };
  return [newEvent({ type: 'erased', level: 0, actor: { kind: 'system' }, data })];
};
