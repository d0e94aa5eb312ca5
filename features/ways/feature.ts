import type { Feature } from '../../desk/feature.ts';

/** Which office, and which other legal way, before anybody files. */
export const ways: Feature = { name: 'ways', faces: async () => ({ pages: (await import('./portal/ways.page.tsx')).pages }) };
