import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';

/** Outreach: how far lessons and campaigns reach, by class of site, and the calendar of a term. Their records are those of checks. */
export const outreach: Feature = {
  name: 'outreach',
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
