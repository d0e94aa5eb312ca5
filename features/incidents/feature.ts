import type { Feature } from '../../desk/feature.ts';
import { advanceCalls } from './server/advance-calls.ts';
import { drills, incidents as kind } from './server/incidents.ts';

/** What happens, and the minutes that count: incidents, and drills of them. */
export const incidents: Feature = {
  name: 'incidents',
  kinds: [kind, drills],
  urgent: [advanceCalls],
  faces: async () => (await import('./faces.ts')).faces,
};
