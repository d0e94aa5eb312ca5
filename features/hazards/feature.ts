import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';
import { hazards as kind } from './server/hazards.ts';

/** Hazards in places and things, at the desk. */
export const hazards: Feature = {
  name: 'hazards',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  demo: fillDemo,
};
