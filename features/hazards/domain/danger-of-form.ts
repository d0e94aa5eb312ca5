import type { Danger } from './vocabulary.ts';

/** Which kind of danger a form looks for, by what its id begins with; the first that fits. Whoever grades may say another. */
const BY_FORM: readonly (readonly [start: string, danger: Danger])[] = [
  ['fire', 'fire'],
  ['stairwell', 'exit_blocked'],
  ['extinguisher', 'fire'],
  ['public-venue', 'fire'],
  ['old-timber', 'fire'],
  ['high-rise', 'fire'],
  ['canteen', 'food_water'],
  ['bus', 'traffic'],
  ['lift', 'equipment'],
  ['boiler', 'equipment'],
  ['utilities', 'electric_gas'],
  ['school-buildings', 'building'],
  ['chemical', 'chemicals'],
  ['laboratory', 'chemicals'],
];

export const dangerOfForm = (form: string | null): Danger => BY_FORM.find(([start]) => form?.startsWith(start))?.[1] ?? 'other';
