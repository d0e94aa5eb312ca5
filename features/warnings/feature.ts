import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';
import { endWarnings } from './server/end-warnings.ts';
import { warnings as kind } from './server/warnings.ts';

/** Warnings of hazards, for everybody. */
export const warnings: Feature = {
  name: 'warnings',
  kinds: [kind],
  sweeps: [endWarnings],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
