import type { Feature } from '../../desk/feature.ts';
import { closeDays } from './server/close-days.ts';
import { logbooks as kind } from './server/logbooks.ts';

/** Logbooks: what became of what comes back, closed once a day. */
export const logbooks: Feature = {
  name: 'logbooks',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [closeDays],
};
