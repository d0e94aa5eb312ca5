import type { Feature } from '../../desk/feature.ts';
import { conferences as kind } from './server/conferences.ts';
import { fillDemo } from './server/demo.ts';

/** Joint decisions: conferences with an agenda of what is stuck, minutes that all sign, decisions that are owed. */
export const conferences: Feature = {
  name: 'conferences',
  kinds: [kind],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
