import type { Feature } from '../../desk/feature.ts';

/** Emergency plans: published definitions, read and printed at the desk. */
export const plans: Feature = {
  name: 'plans',
  faces: async () => (await import('./faces.ts')).faces,
};
