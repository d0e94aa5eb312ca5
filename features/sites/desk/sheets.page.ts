import type { StaffFace } from '../../../desk/staff-entity/face.ts';
import { openFor } from '../../../desk/staff-entity/pages.tsx';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { spotCode, spotPath } from '../../../kernel/site/spot-code.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import type { Page } from '../../../portal/page.ts';
import { paperFile, type Paper } from '../../papers/public.ts';
import type { SiteState, Spot } from '../domain/state.ts';

export const WORDS = words('sites/desk/sheets.WORDS', {
  'zh-CN': { title: '检查点', scan: '扫码打开本检查点的检查；扫不了，在检查页面输入上面的编号。' },
  en: { title: 'Spots', scan: 'Scan for the checks of this spot, or type the code on the page of checks.' },
});

/** What stands below the square: the language that was asked for, then the other one. */
const footIn = (lang: Lang): readonly string[] => [...new Set([WORDS[lang].scan, WORDS['zh-CN'].scan, WORDS.en.scan])];

/** A card for one spot, on the wall beside it: what it is called and where a code leads. It says nothing of who looks (G21). */
const cardOf = (view: StaffView<SiteState>, { spot, name }: Spot, lang: Lang): Paper => ({
  kind: 'card',
  lang,
  title: name,
  number: spotCode({ site: view.number, spot }),
  issuer: inLang({ 'zh-CN': view.state.name, en: view.state.english ?? view.state.name }, lang),
  addressee: '',
  day: null,
  signature: '',
  blocks: [],
  foot: footIn(lang),
  path: spotPath({ site: view.number, spot }),
  madeAt: startOfDay(view.today, view.it.zone),
});

/** The cards of all spots of a site, four to a sheet, for whoever may open it. */
export const sheetPages = (face: StaffFace<SiteState>): readonly Page[] => [
  {
    path: `${face.path}/:number/cards.pdf`,
    method: 'GET',
    face: 'desk',
    handle: (request) =>
      openFor(face, request, async (view) => {
        const { lang, address } = request;
        const [first, ...others] = view.state.spots.filter((it) => !it.ended).map((spot) => cardOf(view, spot, lang));
        if (!first) return undefined;
        const name = `huiyin-${view.number}-cards`;
        const made = await paperFile([first, ...others], { name, format: 'pdf', origin: address, line: 'staff' });
        return isRefusal(made) ? { ...errorPage(lang, made), other: `${face.path}/${view.number}` } : made;
      }),
  },
];
