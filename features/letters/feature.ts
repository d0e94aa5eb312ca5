import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';
import { letters as kind } from './server/letters.ts';
import { openRenewals } from './server/renewals.ts';

/** Letters of duty and the map of responsibility. */
export const letters: Feature = {
  name: 'letters',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [openRenewals],
  demo: fillDemo,
};
