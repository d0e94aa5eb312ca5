import type { Feature } from '../../desk/feature.ts';
import { sites as kind } from './server/sites.ts';

/** Sites: places that somebody answers for. */
export const sites: Feature = { name: 'sites', kinds: [kind], faces: async () => (await import('./faces.ts')).faces };
