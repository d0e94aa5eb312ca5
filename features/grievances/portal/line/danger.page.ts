import type { Page } from '../../../../portal/page.ts';
import { placeCodeIn } from './place-code.ts';

/** Where the square of a site leads: to the question that nobody skips (G5), with the place filled in. It proves nothing (G11). */
export const dangerPage: Page = {
  path: '/danger',
  method: 'GET',
  face: 'open',
  handle: async ({ query }) => {
    const at = placeCodeIn(query['place']);
    return { kind: 'redirect', to: `/file?kind=hazard_report${at === undefined ? '' : `&at=${at}`}` };
  },
};
