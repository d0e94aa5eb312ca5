import { phrases } from '../../kernel/language/words.ts';
import type { Feature } from '../../desk/feature.ts';
import { seesPending } from '../../engine/people/second-person.ts';
import { deliverBoxes } from './server/deliver-boxes.ts';

export const NAV = phrases('door/feature.NAV', { door: { 'zh-CN': '受理处', en: 'Door' } });

/** The way to an independent door. */
export const door: Feature = {
  name: 'door',
  faces: async () => ({
    pages: [...(await import('./portal/pages.ts')).pages, ...(await import('./desk/door.page.tsx')).pages],
    routes: [(await import('./server/door-api.ts')).registerDoorApi],
    nav: [{ path: '/desk/door', text: NAV.door, isFor: seesPending }],
  }),
  deliveries: [deliverBoxes],
};
