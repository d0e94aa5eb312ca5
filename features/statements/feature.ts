import type { Feature } from '../../desk/feature.ts';
import { recompute } from './server/count.ts';
import { fillDemo } from './server/demo.ts';
import { openStatements } from './server/open-statements.ts';
import { statements as kind } from './server/statements.ts';

/** Statistics of hazards by quarter and year, signed by the head. */
export const statements: Feature = {
  name: 'statements',
  kinds: [kind],
  sweeps: [openStatements],
  recompute,
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
