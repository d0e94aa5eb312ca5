import type { Instant } from '../../../kernel/calendar/instant.ts';
import { DAY_BANDS } from './range.ts';
import { STAGES, WORK_STAGES, type Stage } from './stage.ts';

/** The columns of an obligation that decide where it counts; the statement in `server/read-counts.ts` says the same in SQL. */
export interface CountedDuty {
  readonly nature: 'duty' | 'right';
  readonly status: 'pending' | 'open' | 'late' | 'met' | 'met_late' | 'not_needed';
  readonly starts_at: string;
  readonly due_at: string | null;
  readonly stops_at: string | null;
}

/**
 * Kept in time, or a breach: late, never done, or withdrawn without an answer (G8: silence pays nothing). Undefined where nothing was
 * owed: a right, a duty that was not needed, one that a withdrawal kept from starting.
 */
export const outcomeOf = (it: CountedDuty): 'kept' | 'late' | undefined => {
  if (it.nature !== 'duty' || it.due_at === null || it.status === 'not_needed') return undefined;
  if (it.status === 'pending' && it.stops_at !== null && it.stops_at <= it.starts_at) return undefined;
  return it.status === 'met' ? 'kept' : 'late';
};

/**
 * The instant by which a duty counts in a month: when it was due; when its clock's step was recorded, where that was later, as with a report on an
 * incident that somebody knew of before they entered it: the month in which it was due has been told by then.
 */
export const countsAt = (due: Instant, begun: Instant | undefined): Instant => (begun !== undefined && begun > due ? begun : due);

/** What was due of one part in one month. `days`: how many were done, kept or late, by band of days they took. */
export interface StageCount {
  readonly kept: number;
  readonly late: number;
  readonly days: readonly number[];
}

/** One office in one month. `upheld`, `changed`: answers of this office on which a review was due in the month and was decided. */
export interface OfficeCount {
  readonly stages: { readonly [stage in Stage]: StageCount };
  readonly upheld: number;
  readonly changed: number;
}

const NONE: StageCount = { kept: 0, late: 0, days: Array.from({ length: DAY_BANDS }, () => 0) };
export const NO_COUNT: OfficeCount = {
  // One entry a stage, by the list itself.
  stages: Object.fromEntries(STAGES.map((it) => [it, NONE])) as unknown as OfficeCount['stages'],
  upheld: 0,
  changed: 0,
};

const addStage = (a: StageCount, b: StageCount): StageCount =>
  a === NONE
    ? b
    : b === NONE
      ? a
      : {
          kept: a.kept + b.kept,
          late: a.late + b.late,
          days: a.days.map((n, i) => n + (b.days[i] ?? 0)),
        };

/** Adds two counts of an office. */
export const addCounts = (a: OfficeCount, b: OfficeCount): OfficeCount => ({
  // One entry a stage, by the list itself.
  stages: Object.fromEntries(STAGES.map((it) => [it, addStage(a.stages[it], b.stages[it])])) as OfficeCount['stages'],
  upheld: a.upheld + b.upheld,
  changed: a.changed + b.changed,
});

/** What of a count is about matters. */
export const ofMatters = (it: OfficeCount): OfficeCount => ({
  ...it,
  stages: { ...it.stages, ...Object.fromEntries(WORK_STAGES.map((stage) => [stage, NONE])) },
});

/** A count with one part of it filled in. */
export const withStage = (stage: Stage, more: Partial<StageCount>): OfficeCount => ({
  ...NO_COUNT,
  stages: { ...NO_COUNT.stages, [stage]: { ...NONE, ...more } },
});
