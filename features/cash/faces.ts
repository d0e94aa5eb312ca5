import type { Faces } from '../../desk/feature.ts';
import { cashPages } from './desk/cash.page.tsx';
import { exportPage } from './desk/export.page.ts';
import { LINK } from './desk/words.ts';

export const faces: Faces = {
  pages: [...cashPages, exportPage],
  nav: [
    {
      path: '/desk/cash',
      text: LINK.cash,
      isFor: (role) => role === 'desk' || role === 'head',
      ofDeskOffice: true,
    },
  ],
};
