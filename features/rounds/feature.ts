import type { Feature } from '../../desk/feature.ts';
import { fillDemo } from './server/demo.ts';
import { endRounds } from './server/end-rounds.ts';
import { rounds as kind } from './server/rounds.ts';

/** Rounds: checks of sites in phases, from a plan to a counted report. */
export const rounds: Feature = {
  name: 'rounds',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [endRounds],
  demo: fillDemo,
};
