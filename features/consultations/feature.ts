import type { Feature } from '../../desk/feature.ts';
import { consultations as kind } from './server/consultations.ts';
import { fillDemo } from './server/demo.ts';
import { settleConsultations } from './server/settle-consultations.ts';

/** Consultations: drafts that are open to everybody, comments that are owed an answer, decisions that say what became of them. */
export const consultations: Feature = {
  name: 'consultations',
  kinds: [kind],
  sweeps: [settleConsultations],
  demo: fillDemo,
  faces: async () => (await import('./faces.ts')).faces,
};
