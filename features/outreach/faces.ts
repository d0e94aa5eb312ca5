import type { Faces } from '../../desk/feature.ts';
import { calendarPages } from './desk/calendar.page.tsx';
import { pages as deskPages } from './desk/outreach.page.tsx';
import { LINKS } from './desk/words.ts';
import { pages } from './portal/outreach.page.tsx';

export const faces: Faces = {
  pages: [...pages, ...deskPages, ...calendarPages],
  nav: [{ path: '/desk/outreach', text: LINKS.link, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
};
