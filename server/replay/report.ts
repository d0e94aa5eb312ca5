import { daysBetween } from '../../kernel/calendar/plain-date.ts';
import type { Obligation } from '../../kernel/obligation/obligation.ts';
import type { Pack } from '../../kernel/policy/pack.ts';

/** One duty of a pack over all records. `unknown`: the records do not say whether it was met. */
export interface DutyLine {
  readonly id: string;
  readonly met: number;
  readonly late: number;
  readonly unknown: number;
  readonly lateDays: { readonly p50: number | null; readonly p90: number | null; readonly max: number | null };
}

const quantile = (sorted: readonly number[], q: number): number | null => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null;

/** Days late of a duty that was met late; a due date in hours counts by its day. */
const lateBy = (it: Obligation): number | undefined =>
  it.status === 'met_late' && it.metOn !== null && typeof it.due === 'string' ? daysBetween(it.due, it.metOn) : undefined;

/** What the records can tell about a duty: only its reply is in them; registering and accepting were assumed. */
const isTold = (pack: Pack, rule: string): boolean =>
  pack.rules.some((it) => it.id === rule && it.owedBy === 'office' && it.metBy[0] === 'replied');

/** Adds up the obligations of all matters, in the order of the pack; duties that never started are left out. */
export const reportDuties = (pack: Pack, matters: readonly (readonly Obligation[])[]): readonly DutyLine[] =>
  pack.rules
    .filter((rule) => rule.nature === 'duty')
    .flatMap((rule) => {
      const all = matters.flat().filter((it) => it.rule === rule.id && it.status !== 'pending' && it.status !== 'not_needed');
      if (all.length === 0) return [];
      const told = isTold(pack, rule.id) ? all.filter((it) => it.status === 'met' || it.status === 'met_late') : [];
      const late = told
        .map(lateBy)
        .filter((days) => days !== undefined)
        .toSorted((a, b) => a - b);
      return [
        {
          id: rule.id,
          met: told.length - late.length,
          late: late.length,
          unknown: all.length - told.length,
          lateDays: { p50: quantile(late, 0.5), p90: quantile(late, 0.9), max: late.at(-1) ?? null },
        },
      ];
    });
