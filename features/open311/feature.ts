import type { Feature } from '../../desk/feature.ts';

/** Requests by and for other programs. */
export const open311: Feature = {
  name: 'open311',
  faces: async () => ({ routes: [(await import('./server/routes.ts')).registerOpen311] }),
};
