import type { Feature } from '../../desk/feature.ts';
import { checks as kind } from './server/checks.ts';
import { fillDemo } from './server/demo.ts';
import { forgetOldParts } from './server/photo-parts.ts';
import { checkOpenSlots, refreshDueSites } from './server/refresh-sites.ts';

/** Checks: duties of sites that come back, and the records that meet them. */
export const checks: Feature = {
  name: 'checks',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [refreshDueSites, forgetOldParts],
  recompute: checkOpenSlots,
  demo: fillDemo,
};
