import { toIso } from '../calendar/instant.ts';
import type { NewStreamEvent, StreamEvent } from '../stream/event.ts';
import type { ObligationRow } from '../stream/table.ts';
import type { Words } from '../policy/vocabulary.ts';
import type { Obligation as ObligationOf } from './obligation.ts';

type Obligation = ObligationOf<Words>;

/** The event an obligation started from, and the rule whose breach starts it, as text. */
export const startOf = (it: Pick<Obligation, 'startedBy' | 'breachOf'>): string =>
  `${it.startedBy.level}.${it.startedBy.n}${it.breachOf === null ? '' : `<${it.breachOf}`}`;

/** Names one obligation of an entity. */
const duty = (it: Obligation): string => `${it.rule} ${startOf(it)}`;

/** The event of every kind by which time is said to have passed. */
const LATE = 'deadline_passed';

/** The obligations of which an event says that they are late. */
const saidLate = (events: readonly StreamEvent[]): ReadonlySet<string> =>
  new Set(events.filter((event) => event.type === LATE).map((event) => `${String(event.data['rule'])} ${String(event.data['start'])}`));

/** One `deadline_passed` for each duty that is late and not yet said to be; the fold does not need it, the history does. */
export const newlyLate = (owed: readonly Obligation[], events: readonly StreamEvent[]): readonly NewStreamEvent<typeof LATE>[] => {
  const said = saidLate(events);
  return owed
    .filter((it) => it.nature === 'duty' && it.status === 'overdue' && !said.has(duty(it)))
    .map((it) => ({
      type: LATE,
      level: it.level,
      actor: { kind: 'system' },
      visibility: 'open',
      data: { rule: it.rule, start: startOf(it), due: String(it.due) },
      texts: {},
    }));
};

/** What time alone changes (overdue, lapsed, stopped) is not stored: rights and breaches open by themselves (design 3). */
const storedStatus = (it: Obligation, said: ReadonlySet<string>): ObligationRow['status'] =>
  it.status === 'overdue' && said.has(duty(it))
    ? 'late'
    : it.status === 'running' || it.status === 'overdue' || it.status === 'lapsed' || it.status === 'stopped'
      ? 'open'
      : it.status;

/** A breach that a withdrawal prevents opens nothing: such a row stops with what it waits for. */
const stopOf = (it: Obligation, all: readonly Obligation[]): Obligation['stopsAt'] => {
  if (it.status !== 'pending') return it.stopsAt;
  const base = all.find(
    (other) => other.rule === it.breachOf && other.startedBy.level === it.startedBy.level && other.startedBy.n === it.startedBy.n,
  );
  return base?.stopsAt ?? null;
};

/** Everything that is owed on an entity as rows; `officeOf` resolves who owes it. */
export const obligationRows = <It extends Obligation>(
  owed: readonly It[],
  events: readonly StreamEvent[],
  officeOf: (it: It) => string | null,
): readonly ObligationRow[] => {
  const said = saidLate(events);
  return owed.map((it) => {
    const stopsAt = stopOf(it, owed);
    return {
      rule: it.rule,
      started_by: startOf(it),
      level: it.level,
      nature: it.nature,
      owed_by: it.owedBy,
      owed_to: it.owedTo,
      office: officeOf(it),
      status: storedStatus(it, said),
      starts_at: toIso(it.fromAt),
      due_on: typeof it.due === 'string' ? it.due : null,
      due_at: it.breachAt === null ? null : toIso(it.breachAt),
      stops_at: stopsAt === null ? null : toIso(stopsAt),
      provisional: it.provisional,
      met_by: it.metBy === null ? null : `${it.metBy.level}.${it.metBy.n}`,
    };
  });
};
