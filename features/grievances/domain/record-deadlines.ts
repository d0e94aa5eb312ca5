import type { MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import type { Surroundings } from './decide.ts';
import { inOrder } from './state.ts';
import { newEvent } from './verb.ts';
import { MATTER } from '../../../kernel/matter/vocabulary.ts';

/** The event an obligation started from, and the rule whose breach starts it, as text. */
export const startOf = (it: Obligation): string =>
  `${it.startedBy.level}.${it.startedBy.n}${it.breachOf === null ? '' : `<${it.breachOf}`}`;

/** Names one obligation of a matter. */
export const duty = (it: Obligation): string => `${it.rule} ${startOf(it)}`;

/** The obligations of which an event says that they are late. */
export const saidLate = (events: readonly MatterEvent[]): ReadonlySet<string> =>
  new Set(
    events
      .filter((event) => event.type === 'deadline_passed')
      .map((event) => `${String(event.data['rule'])} ${String(event.data['start'])}`),
  );

/** One `deadline_passed` for each duty that is late and not yet said to be; the fold does not need it, the history does. */
export const recordDeadlines = (events: readonly MatterEvent[], around: Surroundings): readonly NewEvent[] => {
  const said = saidLate(events);
  return obligations(MATTER, inOrder(events), around.pack, around.calendar, around.now)
    .filter((it) => it.nature === 'duty' && it.status === 'overdue' && !said.has(duty(it)))
    .map((it) =>
      newEvent({
        type: 'deadline_passed',
        level: it.level,
        actor: { kind: 'system' },
        data: { rule: it.rule, start: startOf(it), due: String(it.due) },
      }),
    );
};
