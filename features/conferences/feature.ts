import type { Feature } from '../../desk/feature.ts';
import { conferences as kind } from './server/conferences.ts';
import { fillDemo } from './server/demo.ts';
import { takenMatters } from './server/taken-matters.ts';

/** Joint decisions: conferences with an agenda of what is stuck, decisions that are owed, and matters that heads have taken. */
export const conferences: Feature = {
  name: 'conferences',
  kinds: [kind, takenMatters],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
