import type { Feature } from '../../desk/feature.ts';
import { checkCash } from './server/check-cash.ts';

/** Rewards at the counter and the cash book: it knows codes and amounts, and nobody. */
export const cash: Feature = {
  name: 'cash',
  recompute: checkCash,
  faces: async () => (await import('./faces.ts')).faces,
};
