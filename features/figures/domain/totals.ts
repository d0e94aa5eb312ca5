import type { OfficeFigures, StageFigures } from './document.ts';
import { sumRanges, type Range } from './range.ts';
import type { Stage } from './stage.ts';

/** Added up from the offices as they are shown: a total of its own would give small numbers back. */
export interface Total {
  /** `to` null also where a part was withheld. */
  readonly kept: Range;
  readonly late: number;
}

const OPEN: Range = { from: 0, to: null };

/** The jurisdiction as a whole. */
export const totalOf = (offices: readonly OfficeFigures[], stage: Stage, table: 'month' | 'year'): Total => {
  const parts = offices.flatMap((it) => it.stages[stage]?.[table] ?? []);
  return { kept: sumRanges(parts.map((it) => it.kept ?? OPEN)), late: parts.reduce((sum, it) => sum + it.late, 0) };
};

/** Kept of all that was due, in whole percent, as far as what is shown tells it; null where too little is. */
export const shareOf = (kept: Range | null, late: StageFigures['year']['late']): { readonly from: number; readonly to: number } | null => {
  if (kept === null || kept.from === 0 || kept.to === null) return null;
  const percent = (n: number): number => Math.floor((100 * n) / (n + late));
  return { from: percent(kept.from), to: percent(kept.to) };
};
