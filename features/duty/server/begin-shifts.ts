import { addMs, instant, toIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { fold } from '../domain/shift/state.ts';
import { shiftsOver } from './read-shifts.ts';
import { shifts } from './shifts.ts';
import { systemEvent } from '../domain/system-event.ts';

interface Due {
  readonly matter: string;
  readonly office: string;
  readonly supervisor: string | null;
  readonly plan: string;
  readonly shift: string;
  readonly begins: number;
  readonly ends: number;
}

const DUE = statement<Due>(
  'duty_shifts_due',
  `select distinct t.matter, t.office, r.supervisor, t.plan, t.shift, t.begins, t.ends from duty_seat t
   join roster r on r.jurisdiction = t.jurisdiction and r.matter = t.matter
   where t.jurisdiction = $1 and t.published and not t.dropped and t.begins <= $2 and t.ends > $3
     and not exists (select from duty_shift d where d.jurisdiction = t.jurisdiction and d.roster = t.matter and d.shift = t.shift)
   order by t.begins, t.matter, t.shift limit 500`,
);

/** A server that was away for a day still begins what it missed; of older ones nobody could write a log any more. */
const BACK_MS = 2 * 86_400_000;

const begin = async (service: Service, it: Jurisdiction, { matter, office, supervisor, plan, shift, begins, ends }: Due): Promise<void> => {
  const rules = rulesFor(shifts, it);
  if (!rules) return;
  const times = { from: toIso(instant(begins)), to: toIso(instant(ends)) };
  const data = { office, plan, roster: matter, shift, ...times, ...(supervisor === null ? {} : { supervisor }) };
  const form = { token: `duty_shift ${matter} ${shift}`, request: { roster: matter, shift } };
  const begun = await beginEntity(service, shifts, it, rules, [systemEvent('shift_began', data)], form);
  if (isRefusal(begun)) throw new Error(`a shift was not begun: ${begun.refused}`);
};

/**
 * Begins the shifts whose time has come, and says of each that it is over once the one that follows has begun: there is nobody to hand over to
 * before. Late or twice, it comes to the same.
 */
export const beginShifts = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (it.imported || !rulesFor(shifts, it)) return;
  const now = service.clock();
  const due = await service.read((tx) => tx.run(DUE, [tx.jurisdiction, toIso(now), toIso(addMs(now, -BACK_MS))]));
  for (const one of due) await begin(service, it, one);
  for (const { matter } of await service.read((tx) => shiftsOver(tx, now)))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(shifts, it),
      decide: ({ events }) => {
        const { ended, signedIn } = fold(events);
        return ended || signedIn !== null ? [] : [systemEvent('shift_ended', {})];
      },
    });
};
