import { phrases } from '../../kernel/language/words.ts';
import type { Feature } from '../../desk/feature.ts';
import { hangsPosters } from '../../desk/nav.ts';

export const NAV = phrases('papers/feature.NAV', { poster: { 'zh-CN': '日志公示', en: 'Log sheet' } });

/** Papers, made from the step that gives them. */
export const papers: Feature = {
  name: 'papers',
  faces: async () => ({
    pages: (await import('./portal/pages.ts')).pages,
    nav: [{ path: '/desk/poster', text: NAV.poster, isFor: hangsPosters }],
  }),
};
