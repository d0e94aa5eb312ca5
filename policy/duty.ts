import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { checkPlan } from '../kernel/roster/check-plan.ts';
import type { DutyPlan, SeatRule, ShiftRule } from '../kernel/roster/plan.ts';
import { documentOf } from './programme.ts';

/** A duty plan that may be published, or everything that is wrong with it. */
export type LoadedPlan = { readonly plan: DutyPlan } | { readonly problems: readonly Problem[] };

const FOLDER = join(import.meta.dirname, 'duty');

type RawSeat = Omit<SeatRule, 'count'> & { readonly count?: number };
type RawShift = Omit<ShiftRule, 'logEveryHours' | 'reception' | 'seats'> &
  Partial<Pick<ShiftRule, 'logEveryHours' | 'reception'>> & { readonly seats: readonly RawSeat[] };
type RawPlan = Omit<DutyPlan, 'longestHours' | 'shifts' | 'number'> & {
  readonly number: string | number;
  readonly longestHours?: number;
  readonly shifts: readonly RawShift[];
};

const toPlan = (raw: RawPlan): DutyPlan => ({
  ...raw,
  number: String(raw.number),
  longestHours: raw.longestHours ?? null,
  shifts: raw.shifts.map((shift): ShiftRule => ({
    ...shift,
    logEveryHours: shift.logEveryHours ?? null,
    reception: shift.reception ?? null,
    seats: shift.seats.map((seat): SeatRule => ({ ...seat, count: seat.count ?? 1 })),
  })),
});

/** Reads a duty plan from YAML text. */
export const readPlan = (text: string): LoadedPlan => {
  const document = documentOf(text, 'duty');
  if ('problems' in document) return document;
  const problems = checkPlan(document.raw);
  return problems.length > 0 ? { problems } : { plan: toPlan(document.raw as RawPlan) }; // every field was checked just now
};

/** The ids of the duty plans that come with the program: examples, to be copied and changed. */
export const planIds = (): readonly string[] => readdirSync(FOLDER).toSorted();

/** A duty plan that comes with the program; undefined where there is none of that id. Throws when it is broken: a test holds it. */
export const findPlan = (id: string): DutyPlan | undefined => {
  if (!planIds().includes(id)) return undefined;
  const loaded = readPlan(readFileSync(join(FOLDER, id, 'plan.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  return loaded.plan;
};
