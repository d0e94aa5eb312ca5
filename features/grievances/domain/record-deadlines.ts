import type { Level, MatterEvent, NewEvent } from '../../../kernel/matter/event.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { newEvent } from './verb.ts';
import { inOrder } from './state.ts';
import type { Surroundings } from './decide.ts';

const keyOf = (rule: unknown, level: unknown, n: unknown): string => JSON.stringify([rule, level, n]);

/** One `deadline_passed` for each duty that is late and not yet said to be; the fold does not need it, the history does. */
export const recordDeadlines = (events: readonly MatterEvent[], around: Surroundings): readonly NewEvent[] => {
  const said = new Set(events.filter((event) => event.type === 'deadline_passed').map((event) => keyOf(event.data['rule'], event.data['startLevel'], event.data['start'])));
  return obligations(inOrder(events), around.pack, around.calendar, around.now)
    .filter((it) => it.nature === 'duty' && it.status === 'overdue' && !said.has(keyOf(it.rule, it.startedBy.level, it.startedBy.n)))
    .map((it) => {
      const level: Level = it.level;
      return newEvent({ type: 'deadline_passed', level, actor: { kind: 'system' }, data: { rule: it.rule, startLevel: it.startedBy.level, start: it.startedBy.n, due: String(it.due) } });
    });
};
