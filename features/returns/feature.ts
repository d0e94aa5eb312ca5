import type { Feature } from '../../desk/feature.ts';
import { closeReturns } from './server/close-returns.ts';
import { fillDemo } from './server/demo.ts';
import { refreshDueOffices } from './server/due-offices.ts';
import { checkOpenReturns } from './server/refresh-offices.ts';
import { returns as kind } from './server/returns.ts';

/** Returns of offices: numbers about things and papers due, tier by tier; what is missing is said and never counted as nothing. */
export const returns: Feature = {
  name: 'returns',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [refreshDueOffices, closeReturns],
  recompute: checkOpenReturns,
  demo: fillDemo,
};
