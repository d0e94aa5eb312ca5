import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';
import { sayNext } from './server/say-next.ts';
import { takeFindings } from './server/take-findings.ts';
import { visits as kind } from './server/visits.ts';

/** Supervision visits: offices drawn at random, ten points, findings that are followed like hazards. */
export const visits: Feature = {
  name: 'visits',
  kinds: [kind],
  sweeps: [takeFindings, sayNext],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
