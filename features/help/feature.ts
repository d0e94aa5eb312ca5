import { phrases } from '../../kernel/language/words.ts';
import type { Feature } from '../../desk/feature.ts';

export const NAV = phrases('help/feature.NAV', { doors: { 'zh-CN': '办事窗口', en: 'Doors' } });

/** Which door a service has, by which rule and with which papers; and which subjects no rule covers. */
export const help: Feature = {
  name: 'help',
  faces: async () => ({
    pages: (await import('./portal/pages.ts')).pages,
    // The page that everybody sees: who leads somebody to a door reads the same.
    nav: [{ path: '/help', text: NAV.doors, isFor: (role) => ['desk', 'handler', 'head', 'mediator'].includes(role) }],
  }),
};
