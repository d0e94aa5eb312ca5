import type { Feature } from '../../desk/feature.ts';
import { assets as kind } from './server/assets.ts';
import { followSites } from './server/follow-sites.ts';

/** Assets: things that hang on a site and have duties of their own. */
export const assets: Feature = {
  name: 'assets',
  kinds: [kind],
  faces: async () => (await import('./faces.ts')).faces,
  sweeps: [followSites],
};
