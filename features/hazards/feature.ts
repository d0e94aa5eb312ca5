import type { Feature } from '../../desk/feature.ts';
import { catchUp } from './server/catch-up.ts';
import { fillDemo } from './server/demo.ts';
import { hazards as kind } from './server/hazards.ts';
import { forgetOldProposals } from './server/field/take-proposal.ts';
import { takeFindings } from './server/take-findings.ts';

/** Hazards in places and things, at the desk. */
export const hazards: Feature = {
  name: 'hazards',
  kinds: [kind],
  sweeps: [catchUp, takeFindings, forgetOldProposals],
  faces: async () => (await import('./faces.ts')).faces,
  demo: fillDemo,
};
