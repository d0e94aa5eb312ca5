import type { Faces } from '../../desk/feature.ts';
import { pages } from './desk/plans.page.tsx';
import { LINK } from './desk/words.ts';

export const faces: Faces = {
  pages,
  nav: [
    {
      path: '/desk/plans',
      text: LINK.plans,
      isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' && role !== 'reviewer',
    },
  ],
};
