import { parseWithin } from '../calendar/within.ts';
import { parseCadence } from '../recurrence/cadence.ts';
import type { Problem } from './check-pack.ts';
import type { Label, Within } from './pack.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A meeting that is held again and again, as a pack says it. */
export interface MeetingRule {
  /** One of the meetings of the vocabulary. */
  readonly kind: string;
  /** As in a programme (kernel/recurrence/cadence.ts); null for one that is called when it is needed. */
  readonly every: string | null;
  readonly label: Label;
  readonly clause: Label;
  /** True where no statute says so. */
  readonly ownRule: boolean;
}

/** What stands on an agenda by itself, and which meetings there are (functions.md S13). */
export interface Agenda {
  /** What is owed and so many days overdue is stuck: `7 days`. */
  readonly stuckAfter: Within;
  readonly clause: Label;
  readonly ownRule: boolean;
  readonly meetings: readonly MeetingRule[];
}

const daysIn = (within: Within): number | undefined => {
  const period = parseWithin(within);
  return period?.unit === 'days' && 'count' in period ? period.count : undefined;
};

/** After how many days overdue something is stuck. Throws for an agenda that `checkAgenda` would refuse. */
export const stuckAfterDays = ({ stuckAfter }: Pick<Agenda, 'stuckAfter'>): number => {
  const days = daysIn(stuckAfter);
  if (days === undefined) throw new Error(`not a number of days: ${stuckAfter}`);
  return days;
};

/** What is wrong with the agenda of a pack: only a kind that has meetings has one, in days, each meeting of the list once. */
export const checkAgenda = (of: Vocabulary, agenda: Agenda | undefined): readonly Problem[] => {
  const path = '/agenda';
  if (agenda === undefined) return of.meetings === undefined ? [] : [{ code: 'policy.agenda.missing', path, data: {} }];
  const { meetings: known } = of;
  if (known === undefined) return [{ code: 'policy.agenda.not_allowed', path, data: {} }];
  const { stuckAfter, meetings } = agenda;
  return [
    ...(daysIn(stuckAfter) === undefined
      ? [{ code: 'policy.within.invalid', path: `${path}/stuckAfter`, data: { value: stuckAfter } }]
      : []),
    ...meetings.flatMap(({ kind, every }, i): readonly Problem[] => {
      const at = `${path}/meetings/${i}`;
      return [
        ...(known.includes(kind) ? [] : [{ code: 'policy.value.unknown', path: `${at}/kind`, data: { kind } }]),
        ...(meetings.findIndex((it) => it.kind === kind) === i
          ? []
          : [{ code: 'policy.agenda.twice', path: `${at}/kind`, data: { kind } }]),
        ...(every === null || parseCadence(every) !== undefined
          ? []
          : [{ code: 'policy.within.invalid', path: `${at}/every`, data: { value: every } }]),
      ];
    }),
  ];
};
