import type { Feature } from '../../desk/feature.ts';
import { circulars as kind } from './server/circulars.ts';
import { fillDemo } from './server/demo.ts';

/** Circulars: what an office sends to others, with the receipt of each and what each has carried out. */
export const circulars: Feature = {
  name: 'circulars',
  kinds: [kind],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
