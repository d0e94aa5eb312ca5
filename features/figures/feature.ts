import { phrases } from '../../kernel/language/words.ts';
import type { Feature } from '../../desk/feature.ts';
import { freezeMonths } from './server/freeze-months.ts';

export const NAV = phrases('figures/feature.NAV', { figures: { 'zh-CN': '统计', en: 'Figures' } });

/** How the offices keep their time, published once a month. */
export const figures: Feature = {
  name: 'figures',
  faces: async () => ({
    pages: (await import('./portal/pages.ts')).pages,
    routes: [(await import('./server/figures-files.ts')).registerFiguresFiles],
    // The page that everybody sees: there is no other (G16).
    nav: [{ path: '/figures', text: NAV.figures, isFor: () => true }],
  }),
  sweeps: [freezeMonths],
};
